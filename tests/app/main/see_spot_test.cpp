// From spots of results, and how it all looks.
#include "app/panels/map_sheet.h"
#include "app/panels/parameter_form.h"
#include "app/panels/picture_commands.h"
#include "app/panels/settings_panel.h"
#include "app/panels/top_bar.h"
#include "app/window/walk_hiding.h"
#include "tests/app/main/see_window.h"
#include "tests/support/registry.h"

#include <QListWidget>
#include <QPushButton>
#include <QSlider>
#include <QTemporaryDir>
#include <QToolButton>

using namespace prospect;
using namespace prospect::app;
using test::SeeWindow;
using test::ShownWindow;

namespace {

const QString sample = QStringLiteral(PROSPECT_SOURCE_DIR "/samples/riverside/riverside.gpkg");

} // namespace

class SeeSpotTest : public QObject {
    Q_OBJECT
    // What is asked of a plan of a real place, whatever is in it.
    void look_about(ShownWindow& window, const QString& name) {
        window.canvas().zoomToAll();
        window.waitForMap();
        window.see().action()->trigger();
        window.answered();
        QTRY_VERIFY_WITH_TIMEOUT(window.see().view() != nullptr, test::patience_ms);
        QVERIFY(window.see().view()->status == sightlines::LookStatus::seen);
        QVERIFY(window.see().view()->measures.area_m2 > 10);
        QTest::qWait(200);
        window.picture(name + "-see");
        window.key(Qt::Key_Escape);
        auto* settings = window.findChild<SettingsPanel*>();
        settings->show("sightlines.graph");
        settings->form()->setSettings({{"cell_m", "8"}}); // quick over a square kilometre and more
        window.runMeasurement("sightlines.graph");
        window.answered();
        QTRY_VERIFY_WITH_TIMEOUT(window.canvas().field() != nullptr, test::patience_ms);
        window.waitForMap();
        QTest::qWait(200);
        window.picture(name + "-graph");
        const Field& field = *window.canvas().field();
        QVERIFY(field.name == "connectivity");
        // The best connected spot sees as many others as the map says.
        const auto best = std::max_element(field.values.begin(), field.values.end()) - field.values.begin();
        const Point at = field.grid.center(best % field.grid.columns, best / field.grid.columns);
        window.canvas().zoomToBox(box_of({&at, 1}).grown(60));
        window.waitForMap();
        window.click(at);
        window.answered();
        QTRY_VERIFY_WITH_TIMEOUT(window.see().spots().seen().has_value(), test::patience_ms);
        QVERIFY(std::abs(static_cast<double>(window.see().spots().seen()->seen) /
                             static_cast<double>(field.values[static_cast<std::size_t>(best)]) -
                         1) < 0.02);
        window.canvas().zoomToAll();
        window.waitForMap();
        QTest::qWait(200);
        window.picture(name + "-spot");
    }

private Q_SLOTS:
    void real_places_of_a_map_and_a_survey_are_looked_at() {
        const QString data = qEnvironmentVariable("PROSPECT_TEST_DATA");
        if (data.isEmpty()) QSKIP("PROSPECT_TEST_DATA is not set");
        for (const auto& [file, name] :
             {std::pair("/osm/berlin-neukoelln.osm", "berlin"), std::pair("/gis/delft-bgt.gpkg", "delft")}) {
            ShownWindow window;
            window.files().import({data + file});
            QVERIFY(window.waitForSheet());
            window.files().sheet()->addButton()->click();
            window.answered();
            QVERIFY(!window.document().isEmpty());
            look_about(window, name);
        }
    }

    void a_click_on_a_spot_of_a_result_shows_what_that_spot_sees() {
        SeeWindow window;
        window.runMeasurement("sightlines.visible_area");
        window.answered();
        QTRY_VERIFY(window.canvas().field() != nullptr);
        window.click({25.1, 24.9});
        window.answered();
        QVERIFY(window.see().isActive());
        const Field& field = *window.canvas().field();
        const auto column = std::floor((window.see().eye().at.x - field.grid.xmin) / field.grid.cell_x);
        const Point centre = field.grid.center(static_cast<std::int64_t>(column), 0);
        QCOMPARE(window.see().eye().at.x, centre.x);
        QTRY_VERIFY(window.see().view() != nullptr);
        // Spots are about as many square metres as are seen, where a cell is a square metre.
        const auto spots = window.see().spots().seen();
        QVERIFY(spots && spots->seen > 0 && spots->seen <= spots->all);
        const SightPicture& picture = *window.map().overlay().sight();
        QVERIFY(picture.field != nullptr);
        // Lines lead to a few of the spots, evenly by direction, and to what ends the view.
        QVERIFY(picture.rays.size() > 20 && picture.rays.size() <= 180);
        for (const Point cell : picture.rays)
            QVERIFY(picture.field->value_at(cell).has_value());
        QVERIFY(std::any_of(picture.blocking.begin(), picture.blocking.end(),
                            [](const auto& one) { return !one.walls.empty(); }));
        window.key(Qt::Key_Escape);
        QVERIFY(!window.see().isActive() && !window.see().spots().seen());
        // In the house there is no value: a click selects it.
        window.click({10, 15});
        QVERIFY(!window.see().isActive());
        QCOMPARE(window.canvas().selection(), std::vector<Uuid>{Uuid::from_name("House")});
    }

