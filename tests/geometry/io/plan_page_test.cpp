#include "geometry/base/error.h"
#include "geometry/io/import.h"
#include "geometry/site/site.h"
#include "tests/support/picture_samples.h"
#include "tests/support/registry.h"
#include "tests/support/small_pdf.h"

#include <QTemporaryDir>
#include <QtTest>

using namespace prospect;

namespace {

constexpr double millimetre = 0.5; // metres on the ground at 1:500

Box box_of_lines(const io::LayerDraft& layer) {
    Box box;
    for (const Feature& feature : layer.features)
        box.add(feature.geometry.box());
    return box;
}

bool near(const Box& a, const Box& b, double slack) {
    return std::abs(a.xmin - b.xmin) < slack && std::abs(a.ymin - b.ymin) < slack &&
           std::abs(a.xmax - b.xmax) < slack && std::abs(a.ymax - b.ymax) < slack;
}

bool has_note(const std::vector<std::string>& notes, const std::string& words) {
    return std::any_of(notes.begin(), notes.end(),
                       [&](const std::string& note) { return note.find(words) != std::string::npos; });
}

} // namespace

class PlanPageTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init() { folder_ = std::make_unique<QTemporaryDir>(); }
    void cleanup() { folder_.reset(); }

    void a_page_is_a_picture_and_lines_at_the_printed_scale() {
        const io::SourceDraft draft = read(test::estate_page());
        QVERIFY(draft.plan.has_value());
        QCOMPARE(draft.plan->used_scale.value_or(0), 500.0);
        QCOMPARE(QString::fromStdString(draft.plan->basis), QString("printed 1:500 @ A4"));
        QVERIFY(draft.plan->unplaced);
        QCOMPARE(draft.layers.size(), std::size_t{2});
        const PlanPicture& picture = *draft.layers[0].picture;
        QCOMPARE(picture.columns, 1240); // 210 mm at 150 dpi
        QCOMPARE(picture.rows, 1754);
        QVERIFY(near(picture.box(), {0, 0, 210 * millimetre, 297 * millimetre}, 0.01));
        QCOMPARE(draft.layers[1].features.size(), std::size_t{2});
        QVERIFY(near(draft.layers[1].features[0].geometry.box(),
                     {20 * millimetre, 30 * millimetre, 120 * millimetre, 80 * millimetre}, 0.001));
    }

    // Every line lies on the ink of the picture that was drawn of it.
    void lines_and_picture_lie_on_each_other_data() {
        QTest::addColumn<QString>("media");
        QTest::addColumn<QString>("entries");
        QTest::newRow("upright") << "0 0 595.276 841.89"
                                 << "";
        QTest::newRow("turned by 90") << "0 0 595.276 841.89"
                                      << "/Rotate 90";
        QTest::newRow("turned by 180") << "0 0 595.276 841.89"
                                       << "/Rotate 180";
        QTest::newRow("turned by 270") << "0 0 595.276 841.89"
                                       << "/Rotate 270";
        QTest::newRow("corner elsewhere") << "-50 -30 545.276 811.89"
                                          << "";
        QTest::newRow("cropped") << "0 0 595.276 841.89"
                                 << "/CropBox [40 60 500 600]";
        QTest::newRow("cropped and turned") << "0 0 595.276 841.89"
                                            << "/CropBox [40 60 500 600] /Rotate 90";
        QTest::newRow("unit of 1/36 inch") << "0 0 595.276 841.89"
                                           << "/UserUnit 2";
    }
    void lines_and_picture_lie_on_each_other() {
        QFETCH(QString, media);
        QFETCH(QString, entries);
        test::SmallPdf pdf = test::estate_page();
        pdf.media_box = media.toStdString();
        pdf.page_entries = entries.toStdString();
        const io::SourceDraft draft = read(pdf);
        const PlanPicture& picture = *draft.layers[0].picture;
        const std::vector<std::uint8_t> green = test::samples_of(picture, 2);
        QCOMPARE(green.size(),
                 static_cast<std::size_t>(picture.columns) * static_cast<std::size_t>(picture.rows));
        const Affine to_pixel = picture.placement.inverse();
        int looked_at = 0;
        for (const Feature& feature : draft.layers.at(1).features)
            for (std::size_t i = 0; i + 1 < feature.geometry.points.size(); ++i) {
                const Point middle = (feature.geometry.points[i] + feature.geometry.points[i + 1]) * 0.5;
                const Point pixel = to_pixel(middle);
                const auto place =
                    static_cast<std::size_t>(pixel.y) * static_cast<std::size_t>(picture.columns) +
                    static_cast<std::size_t>(pixel.x);
                QVERIFY2(place < green.size() && green[place] < 200,
                         qPrintable(QString("%1 %2").arg(pixel.x).arg(pixel.y)));
                ++looked_at;
            }
        QVERIFY(looked_at >= 4);
    }

    void lines_are_cut_at_the_page_and_counted() {
        test::SmallPdf pdf = test::estate_page();
        pdf.content += "100 100 m 2000 100 l S\n3000 3000 m 4000 4000 l S\n";
        const io::SourceDraft draft = read(pdf);
        const io::SourceCount& count = draft.report.sources.at(1);
        QCOMPARE(count.read, std::size_t{4});
        QCOMPARE(count.imported, std::size_t{3});
        QCOMPARE(count.skipped, std::size_t{1});
        QVERIFY(box_of_lines(draft.layers[1]).xmax <= 210 * millimetre + 0.01);
    }

    void filled_areas_and_curves_are_drawn_out() {
        test::SmallPdf pdf;
        pdf.content = "100 100 50 50 re B\n200 200 m 200 300 300 300 300 200 c S\n";
        const io::SourceDraft draft = read(pdf);
        QCOMPARE(draft.layers[1].features.size(), std::size_t{2}); // filled and outlined is one
        QVERIFY(draft.layers[1].features[0].geometry.kind == GeometryKind::polygon);
        QCOMPARE(draft.layers[1].features[1].geometry.points.size(), std::size_t{13});
    }

    void a_page_without_scale_says_what_was_assumed() {
        test::SmallPdf pdf = test::estate_page();
        pdf.content = "0 0 m 100 100 l S";
        const io::SourceDraft draft = read(pdf);
        QCOMPARE(QString::fromStdString(draft.plan->basis), QString("assumed 1:500"));
        QVERIFY(has_note(draft.report.notes, "no scale is known: 1:500 was assumed"));
        QVERIFY(has_note(draft.report.notes, "not placed"));
    }

    void scales_that_do_not_agree_are_both_told() {
        test::SmallPdf pdf = test::estate_page();
        pdf.content += "BT /F1 12 Tf 57 700 Td (Scale 1:1250 @ A4) Tj ET\n";
        const io::SourceDraft draft = read(pdf);
        QVERIFY(draft.plan->scale.contradictory);
        QVERIFY(has_note(draft.report.notes, "do not agree (1:500 @ A4, 1:1250 @ A4)"));
    }

    void an_absurd_resolution_is_bounded_and_told() {
        io::ImportOptions options;
        options.plan.dpi = 20000;
        test::SmallPdf pdf = test::estate_page();
        pdf.media_box = "0 0 2384 3370"; // A0
        const io::SourceDraft draft = read(pdf, options);
        const PlanPicture& picture = *draft.layers[0].picture;
        QVERIFY(static_cast<double>(picture.columns) * picture.rows < 33e6);
        QVERIFY(has_note(draft.report.notes, "instead of 20000"));
        // 33.11 × 46.81 inches, four bytes a dot.
        QVERIFY(has_note(draft.report.notes, "a picture of 2480 GB would be too large"));
    }

    void control_points_place_page_and_lines() {
        // The corner of the outline nearest to the lower left and the opposite one, in pixels at 150 dpi.
        io::ImportOptions options;
        const double px = 150 / 25.4;
        options.plan.control_points = {{{20 * px, (30 - 297) * px}, {1000, 2000}},
                                       {{120 * px, (80 - 297) * px}, {1050, 2025}}};
        const io::SourceDraft draft = read(test::estate_page(), options);
        QVERIFY(!draft.plan->unplaced);
        QVERIFY(draft.plan->registration->rms_m < 1e-9);
        QVERIFY(near(draft.layers[1].features[0].geometry.box(), {1000, 2000, 1050, 2025}, 0.02));
        QVERIFY(near(draft.layers[0].picture->box(), {990, 1985, 1095, 2133.5}, 0.05));
    }

    void points_that_contradict_the_printed_scale_are_told() {
        io::ImportOptions options;
        options.plan.control_points = {{{0, 0}, {0, 0}}, {{100, 0}, {100, 0}}};
        const io::SourceDraft draft = read(test::estate_page(), options);
        QVERIFY(has_note(draft.report.notes, "but the control points give 1:5906"));
    }

    void other_pages_are_read_and_pages_beyond_the_last_refused() {
        test::SmallPdf pdf = test::estate_page();
        pdf.pages = 500;
        io::ImportOptions options;
        options.plan.page = 500;
        const io::SourceDraft draft = read(pdf, options);
        QCOMPARE(draft.plan->page_count, 500);
        QCOMPARE(QString::fromStdString(draft.layers[0].suggested_name), QString("plan page 500"));
        options.plan.page = 501;
        QCOMPARE(refusal(pdf, options), QString("the PDF has no page 501: it has 500 pages"));
    }

    void a_locked_pdf_is_refused() {
        test::SmallPdf pdf = test::estate_page();
        pdf.locked = true;
        QCOMPARE(refusal(pdf, {}), QString("the PDF is locked with a password"));
    }

    void a_damaged_pdf_is_refused() {
        const std::filesystem::path file = folder_->filePath("cut.pdf").toStdString();
        test::write_text(file, test::pdf_text(test::estate_page()).substr(0, 300));
        QVERIFY_EXCEPTION_THROWN(io::read_source(file, {}, {}), Error);
    }

    void an_unplaced_plan_lies_on_the_origin_of_the_site_it_joins() {
        Site site;
        site.frame = {"EPSG:27700", "British National Grid", {530000, 179000}};
        io::ImportOutcome outcome = io::place_on_site(site, {read(test::estate_page())}, {}, {});
        const SitePtr joined = apply(site, outcome.edit);
        QVERIFY(outcome.frame == site.frame);
        QCOMPARE(joined->layers.size(), std::size_t{2});
        QVERIFY(joined->layers[0]->picture != nullptr);
        QVERIFY(near(joined->layers[0]->picture->box(), {0, 0, 105, 148.5}, 0.01));
        // A second page of the file joins; the same page again needs replace.
        test::SmallPdf two = test::estate_page();
        two.pages = 2;
        io::ImportOptions options;
        options.plan.page = 2;
        QVERIFY(!io::place_on_site(*joined, {read(two, options)}, options, {}).edit.steps.empty());
        QVERIFY_EXCEPTION_THROWN(io::place_on_site(*joined, {read(two)}, {}, {}), Error);
        options.plan.page = 1;
        options.replace = true;
        const SitePtr again =
            apply(*joined, io::place_on_site(*joined, {read(two, options)}, options, {}).edit);
        QCOMPARE(again->layers.size(), std::size_t{2});
        QVERIFY(again->layers[0]->id == joined->layers[0]->id);
        QVERIFY(again->layers[1]->features[0]->id == joined->layers[1]->features[0]->id);
    }

    void a_plan_without_a_place_may_be_laid_around_a_point() {
        io::ImportOptions options;
        options.plan.middle = Point{200, 100};
        const io::SourceDraft draft = read(test::estate_page(), options);
        QVERIFY(draft.plan->unplaced);
        QVERIFY(near(draft.layers[0].picture->box(), {147.5, 25.75, 252.5, 174.25}, 0.05));
        QVERIFY(near(draft.layers[1].features[0].geometry.box(), {157.5, 40.75, 207.5, 65.75}, 0.05));
    }

    void pixels_of_the_picture_are_known_as_the_user_counts_them() {
        io::ImportOptions options;
        options.plan.dpi = 300;
        const io::SourceDraft draft = read(test::estate_page(), options);
        const PlanPicture& picture = *draft.layers[0].picture;
        const Point corner = draft.plan->to_users(
            Point{static_cast<double>(picture.columns), static_cast<double>(picture.rows)});
        QVERIFY(distance(corner, Point{210 / 25.4 * 300, -297 / 25.4 * 300}) < 1);
    }

    void the_real_plan_gives_all_its_lines() {
        const QString data = qEnvironmentVariable("PROSPECT_TEST_DATA");
        const QString file = data + "/raster-plan/barcelona-plan.pdf";
        if (data.isEmpty() || !QFile::exists(file)) QSKIP("no test data");
        const io::SourceDraft draft = io::read_source(file.toStdString(), {}, {});
        QCOMPARE(draft.report.sources.at(1).read, std::size_t{4431});
    }

private:
    io::SourceDraft read(const test::SmallPdf& pdf, const io::ImportOptions& options = {}) {
        const std::filesystem::path file = folder_->filePath("plan.pdf").toStdString();
        test::write_text(file, test::pdf_text(pdf));
        return io::read_source(file, options, {});
    }
    QString refusal(const test::SmallPdf& pdf, const io::ImportOptions& options) {
        try {
            read(pdf, options);
        } catch (const Error& error) {
            return QString::fromStdString(error.message());
        }
        return {};
    }

    std::unique_ptr<QTemporaryDir> folder_;
};

PROSPECT_TEST(PlanPageTest);
#include "plan_page_test.moc"
