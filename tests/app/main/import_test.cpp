// The import sheet: what a plan says of its size, measured and placed by hand, kinds, options, bad files.
#include "app/jobs/page_pictures.h"
#include "app/panels/import_option.h"
#include "app/panels/import_place.h"
#include "app/panels/import_points.h"
#include "app/panels/import_size.h"
#include "app/panels/import_things.h"
#include "app/panels/import_view.h"
#include "app/panels/layer_panel.h"
#include "app/panels/map_grid_box.h"
#include "app/panels/page_strip.h"
#include "app/panels/plan_side.h"
#include "app/panels/selection_panel.h"
#include "app/panels/start_page.h"
#include "tests/app/main/own_settings.h"
#include "tests/app/main/shown_window.h"
#include "tests/support/registry.h"
#include "tests/support/small_pdf.h"
#include "tests/support/small_site.h"

#include <QAbstractItemView>
#include <QApplication>
#include <QButtonGroup>
#include <QCheckBox>
#include <QComboBox>
#include <QDragEnterEvent>
#include <QLabel>
#include <QLineEdit>
#include <QMimeData>
#include <QPointer>
#include <QPushButton>
#include <QTemporaryDir>
#include <QTest>
#include <QUrl>

using namespace prospect;
using namespace prospect::app;
using test::patience_ms;
using test::ShownWindow;

namespace {

class ImportWindow : public ShownWindow {
public:
    ImportSheet& read(const QStringList& dropped) {
        files().import(dropped);
        waitForSheet();
        return *files().sheet();
    }
    const PlanPicture& plan() {
        for (const auto& layer : document().base()->layers)
            if (layer->picture) return *layer->picture;
        throw Error(ErrorCode::internal, "no plan");
    }
    void openSmallSite() { fill(test::small_site()); }
};

QString words_of(const QWidget& widget) {
    QStringList words;
    for (const auto* label : widget.findChildren<QLabel*>())
        if (!label->isHidden() && label->parentWidget()->isVisibleTo(&widget)) words += label->text();
    return words.join(u'\n');
}

QPushButton* button_in(const QWidget& widget, const QString& text) {
    for (auto* button : widget.findChildren<QPushButton*>())
        if (button->text().startsWith(text) && button->isVisibleTo(&widget)) return button;
    return nullptr;
}

void click_at(ImportMap& map, Point local) {
    auto& canvas = map.canvas();
    const auto pixel = canvas.view().to_pixel(local).toPoint();
    QTest::mouseClick(canvas.viewport(), Qt::LeftButton, {}, pixel);
}

bool drop_on(QWidget& widget, const QString& file) {
    QMimeData data;
    data.setUrls({QUrl::fromLocalFile(file)});
    QDragEnterEvent enter({5, 5}, Qt::CopyAction, &data, Qt::LeftButton, {});
    QWidget* target = &widget;
    // As Qt finds who gets it: whoever accepts drops and this one, from the inside out.
    for (; target; target = target->parentWidget()) {
        if (!target->acceptDrops()) continue;
        enter.ignore();
        QApplication::sendEvent(target, &enter);
        if (enter.isAccepted()) break;
    }
    if (!target) return false;
    QDropEvent drop(QPointF(5, 5), Qt::CopyAction, &data, Qt::LeftButton, {});
    QApplication::sendEvent(target, &drop);
    return drop.isAccepted();
}

} // namespace

class ImportTest : public QObject {
    Q_OBJECT
    test::OwnSettings settings_;
    std::unique_ptr<QTemporaryDir> folder_;

    QString writePdf(const test::SmallPdf& pdf = test::estate_page()) {
        const QString file = folder_->filePath("plan.pdf");
        test::write_text(file.toStdString(), test::pdf_text(pdf));
        return file;
    }

private Q_SLOTS:
    void init() { folder_ = std::make_unique<QTemporaryDir>(); }
    void cleanup() { folder_.reset(); }

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
        sheet.size().setMeasured(folder_->filePath("plan.pdf").toStdString(), 50, 25);
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
        const QString file = folder_->filePath("sketch.png");
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

