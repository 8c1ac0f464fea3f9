#include "app/report/map_legend.h"
#include "app/report/page_check.h"
#include "app/report/review_page.h"
#include "geometry/base/error.h"
#include "tests/support/registry.h"
#include "tests/support/small_site.h"

#include <QImage>
#include <QPainter>
#include <QTemporaryDir>
#include <QTest>

using namespace prospect;
using namespace prospect::report;
using prospect::test::rectangle;

namespace {

constexpr int dots_per_mm = 6;

ReviewPage page_of(const SitePtr& site) {
    ReviewPage page;
    page.model = render::PaintModel::build(site);
    page.notes = annotations(*site);
    page.title = QStringLiteral("Courtyard");
    page.date = QStringLiteral("24 Nov 2026");
    return page;
}

QImage painted(const ReviewPage& page, PageContent* content = nullptr) {
    QImage image((page_mm * dots_per_mm).toSize(), QImage::Format_RGB32);
    QPainter painter(&image);
    painter.scale(dots_per_mm, dots_per_mm);
    const PageContent got = paint_review_page(painter, page);
    if (content) *content = got;
    return image;
}

SitePtr noted(int count) {
    SitePtr site = test::small_site();
    for (int i = 1; i <= count; ++i) {
        Annotation note;
        note.id = Uuid::from_name("note " + std::to_string(i));
        note.geometry = Geometry::make_point({20.0 + i % 10, 25});
        note.text = "Hedge hides the path";
        site = apply(*site, add_annotation(*site, note, {"A", "Police", "2026-03-01T10:00:00Z"}));
    }
    return site;
}

SitePtr square(double side_m) {
    Site site;
    site.frame = {"EPSG:27700", "British grid", {530000, 179000}};
    site.layers = {
        test::layer("Red line", Role::study_area, {test::feature("site", rectangle(0, 0, side_m, side_m))})};
    return std::make_shared<const Site>(std::move(site));
}

} // namespace

class ReviewPageTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void a_scanned_plan_without_anything_else_fills_the_map_and_its_notes_stand_on_it() {
        Site drawing;
        drawing.frame = {"local", "plan metres", {0, 0}};
        drawing.layers = {
            test::layer("Page 1", Role::underlay, {test::feature("frame", rectangle(400, 300, 460, 340))})};
        Annotation note;
        note.id = Uuid::from_name("note");
        note.geometry = Geometry::make_point({470, 320});
        note.text = "Gate stands open";
        const SitePtr site =
            apply(drawing, add_annotation(drawing, note, {"A", "Police", "2026-03-01T10:00:00Z"}));
        PageContent content;
        painted(page_of(site), &content);
        QCOMPARE(content.scale, 500); // 70 m on 189 mm
        QCOMPARE(content.notes_on_map, 1);
    }

    // The map is 189 x 162 mm, of which 94 % may be used: 152.28 mm high, that is 15.2 m at 1:100.
    void the_scale_is_the_first_round_one_at_which_the_red_line_fits() {
        QCOMPARE(map_frame_mm().size(), QSizeF(189, 162));
        QCOMPARE(page_scale(*square(15.2)), 100);
        QCOMPARE(page_scale(*square(15.3)), 200);
        QCOMPARE(page_scale(*square(30.5)), 250);
        QCOMPARE(page_scale(*square(38.1)), 500);
        QCOMPARE(page_scale(*square(150)), 1000);
        QCOMPARE(page_scale(*square(300)), 2000);
        QCOMPARE(page_scale(*square(3000)), 20000);
        QCOMPARE(page_scale(Site{}), 500);
    }

    // A house of 10 x 10 m is 20 mm wide at 1:500.
    void a_length_on_paper_is_the_length_on_the_ground_by_the_scale() {
        Site site = *square(60);
        site.layers.push_back(
            test::layer("House", Role::building, {test::feature("h", rectangle(25, 25, 35, 35))}));
        const auto page = page_of(std::make_shared<const Site>(site));
        PageContent content;
        const QImage image = painted(page, &content);
        QCOMPARE(content.scale, 500);
        const int row = static_cast<int>((map_frame_mm().center().y() + 6) * dots_per_mm);
        const int middle = static_cast<int>(map_frame_mm().center().x() * dots_per_mm);
        const QRgb fill = image.pixel(middle, row);
        int left = middle;
        int right = middle;
        while (image.pixel(left - 1, row) == fill)
            --left;
        while (image.pixel(right + 1, row) == fill)
            ++right;
        const double width_mm = (right - left + 1) / static_cast<double>(dots_per_mm);
        QVERIFY2(std::abs(width_mm - 20) < 0.7, QByteArray::number(width_mm)); // less the wall's line
    }

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

    void notes_are_counted_on_the_map_and_in_the_list() {
        PageContent content;
        painted(page_of(noted(3)), &content);
        QCOMPARE(content.notes_on_map, 3);
        QCOMPARE(content.notes_shown, 3);
        painted(page_of(noted(60)), &content);
        QCOMPARE(content.notes_on_map, 60);
        QVERIFY2(content.notes_shown > 10 && content.notes_shown < 30,
                 QByteArray::number(content.notes_shown));
    }

    void a_check_gives_places_with_their_rank_what_was_accepted_and_how_far_it_reached() {
        assessment::Assessment check;
        assessment::Criterion rule;
        rule.code = "NS-06";
        rule.title = "The front boundary screens the house";
        rule.status = assessment::Status::guidance;
        check.outcomes = {{rule, 4, 2, 2, 0}, {rule, 0, 0, 0, 3}};
        assessment::Finding finding;
        finding.code = "NS-06";
        finding.level = assessment::Level::fail;
        finding.message = "A hedge is 2 m high.";
        check.findings = {finding, finding};
        check.findings[1].acceptance = {{"A. Planner", "Garden wall stays", "2026-11-28T10:00:00Z"}};
        check.places = {{"Hedge by the garages", {30, 25}, 1, {0}}};
        ReviewPage page = page_of(test::small_site());
        const QImage before = painted(page);
        put_check(check, page);
        QCOMPARE(page.worst.size(), std::size_t(1));
        QCOMPARE(page.worst[0].name, QStringLiteral("Hedge by the garages"));
        QCOMPARE(page.worst[0].line, QStringLiteral("Serious · Official guidance"));
        QCOMPARE(page.accepted.size(), 1);
        QVERIFY2(page.accepted[0].startsWith("A hedge is 2 m high.: “Garden wall stays” (A. Planner"),
                 qPrintable(page.accepted[0]));
        QCOMPARE(page.checked,
                 QStringLiteral("1 of 2 rules could be checked. Can't tell yet: The front boundary "
                                "screens the house."));
        const QImage after = painted(page);
        const QRect map =
            QRectF(map_frame_mm().topLeft() * dots_per_mm, map_frame_mm().size() * dots_per_mm).toRect();
        QVERIFY(before.copy(map) != after.copy(map)); // the disc on the map
    }

    void nothing_is_written_into_the_margins() {
        ReviewPage page = page_of(noted(60));
        page.worst.assign(3, {"A place with quite a long name behind the garages",
                              QStringLiteral("hidden by a hedge ").repeated(20),
                              "Serious",
                              {20, 25}});
        page.accepted.fill(QStringLiteral("kept as it is ").repeated(15), 9);
        const QImage image = painted(page);
        for (int x = 0; x < image.width(); ++x)
            for (int y = 0; y < image.height(); ++y) {
                const double left = x / static_cast<double>(dots_per_mm);
                const double top = y / static_cast<double>(dots_per_mm);
                if (left > 9 && left < 288 && top > 9 && top < 203) continue;
                QCOMPARE(image.pixel(x, y), qRgb(255, 255, 255));
            }
    }

    void the_pdf_is_one_page_of_a4_and_holds_its_text() {
        const QTemporaryDir folder;
        const auto file = folder.filePath("page.pdf");
        write_review_page(page_of(noted(2)), file.toStdString());
        QFile pdf(file);
        QVERIFY(pdf.open(QIODevice::ReadOnly));
        const QByteArray bytes = pdf.readAll();
        QVERIFY(bytes.startsWith("%PDF-"));
        QCOMPARE(bytes.count("/Type /Page\n"), 1);
        QVERIFY(bytes.contains("/MediaBox [0 0 842.000000 595.000000]") ||
                bytes.contains("/MediaBox [0 0 842 595]"));
        QVERIFY(bytes.size() < 2'000'000);
    }

    void a_folder_that_is_not_there_is_said() {
        QVERIFY_EXCEPTION_THROWN(write_review_page(page_of(noted(1)), "/nowhere/page.pdf"), Error);
    }
};

PROSPECT_TEST(ReviewPageTest);
#include "review_page_test.moc"
