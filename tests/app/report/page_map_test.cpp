// The map of a page: what of it is named, what counts as on it, and what stands over it.
#include "app/report/map_legend.h"
#include "tests/app/report/pages.h"
#include "tests/support/registry.h"

#include <QImage>
#include <QRegularExpression>
#include <QTest>

using namespace prospect;
using namespace prospect::report;
using test::dots_per_mm;
using test::noted;
using test::page_of;
using test::painted;

class PageMapTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void the_legend_names_each_kind_on_visible_layers_once() {
        Site site = *test::small_site();
        const auto words = [&] {
            QStringList found;
            for (const LegendEntry& entry : map_legend(site))
                found += entry.words;
            return found;
        };
        QVERIFY(words().contains("Red line: the site"));
        QVERIFY(words().contains("Building"));
        QCOMPARE(words().count("Tree"), 1);
        auto trees = std::make_shared<Layer>(*site.layers[3]);
        trees->visible = false;
        site.layers[3] = trees;
        QVERIFY(!words().contains("Tree"));
    }

    void the_legend_tells_settled_notes_from_those_to_be_done() {
        const auto has = [](const Site& site, LegendEntry::Sign sign) {
            const auto entries = map_legend(site);
            return std::any_of(entries.begin(), entries.end(),
                               [&](const LegendEntry& entry) { return entry.sign == sign; });
        };
        const SitePtr open = noted(2);
        QVERIFY(has(*open, LegendEntry::Sign::note) && !has(*open, LegendEntry::Sign::settled_note));
        Annotation settled = annotations(*open)[1];
        settled.status = "mended";
        const SitePtr both = apply(*open, change_annotation(*open, settled, {}));
        QVERIFY(has(*both, LegendEntry::Sign::note) && has(*both, LegendEntry::Sign::settled_note));
        QVERIFY(!has(Site{}, LegendEntry::Sign::note));
    }

    void kinds_that_have_no_room_in_the_legend_are_counted() {
        Site site = *test::small_site();
        std::vector<FeaturePtr> fences;
        for (int i = 0; i < 200; ++i) {
            const Point ends[] = {{20.0, 5 + i * 0.1}, {35, 5 + i * 0.1}};
            Feature fence = *test::feature("fence " + std::to_string(i), Geometry::make_line(ends));
            fence.set("kind", "sort " + std::to_string(i), Basis::drawn);
            fences.push_back(std::make_shared<const Feature>(std::move(fence)));
        }
        site.layers.push_back(test::layer("Many", Role::barrier, std::move(fences)));
        const ReviewPage page = page_of(std::make_shared<const Site>(std::move(site)));
        const QImage image = painted(PaintedPage(page));
        for (int x = 0; x < image.width(); ++x) // nothing runs out at the bottom
            QCOMPARE(image.pixel(x, image.height() - 6 * dots_per_mm), qRgb(255, 255, 255));
        const QStringList texts = test::written_texts(page, "many-kinds");
        if (texts.isEmpty()) QSKIP("this build cannot read the text of a PDF");
        const auto named = texts[0].count("Sort ");
        QVERIFY(named > 20 && named < 200);
        const auto kinds = static_cast<qsizetype>(map_legend(page.model->site()).size());
        const auto rest =
            QRegularExpression(QStringLiteral("and (\\d+) more")).match(texts[0]).captured(1).toInt();
        QVERIFY(rest > 0 && named + rest >= 200 && named + rest <= kinds);
    }

    // Off the map: one beyond its edge, and all while their layer is hidden, as nothing of them is drawn.
    void a_note_counts_as_on_the_map_when_its_number_is_drawn_there() {
        Annotation far;
        far.id = Uuid::from_name("far");
        far.kind = "arrow"; // its number stands where it begins
        const Point line[] = {{-400, 25}, {20, 25}};
        far.geometry = Geometry::make_line(line);
        const SitePtr three = noted(3);
        Site site = *apply(*three, add_annotation(*three, far, {}));
        QCOMPARE(PaintedPage(page_of(std::make_shared<const Site>(site))).content().notes_on_map, 3);
        auto hidden = std::make_shared<Layer>(*site.layers.back());
        QVERIFY(hidden->role == Role::annotation);
        hidden->visible = false;
        site.layers.back() = hidden;
        const PageContent content = PaintedPage(page_of(std::make_shared<const Site>(site))).content();
        QCOMPARE(content.notes, 4);
        QCOMPARE(content.notes_on_map, 0);
    }

    // The usual corner, at the bottom right, lies over the corner of the courtyard.
    void the_scale_stands_where_it_hides_no_number() {
        const SitePtr small = test::small_site();
        Annotation note;
        note.id = Uuid::from_name("corner");
        note.geometry = Geometry::make_point({38, 2});
        const SitePtr site = apply(*small, add_annotation(*small, note, {}));
        const PaintedPage page(page_of(site));
        const PageLayout& layout = page.layout();
        const Point off = (Point{38, 2} - layout.center) * (1000.0 / layout.scale);
        const QPointF at = layout.map.center() + QPointF(off.x, -off.y);
        const QRectF slip(at - QPointF(2, 2), QSizeF(4, 4));
        const QImage image = painted(page);
        const QRgb accent = render::theme(render::ThemeKind::light).accent.rgb();
        int filled = 0;
        for (int y = qRound(slip.top() * dots_per_mm); y < slip.bottom() * dots_per_mm; ++y)
            for (int x = qRound(slip.left() * dots_per_mm); x < slip.right() * dots_per_mm; ++x)
                filled += image.pixel(x, y) == accent ? 1 : 0;
        QVERIFY2(filled > 4 * 4 * dots_per_mm * dots_per_mm / 2, QByteArray::number(filled));
    }
};

PROSPECT_TEST(PageMapTest);
#include "page_map_test.moc"
