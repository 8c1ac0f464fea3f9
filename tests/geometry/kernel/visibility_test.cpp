#include "tests/geometry/kernel/scenes.h"
#include "tests/support/registry.h"

namespace prospect::test {

using kernel::EdgeKind;
using kernel::View;
using kernel::ViewStatus;

// Views that can be checked on squared paper.
class VisibilityTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void a_square_room_is_seen_whole() {
        const auto scene = scene_of({}, {{{0, 0}, {1, 0}, {1, 1}, {0, 1}, {0, 0}}}, {-1, -1, 2, 2});
        const View view = scene.view_from({0.5, 0.5});
        QCOMPARE(view.status, ViewStatus::ok);
        QCOMPARE(view.boundary.size(), std::size_t(4));
        VERIFY_NEAR(polygon_area(view), 1.0);
        VERIFY_NEAR(boundary_length(view, EdgeKind::solid), 4.0);
    }

    void empty_bounds_are_seen_to_the_horizon() {
        const auto scene = scene_of({}, {}, {0, 0, 30, 20});
        const View view = scene.view_from({1, 2});
        QCOMPARE(view.boundary.size(), std::size_t(4));
        VERIFY_NEAR(polygon_area(view), 600.0);
        VERIFY_NEAR(boundary_length(view, EdgeKind::horizon), 100.0);
    }

    void an_l_shaped_room_hides_what_lies_round_the_corner() {
        const std::vector<Point> room = {{0, 0}, {4, 0}, {4, 2}, {2, 2}, {2, 4}, {0, 4}, {0, 0}};
        const auto scene = scene_of({}, {room}, {-1, -1, 5, 5});
        VERIFY_NEAR(area_from(scene, {1, 1}), 12.0);
        VERIFY_NEAR(area_from(scene, {3, 1}), 10.0); // 8 + the triangle (0,2) (2,2) (0,4)
        const View view = scene.view_from({3, 0.5});
        VERIFY_NEAR(polygon_area(view), 8 + 8.0 / 3); // 8 + the trapezium left of (2,2) (2/3,4)
        VERIFY_NEAR(boundary_length(view, EdgeKind::radial), std::hypot(4.0 / 3, 2));
        QVERIFY(has_vertex(view, {2.0 / 3, 4}));
        QVERIFY(!has_needles(view));
    }

    void on_a_facade_the_open_side_is_seen() {
        const auto scene = scene_of({rectangle(0, 0, 10, 10)}, {}, {-10, -10, 20, 20});
        const View view = scene.view_from({5, 0});
        QCOMPARE(view.status, ViewStatus::on_wall);
        VERIFY_NEAR(polygon_area(view), 300.0);
        VERIFY_NEAR(boundary_length(view, EdgeKind::solid), 10.0);
        VERIFY_NEAR(boundary_length(view, EdgeKind::radial), 20.0);
        VERIFY_NEAR(boundary_length(view, EdgeKind::horizon), 50.0);
        QVERIFY(has_vertex(view, {5, 0}));
    }

    void half_a_millimetre_off_a_facade_is_on_it() {
        const auto scene = scene_of({rectangle(0, 0, 10, 10)}, {}, {-10, -10, 20, 20});
        for (const double off : {-0.0005, -0.0002, 0.0003, 0.0005}) {
            const View view = scene.view_from({5, off});
            QCOMPARE(view.status, ViewStatus::on_wall);
            QCOMPARE(view.eye, (Point{5, 0}));
            VERIFY_NEAR(polygon_area(view), 300.0);
        }
        QCOMPARE(scene.view_from({5, -0.0006}).status, ViewStatus::ok);
        QCOMPARE(scene.view_from({5, 0.0006}).status, ViewStatus::inside_solid);
        QCOMPARE(scene.view_from({-0.0003, -0.0003}).eye, (Point{0, 0}));
        QCOMPARE(scene.view_from({-0.0004, -0.0004}).status, ViewStatus::ok);
    }