    void the_map_of_a_result_is_hidden_by_its_legend_until_it_is_chosen_again() {
        SeeWindow window;
        window.runMeasurement("sightlines.visible_area");
        window.answered();
        QTRY_VERIFY(window.canvas().field() != nullptr);
        window.topBar().stageButton(Stage::plan)->click();
        auto* hide = window.findChild<QToolButton*>(QStringLiteral("legend-hide"));
        QVERIFY(hide->isVisible() && window.canvas().field());
        QVERIFY(window.canvas().legendRect().contains(
            hide->mapTo(window.canvas().viewport(), hide->rect().center())));
        // A click beside the button, on the legend, is none on the map.
        const Point house{10, 15};
        window.click(house);
        QCOMPARE(window.canvas().selection().size(), std::size_t{1});
        QTest::mouseClick(window.windowHandle(), Qt::LeftButton, {},
                          window.canvas().viewport()->mapTo(&window, window.canvas().legendRect().center()));
        QCOMPARE(window.canvas().selection().size(), std::size_t{1});
        QTest::mouseClick(window.windowHandle(), Qt::LeftButton, {},
                          hide->mapTo(&window, hide->rect().center()));
        QVERIFY(!window.canvas().field() && !hide->isVisible());
        for (const Stage stage : {Stage::describe, Stage::review, Stage::check, Stage::plan, Stage::check}) {
            window.topBar().stageButton(stage)->click();
            QVERIFY(!window.canvas().field());
        }
        auto* again = window.findChild<QPushButton*>(QStringLiteral("result-show-map"));
        QVERIFY(again->isVisible());
        again->click();
        QVERIFY(window.canvas().field() && hide->isVisible() && !again->isVisible());
    }

    void a_page_with_a_view_says_first_what_it_shows_and_how_much() {
        SeeWindow window(test::with_path());
        window.see().lookFrom({20, 25});
        window.answered();
        window.setTheme(render::ThemeKind::dark);
        auto* pictures = window.findChild<PictureCommands*>();
        MapSheet sheet = pictures->sheet();
        QCOMPARE(sheet.title, QString("What you can see from here"));
        QVERIFY2(sheet.lines[0].startsWith("Seen: ") &&
                     sheet.lines[0].contains("% of the open ground of the site"),
                 qPrintable(sheet.lines[0]));
        QCOMPARE(sheet.lines[1], QString("Eyes 1.6\u00a0m above the ground"));
        QVERIFY2(sheet.lines[2].startsWith("Courtyard · in summer") && !sheet.lines[2].contains("opening"),
                 qPrintable(sheet.lines[2]));
        // On white paper in the dark, too.
        QVERIFY(sheet.theme == render::ThemeKind::light);
        const QImage page = paint_sheet(sheet);
        QCOMPARE(page.pixelColor(4, 4), render::theme(render::ThemeKind::light).panel);
        QCOMPARE(sheet.things, std::vector<Role>{Role::study_area}); // no lamp, no camera
        window.walk().walkAlong(Uuid::from_name("Way"));
        window.answered();
        window.findChild<QSlider*>(QStringLiteral("walk-slider"))->setValue(20);
        sheet = pictures->sheet();
        QCOMPARE(sheet.title, QString("What you can see along Way, at 10\u00a0m"));
        window.click({35, 10});
        QCOMPARE(pictures->sheet().title, QString("What you can see from here"));
        window.key(Qt::Key_Escape);
        QCOMPARE(pictures->sheet().title, QString("Courtyard"));
        window.setTheme(render::ThemeKind::light);
    }

