#include "app/tools/displace_tool.h"
#include "app/tools/rectangle_tool.h"
#include "app/tools/shape_tools.h"
#include "tests/app/tools/tool_sheet.h"
#include "tests/support/registry.h"

using namespace prospect;
using namespace prospect::app;
using test::Held;
using Sheet = test::ToolSheet;

namespace {

Drawable zone() {
    return {"zone.polygon", Role::zone, GeometryKind::polygon, "", "Area", "", ""};
}
Drawable tree() {
    return {"tree.point", Role::tree, GeometryKind::point, "", "Tree", "", ""};
}
Drawable door() {
    return {"opening.door.point", Role::opening, GeometryKind::point, "door", "Door", "", ""};
}

bool near(Point a, Point b) {
    return distance(a, b) < 1e-9;
}

bool same_ring(const std::vector<Point>& found, std::vector<Point> expected) {
    if (found.size() != expected.size()) return false;
    for (const Point& p : expected)
        if (std::none_of(found.begin(), found.end(), [&](Point q) { return near(p, q); })) return false;
    return true;
}

int kind(SnapKind kind) {
    return static_cast<int>(kind);
}

} // namespace

class RightAngleTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { QLocale::setDefault(QLocale::c()); }

    void a_corner_off_by_two_degrees_is_drawn_at_a_right_angle() {
        Sheet sheet(std::make_unique<DrawTool>(zone()));
        sheet.click({0, 0});
        sheet.click({20, 0});
        const Preview square = sheet.move({20.3, 10});
        QCOMPARE(kind(square.snap), kind(SnapKind::right_angle));
        QVERIFY(near(*square.pointer, {20, 10}));
        QCOMPARE(square.guides.size(), std::size_t{1});
        QCOMPARE(square.measure.section(u'·', 0, 1).trimmed(), QString("10.00\u202Fm · 0.0° from north"));
        QCOMPARE(kind(sheet.move({31, 0.3}).snap), kind(SnapKind::straight));
        QCOMPARE(kind(sheet.move({30, 10.1}).snap), kind(SnapKind::diagonal));
        QVERIFY(near(*sheet.move({30, 10.1}).pointer, {30.05, 10.05}));
        QCOMPARE(kind(sheet.move({25, 10}).snap), kind(SnapKind::none));
    }

    void the_last_corner_of_a_rectangle_is_found_from_both_sides() {
        // Turned by 36.87°: edges along (0.8, 0.6) and (-0.6, 0.8).
        Sheet sheet(std::make_unique<DrawTool>(zone()));
        sheet.click({0, 0});
        sheet.click({16, 12});
        sheet.click({10.1, 20.1});
        QVERIFY(near(sheet.session.tool()->own_corners().back(), {9.988, 20.016}));
        const Preview fourth = sheet.move({-6.1, 8.2});
        QCOMPARE(kind(fourth.snap), kind(SnapKind::right_angle));
        QVERIFY(near(*fourth.pointer, {-6.012, 8.016}));
        QCOMPARE(fourth.guides.size(), std::size_t{2});
    }

    void a_right_angle_ends_on_the_edge_it_meets() {
        Sheet sheet(std::make_unique<DrawTool>(zone()), test::small_site());
        sheet.click({18, 22});
        sheet.click({18, 12});
        // The house's east wall is at x = 15.
        const Preview met = sheet.move({15.2, 12.1});
        QVERIFY(near(*met.pointer, {15, 12}));
    }

    void shift_holds_to_45_degrees_from_the_last_segment() {
        Sheet sheet(std::make_unique<DrawTool>(zone()));
        sheet.click({0, 0});
        sheet.click({16, 12});
        const Point at = *sheet.move({11, 21}, Held::shift).pointer;
        QVERIFY(near(at, Point{16, 12} + Point{-0.6, 0.8} * dot(Point{-5, 9}, Point{-0.6, 0.8})));
    }

    void a_typed_turn_counts_from_the_last_segment() {
        Sheet sheet(std::make_unique<DrawTool>(zone()));
        sheet.click({0, 0});
        sheet.type("8<+90");
        sheet.enter();
        QVERIFY(sheet.session.refusal().contains("segment"));
        sheet.session.press(Tool::Key::escape);
        sheet.click({0, 10});
        sheet.move({3, 20});
        sheet.type("8<+90");
        QVERIFY(near(*sheet.session.preview().pointer, {8, 10})); // before Enter
        sheet.enter();
        sheet.type("4<+-90");
        sheet.enter();
        QVERIFY(near(sheet.session.tool()->own_corners()[2], {8, 10}));
        QVERIFY(near(sheet.session.tool()->own_corners()[3], {8, 14}));
    }

    void the_ghost_follows_what_is_typed() {
        Sheet sheet(std::make_unique<DrawTool>(zone()));
        sheet.click({0, 0});
        sheet.move({0, 3});
        sheet.type("12.5");
        QVERIFY(near(*sheet.session.preview().pointer, {0, 12.5}));
        QVERIFY(sheet.session.preview().measure.contains("12.50\u202Fm · 0.0° from north"));
        sheet.move({5, 0}); // another direction, the same length
        QVERIFY(near(*sheet.session.preview().pointer, {12.5, 0}));
        sheet.session.press(Tool::Key::backspace);
        sheet.session.press(Tool::Key::backspace);
        QVERIFY(near(*sheet.session.preview().pointer, {12, 0}));
        sheet.session.press(Tool::Key::escape);
        QVERIFY(near(*sheet.session.preview().pointer, {5, 0}));
        QVERIFY(sheet.session.prompt().contains("type 12 · 12<90 · 12<+90 · @3,-4"));
    }

    void a_parallel_shows_the_typed_distance_before_and_after_enter() {
        const SitePtr site = test::small_site();
        Sheet sheet(std::make_unique<ParallelTool>(copied_from(*site, {Uuid::from_name("Fence")})), site);
        sheet.move({27, 9});
        QCOMPARE(sheet.session.preview().measure, QString("4.00\u202Fm"));
        sheet.type("2");
        QCOMPARE(sheet.session.preview().measure, QString("2|  →  2.00\u202Fm"));
        QVERIFY(near(sheet.session.preview().shapes.front().points.front(), {20, 7}));
        sheet.enter();
        QCOMPARE(sheet.session.preview().measure, QString("2.00\u202Fm"));
        QVERIFY(near(sheet.made().front(), {20, 7}));
        QCOMPARE(sheet.move({27, 9}).measure, QString("4.00\u202Fm"));
    }

    void a_rectangle_stands_on_any_first_edge() {
        Sheet sheet(std::make_unique<RectangleTool>(zone()));
        sheet.click({0, 0});
        sheet.click({16, 12});
        sheet.move({4, 20});
        QVERIFY(sheet.session.preview().measure.contains(QString("20.00 × ")));
        sheet.click({4, 20}); // 13.6 m to the left
        QVERIFY(same_ring(sheet.made(), {{0, 0}, {16, 12}, {7.84, 22.88}, {-8.16, 10.88}}));
        QCOMPARE(QString::fromStdString(sheet.edit->title), QString("Draw Area"));
        QVERIFY(sheet.session.is_active()); // the next one
    }

    void a_rectangle_is_typed() {
        Sheet sheet(std::make_unique<RectangleTool>(zone()));
        sheet.click({10, 10});
        sheet.move({12, 14});
        sheet.type("12<90");
        sheet.enter();
        sheet.move({15, 4}); // to the south
        sheet.type("5");
        QVERIFY(sheet.session.preview().measure.contains(QString("12.00 × 5.00\u202Fm")));
        sheet.enter();
        QVERIFY(same_ring(sheet.made(), {{10, 10}, {22, 10}, {22, 5}, {10, 5}}));
    }

    void a_rectangle_without_depth_is_refused_and_backspace_takes_the_edge_back() {
        Sheet sheet(std::make_unique<RectangleTool>(zone()));
        sheet.click({0, 0});
        sheet.click({10, 0});
        sheet.click({5, 0});
        QVERIFY(!sheet.edit);
        QVERIFY(sheet.session.refusal().endsWith(u'.'));
        sheet.session.press(Tool::Key::backspace);
        QCOMPARE(sheet.session.tool()->own_corners().size(), std::size_t{1});
    }

    void a_tree_is_not_pulled_onto_a_wall_but_a_door_is() {
        Sheet trees(std::make_unique<DrawTool>(tree()), test::small_site());
        QVERIFY(near(*trees.move({15.2, 13}).pointer, {15.2, 13}));
        QVERIFY(near(*trees.move({15.2, 13}, Held::ctrl).pointer, {15, 13}));
        Sheet doors(std::make_unique<DrawTool>(door()), test::small_site());
        QVERIFY(near(*doors.move({15.2, 13}).pointer, {15, 13}));
    }

    void a_house_is_not_pulled_to_the_middle_of_a_tree() {
        const SitePtr site = test::small_site();
        const auto house = copied_from(*site, {Uuid::from_name("House")});
        Sheet sheet(std::make_unique<DisplaceTool>(Displace::move, house), site);
        sheet.click({5, 10});
        QVERIFY(near(*sheet.move({30.2, 20.1}).pointer, {30.2, 20.1}));
        const auto oak = copied_from(*site, {Uuid::from_name("Oak")});
        Sheet tree_moves(std::make_unique<DisplaceTool>(Displace::move, oak), site);
        QVERIFY(near(*tree_moves.move({30.2, 20.1}).pointer, {30, 20})); // taken by its middle
        tree_moves.click({30, 20});
        QVERIFY(near(*tree_moves.move({15.2, 13}).pointer, {15.2, 13}));
    }

    void snapping_is_switched_off() {
        Sheet sheet(std::make_unique<DrawTool>(door()), test::small_site());
        sheet.session.toggle_snapping();
        QVERIFY(near(*sheet.move({15.2, 13}).pointer, {15.2, 13}));
    }
};

PROSPECT_TEST(RightAngleTest);
#include "right_angle_test.moc"
