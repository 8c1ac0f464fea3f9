#include "app/main/application.h"
#include "app/models/attribute_model.h"
#include "app/panels/drawing_tools.h"
#include "tests/app/main/shown_window.h"
#include "tests/support/registry.h"
#include "tests/support/small_site.h"

#include <QComboBox>
#include <QMouseEvent>
#include <QTest>

using namespace prospect;
using namespace prospect::app;
using test::ShownWindow;

namespace {

// The window with the courtyard, driven by the mouse and the keys alone.
class DrawingWindow : public ShownWindow {
public:
    DrawingWindow() {
        fill(test::small_site());
        canvas().zoomToAll();
        waitForMap();
    }
    void choose(const char* drawable) {
        auto* action = findChild<QAction*>(QStringLiteral("draw.") + QLatin1String(drawable));
        [action, drawable] { QVERIFY2(action, drawable); }();
        action->trigger();
    }
    void drag(Point from, Point to, Qt::KeyboardModifiers modifiers = {}) {
        move(from, modifiers);
        QTest::mousePress(canvas().viewport(), Qt::LeftButton, modifiers, pixel(from));
        for (int i = 1; i <= 4; ++i)
            move(from + (to - from) * (i / 4.0), modifiers, Qt::LeftButton);
    }
    void drop(Point at, Qt::KeyboardModifiers modifiers = {}) {
        QTest::mouseRelease(canvas().viewport(), Qt::LeftButton, modifiers, pixel(at));
        waitForMap();
    }
    std::vector<std::pair<const Layer*, FeaturePtr>> things(Role role) {
        return document().site()->features(role);
    }
    QUndoStack& undo() { return document().undoStack(); }
};

} // namespace

class DrawingTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void a_fence_is_drawn_undone_and_redone() {
        DrawingWindow window;
        window.choose("barrier.fence.line");
        window.move({20, 25});
        QVERIFY(window.map().drawing().prompt().contains("Esc"));
        window.click({20, 25});
        window.move({31, 25}, Qt::ControlModifier);
        window.picture("draw-fence");
        QTest::keyClicks(&window.canvas(), "12.5");
        window.picture("draw-typed");
        window.key(Qt::Key_Return);
        window.key(Qt::Key_Return);
        const auto fences = window.things(Role::barrier);
        QCOMPARE(fences.size(), std::size_t{2});
        const Feature& fence = *fences.back().second;
        QVERIFY(std::abs(length(fence.geometry) - 12.5) < 1e-5);
        QCOMPARE(window.undo().count(), 1);
        QCOMPARE(window.undo().undoText(), QString("Draw Fence"));
        // It is selected, ready to be given its height.
        QCOMPARE(window.canvas().selection(), std::vector<Uuid>{fence.id});
        window.key(Qt::Key_Escape);
        QVERIFY(window.map().drawing().prompt().isEmpty());
        window.picture("draw-fence-done");

