#include "app/report/map_legend.h"
#include "app/report/page_check.h"
#include "app/report/review_page.h"
#include "geometry/base/error.h"
#include "tests/app/report/pages.h"
#include "tests/support/registry.h"

#include <QBuffer>
#include <QDir>
#include <QImage>
#include <QPainter>
#include <QTest>

using namespace prospect;
using namespace prospect::report;
using test::dots_per_mm;
using test::noted;
using test::page_of;
using test::painted;
using test::rectangle;

namespace {

int scale_of(double width_m, double height_m) {
    return page_layout(Box{0, 0, width_m, height_m}, Paper::a4).scale;
}

QByteArray bytes_of(const QString& file) {
    QFile pdf(file);
    return pdf.open(QIODevice::ReadOnly) ? pdf.readAll() : QByteArray();
}

SitePtr reply_to_annotation_now(const Site& site, const Uuid& note) {
    return apply(site, reply_to_annotation(site, note, "We light it.",
                                           {"B. Planner", "Council", "2026-11-05T10:00:00Z"}));
}

// A scanned sheet that is nowhere on Earth, with its lower left corner at the origin.
SitePtr scanned(QSize pixels, double m_per_pixel, const char* format = "jpeg") {
    QImage image(pixels, QImage::Format_RGB32);
    image.fill(Qt::white);
    for (int x = 0; x < image.width(); x += 7)
        image.setPixel(x, x * image.height() / image.width(), qRgb(40, 40, 40));
    QByteArray bytes;
    QBuffer buffer(&bytes);
    buffer.open(QIODevice::WriteOnly);
    image.save(&buffer, format);
    auto picture = std::make_shared<PlanPicture>();
    picture->source = "scan.jpg";
    picture->media_type = "image/" + std::string(format);
    picture->bytes = std::make_shared<const std::string>(bytes.toStdString());
    picture->columns = pixels.width();
    picture->rows = pixels.height();
    picture->placement = {m_per_pixel, 0, 0, 0, -m_per_pixel, pixels.height() * m_per_pixel};
    auto layer = std::make_shared<Layer>();
    layer->id = Uuid::from_name("scan");
    layer->name = "scan";
    layer->picture = std::move(picture);
    auto site = std::make_shared<Site>();
    site->frame = {"local", "plan metres", {0, 0}};
    site->layers = {std::move(layer)};
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
        const PageContent content = PaintedPage(page_of(site)).content();
        QCOMPARE(content.scale, 400); // 70 m at 1:400 are 175 mm, at 1:300 233 mm
        QCOMPARE(content.notes_on_map, 1);
    }

