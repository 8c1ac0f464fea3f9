#include "app/main/application.h"
#include "app/panels/analysis_commands.h"
#include "app/panels/import_place.h"
#include "app/panels/map_overlay.h"
#include "app/panels/parameter_field.h"
#include "app/panels/parameter_form.h"
#include "app/panels/result_panel.h"
#include "app/panels/result_standing.h"
#include "app/panels/run_strip.h"
#include "app/panels/selection_panel.h"
#include "app/panels/settings_panel.h"
#include "app/panels/time_bar.h"
#include "tests/app/main/own_settings.h"
#include "tests/app/main/shown_window.h"
#include "tests/support/registry.h"
#include "tests/support/small_site.h"

#include <QAbstractButton>
#include <QAction>
#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QTableView>
#include <QTemporaryDir>
#include <QTest>
#include <QToolButton>

using namespace prospect;
using namespace prospect::app;
using test::patience_ms;
using test::ShownWindow;

namespace {

const QString sample = QStringLiteral(PROSPECT_SOURCE_DIR "/samples/riverside/riverside.gpkg");

class TestWindow : public ShownWindow {
public:
    void addFile(const QString& file) {
        files().import({file});
        if (auto* sheet = waitForSheet()) sheet->addButton()->click();
    }
    void setCell(const char* metres) {
        auto* panel = findChild<SettingsPanel*>();
        panel->show("sightlines.visible_area");
        panel->form()->setSettings({{"cell_m", metres}});
    }
    void run() { runMeasurement("sightlines.visible_area"); }
    void waitForResult() { QTRY_VERIFY_WITH_TIMEOUT(!jobs().isBusy(Lane::analysis), patience_ms); }
};

QString hash_of(MainWindow& window) {
    return QString::fromStdString(hex(snapshot_hash(*window.document().base())));
}

QString write_file(const QTemporaryDir& folder, const QString& name, const QByteArray& bytes) {
    QFile file(folder.filePath(name));
    if (!file.open(QIODevice::WriteOnly)) return {};
    file.write(bytes);
    return file.fileName();
}

} // namespace

class WindowTest : public QObject {
    Q_OBJECT
    test::OwnSettings settings_;

private Q_SLOTS:
    void a_place_goes_in_and_a_result_comes_out_and_all_is_kept_in_a_file() {
        const QTemporaryDir folder;
        TestWindow window;
        window.picture("start");
        window.files().import({sample});
        auto* sheet = window.waitForSheet();
        QVERIFY(sheet);
        window.picture("import-sheet");
        sheet->addButton()->click();
        QCOMPARE(window.document().undoStack().count(), 1);
        const auto counts = window.document().base()->counts();
        QVERIFY(counts.at(Role::building) >= 12);
        const QString imported = hash_of(window);
        window.picture("plan");

        window.setCell("0.2"); // long enough to be stopped
        window.run();
        QTRY_VERIFY_WITH_TIMEOUT(window.jobs().current(Lane::analysis) &&
                                     window.jobs().current(Lane::analysis)->done > 0,
                                 patience_ms);
        window.picture("running");
        window.findChild<RunStrip*>()->cancelButton()->click();
        QVERIFY(!window.jobs().isBusy(Lane::analysis));
        QVERIFY(window.results().results().empty());

        window.setCell("2");
        window.run();
        window.waitForResult();
        QCOMPARE(window.results().results().size(), std::size_t{1});
        const auto field = window.findChild<ResultPanel*>()->field();
        QVERIFY(field);
        QVERIFY(statistics(*field).value_cells > 0);
        window.waitForMap();
        window.picture("result");
        const auto values = field->values;

        window.document().undoStack().undo();
        QVERIFY(window.document().base()->layers.empty());
        QVERIFY(window.results().results().front().out_of_date);
        window.document().undoStack().redo();
        QCOMPARE(hash_of(window), imported);
        QVERIFY(!window.results().results().front().out_of_date);

        const QString file = folder.filePath("Riverside.prospect.gpkg");
        window.files().saveTo(file);
        QTRY_VERIFY_WITH_TIMEOUT(!window.document().isModified(), patience_ms);

        TestWindow other;
        other.files().open(file);
        QTRY_COMPARE_WITH_TIMEOUT(other.document().file(), std::filesystem::path(file.toStdString()),
                                  patience_ms);
        QCOMPARE(hash_of(other), imported);
        QCOMPARE(other.document().base()->counts(), counts);
        QCOMPARE(other.results().results().size(), std::size_t{1});
        QCOMPARE(other.results().results().front().fields.front()->values, values);
        QVERIFY(!other.results().results().front().out_of_date);
    }