    void a_facade_shared_by_several_houses_is_one_wall() {
        const auto scene = scene_of({rectangle(0, 0, 4, 4), rectangle(4, 0, 10, 4), rectangle(10, 0, 12, 4)},
                                    {}, {-5, -5, 17, 9});
        const View view = scene.view_from({5, 0});
        VERIFY_NEAR(polygon_area(view), 22.0 * 5);
        VERIFY_NEAR(boundary_length(view, EdgeKind::solid), 12.0);
        VERIFY_NEAR(boundary_length(view, EdgeKind::radial), 10.0);
        const View from_corner = scene.view_from({4, 0});
        VERIFY_NEAR(boundary_length(from_corner, EdgeKind::solid), 12.0);
        const View opposite = scene.view_from({5, -1});
        VERIFY_NEAR(boundary_length(opposite, EdgeKind::solid), 12.0);
        QCOMPARE(opposite.boundary.size(), std::size_t(6));
    }

    void on_a_corner_all_round_it_is_seen() {
        const auto scene = scene_of({rectangle(0, 0, 10, 10)}, {}, {-10, -10, 20, 20});
        const View view = scene.view_from({0, 0});
        QCOMPARE(view.status, ViewStatus::on_wall);
        VERIFY_NEAR(polygon_area(view), 900.0 - 400.0);
        VERIFY_NEAR(boundary_length(view, EdgeKind::solid), 20.0);
    }

    void on_a_corner_shared_by_two_houses_both_gaps_are_seen() {
        const auto scene = scene_of({rectangle(0, 0, 5, 5), rectangle(5, 5, 10, 10)}, {}, {-10, -10, 20, 20});
        const View view = scene.view_from({5, 5});
        VERIFY_NEAR(polygon_area(view), 450.0);
        QCOMPARE(std::count(view.boundary.begin(), view.boundary.end(), Point{5, 5}), 2);
    }

    void on_a_line_both_sides_are_seen() {
        const auto scene = scene_of({}, {{{2, 5}, {8, 5}}}, {0, 0, 10, 10});
        for (const Point eye : {Point{5, 5}, Point{2, 5}, Point{8, 5}}) {
            const View view = scene.view_from(eye);
            QCOMPARE(view.status, ViewStatus::on_wall);
            VERIFY_NEAR(polygon_area(view), 100.0);
            QCOMPARE(view.boundary.size(), std::size_t(4));
        }
        VERIFY_NEAR(area_from(scene, {5, 4}), 50 + 2 * 2.0 / 3); // and a triangle beside each end
    }

    void from_a_court_only_the_court_is_seen() {
        const auto scene =
            scene_of({rectangle(0, 0, 10, 10), reversed(rectangle(2, 2, 8, 8))}, {}, {-5, -5, 15, 15});
        const View view = scene.view_from({5, 5});
        QCOMPARE(view.status, ViewStatus::ok);
        VERIFY_NEAR(polygon_area(view), 36.0);
        QCOMPARE(view.edges, std::vector<EdgeKind>(4, EdgeKind::solid));
        QCOMPARE(scene.view_from({2, 5}).status, ViewStatus::on_wall);
        VERIFY_NEAR(area_from(scene, {2, 5}), 36.0);
    }

    void inside_a_solid_nothing_is_seen() {
        const auto scene =
            scene_of({rectangle(0, 0, 10, 10), reversed(rectangle(2, 2, 8, 8))}, {}, {-5, -5, 15, 15});
        const View view = scene.view_from({1, 1});
        QCOMPARE(view.status, ViewStatus::inside_solid);
        QVERIFY(view.boundary.empty());
        QVERIFY(scene.inside_solid({1, 1}));
        QVERIFY(!scene.inside_solid({5, 5}));
        QVERIFY(!scene.inside_solid({0, 5}));
        QVERIFY(!scene.inside_solid({-1, 5}));
        QVERIFY(!scene.inside_solid({500, 5}));
    }

