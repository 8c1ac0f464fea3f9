// The import sheet on plans that are pages and pictures: how large, where, and which page.
#include "app/jobs/page_pictures.h"
#include "app/panels/page_strip.h"
#include "app/panels/snapped_picker.h"
#include "tests/app/main/import_window.h"
#include "tests/app/main/own_settings.h"
#include "tests/support/registry.h"

#include <QCheckBox>
#include <QComboBox>
#include <QLineEdit>

using namespace prospect;
using namespace prospect::app;
using test::button_in;
using test::click_at;
using test::ImportWindow;
using test::patience_ms;
using test::words_of;

class ImportPlanTest : public QObject {
    Q_OBJECT
    test::OwnSettings settings_;
    QTemporaryDir folder_;

    QString writePdf(const test::SmallPdf& pdf = test::estate_page()) {
        return test::write_page(folder_, pdf);
    }

private Q_SLOTS:
    void a_page_has_the_size_its_printed_scale_says() {
        ImportWindow window;
        auto& sheet = window.read({writePdf()});
        QVERIFY2(words_of(sheet.size())
                     .contains("The page says 1:500 at A4, so the plan is 105\u00a0×\u00a0149\u00a0m."),
                 qPrintable(words_of(sheet.size())));
        window.picture("import-plan");
        auto* right = button_in(sheet.size(), "Looks right");
        QVERIFY(right);
        right->click();
        QVERIFY(!button_in(sheet.size(), "Looks right"));
        sheet.addButton()->click();
        QVERIFY(!window.files().sheet());
        QVERIFY(std::abs(window.plan().box().width() - 105) < 0.05);
        QCOMPARE(window.document().undoStack().count(), 1);
    }

    // The outline on the page is 100 mm long: 50 m at 1:500. Someone knows that it is 25 m.
    void a_measured_length_sets_the_scale_and_its_contradiction_is_asked() {
        ImportWindow window;
        auto& sheet = window.read({writePdf()});
        button_in(sheet.size(), "Measure something I know")->click();
        QVERIFY(sheet.view().isMeasuring());
        QVERIFY(!sheet.addButton()->isEnabled());
        click_at(sheet.view().map(), {10.1, 15.1}); // pulled to the corner at (10, 15)
        click_at(sheet.view().map(), {59.9, 14.9});
        window.picture("import-measure");
        QTest::keyClicks(sheet.view().lengthField(), "nonsense");
        QVERIFY(!sheet.view().useButton()->isEnabled());
        sheet.view().lengthField()->clear();
        QTest::keyClicks(sheet.view().lengthField(), "25 m");
        QVERIFY(sheet.view().useButton()->isEnabled());
        sheet.view().useButton()->click();
        window.waitForSheet();
        const QString words = words_of(sheet.size());
        QVERIFY2(words.contains("The page says 1:500 at A4") &&
                     words.contains("Your measurement says 1:250") && words.contains("Which counts?"),
                 qPrintable(words));
        window.picture("import-contradiction");
        button_in(sheet.size(), "My measurement")->click();
        window.waitForSheet();
        QVERIFY(!words_of(sheet.size()).contains("Which counts?"));
        sheet.addButton()->click();
        QVERIFY(std::abs(window.plan().box().width() - 52.5) < 0.1);
    }

    void of_a_contradiction_the_page_may_count() {
        ImportWindow window;
        auto& sheet = window.read({writePdf()});
        sheet.size().setMeasured(folder_.filePath("plan.pdf").toStdString(), 50, 25);
        window.waitForSheet();
        button_in(sheet.size(), "The page, 1:500")->click();
        window.waitForSheet();
        sheet.addButton()->click();
        QVERIFY(std::abs(window.plan().box().width() - 105) < 0.05);
    }

    void scales_that_do_not_agree_are_asked() {
        ImportWindow window;
        auto pdf = test::estate_page();
        pdf.content += "BT /F1 12 Tf 57 700 Td (Scale 1:1250 @ A4) Tj ET\n";
        auto& sheet = window.read({writePdf(pdf)});
        QVERIFY(words_of(sheet.size()).contains("do not agree: 1:500 at A4, 1:1250 at A4"));
        window.picture("import-two-scales");
        button_in(sheet.size(), "The page, 1:1250")->click();
        window.waitForSheet();
        sheet.addButton()->click();
        QVERIFY(std::abs(window.plan().box().width() - 262.5) < 0.1);
    }