    void a_picture_is_saved_beside_its_plan() {
        const QTemporaryDir folder;
        SeeWindow window;
        auto* pictures = window.findChild<PictureCommands*>();
        QCOMPARE(pictures->suggestedFile(), QString("Courtyard.png"));
        window.document().save(std::filesystem::path(folder.filePath("plan.gpkg").toStdString()));
        QCOMPARE(pictures->suggestedFile(), folder.filePath("Courtyard.png"));
    }

    void one_number_says_how_many_spots_a_spot_sees() {
        Field field("connectivity", "", grid_of_extent({0, 0, 10, 10}, 2));
        std::fill(field.values.begin(), field.values.end(), 7.0F);
        SeeSpots spots({std::make_shared<const Field>(field), "Spots you can see", 1.6, 0});
        spots.look(nullptr, {3, 3});
        QCOMPARE(spots.sentence({3, 3}),
                 QString("Spots you can see here: 7 of the 24 others of the map; the rest is faint."));
        spots.look(nullptr, {3.4, 3});
        QCOMPARE(spots.sentence({3.4, 3}),
                 QString("Spots you can see, from the middle of this spot: 7. Seen from the eye: 0 of the 24 "
                         "other spots of the map; the rest is faint."));
    }

    void a_click_on_a_spot_counts_though_something_is_selected() {
        SeeWindow window;
        window.runMeasurement("sightlines.visible_area");
        window.answered();
        QTRY_VERIFY(window.canvas().field() != nullptr);
        window.click({10, 15}); // the house
        QVERIFY(!window.canvas().selection().empty());
        window.click({25.1, 24.9});
        window.answered();
        QVERIFY(window.see().isActive());
        QVERIFY(window.canvas().selection().empty());
    }

    void pictures_of_a_spot() {
        ShownWindow window;
        window.openFile(sample);
        window.runMeasurement("sightlines.graph");
        window.answered();
        QTRY_VERIFY_WITH_TIMEOUT(window.canvas().field() != nullptr, test::patience_ms);
        window.waitForMap();
        window.picture("graph-result");
        window.click(window.canvas().view().center);
        window.answered();
        QTRY_VERIFY(window.see().view() != nullptr);
        QTest::qWait(200);
        window.picture("graph-spot");
    }

    void pictures() {
        ShownWindow window;
        window.openFile(sample);
        window.waitForMap();
        window.see().lookFrom(window.canvas().view().center);
        window.answered();
        QTest::qWait(200);
        window.picture("see-all-round");
        Eye eye = window.see().eye();
        eye.sight = {60, 100, 40, 0};
        window.see().setEye(eye);
        window.answered();
        auto* list = window.findChild<QListWidget*>(QStringLiteral("see-blockers"));
        QTRY_VERIFY(list->count() > 0);
        list->setCurrentRow(0);
        QTRY_VERIFY(!window.see().isWaiting());
        window.picture("see-wedge");
        for (const auto& handle : window.map().overlay().sight()->handles)
            if (handle.part == SeeTool::Part::reach) window.move(handle.at);
        window.picture("see-handle");
        window.resize(window.width(), 1300); // the panel to its end
        const auto paths = window.document().site()->features(Role::path);
        for (const auto& [layer, path] : paths)
            if (path->name == "Wharf Path" || path->name == "Mill Row") window.walk().walkAlong(path->id);
        window.answered();
        QTRY_VERIFY(!window.walk().profile().empty());
        auto* slider = window.findChild<QSlider*>(QStringLiteral("walk-slider"));
        slider->setValue(slider->maximum() / 3);
        QTest::qWait(150);
        window.picture("see-walk");
        for (const auto& [layer, path] : paths)
            if (path->name == "Back Path") window.walk().walkAlong(path->id);
        window.answered();
        QTRY_VERIFY(window.walk().hiding().along().has_value());
        slider->setValue(slider->maximum() * 79 / 96);
        QTest::qWait(150);
        window.picture("see-hiding");
        if (const QString folder = qEnvironmentVariable("PROSPECT_SCREENSHOTS"); !folder.isEmpty())
            paint_sheet(window.findChild<PictureCommands*>()->sheet())
                .scaledToWidth(1500, Qt::SmoothTransformation)
                .save(folder + "/see-sheet.png");
        window.click(window.see().eye().at + Point{10, -25});
        window.answered();
        QTest::qWait(150);
        window.picture("see-away");
    }
};

PROSPECT_TEST(SeeSpotTest);
#include "see_spot_test.moc"