    void the_kind_of_a_layer_is_changed_in_place() {
        ImportWindow window;
        const QString file = folder_->filePath("things.geojson");
        test::write_text(file.toStdString(),
                         R"({"type":"FeatureCollection","features":[{"type":"Feature","properties":{},)"
                         R"("geometry":{"type":"Point","coordinates":[-1.15,52.95]}}]})");
        auto& sheet = window.read({file});
        auto* kinds = sheet.things().kindOf("things");
        QVERIFY(kinds);
        window.picture("import-things");
        kinds->setCurrentIndex(kinds->findData(static_cast<int>(Role::tree)));
        Q_EMIT kinds->activated(kinds->currentIndex());
        QTest::qWait(0);
        window.waitForSheet();
        QVERIFY(words_of(sheet.things()).contains("1 tree"));
        sheet.addButton()->click();
        QCOMPARE(window.document().base()->counts().at(Role::tree), std::size_t{1});
    }

    void a_drawing_without_unit_is_doubted_with_its_size() {
        ImportWindow window;
        auto& sheet =
            window.read({QStringLiteral(PROSPECT_SOURCE_DIR "/tests/cases/dxf/unit-absent/input.dxf")});
        window.picture("import-unit");
        auto* unit = sheet.size().findChild<QComboBox*>();
        QVERIFY(unit);
        QVERIFY2(words_of(sheet.size()).contains("does that look right?"),
                 qPrintable(words_of(sheet.size())));
        const double before = sheet.view().map().canvas().site()->layers.front()->box().width();
        unit->setCurrentIndex(unit->findData("cm"));
        Q_EMIT unit->activated(unit->currentIndex());
        QTest::qWait(0);
        window.waitForSheet();
        const double after = sheet.view().map().canvas().site()->layers.front()->box().width();
        QVERIFY(std::abs(after / before - 1) > 0.5);
    }

    void a_grid_that_is_not_listed_is_typed_and_esc_asks_once_more() {
        ImportWindow window;
        auto& sheet =
            window.read({QStringLiteral(PROSPECT_SOURCE_DIR "/tests/cases/dxf/unit-absent/input.dxf")});
        auto* grids = sheet.place().findChild<MapGridBox*>();
        QVERIFY(grids);
        QVERIFY(!grids->isEditable());
        QCOMPARE(grids->grid(), std::string("local"));
        QTest::mouseClick(grids, Qt::LeftButton, {}, QPoint(10, grids->height() / 2));
        QVERIFY(grids->view()->isVisible());
        grids->hidePopup();
        grids->setCurrentIndex(grids->count() - 1);
        Q_EMIT grids->activated(grids->currentIndex());
        QVERIFY(grids->isEditable());
        QVERIFY(grids->grid().empty());
        QTest::keyClicks(grids->lineEdit(), "27700");
        QTest::keyClick(grids->lineEdit(), Qt::Key_Tab);
        QTest::qWait(0);
        window.waitForSheet();
        QCOMPARE(sheet.place().findChild<MapGridBox*>()->grid(), std::string("EPSG:27700"));
        QTest::keyClick(&sheet, Qt::Key_Escape);
        QVERIFY(sheet.isVisible());
        QPointer<ImportSheet> left(&sheet);
        QTest::keyClick(&sheet, Qt::Key_Escape);
        QTRY_VERIFY(!left || !left->isVisible());
    }