    void a_picture_without_scale_is_measured() {
        ImportWindow window;
        QImage image(600, 400, QImage::Format_RGB32);
        image.fill(Qt::white);
        const QString file = folder_.filePath("sketch.png");
        image.save(file);
        auto& sheet = window.read({file});
        QVERIFY(words_of(sheet.size()).contains("No scale is written on it"));
        window.picture("import-image");
        // It is 300 m wide, whatever it was scanned at.
        const double shown = sheet.view().map().canvas().site()->layers.front()->box().width();
        sheet.size().setMeasured(file.toStdString(), shown, 300);
        window.waitForSheet();
        sheet.addButton()->click();
        QVERIFY(std::abs(window.plan().box().width() - 300) < 0.01);
    }

    // Corners of the outline, 50 m apart at 1:500, on places of the site that are 25 m apart.
    void two_points_place_a_plan_on_the_open_map() {
        ImportWindow window;
        window.openSmallSite();
        auto& sheet = window.read({writePdf()});
        QVERIFY(words_of(sheet.place()).contains("middle of the open map"));
        const auto placed = sheet.view().map().canvas().site()->layers.front()->box().center();
        const auto middle = window.document().base()->study_box().center();
        QVERIFY(distance(placed, middle) < 0.01);
        window.picture("import-place");
        auto* with_map = sheet.view().findChild<QCheckBox*>();
        QVERIFY(with_map->isVisible());
        with_map->click();
        QVERIFY(sheet.view().map().canvas().site()->layer("Houses"));
        window.picture("import-with-map");
        with_map->click();
        button_in(sheet.place(), "Pick two points")->click();
        auto& points = sheet.points();
        QVERIFY(points.isVisible());
        QVERIFY(!points.placeButton()->isEnabled());
        // The lower left and right corners of the outline as the plan lies now.
        const Point corner = placed + Point{20 * 0.5 - 52.5, 30 * 0.5 - 74.25};
        click_at(points.plan(), corner);
        click_at(points.map(), {5, 5});
        QVERIFY(!points.placeButton()->isEnabled());
        click_at(points.plan(), corner + Point{50, 0});
        click_at(points.map(), {30, 5});
        QVERIFY(points.placeButton()->isEnabled());
        window.picture("import-two-points");
        click_at(points.plan(), corner + Point{50, 25});
        click_at(points.map(), {30, 18});
        QVERIFY2(words_of(points).contains("The points agree within"), qPrintable(words_of(points)));
        window.picture("import-three-points");
        points.placeButton()->click();
        window.waitForSheet();
        QVERIFY2(words_of(sheet.place()).contains("Placed by 3 points"), qPrintable(words_of(sheet.place())));
        // The page still says 1:500; the points say about 1:250.
        QVERIFY(words_of(sheet.size()).contains("check the points"));
        sheet.addButton()->click();
        QVERIFY(std::abs(window.plan().box().width() - 52.5) < 2);
    }

    void esc_goes_one_page_back_and_asks_before_points_are_lost() {
        ImportWindow window;
        window.openSmallSite();
        auto& sheet = window.read({writePdf()});
        auto& points = sheet.points();
        button_in(sheet.place(), "Pick two points")->click();
        QVERIFY(points.isVisible());
        QTest::keyClick(&sheet, Qt::Key_Escape); // nothing is lost
        QVERIFY(sheet.isVisible() && !points.isVisible());
        button_in(sheet.place(), "Pick two points")->click();
        click_at(points.map(), {5, 5});
        QTest::keyClick(&points.map().canvas(), Qt::Key_Escape);
        QVERIFY(points.isVisible());
        QCOMPARE(points.map().picker().points().size(), std::size_t{1});
        QVERIFY(button_in(points, "Esc again goes back"));
        window.picture("import-points-esc");
        click_at(points.map(), {30, 5}); // going on takes the question back
        QVERIFY(button_in(points, "Back"));
        QTest::keyClick(&sheet, Qt::Key_Escape);
        QTest::keyClick(&sheet, Qt::Key_Escape);
        QVERIFY(sheet.isVisible() && !points.isVisible());
        // So it does from measuring.
        button_in(sheet.size(), "Measure something I know")->click();
        QVERIFY(sheet.view().isMeasuring());
        QTest::keyClick(&sheet, Qt::Key_Escape);
        QVERIFY(sheet.isVisible() && !sheet.view().isMeasuring());
    }

