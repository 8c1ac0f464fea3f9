// The import sheet: kinds, units and map grids of what is added, options, files that are refused.
#include "app/panels/import_option.h"
#include "app/panels/import_things.h"
#include "app/panels/layer_panel.h"
#include "app/panels/map_grid_box.h"
#include "app/panels/plan_side.h"
#include "app/panels/selection_panel.h"
#include "app/panels/start_page.h"
#include "tests/app/main/import_window.h"
#include "tests/app/main/own_settings.h"
#include "tests/support/registry.h"

#include <QAbstractItemView>
#include <QApplication>
#include <QButtonGroup>
#include <QComboBox>
#include <QDragEnterEvent>
#include <QLineEdit>
#include <QMimeData>
#include <QPointer>
#include <QSignalSpy>
#include <QUrl>

using namespace prospect;
using namespace prospect::app;
using test::button_in;
using test::ImportWindow;
using test::patience_ms;
using test::words_of;

namespace {

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
    QTemporaryDir folder_;

    QString writePdf(const test::SmallPdf& pdf = test::estate_page()) {
        return test::write_page(folder_, pdf);
    }

private Q_SLOTS:
    void the_kind_of_a_layer_is_changed_in_place() {
        ImportWindow window;
        const QString file = folder_.filePath("things.geojson");
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
        // A name that is none is no code: nothing is read again, and why is said.
        const QSignalSpy again(&sheet, &ImportSheet::readAgainRequested);
        for (const char* text : {"Some grid", "EPSG:999999", "EPSG:", "PROJCS[]", "/etc/passwd"}) {
            grids->lineEdit()->selectAll();
            QTest::keyClicks(grids->lineEdit(), text);
            QTest::keyClick(grids->lineEdit(), Qt::Key_Tab);
            QTest::qWait(0);
            QVERIFY2(grids->grid().empty(), text);
            QVERIFY(grids->problem().endsWith(u'.'));
            if (text == std::string_view("Some grid")) {
                QVERIFY(words_of(sheet.place()).contains("“Some grid” is no map grid known here"));
                window.picture("import-grid-unknown");
            }
        }
        QCOMPARE(again.size(), 0);
        // The name of a listed one is.
        grids->lineEdit()->selectAll();
        QTest::keyClicks(grids->lineEdit(), "british national grid");
        QCOMPARE(grids->grid(), std::string("EPSG:27700"));
        grids->lineEdit()->selectAll();
        QTest::keyClicks(grids->lineEdit(), "EPSG:27700");
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
        const QString file = folder_.filePath("things.geojson");
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
        auto& sheet = window.read({folder_.filePath("plan.pdf")});
        QVERIFY(words_of(sheet.things()).contains("is on the plan already"));
        const auto layers = window.document().base()->layers.size();
        sheet.addButton()->click();
        QCOMPARE(window.document().base()->layers.size(), layers);
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

    void light_data_is_kept_and_said_in_words() {
        ImportWindow window;
        window.openSmallSite();
        const QString lights = QStringLiteral(PROSPECT_SOURCE_DIR "/tests/cases/import/photometry/");
        auto& sheet = window.read({lights + "lantern.ldt", lights + "doubtful.ldt"});
        const QString words = words_of(sheet.things());
        QVERIFY2(words.contains("Light data: lantern.ldt, 2,000\u00a0lm."), qPrintable(words));
        QVERIFY2(words.contains("doubtful.ldt: its intensities add up to 1257 lm"), qPrintable(words));
        QVERIFY(!words.contains("Nothing that could be placed"));
        QVERIFY(words_of(sheet.size()).contains("no size"));
        QVERIFY(sheet.option().option().isEmpty());
        window.picture("import-light");
        QVERIFY(sheet.addButton()->isEnabled());
        sheet.addButton()->click();
        QVERIFY2(window.message().contains("light data is kept"), qPrintable(window.message()));
        QCOMPARE(window.document().site()->photometries.size(), std::size_t{2});
        // Once more there is nothing to add.
        QVERIFY(!window.read({lights + "lantern.ldt"}).addButton()->isEnabled());
        window.files().sheet()->reject();
        window.document().undoStack().undo();
        QVERIFY(window.document().site()->photometries.empty());
    }

    void a_dwg_is_refused_with_what_to_do() {
        ImportWindow window;
        const QString file = folder_.filePath("plan.dwg");
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
};

PROSPECT_TEST(ImportTest);
#include "import_test.moc"
