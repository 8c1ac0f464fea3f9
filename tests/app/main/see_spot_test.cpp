// From spots of results, and how it all looks.
#include "app/panels/parameter_form.h"
#include "app/panels/settings_panel.h"
#include "tests/app/main/see_window.h"
#include "tests/support/registry.h"

#include <QListWidget>
#include <QPushButton>
#include <QSlider>

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
    }
};

PROSPECT_TEST(SeeSpotTest);
#include "see_spot_test.moc"