    void the_overlay_colours_the_map() {
        TestWindow window;
        window.fill(test::small_site());
        window.map().canvas().zoomToAll();
        window.waitForMap();
        const QImage bare = window.map().canvas().picture();
        window.setCell("1");
        window.run();
        window.waitForResult();
        window.waitForMap();
        const QImage coloured = window.map().canvas().picture();
        QCOMPARE(coloured.size(), bare.size());
        const Point open_ground{30, 12};
        const auto pixel =
            window.map().canvas().view().to_pixel(open_ground).toPoint() * window.devicePixelRatioF();
        QVERIFY(coloured.pixel(pixel) != bare.pixel(pixel));
    }

    void a_drawing_stays_where_it_is_when_the_import_is_given_up() {
        TestWindow window;
        window.files().import({sample});
        auto* sheet = window.waitForSheet();
        QVERIFY(sheet);
        sheet->reject();
        QVERIFY(window.document().isEmpty());
        QVERIFY(!window.files().sheet());
        QVERIFY(!window.jobs().isBusy());
    }

    void a_file_that_cannot_be_used_is_told_in_one_sentence() {
        const QTemporaryDir folder;
        TestWindow window;
        window.fill(test::small_site());
        const auto before = window.document().base();
        const QString bad[] = {
            write_file(folder, "empty.geojson", ""), write_file(folder, "cut.dwg", "AC1032 and no more"),
            write_file(folder, "broken.gpkg", "SQLite format 3, nearly"), folder.filePath("missing.dxf")};
        for (const auto& file : bad) {
            window.files().import({file});
            QTRY_VERIFY_WITH_TIMEOUT(!window.jobs().isBusy() && !window.files().sheet(), patience_ms);
            QVERIFY2(!window.message().isEmpty(), qPrintable(file));
            QVERIFY2(window.message().endsWith(u'.'), qPrintable(window.message()));
            QVERIFY2(!window.message().contains("--"),
                     qPrintable(window.message())); // no words of the command line
            QCOMPARE(window.document().base(), before);
        }
        window.picture("bad-file");
    }

    void an_old_workbook_is_shown_in_the_dialog_and_answered_with_what_to_do() {
        const QTemporaryDir folder;
        TestWindow window;
        window.fill(test::small_site());
        QVERIFY(readable_filter().section(u')', 0, 0).contains(QLatin1String("*.xls ")));
        const QString file = write_file(folder, "crimes.xls", QByteArray::fromHex("d0cf11e0a1b11ae1"));
        Q_EMIT window.canvas().filesDropped({file}, Point{});
        QTRY_VERIFY_WITH_TIMEOUT(!window.jobs().isBusy() && !window.files().sheet(), patience_ms);
        QVERIFY2(window.message().contains("Save it as .xlsx or CSV"), qPrintable(window.message()));
        window.picture("old-workbook");
    }

    void a_table_without_its_map_grid_is_asked_for_it() {
        const QTemporaryDir folder;
        TestWindow window;
        const QString file =
            write_file(folder, "lamps.csv", "x,y,height_m\n530010,179010,5\n530020,179010,6\n");
        window.files().import({file});
        auto* sheet = window.waitForSheet();
        if (!sheet) QFAIL(qPrintable(window.message()));
        window.picture("question");
        auto* grid = sheet->place().findChild<QComboBox*>();
        QVERIFY(grid);
        QCOMPARE(grid->currentData().toString(), QString("local")); // a guess, and marked as one
        grid->setCurrentIndex(grid->findData("EPSG:27700"));
        Q_EMIT grid->activated(grid->currentIndex());
        QTest::qWait(0); // asked for later than the combo closes
        window.waitForSheet();
        sheet->addButton()->click();
        QCOMPARE(window.document().base()->frame.crs, std::string("EPSG:27700"));
    }