    void a_slit_of_a_millimetre_lets_sight_through() {
        const Box bounds{-5, -15, 25, 15};
        const auto open = scene_of({rectangle(0, 0, 10, 10), rectangle(10.001, 0, 20, 10)}, {}, bounds);
        const auto closed = scene_of({rectangle(0, 0, 20, 10)}, {}, bounds);
        // The slit itself, and beyond it a beam whose width grows from 1 mm at 20 m to 1.25 mm at 25 m.
        VERIFY_NEAR(area_from(open, {10.0005, -10}) - area_from(closed, {10.0005, -10}), 0.01 + 0.005625);
        QVERIFY(!has_needles(open.view_from({10.0005, -10})));
        // Within the slit the eye is on one of its walls, sees the slit and a beam out of each end.
        const View inside = open.view_from({10.0005, 5});
        QCOMPARE(inside.status, ViewStatus::on_wall);
        VERIFY_NEAR(polygon_area(inside),
                    0.01 + 0.001 / 5 * (10 * 10 - 5 * 5) / 2 + 0.001 / 5 * (20 * 20 - 5 * 5) / 2);
    }

    void a_wall_seen_end_on_hides_nothing_and_leaves_no_needle() {
        const auto scene = scene_of({}, {{{4, 5}, {6, 5}}}, {0, 0, 10, 10});
        const View view = scene.view_from({1, 5});
        VERIFY_NEAR(polygon_area(view), 100.0);
        QCOMPARE(view.boundary.size(), std::size_t(4));
    }

    void corners_that_touch_the_line_of_sight_do_not_cut_it() {
        // The line y = 5 passes between two houses that touch it from both sides.
        const auto scene = scene_of({rectangle(3, 5, 4, 8), rectangle(6, 2, 7, 5)}, {}, {0, 0, 10, 10});
        const View view = scene.view_from({1, 5});
        QVERIFY(!has_needles(view));
        // Below the line sight reaches the second house, and no farther: the line itself is not seen beyond
        // it.
        QVERIFY(has_vertex(view, {6, 5}));
        const View closed =
            scene_of({rectangle(3, 5, 4, 8), rectangle(3, 2, 4, 5)}, {}, {0, 0, 10, 10}).view_from({1, 5});
        QVERIFY(!has_needles(closed));
        QVERIFY(std::none_of(closed.boundary.begin(), closed.boundary.end(),
                             [](Point p) { return p.x > 4 && std::abs(p.y - 5) < 0.1; }));
    }

    void an_eye_on_the_bounds_sees_inwards() {
        const auto scene = scene_of({}, {}, {0, 0, 10, 10});
        for (const Point eye : {Point{0, 5}, Point{0, 0}, Point{10, 10}, Point{10.0004, 3}}) {
            QCOMPARE(scene.view_from(eye).status, ViewStatus::ok);
            VERIFY_NEAR(area_from(scene, eye), 100.0);
        }
    }

    void far_from_the_origin_nothing_is_lost() {
        const double x = 532000;
        const double y = 5181000;
        const auto scene = scene_of({rectangle(x + 0.123, y + 0.456, x + 10.123, y + 10.456)}, {},
                                    {x - 10, y - 10, x + 20, y + 20});
        const View view = scene.view_from({x + 5.123, y + 0.456});
        QCOMPARE(view.status, ViewStatus::on_wall);
        QVERIFY(near(polygon_area(view), 30 * 10.456, 1e-5));
        QVERIFY(std::count(view.boundary.begin(), view.boundary.end(), (Point{x + 0.123, y + 0.456})) == 1);
    }

    void the_workspace_changes_nothing() {
        const auto scene = kernel::VisibilityScene(city_plan());
        const auto workspace = scene.make_workspace();
        View view;
        for (const ComparedEye& eye : eyes_for(city_plan(), 50, 5)) {
            scene.view_from(eye.metres, {}, *workspace, view);
            const View fresh = scene.view_from(eye.metres);
            QCOMPARE(view.boundary, fresh.boundary);
            QCOMPARE(view.edges, fresh.edges);
            QCOMPARE(view.status, fresh.status);
        }
    }
};

PROSPECT_TEST(VisibilityTest);

} // namespace prospect::test

#include "visibility_test.moc"