    void a_name_that_is_taken_is_no_name_for_an_option() {
        ImportWindow window;
        auto site = *test::small_site();
        Scenario option;
        option.id = Uuid::from_name("A");
        option.name = "A";
        site.scenarios.push_back(std::make_shared<const Scenario>(option));
        window.document().adopt({}, {std::make_shared<const Site>(site), {}, false, false, {}});
        const QString file = folder_->filePath("things.geojson");
        test::write_text(file.toStdString(),
                         R"({"type":"FeatureCollection","features":[{"type":"Feature","properties":{},)"
                         R"("geometry":{"type":"Point","coordinates":[-0.13,51.5]}}]})");
        auto& sheet = window.read({file});
        QVERIFY(sheet.option().option().isEmpty());
        sheet.option().choices()->button(ImportOption::another)->click();
        QVERIFY(!sheet.addButton()->isEnabled());
        QTest::keyClicks(sheet.option().name(), "a");
        QVERIFY(words_of(sheet.option()).contains("already"));
        window.picture("import-option");
        QVERIFY(!sheet.addButton()->isEnabled());
        QTest::keyClicks(sheet.option().name(), "bc");
        QVERIFY(sheet.addButton()->isEnabled());
        sheet.option().choices()->button(ImportOption::proposal)->click();
        QCOMPARE(sheet.option().option(), QString("Proposal"));
        sheet.addButton()->click(); // compared with the existing place first
        QTRY_VERIFY_WITH_TIMEOUT(!window.files().sheet(), patience_ms);
        const auto* added = window.document().base()->scenario("Proposal");
        QVERIFY(added);
        QCOMPARE(added->edits.size(), std::size_t{1});
        QCOMPARE(window.document().activeScenario(), QString("Proposal"));
        QVERIFY2(window.message().startsWith("Option “Proposal”"), qPrintable(window.message()));
        // The existing place is as it was.
        QCOMPARE(window.document().base()->layers.size(), site.layers.size());
    }

    void a_file_that_is_on_the_plan_replaces_what_came_from_it() {
        ImportWindow window;
        window.read({writePdf()}).addButton()->click();
        auto& sheet = window.read({folder_->filePath("plan.pdf")});
        QVERIFY(words_of(sheet.things()).contains("is on the plan already"));
        const auto layers = window.document().base()->layers.size();
        sheet.addButton()->click();
        QCOMPARE(window.document().base()->layers.size(), layers);
    }

    void the_next_revision_lies_where_the_one_before_it_lies() {
        ImportWindow window;
        window.openSmallSite();
        auto& first = window.read({writePdf()});
        first.addButton()->click();
        const Box before = window.plan().box();
        auto& again = window.read({folder_->filePath("plan.pdf")});
        QVERIFY2(words_of(again.place()).contains("It lies where “plan” lies"),
                 qPrintable(words_of(again.place())));
        again.reject();
        const QString next = folder_->filePath("plan-b.pdf");
        test::write_text(next.toStdString(), test::pdf_text(test::estate_page()));
        auto& sheet = window.read({next});
        button_in(sheet.place(), "Same place as “plan”")->click();
        window.waitForSheet();
        const Box now = sheet.view().map().canvas().site()->layers.front()->box();
        QVERIFY(std::abs(now.xmin - before.xmin) < 0.05 && std::abs(now.ymax - before.ymax) < 0.05);
    }

    void a_file_dropped_anywhere_reaches_the_sheet() {
        const QString file = writePdf();
        ImportWindow window;
        QVERIFY(drop_on(*window.findChild<StartPage*>(), file));
        window.waitForSheet();
        QVERIFY(window.files().sheet());
        window.files().sheet()->reject();
        window.openSmallSite();
        window.findChild<PlanSide*>()->openSheet();
        QWidget* places[] = {window.map().canvas().viewport(), window.findChild<LayerPanel*>(),
                             window.findChild<SelectionPanel*>(), window.findChild<QLineEdit*>()};
        for (auto* place : places) {
            QVERIFY2(drop_on(*place, file), place->metaObject()->className());
            window.waitForSheet();
            QVERIFY(window.files().sheet());
            window.files().sheet()->reject();
        }
    }

    void a_dwg_is_refused_with_what_to_do() {
        ImportWindow window;
        const QString file = folder_->filePath("plan.dwg");
        test::write_text(file.toStdString(), "AC1032 and more");
        window.files().import({file});
        QTRY_VERIFY_WITH_TIMEOUT(!window.jobs().isBusy() && !window.files().sheet(), patience_ms);
        QVERIFY2(window.message().contains("SAVEAS"), qPrintable(window.message()));
        window.picture("import-dwg");
    }

    void a_locked_pdf_is_refused_in_one_sentence() {
        ImportWindow window;
        auto pdf = test::estate_page();
        pdf.locked = true;
        window.files().import({writePdf(pdf)});
        QTRY_VERIFY_WITH_TIMEOUT(!window.jobs().isBusy() && !window.files().sheet(), patience_ms);
        QVERIFY2(window.message().contains("locked with a password"), qPrintable(window.message()));
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

PROSPECT_TEST(ImportTest);
#include "import_test.moc"