    void an_edit_marks_the_result_and_run_again_mends_it() {
        TestWindow window;
        window.fill(test::small_site());
        window.setCell("2");
        window.run();
        window.waitForResult();
        QVERIFY(!window.results().results().front().out_of_date);
        window.document().apply(
            {"Move", {ChangeGeometry{Uuid::from_name("House"), test::rectangle(6, 10, 16, 20)}}});
        QVERIFY(window.results().results().front().out_of_date);
        window.picture("out-of-date");
        Q_EMIT window.findChild<ResultPanel*>()->runAgainRequested();
        window.waitForResult();
        QVERIFY(!window.results().results().front().out_of_date);
        QCOMPARE(window.results().results().size(), std::size_t{2});
    }

    void light_is_measured_at_night_and_says_so() {
        TestWindow window;
        window.openFile(sample);
        auto& bar = window.map().timeBar();
        QVERIFY(bar.time().band == DayBand::day);
        window.runMeasurement("lighting.illuminance");
        window.waitForResult();
        QVERIFY(bar.time().band == DayBand::night);
        QVERIFY(window.map().messages().text().contains("the time of the map is now the night"));
        QVERIFY(window.map().canvas().field());
        QCOMPARE(window.map().canvas().fieldStyle().unit, QString("lx"));

        // In the evening it stays evening.
        TimeContext evening = bar.time();
        evening.set_time("evening");
        evening.season = Season::winter;
        bar.setTime(evening);
        window.runMeasurement("lighting.illuminance");
        window.waitForResult();
        QVERIFY(bar.time().band == DayBand::evening);
        QVERIFY(window.results().results().front().run->time.band == DayBand::evening);
    }

    void the_map_of_eyes_is_that_of_the_band_chosen() {
        TestWindow window;
        window.openFile(sample);
        TimeContext night = window.map().timeBar().time();
        night.set_time("night");
        window.map().timeBar().setTime(night);
        window.runMeasurement("sightlines.overlooking");
        window.waitForResult();
        QCOMPARE(window.map().canvas().field()->name, std::string("guardianship_night"));
        for (auto* button : window.map().timeBar().findChildren<QToolButton*>())
            if (button->accessibleName() == "Evening") button->click();
        QCOMPARE(window.map().canvas().field()->name, std::string("guardianship_evening"));
        QCOMPARE(window.map().canvas().fieldStyle().max, 1.0);
    }

    void a_result_of_another_option_than_the_plan_shows_says_so() {
        TestWindow window;
        window.fill(test::small_site());
        window.setCell("2");
        window.run();
        window.waitForResult();
        const auto& canvas = window.map().canvas();
        auto* panel = window.findChild<ResultPanel*>();
        auto* standing = panel->findChild<ResultStanding*>();
        QVERIFY(canvas.fieldStyle().note.isEmpty());
        QVERIFY(standing->isHidden());

        window.document().addOption("Low hedges");
        QVERIFY(!window.results().results().front().out_of_date);
        QCOMPARE(canvas.fieldStyle().note, QString("Of the existing place, not of “Low hedges”"));
        QVERIFY(!standing->isHidden());
        QVERIFY(standing->findChild<QLabel*>("status-words"));
        QCOMPARE(standing->findChild<QLabel*>("status-words")->text(),
                 QString("Of the existing place, not of “Low hedges”."));
        window.picture("other-option");

        window.document().setActiveScenario({});
        QVERIFY(canvas.fieldStyle().note.isEmpty());
        QVERIFY(standing->isHidden());
        window.document().setActiveScenario("Low hedges");
        standing->findChild<QPushButton*>()->click();
        window.waitForResult();
        QCOMPARE(panel->shown()->option, QString("Low hedges"));
        QVERIFY(canvas.fieldStyle().note.isEmpty());

        window.document().setActiveScenario({});
        window.document().apply(
            {"Move", {ChangeGeometry{Uuid::from_name("House"), test::rectangle(6, 10, 16, 20)}}});
        QCOMPARE(canvas.fieldStyle().note,
                 QString("Of “Low hedges”, not of the existing place. Out of date"));
    }

