#include "app/panels/map_overlay.h"
#include "app/panels/profile_chart.h"
#include "app/panels/see_panel.h"
#include "app/panels/walk_panel.h"
#include "app/window/see_commands.h"
#include "app/window/see_walk.h"
#include "tests/app/main/shown_window.h"
#include "tests/support/registry.h"
#include "tests/support/small_site.h"

#include <QAction>
#include <QContextMenuEvent>
#include <QDoubleSpinBox>
#include <QLabel>
#include <QListWidget>
#include <QMenu>
#include <QSlider>
#include <QTest>
#include <QToolButton>

using namespace prospect;
using namespace prospect::app;
using test::ShownWindow;

namespace {

const QString sample = QStringLiteral(PROSPECT_SOURCE_DIR "/samples/riverside/riverside.gpkg");

// The courtyard with a way along its north side, then 10 m south.
SitePtr with_path() {
    Site site = *test::small_site();
    const Point way[] = {{2, 25}, {22, 25}, {22, 15}};
    site.layers.push_back(test::layer("Paths", Role::path, {test::feature("Way", Geometry::make_line(way))}));
    return std::make_shared<const Site>(std::move(site));
}

class SeeWindow : public ShownWindow {
public:
    explicit SeeWindow(SitePtr site = test::small_site()) {
        fill(std::move(site));
        canvas().zoomToAll();
        waitForMap();
    }
    void lookFrom(Point at) {
        see().lookFrom(at);
        answered();
        QTRY_VERIFY(see().view() != nullptr);
    }
    // A press, some moves and a release.
    void drag(Point from, Point to) {
        QTest::mousePress(canvas().viewport(), Qt::LeftButton, {}, pixel(from));
        for (int i = 1; i <= 4; ++i)
            move(from + (to - from) * (i / 4.0), {}, Qt::LeftButton);
        QTest::mouseRelease(canvas().viewport(), Qt::LeftButton, {}, pixel(to));
    }
    double area() { return see().view()->measures.area_m2; }
    bool shows() { return map().overlay().sight().has_value(); }
    void type(const char* field, double value) {
        findChild<QDoubleSpinBox*>(QString::fromLatin1(field))->setValue(value);
    }
};

} // namespace

class SeeTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void the_key_puts_an_eye_on_the_map_and_escape_takes_it_away() {
        SeeWindow window;
        window.key(Qt::Key_E);
        window.answered();
        QVERIFY(window.see().isActive() && window.shows());
        QVERIFY(window.see().panel().isVisible());
        QVERIFY(window.see().action()->isChecked());
        window.key(Qt::Key_Escape);
        QVERIFY(!window.see().isActive() && !window.shows());
        QVERIFY(!window.see().panel().isVisible());
        QVERIFY(!window.see().action()->isChecked());
    }

    void the_view_follows_the_eye_while_it_is_dragged() {
        SeeWindow window;
        window.lookFrom({20, 25});
        const double before = window.area();
        QTest::mousePress(window.canvas().viewport(), Qt::LeftButton, {}, window.pixel({20, 25}));
        window.move({17, 15}, {}, Qt::LeftButton);
        QVERIFY(window.area() != before); // while the button is down
        QVERIFY(distance(window.see().eye().at, Point{17, 15}) < 0.2);
        QTest::mouseRelease(window.canvas().viewport(), Qt::LeftButton, {}, window.pixel({17, 15}));
        QVERIFY(window.canvas().selection().empty());
    }

    void the_keys_move_and_turn_the_eye() {
        SeeWindow window;
        window.lookFrom({20, 25});
        window.key(Qt::Key_Right);
        QVERIFY(window.see().eye().at.x > 20 && window.see().eye().at.y == 25);
        window.key(Qt::Key_Right, Qt::ControlModifier);
        QCOMPARE(window.see().eye().sight.azimuth_deg, 5.0);
    }

    void typed_values_change_the_view() {
        SeeWindow window;
        window.lookFrom({20, 25});
        window.type("see-reach", 3);
        window.answered();
        QVERIFY(std::abs(window.area() - 9 * 3.14159265) < 0.01);
        window.type("see-fov", 90);
        QVERIFY(std::abs(window.area() - 9 * 3.14159265 / 4) < 0.01);
        // Above the house (6 m) nothing stands: with a reach of 12 m the circle is whole.
        window.type("see-fov", 360);
        window.type("see-reach", 12);
        window.type("see-height", 30);
        QTRY_VERIFY_WITH_TIMEOUT(std::abs(window.area() - 144 * 3.14159265) < 0.1, test::patience_ms);
    }

    void an_eye_in_a_building_says_so_in_one_sentence() {
        SeeWindow window;
        window.lookFrom({10, 15});
        auto* problem = window.findChild<QLabel*>(QStringLiteral("see-problem"));
        QVERIFY(problem->isVisible());
        QVERIFY2(problem->text().contains("House"), qPrintable(problem->text()));
        window.picture("see-in-building");
        window.lookFrom({2000, 15});
        QVERIFY2(problem->text().contains("beyond the edge"), qPrintable(problem->text()));
        window.lookFrom({20, 25});
        QVERIFY(!problem->isVisible());
    }

    void what_ends_the_view_is_listed_nearest_first() {
        SeeWindow window;
        window.lookFrom({16, 15});
        auto* list = window.findChild<QListWidget*>(QStringLiteral("see-blockers"));
        QTRY_VERIFY(list->count() > 0);
        QCOMPARE(list->item(0)->text(), QString("House"));
        list->setCurrentRow(0);
        const auto& blocking = window.map().overlay().sight()->blocking;
        QVERIFY(std::any_of(blocking.begin(), blocking.end(), [](const auto& one) { return one.chosen; }));
    }

    void a_right_click_looks_from_there() {
        SeeWindow window;
        const Point at{30, 27};
        window.move(at);
        QContextMenuEvent event(QContextMenuEvent::Mouse, window.pixel(at),
                                window.canvas().viewport()->mapToGlobal(window.pixel(at)));
        QCoreApplication::sendEvent(window.canvas().viewport(), &event);
        auto* menu = window.findChild<QMenu*>(QStringLiteral("map-menu"));
        QVERIFY(menu);
        for (auto* action : menu->actions())
            if (action->objectName() == QLatin1String("map-menu.see")) action->trigger();
        QVERIFY(window.see().isActive());
        QVERIFY(distance(window.see().eye().at, at) < 0.2);
    }

    void the_view_follows_what_is_changed_on_the_plan() {
        SeeWindow window;
        window.lookFrom({20, 25});
        const double before = window.area();
        SiteEdit edit;
        edit.title = "Delete";
        edit.steps.push_back(RemoveFeatures{{Uuid::from_name("House")}});
        window.document().apply(edit);
        window.answered();
        QTRY_VERIFY(window.area() > before);
        window.document().undoStack().undo();
        window.answered();
        QTRY_COMPARE(window.area(), before);
    }

    void another_tool_takes_the_mouse() {
        SeeWindow window;
        window.lookFrom({20, 25});
        window.key(Qt::Key_M);
        QVERIFY(!window.see().isActive());
        QVERIFY(window.canvas().mode() == MapCanvas::Mode::measure);
        window.lookFrom({20, 25});
        QVERIFY(window.canvas().mode() == MapCanvas::Mode::select);
    }

    void a_drag_goes_on_while_the_walls_are_made() {
        SeeWindow window;
        window.see().lookFrom({20, 25});
        // Nothing is known yet: the eye follows all the same and the map says what is going on.
        QVERIFY(window.see().view() == nullptr && window.see().isWaiting());
        window.drag({20, 25}, {25, 25});
        QVERIFY(distance(window.see().eye().at, Point{25, 25}) < 0.2);
        QVERIFY(window.shows());
        window.answered();
        QTRY_VERIFY(window.see().view() != nullptr);
        QVERIFY(window.area() > 0);
    }

    void a_walk_looks_ahead_from_every_place_of_a_path() {
        SeeWindow window(with_path());
        window.walk().walkAlong(Uuid::from_name("Way"));
        window.answered();
        auto& walk = window.walk();
        QVERIFY(window.see().isActive() && walk.isWalking());
        QTRY_COMPARE(walk.profile().size(), walk.stations().size());
        QCOMPARE(walk.stations().back().chainage_m, 30.0);
        QCOMPARE(window.see().eye().at, (Point{2, 25}));
        QCOMPARE(window.see().eye().sight.azimuth_deg, 90.0);
        QCOMPARE(window.see().eye().sight.fov_deg, 120.0);
        // The slider moves the eye, the chart says the same as the view.
        auto* slider = window.findChild<QSlider*>(QStringLiteral("walk-slider"));
        slider->setValue(20);
        QCOMPARE(window.see().eye().at, walk.stations()[20].place);
        QCOMPARE(window.findChild<ProfileChart*>()->current(), 20);
        QCOMPARE(window.area(), *window.findChild<ProfileChart*>()->profile()[20].value);
        Q_EMIT window.findChild<ProfileChart*>()->chosen(40);
        QCOMPARE(slider->value(), 40);
        QCOMPARE(window.see().eye().at, walk.stations()[40].place);
        // The second stretch of the way leads south.
        Q_EMIT window.findChild<ProfileChart*>()->chosen(static_cast<int>(walk.stations().size()) - 1);
        QCOMPARE(window.see().eye().sight.azimuth_deg, 180.0);
        walk.walkAlong({});
        QVERIFY(window.see().isActive() && !walk.isWalking());
        QCOMPARE(window.see().eye().sight.fov_deg, 360.0);
    }

    void the_walk_plays_pauses_and_ends_at_the_end() {
        SeeWindow window(with_path());
        window.walk().walkAlong(Uuid::from_name("Way"));
        window.answered();
        auto* play = window.findChild<QToolButton*>(QStringLiteral("walk-play"));
        play->click();
        QVERIFY(window.walk().isPlaying());
        QTRY_VERIFY_WITH_TIMEOUT(window.walk().station() > 0, test::patience_ms);
        play->click();
        QVERIFY(!window.walk().isPlaying());
        Q_EMIT window.findChild<WalkPanel*>()->stationChosen(
            static_cast<int>(window.walk().stations().size()) - 2);
        play->click();
        QTRY_VERIFY_WITH_TIMEOUT(!window.walk().isPlaying(), test::patience_ms);
        QCOMPARE(window.see().eye().at, (Point{22, 15}));
    }

    void a_path_is_picked_on_the_map_and_the_walk_ends_with_it() {
        SeeWindow window(with_path());
        window.lookFrom({30, 27});
        Q_EMIT window.findChild<WalkPanel*>()->pickRequested();
        QVERIFY(window.see().isAsking());
        window.click({10, 25});
        QVERIFY(window.walk().isWalking() && !window.see().isAsking());
        SiteEdit edit;
        edit.title = "Delete";
        edit.steps.push_back(RemoveFeatures{{Uuid::from_name("Way")}});
        window.document().apply(edit);
        window.answered();
        QTRY_VERIFY(!window.walk().isWalking());
        QVERIFY(window.see().isActive());
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
        const auto spots = window.see().seenSpots();
        QVERIFY(spots && spots->seen > 0 && spots->seen <= spots->all);
        QVERIFY(window.map().overlay().sight()->field != nullptr);
        window.key(Qt::Key_Escape);
        QVERIFY(!window.see().isActive() && !window.see().seenSpots());
        // In the house there is no value: a click selects it.
        window.click({10, 15});
        QVERIFY(!window.see().isActive());
        QCOMPARE(window.canvas().selection(), std::vector<Uuid>{Uuid::from_name("House")});
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

PROSPECT_TEST(SeeTest);
#include "see_test.moc"