        window.undo().undo();
        QCOMPARE(window.things(Role::barrier).size(), std::size_t{1});
        window.undo().redo();
        QCOMPARE(window.things(Role::barrier).size(), std::size_t{2});
        QCOMPARE(window.things(Role::barrier).back().second->geometry, fence.geometry);
    }

    void an_area_is_closed_on_its_first_corner_and_the_map_can_be_moved_meanwhile() {
        DrawingWindow window;
        window.choose("zone.polygon");
        window.click({20, 8});
        window.click({34, 8});
        window.move({34, 17});
        window.picture("draw-area");
        const auto before = window.canvas().view();
        QTest::mousePress(window.canvas().viewport(), Qt::MiddleButton, {}, window.pixel({30, 20}));
        QMouseEvent pan(QEvent::MouseMove, QPointF(window.pixel({30, 20}) + QPoint(25, 10)), QPointF(),
                        Qt::NoButton, Qt::MiddleButton, {});
        QCoreApplication::sendEvent(window.canvas().viewport(), &pan);
        QTest::mouseRelease(window.canvas().viewport(), Qt::MiddleButton, {}, {300, 300});
        QVERIFY(window.canvas().view().center != before.center);
        window.click({34, 18});
        window.move({20, 8});
        window.picture("draw-area-closing");
        window.click({20, 8});
        QCOMPARE(window.things(Role::zone).size(), std::size_t{1});
        QCOMPARE(window.things(Role::zone).front().second->geometry.points.size(), std::size_t{3});
        QVERIFY(std::abs(area(window.things(Role::zone).front().second->geometry) - 70) < 2);
    }

    void choosing_another_tool_gives_up_what_is_half_drawn() {
        DrawingWindow window;
        window.choose("building.polygon");
        window.click({20, 8});
        window.map().toolActions().back()->trigger(); // measure
        QVERIFY(!window.map().drawing().runner().isActive());
        window.click({25, 8});
        QCOMPARE(window.undo().count(), 0);
        window.choose("tree.point");
        QVERIFY(window.canvas().mode() == MapCanvas::Mode::select);
        window.click({25, 25});
        QCOMPARE(window.things(Role::tree).size(), std::size_t{2});
    }

    void a_corner_snaps_to_the_house_and_says_so() {
        DrawingWindow window;
        window.choose("barrier.wall.line");
        window.move({15.2, 10.15});
        window.picture("draw-snap");
        window.click({15.2, 10.15});
        window.click({15.2, 4}, Qt::ShiftModifier);
        window.key(Qt::Key_Return);
        const Geometry& wall = window.things(Role::barrier).back().second->geometry;
        QCOMPARE(wall.points.front(), (Point{15, 10}));
    }

    void a_selected_house_is_reshaped_and_moved_by_the_mouse() {
        DrawingWindow window;
        window.click({10, 15});
        window.waitForMap();
        QCOMPARE(window.canvas().selection(), std::vector<Uuid>{Uuid::from_name("House")});
        window.picture("edit-handles");
        const auto house = [&] { return window.things(Role::building).front().second->geometry; };

        window.drag({15, 20}, {19, 20.2}, Qt::NoModifier);
        window.picture("edit-vertex");
        window.drop({19, 20.2});
        QCOMPARE(window.undo().count(), 1);
        QVERIFY(std::abs(area(house()) - 121) < 3);
        window.key(Qt::Key_Delete); // the corner just moved, not the house
        QCOMPARE(house().points.size(), std::size_t{3});

        window.undo().undo();
        window.undo().undo();
        window.waitForMap();
        window.drag({10, 13}, {13, 13});
        window.drop({13, 13});
        QVERIFY(std::abs(house().box().xmin - 8) < 0.2);
        QCOMPARE(area(house()), 100.0);
        window.key(Qt::Key_Delete);
        QVERIFY(window.things(Role::building).empty());
        window.undo().undo();
        QCOMPARE(window.things(Role::building).size(), std::size_t{1});
    }

    void the_layer_of_what_is_selected_is_shown_and_can_be_changed() {
        DrawingWindow window;
        Site site = *test::small_site();
        site.layers.push_back(test::layer("Boundary", Role::barrier, {}));
        window.fill(std::make_shared<const Site>(site));
        window.canvas().zoomToAll();
        window.waitForMap();
        window.click({27, 5});
        auto* layer = window.findChild<QComboBox*>("selection-layer");
        QVERIFY(layer->isVisible());
        QCOMPARE(layer->currentText(), QString("Fences"));
        QCOMPARE(layer->count(), 2);
        window.picture("selection-layer");
        layer->setFocus();
        QTest::keyClick(layer, Qt::Key_Up);
        QCOMPARE(layer->currentText(), QString("Boundary"));
        const Uuid fence = Uuid::from_name("Fence");
        QCOMPARE(window.document().site()->layer_of(fence)->name, std::string("Boundary"));
        QCOMPARE(window.canvas().selection(), std::vector<Uuid>{fence});
        QCOMPARE(window.undo().count(), 1);
        QCOMPARE(window.undo().undoText(), QString("Move Wall, fence or hedge to layer Boundary"));
        window.undo().undo();
        QCOMPARE(window.document().site()->layer_of(fence)->name, std::string("Fences"));
        QCOMPARE(layer->currentText(), QString("Fences"));
    }

    void a_building_is_drawn_as_a_rectangle_with_the_switches_on_the_map() {
        DrawingWindow window;
        window.choose("building.polygon");
        auto* rectangle = window.findChild<QAction*>("draw.rectangle");
        auto* snap = window.findChild<QAction*>("draw.snap");
        QVERIFY(!rectangle->isChecked() && snap->isChecked());
        window.key(Qt::Key_R);
        QVERIFY(rectangle->isChecked());
        window.key(Qt::Key_F3);
        QVERIFY(!snap->isChecked() && !window.map().drawing().runner().session().snaps());
        window.key(Qt::Key_F3);
        window.click({22, 12});
        window.move({30, 14});
        QTest::keyClicks(&window.canvas(), "12<90");
        window.picture("rectangle-edge-typed");
        window.key(Qt::Key_Return);
        window.move({29, 15});
        window.picture("rectangle-depth");
        QTest::keyClicks(&window.canvas(), "5");
        window.key(Qt::Key_Return);
        const Geometry& house = window.things(Role::building).back().second->geometry;
        QCOMPARE(area(house), 60.0);
        QCOMPARE(house.box().width(), 12.0);
        QCOMPARE(house.box().height(), 5.0);
        QCOMPARE(window.undo().count(), 1);
        window.key(Qt::Key_R);
        QVERIFY(!rectangle->isChecked());
    }

    void an_area_that_is_begun_keeps_its_corners_when_rectangles_are_chosen() {
        DrawingWindow window;
        window.choose("zone.polygon");
        for (const Point corner : {Point{20, 8}, Point{34, 8}, Point{36, 17}})
            window.click(corner);
        window.key(Qt::Key_R);
        QVERIFY(window.findChild<QAction*>("draw.rectangle")->isChecked());
        QVERIFY(window.map().drawing().prompt().startsWith("Rectangle from the next area on"));
        window.move({25, 20});
        window.picture("rectangle-from-the-next-on");
        window.key(Qt::Key_Return);
        QCOMPARE(window.things(Role::zone).front().second->geometry.points.size(), std::size_t{3});
        QVERIFY(window.map().drawing().prompt().contains("as a rectangle: click the first corner"));
        window.click({2, 2});
        window.key(Qt::Key_R);
        QVERIFY(window.map().drawing().prompt().startsWith("Corner by corner from the next area on"));
        window.key(Qt::Key_Backspace); // nothing is begun any more
        QVERIFY(window.map().drawing().prompt().contains("click the first corner"));
        QVERIFY(!window.map().drawing().prompt().contains("rectangle"));
    }

    void a_right_angle_is_found_and_said() {
        DrawingWindow window;
        window.choose("zone.polygon");
        window.click({20, 10});
        window.click({33, 8});
        window.move({34.4, 16.1});
        window.picture("right-angle");
        window.click({34.4, 16.1});
        window.move({21.1, 18.2});
        window.picture("right-angle-closing");
        window.click({21.1, 18.2});
        window.key(Qt::Key_Return);
        const auto points = window.things(Role::zone).front().second->geometry.points;
        QCOMPARE(points.size(), std::size_t{4});
        for (std::size_t i = 0; i < 4; ++i) {
            const Point a = points[(i + 1) % 4] - points[i];
            const Point b = points[(i + 2) % 4] - points[(i + 1) % 4];
            QVERIFY(std::abs(dot(a, b)) / length(a) / length(b) < 1e-4);
        }
    }

    void what_is_copied_is_pasted_where_one_clicks() {
        DrawingWindow window;
        window.click({10, 15});
        window.key(Qt::Key_C, Qt::ControlModifier);
        window.key(Qt::Key_V, Qt::ControlModifier);
        window.move({29, 13});
        window.picture("edit-paste");
        window.click({29, 13});
        window.key(Qt::Key_Escape);
        QCOMPARE(window.things(Role::building).size(), std::size_t{2});
        QCOMPARE(area(window.things(Role::building).back().second->geometry), 100.0);
        QVERIFY(!window.map().drawing().runner().isActive());
    }
};

PROSPECT_TEST(DrawingTest);
#include "drawing_test.moc"