    void a_click_on_the_map_shows_what_is_known() {
        TestWindow window;
        window.fill(test::small_site());
        window.map().canvas().zoomToAll();
        window.waitForMap();
        Q_EMIT window.map().canvas().selectionRequested({Uuid::from_name("House")}, Qt::NoModifier);
        auto* table = window.findChild<SelectionPanel*>()->table();
        QVERIFY(table->isVisible());
        QVERIFY(table->model()->rowCount() > 3);
        window.picture("selection");
        Q_EMIT window.map().canvas().selectionRequested({Uuid::from_name("Oak")}, Qt::ShiftModifier);
        QCOMPARE(table->model()->rowCount(), 1);
        Q_EMIT window.map().canvas().selectionRequested({}, Qt::NoModifier);
        QCOMPARE(table->model()->rowCount(), 0);
    }

    void places_are_picked_on_the_map_in_full_coordinates() {
        TestWindow window;
        window.fill(test::small_site());
        window.map().canvas().zoomToAll();
        window.waitForMap();
        window.topBar().stageButton(Stage::check)->click();
        auto* panel = window.findChild<SettingsPanel*>();
        panel->show("sightlines.isovist");
        Q_EMIT panel->pickRequested("points");
        auto& canvas = window.map().canvas();
        const auto pixel = canvas.view().to_pixel({30, 12}).toPoint();
        QTest::mouseClick(canvas.viewport(), Qt::LeftButton, {}, pixel);
        window.picture("picking");
        QTest::keyClick(&canvas, Qt::Key_Return);
        const QString text = panel->form()->field("points")->text();
        const auto numbers = text.split(u',');
        QCOMPARE(numbers.size(), 2);
        QVERIFY(std::abs(numbers[0].toDouble() - 530030) < 0.5);
        QVERIFY(std::abs(numbers[1].toDouble() - 179012) < 0.5);
        window.runMeasurement("sightlines.isovist");
        window.waitForResult();
        QCOMPARE(window.results().results().size(), std::size_t{1});
        window.picture("isovist");
    }

    void measuring_with_nothing_on_the_plan_says_so() {
        TestWindow window;
        window.runMeasurement("sightlines.visible_area");
        QVERIFY(!window.jobs().isBusy());
        QVERIFY2(window.message().contains("add a file to the plan first"), qPrintable(window.message()));
    }

    void a_wrong_setting_is_told_and_nothing_runs() {
        TestWindow window;
        window.fill(test::small_site());
        window.setCell("-1");
        window.run();
        QVERIFY(!window.jobs().isBusy(Lane::analysis));
        QVERIFY(!window.findChild<RunStrip*>()->runButton()->isEnabled());
        window.picture("wrong-setting");
        window.setCell("2");
        QVERIFY(window.findChild<RunStrip*>()->runButton()->isEnabled());
    }

    void the_window_closes_while_a_measurement_runs() {
        TestWindow window;
        window.files().open(sample);
        QTRY_VERIFY_WITH_TIMEOUT(!window.document().isEmpty(), patience_ms);
        window.setCell("0.1");
        window.run();
        QTRY_VERIFY_WITH_TIMEOUT(window.jobs().current(Lane::analysis).has_value(), patience_ms);
        QVERIFY(window.close());
        QVERIFY(!window.jobs().isBusy());
    }

    void every_control_has_a_name_for_those_who_do_not_see_it() {
        TestWindow window;
        window.fill(test::small_site());
        window.topBar().stageButton(Stage::check)->click();
        for (const auto* button : window.findChildren<QAbstractButton*>()) {
            if (!button->isVisible() || !button->isEnabled() ||
                button->objectName().startsWith(QLatin1String("qt_")))
                continue;
            QVERIFY2(!button->text().isEmpty() || !button->accessibleName().isEmpty(),
                     button->metaObject()->className());
        }
        for (const auto* edit : window.findChildren<QLineEdit*>())
            QVERIFY2(!edit->accessibleName().isEmpty() || !edit->parentWidget()->accessibleName().isEmpty(),
                     qPrintable(edit->parentWidget()->objectName()));
    }

    void no_two_commands_share_a_key() {
        TestWindow window;
        QStringList keys;
        for (const auto* action : window.findChildren<QAction*>())
            for (const auto& key : action->shortcuts())
                keys += key.toString();
        keys.removeAll(QString());
        const int all = static_cast<int>(keys.size());
        keys.removeDuplicates();
        QCOMPARE(static_cast<int>(keys.size()), all);
    }
};

PROSPECT_TEST(WindowTest);
#include "window_test.moc"