    void a_plan_may_stay_without_a_place() {
        ImportWindow window;
        window.openSmallSite();
        auto& sheet = window.read({writePdf()});
        button_in(sheet.place(), "Leave it unplaced")->click();
        window.waitForSheet();
        sheet.addButton()->click();
        const Box box = window.plan().box();
        QVERIFY(std::abs(box.xmin) < 0.01 && std::abs(box.ymin) < 0.01);
    }

    void another_page_is_chosen_among_five_hundred() {
        ImportWindow window;
        auto pdf = test::estate_page();
        pdf.pages = 500;
        auto& sheet = window.read({writePdf(pdf)});
        auto* page = sheet.size().findChild<QLineEdit*>();
        QVERIFY(page);
        QVERIFY(words_of(sheet.size()).contains("of 500"));
        window.picture("import-pages");
        page->selectAll();
        QTest::keyClicks(page, "7");
        QTRY_COMPARE_WITH_TIMEOUT(
            QString::fromStdString(sheet.view().map().canvas().site()->layers.front()->picture->page),
            QString("page 7"), patience_ms);
        window.waitForSheet();
        sheet.addButton()->click();
        QCOMPARE(QString::fromStdString(window.plan().page), QString("page 7"));
    }

    void pages_are_chosen_by_their_pictures_and_only_those_in_view_are_drawn() {
        ImportWindow window;
        auto pdf = test::estate_page();
        pdf.pages = 500;
        const QString file = writePdf(pdf);
        PagePictures alone(file.toStdString());
        QVERIFY(alone.picture(3).isNull()); // asked for now
        QTRY_VERIFY_WITH_TIMEOUT(!alone.picture(3).isNull(), patience_ms);
        const QImage picture = alone.picture(3);
        QCOMPARE(std::max(picture.width(), picture.height()), PagePictures::longest_px);
        int ink = 0;
        for (int y = 0; y < picture.height(); ++y)
            for (int x = 0; x < picture.width(); ++x)
                ink += qGray(picture.pixel(x, y)) < 250 ? 1 : 0;
        QVERIFY2(ink > 50, qPrintable(QString::number(ink))); // the outline of 100 by 50 mm
        QCOMPARE(alone.drawn(), 1);

        auto& sheet = window.read({file});
        auto* strip = sheet.size().findChild<PageStrip*>();
        QVERIFY(strip);
        QCOMPARE(strip->page(), 1);
        QTest::qWait(500);
        window.picture("import-page-strip");
        strip->setFocus();
        QTest::keyClick(strip, Qt::Key_Right);
        QTest::keyClick(strip, Qt::Key_Right);
        QTRY_COMPARE_WITH_TIMEOUT(
            QString::fromStdString(sheet.view().map().canvas().site()->layers.front()->picture->page),
            QString("page 3"), patience_ms);
        window.waitForSheet();
        // The row is made anew with the page and keeps the focus.
        auto* number = sheet.size().findChild<QLineEdit*>();
        QTRY_VERIFY(number && number->text() == "3");
        QVERIFY(sheet.size().drawnPages(file.toStdString()) <= 16);
    }

    void the_next_revision_lies_where_the_one_before_it_lies() {
        ImportWindow window;
        window.openSmallSite();
        auto& first = window.read({writePdf()});
        first.addButton()->click();
        const Box before = window.plan().box();
        auto& again = window.read({folder_.filePath("plan.pdf")});
        QVERIFY2(words_of(again.place()).contains("It lies where “plan” lies"),
                 qPrintable(words_of(again.place())));
        again.reject();
        const QString next = folder_.filePath("plan-b.pdf");
        test::write_text(next.toStdString(), test::pdf_text(test::estate_page()));
        auto& sheet = window.read({next});
        button_in(sheet.place(), "Same place as “plan”")->click();
        window.waitForSheet();
        const Box now = sheet.view().map().canvas().site()->layers.front()->box();
        QVERIFY(std::abs(now.xmin - before.xmin) < 0.05 && std::abs(now.ymax - before.ymax) < 0.05);
    }

    void the_real_plan_is_measured_and_added() {
        const QString data = qEnvironmentVariable("PROSPECT_TEST_DATA");
        const QString file = data + "/raster-plan/barcelona-plan.pdf";
        if (data.isEmpty() || !QFile::exists(file)) QSKIP("no test data");
        ImportWindow window;
        auto& sheet = window.read({file});
        window.picture("import-barcelona");
        sheet.addButton()->click();
        QVERIFY(window.document().base()->layers.size() >= 2);
        window.picture("plan-barcelona");
    }
};

PROSPECT_TEST(ImportPlanTest);
#include "import_plan_test.moc"