    void scales_are_those_of_common_rulers() {
        QCOMPARE(round_scale(1), 100);
        QCOMPARE(round_scale(100), 100);
        QCOMPARE(round_scale(101), 125);
        QCOMPARE(round_scale(210), 250);
        QCOMPARE(round_scale(751), 1000);
        QCOMPARE(round_scale(1200), 1250);
        QCOMPARE(round_scale(45'000), 50'000);
    }

    // A4: 186 x 248 mm upright and 273 x 161 mm lying between head and foot; a column takes 70 mm beside the
    // map, lines take 64 mm beneath; the plan gets 96 % of the rest.
    void the_paper_and_the_columns_lie_so_that_the_plan_is_largest() {
        QCOMPARE(scale_of(15, 15), 100);
        QCOMPARE(page_layout(Box{}, Paper::a4).scale, 500);
        const PageLayout tall = page_layout(Box{0, 0, 40, 110}, Paper::a4);
        QVERIFY(tall.paper.width() < tall.paper.height());
        QCOMPARE(tall.scale, 500); // 220 mm high, which a page on its side has no room for
        const PageLayout wide = page_layout(Box{0, 0, 250, 80}, Paper::a4);
        QVERIFY(wide.paper.width() > wide.paper.height());
        QVERIFY(wide.columns.front().top() > wide.map.bottom());
        QCOMPARE(wide.scale, 1000); // 250 mm wide: only beneath it is there room for text
        QVERIFY(page_layout(Box{0, 0, 250, 80}, Paper::a3).scale < wide.scale);
    }

    void the_map_leaves_to_the_text_what_the_plan_does_not_need() {
        for (const auto& [width, height] :
             {std::pair(100.0, 71.0), {71.0, 100.0}, {60.0, 60.0}, {300.0, 40.0}, {30.0, 500.0}})
            for (const Paper paper : {Paper::a4, Paper::a3}) {
                const PageLayout page = page_layout(Box{0, 0, width, height}, paper);
                const double share = std::max(width * 1000 / page.scale / page.map.width(),
                                              height * 1000 / page.scale / page.map.height());
                QVERIFY2(share > 0.7 && share <= 0.9601, QByteArray::number(share));
                for (const QRectF& column : page.columns) {
                    QVERIFY(page.content.adjusted(-0.01, -0.01, 0.01, 0.01).contains(column));
                    QVERIFY(!column.intersects(page.map));
                    QVERIFY(page.further.front().width() >= column.width() - 0.01);
                }
            }
    }

    // A house of 10 x 10 m is 25 mm wide at 1:400.
    void a_length_on_paper_is_the_length_on_the_ground_by_the_scale() {
        Site site = *square(60);
        site.layers.push_back(
            test::layer("House", Role::building, {test::feature("h", rectangle(25, 25, 35, 35))}));
        const PaintedPage page(page_of(std::make_shared<const Site>(site)));
        const QImage image = painted(page);
        QCOMPARE(page.content().scale, 400); // 60 m are 150 mm
        const QPointF center = page.layout().map.center();
        const int row = static_cast<int>((center.y() + 6) * dots_per_mm);
        const int middle = static_cast<int>(center.x() * dots_per_mm);
        const QRgb fill = image.pixel(middle, row);
        int left = middle;
        int right = middle;
        while (image.pixel(left - 1, row) == fill)
            --left;
        while (image.pixel(right + 1, row) == fill)
            ++right;
        const double width_mm = (right - left + 1) / static_cast<double>(dots_per_mm);
        QVERIFY2(std::abs(width_mm - 25) < 0.7, QByteArray::number(width_mm)); // less the wall's line
    }

    void a_list_that_has_no_room_goes_on_over_further_pages() {
        const PageContent few = PaintedPage(page_of(noted(3))).content();
        QCOMPARE(few.pages, 1);
        QCOMPARE(few.notes_on_map, 3);
        const PageContent many = PaintedPage(page_of(noted(60))).content();
        QCOMPARE(many.notes, 60);
        QCOMPARE(many.notes_on_map, 60);
        QVERIFY2(many.pages == 2, QByteArray::number(many.pages));
    }

    void a_note_longer_than_a_page_is_broken_and_not_cut() {
        ReviewPage page = page_of(noted(2));
        page.notes[0].text.clear();
        for (int i = 1; i <= 900; ++i)
            page.notes[0].text += "line " + std::to_string(i) + "\n";
        const PaintedPage painted_page(page);
        QVERIFY(painted_page.content().pages > 3);
        const auto last = painted(painted_page, painted_page.content().pages - 1);
        QVERIFY(last != QImage(last.size(), last.format()));
    }

    void photos_stand_where_there_is_room_and_in_words_where_there_is_none() {
        QImage photo(400, 300, QImage::Format_RGB32);
        photo.fill(Qt::red);
        ReviewPage page = page_of(noted(3));
        page.notes[1].files = {{"a.jpg", "image/jpeg", "a"}, {"plan.pdf", "application/pdf", "p"}};
        page.photos = {{"a", photo}};
        const auto red = [](const QImage& image) {
            int count = 0;
            for (int y = 0; y < image.height(); ++y)
                for (int x = 0; x < image.width(); ++x)
                    count += image.pixel(x, y) == qRgb(255, 0, 0) ? 1 : 0;
            return count;
        };
        const PaintedPage with(page);
        QCOMPARE(with.content().photos, 1);
        QVERIFY(red(painted(with)) > 15 * 15 * dots_per_mm * dots_per_mm);
        page.options.photos = false;
        QCOMPARE(PaintedPage(page).content().photos, 0);
        QCOMPARE(photo_words(photos_of(page.notes[1]).size()), QStringLiteral("With photo"));
        // Sixteen pictures of every note would make it more pages than its words do.
        ReviewPage full = page_of(noted(24));
        for (Annotation& note : full.notes)
            note.files.assign(4, {"a.jpg", "image/jpeg", "a"});
        full.photos = {{"a", photo}};
        const PaintedPage crowded(full);
        full.options.photos = false;
        QCOMPARE(crowded.content().pages, PaintedPage(full).content().pages);
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
        check.findings = {finding, finding, finding};
        check.findings[0].place = 0;
        check.findings[1].acceptance = {{"A. Planner", "Garden wall stays", "2026-11-28T10:00:00Z"}};
        check.findings[2].message = "Nobody looks at half of the site."; // in no place
        check.places = {{"Hedge by the garages", {30, 25}, 1, {0}}};
        ReviewPage page = page_of(test::small_site());
        const QImage before = painted(PaintedPage(page));
        put_check(check, page);
        QCOMPARE(page.worst.size(), std::size_t(1));
        QCOMPARE(page.worst[0].name, QStringLiteral("Hedge by the garages"));
        QCOMPARE(page.worst[0].line, QStringLiteral("Serious · Official guidance"));
        QCOMPARE(page.of_the_site, QStringList{QStringLiteral("Nobody looks at half of the site.")});
        QCOMPARE(page.accepted.size(), 1);
        QVERIFY2(page.accepted[0].startsWith("A hedge is 2 m high: “Garden wall stays” (A. Planner"),
                 qPrintable(page.accepted[0]));
        QCOMPARE(page.checked,
                 QStringLiteral("1 of 2 rules could be checked. Can't tell yet: The front boundary "
                                "screens the house."));
        const PaintedPage checked(page);
        const QImage after = painted(checked);
        const QRectF frame = checked.layout().map;
        const QRect map = QRectF(frame.topLeft() * dots_per_mm, frame.size() * dots_per_mm).toRect();
        QVERIFY(before.copy(map) != after.copy(map)); // the disc on the map
    }

    void nothing_is_written_into_the_margins() {
        ReviewPage page = page_of(noted(60));
        page.worst.assign(3, {"A place with quite a long name behind the garages",
                              QStringLiteral("hidden by a hedge ").repeated(20),
                              "Serious",
                              {20, 25}});
        page.accepted.fill(QStringLiteral("kept as it is ").repeated(15), 9);
        const PaintedPage laid(page);
        QVERIFY(laid.content().pages > 1);
        for (int number = 0; number < laid.content().pages; ++number) {
            const QImage image = painted(laid, number);
            const QRectF inside = QRectF({0, 0}, laid.layout().paper).adjusted(9, 9, -9, -8);
            for (int x = 0; x < image.width(); ++x)
                for (int y = 0; y < image.height(); ++y)
                    if (!inside.contains(x / static_cast<double>(dots_per_mm),
                                         y / static_cast<double>(dots_per_mm)))
                        QCOMPARE(image.pixel(x, y), qRgb(255, 255, 255));
        }
    }

    void the_pdf_has_its_paper_and_says_in_text_what_the_page_shows() {
        const QTemporaryDir folder;
        const auto file = folder.filePath("page.pdf");
        Annotation note;
        note.id = Uuid::from_name("passage");
        note.geometry = Geometry::make_point({20, 25});
        note.title = "Passage";
        note.text = "Dark at night";
        note.assigned = "Housing association";
        note.due = "2027-03-01";
        SitePtr site = noted(2);
        site = apply(*site, add_annotation(*site, note, {"A. Officer", "Police", "2026-03-01T10:00:00Z"}));
        site = reply_to_annotation_now(*site, note.id);
        ReviewPage page = page_of(site);
        page.author = QStringLiteral("S. Signer");
        page.agency = QStringLiteral("Thames Police");
        page.options.paper = Paper::a3;
        QVERIFY(!page.options.in_charge); // a name unless somebody asks for it
        page.options.in_charge = true;
        QVERIFY(!page.options.answers);
        page.options.answers = true;
        write_review_page(page, file.toStdString());
        const QByteArray bytes = bytes_of(file);
        QVERIFY(bytes.startsWith("%PDF-"));
        QCOMPARE(bytes.count("/Type /Page\n"), 1);
        QVERIFY(bytes.contains("1191") && bytes.contains("842")); // points
        QVERIFY(bytes.size() < 500'000);
        const QStringList texts = test::pdf_texts(file);
        if (texts.isEmpty()) QSKIP("this build cannot read the text of a PDF");
        QCOMPARE(texts.size(), 1);
        for (const char* words :
             {"Courtyard", "Passage", "Dark at night", "To act: Housing association, by 1 Mar 2027",
              "Answer (Council", "We light it.", "S. Signer, Thames Police", "on A3",
              "No check by rules was run.", "Note, to be done"})
            QVERIFY2(texts[0].contains(QLatin1String(words)), qPrintable(words + texts[0]));
        for (const char* words : {"A. Officer", "B. Planner", "Worst places", "Page 1 of"})
            QVERIFY2(!texts[0].contains(QLatin1String(words)), words);
        page.options.author = false;
        page.options.in_charge = false;
        page.options.answers = false;
        write_review_page(page, file.toStdString());
        const QString without = test::pdf_texts(file)[0];
        QVERIFY(!without.contains("We light it."));
        QVERIFY(!without.contains("S. Signer") && without.contains("Thames Police"));
        QVERIFY(!without.contains("Housing association") && without.contains("To be done by 1 Mar 2027"));
    }

    void further_pages_have_the_same_head_and_say_which_they_are() {
        const QStringList texts = test::written_texts(page_of(noted(60)), "further");
        if (texts.isEmpty()) QSKIP("this build cannot read the text of a PDF");
        QCOMPARE(texts.size(), 2);
        for (int i = 0; i < 2; ++i) {
            QVERIFY(texts[i].contains("Courtyard"));
            QVERIFY(texts[i].contains(QStringLiteral("Page %1 of 2").arg(i + 1)));
        }
        QVERIFY(texts[1].contains("Notes, continued"));
        QCOMPARE((texts[0] + texts[1]).count("Hedge hides the path"), 60);
    }

    void an_unplaced_plan_says_so_in_plain_words() {
        const QStringList texts = test::written_texts(page_of(scanned({2000, 1400}, 0.05)), "unplaced");
        if (texts.isEmpty()) QSKIP("this build cannot read the text of a PDF");
        QVERIFY(texts[0].contains("Not placed on a map grid; north unknown"));
        QVERIFY(texts[0].contains("Sources: scan.jpg"));
        QVERIFY(!texts[0].contains("plan metres"));
    }

    // 100 m of a scan are 166.7 mm at 1:600: 1500 pixels make 229 dots an inch, which is all there is. 6000
    // make 914, of which a half, 457, is no less than 300 and less than 600.
    void a_scan_is_embedded_as_fine_as_it_is_up_to_what_print_shows() {
        const QTemporaryDir folder;
        const auto file = folder.filePath("page.pdf");
        for (const auto& [columns, embedded] : {std::pair(1500, 1500), {6000, 3000}}) {
            const SitePtr site = scanned({columns, columns * 7 / 10}, 100.0 / columns);
            const ReviewPage page = page_of(site);
            QCOMPARE(PaintedPage(page).content().scale, 600);
            write_review_page(page, file.toStdString());
            const QByteArray bytes = bytes_of(file);
            QVERIFY(bytes.contains("/Subtype /Image\n/Width " + QByteArray::number(embedded) + "\n"));
            QVERIFY(bytes.contains("DCTDecode"));
            QVERIFY(bytes.contains("/Subtype /Type0")); // text stays text
        }
        write_review_page(page_of(scanned({1500, 1050}, 100.0 / 1500, "png")), file.toStdString());
        QVERIFY(!bytes_of(file).contains("DCTDecode")); // lines keep their edges
    }

    void a_page_that_is_stopped_leaves_what_was_there() {
        const QTemporaryDir folder;
        const std::string file = folder.filePath("page.pdf").toStdString();
        write_review_page(page_of(noted(1)), file);
        const QByteArray before = bytes_of(QString::fromStdString(file));
        std::stop_source stop;
        int pages = 0;
        const Progress second_page(stop.get_token(), [&](double, std::string_view) {
            if (++pages == 2) stop.request_stop();
        });
        QVERIFY_EXCEPTION_THROWN(write_review_page(page_of(noted(60)), file, second_page), Cancelled);
        QCOMPARE(pages, 2);
        QVERIFY(bytes_of(QString::fromStdString(file)) == before);
        QCOMPARE(QDir(folder.path()).entryList(QDir::Files).size(), 1);
    }

    void a_folder_that_is_not_there_is_said() {
        QVERIFY_EXCEPTION_THROWN(write_review_page(page_of(noted(1)), "/nowhere/page.pdf"), Error);
    }
};

PROSPECT_TEST(ReviewPageTest);
#include "review_page_test.moc"
