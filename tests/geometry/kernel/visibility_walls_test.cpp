#include "geometry/base/error.h"
#include "tests/geometry/kernel/ray_casting.h"
#include "tests/geometry/kernel/scenes.h"
#include "tests/support/registry.h"

namespace prospect::test {

using kernel::Obstacles;
using kernel::View;
using kernel::ViewStatus;
using kernel::VisibilityScene;

// Walls as plans really bring them: crossing, overlapping, touching, doubled, of no length, or not walls at
// all.
class VisibilityWallsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void crossing_walls_are_cut_where_they_cross() {
        const auto scene = scene_of({}, {{{0, 5}, {10, 5}}, {{5, 0}, {5, 10}}}, {0, 0, 10, 10});
        QCOMPARE(scene.wall_count(), std::size_t(4));
        VERIFY_NEAR(area_from(scene, {2, 2}), 25.0);
        VERIFY_NEAR(area_from(scene, {5, 5}), 100.0);
    }

    void walls_that_cross_between_millimetres_stay_tight() {
        // They cross at (1/3, 1/3) m, which is no whole millimetre; nothing leaks through the joint.
        const auto scene = scene_of({}, {{{-1, -1}, {3, 3}}, {{-1, 1}, {3, -1}}}, {-1, -1, 3, 3});
        QCOMPARE(scene.wall_count(), std::size_t(4));
        const double left = area_from(scene, {-0.9, 0});
        const double exact = (1 + 1.0 / 3) * 2 / 2; // the triangle (-1,-1) (-1,1) (1/3,1/3)
        QVERIFY2(near(left, exact, 0.003), qPrintable(QString::number(left, 'g', 12)));
        QVERIFY(left < 1.4);
    }

    void overlapping_buildings_are_one() {
        const auto scene =
            scene_of({rectangle(0, 0, 10, 10), rectangle(5, 2, 15, 8)}, {}, {-10, -10, 25, 20});
        for (const Point inside :
             {Point{2, 5}, Point{7, 5}, Point{12, 5}, Point{10, 5}, Point{5, 5}, Point{10, 8.0 - 1}})
            QCOMPARE(scene.view_from(inside).status, ViewStatus::inside_solid);
        QCOMPARE(scene.view_from({10, 9}).status, ViewStatus::on_wall);
        // From the corner where the outlines cross: the quadrant right of x = 10 and above y = 8.
        VERIFY_NEAR(area_from(scene, {10, 8}), 15.0 * 12);
    }

    void a_building_over_a_court_fills_it_there() {
        const auto scene =
            scene_of({rectangle(0, 0, 10, 10), reversed(rectangle(2, 2, 8, 8)), rectangle(4, 4, 6, 12)}, {},
                     {-5, -5, 20, 20});
        QCOMPARE(scene.view_from({5, 5}).status, ViewStatus::inside_solid);
        // The court is a U; from its foot all of the foot is seen, and of each leg the triangle (2,4) (4,4)
        // (2,6).
        VERIFY_NEAR(area_from(scene, {5, 3}), 12.0 + 2 * 2);
    }

    void a_wall_through_a_building_counts_outside_it() {
        const auto scene = scene_of({rectangle(4, 4, 6, 6)}, {{{0, 5}, {10, 5}}}, {0, 0, 10, 10});
        // Below the wall, less the trapezium (4,4) (10,3) (10,5) (4,5) behind the corner.
        VERIFY_NEAR(area_from(scene, {1, 4.5}), 50.0 - 9.0);
        QCOMPARE(scene.view_from({5, 5}).status, ViewStatus::inside_solid);
        QCOMPARE(scene.view_from({2, 5}).status, ViewStatus::on_wall);
    }

    void doubled_and_shared_walls_count_once() {
        const std::vector<Point> wall = {{2, 5}, {8, 5}};
        const auto once = scene_of({}, {wall}, {0, 0, 10, 10});
        const auto twice = scene_of({}, {wall, wall, {{8, 5}, {2, 5}}}, {0, 0, 10, 10});
        QCOMPARE(once.wall_count(), std::size_t(1));
        QCOMPARE(twice.wall_count(), std::size_t(1));
        VERIFY_NEAR(area_from(twice, {5, 4}), area_from(once, {5, 4}));
        const auto pair = scene_of({rectangle(0, 0, 4, 4), rectangle(4, 0, 8, 4)}, {}, {-1, -1, 9, 5});
        QCOMPARE(pair.wall_count(), std::size_t(7));
        QCOMPARE(pair.view_from({4, 2}).status, ViewStatus::inside_solid);
    }

    void the_same_building_twice_is_solid() {
        const auto scene = scene_of({rectangle(2, 2, 4, 4), rectangle(2, 2, 4, 4)}, {}, {0, 0, 10, 10});
        QCOMPARE(scene.wall_count(), std::size_t(4));
        QVERIFY(scene.inside_solid({3, 3}));
    }

    void collinear_walls_that_overlap_are_one_line() {
        const auto scene = scene_of({}, {{{1, 5}, {6, 5}}, {{4, 5}, {9, 5}}}, {0, 0, 10, 10});
        QCOMPARE(scene.wall_count(), std::size_t(3));
        const View view = scene.view_from({5, 2});
        QVERIFY(has_vertex(view, {1, 5}));
        QVERIFY(has_vertex(view, {9, 5}));
        QVERIFY(!has_vertex(view, {6, 5}));
    }

    void a_wall_that_ends_on_another_joins_it() {
        const auto scene = scene_of({}, {{{0, 5}, {10, 5}}, {{5, 5}, {5, 9}}}, {0, 0, 10, 10});
        QCOMPARE(scene.wall_count(), std::size_t(3));
        VERIFY_NEAR(area_from(scene, {3, 2}), 50.0);
        QCOMPARE(scene.view_from({3, 2}).boundary.size(), std::size_t(4));
    }

    void what_has_no_length_is_no_wall() {
        const Point p{5, 5};
        const auto scene =
            scene_of({{p}, {p, p, p}, {}}, {{p}, {p, p}, {}, {p, {5.0002, 5.0002}}}, {0, 0, 10, 10});
        QCOMPARE(scene.wall_count(), std::size_t(0));
        QCOMPARE(scene.view_from(p).status, ViewStatus::ok);
        VERIFY_NEAR(area_from(scene, p), 100.0);
    }

    void a_ring_of_two_points_blocks_like_a_line() {
        const auto scene = scene_of({{{2, 5}, {8, 5}}}, {}, {0, 0, 10, 10});
        QCOMPARE(scene.wall_count(), std::size_t(1));
        QVERIFY(!scene.inside_solid({5, 5}));
        VERIFY_NEAR(area_from(scene, {5, 4}), 50 + 2 * 2.0 / 3);
    }

    void repeated_points_and_a_repeated_first_point_do_no_harm() {
        std::vector<Point> ring = rectangle(2, 2, 4, 4);
        ring.insert(ring.begin(), ring.front());
        ring.push_back(ring.front());
        const auto scene = scene_of({ring}, {}, {0, 0, 10, 10});
        QCOMPARE(scene.wall_count(), std::size_t(4));
        QVERIFY(scene.inside_solid({3, 3}));
    }

    void bounds_grow_to_hold_all_walls() {
        const auto scene = scene_of({rectangle(0, 0, 10, 10)}, {}, {2, 2, 3, 3});
        QCOMPARE(scene.bounds(), (Box{0, 0, 10, 10}));
        const auto line = scene_of({}, {{{0, 0}, {5, 0}}}, {});
        VERIFY_NEAR(area_from(line, {2, 0}), 5 * 0.002);
    }

    void what_cannot_be_a_scene_is_refused() {
        const double nan = std::numeric_limits<double>::quiet_NaN();
        const Obstacles refused[] = {
            {}, {{{{0, 0}, {1, 0}, {nan, 1}}}, {}, {0, 0, 1, 1}}, {{}, {{{0, 0}, {2e9, 0}}}, {}}};
        for (const Obstacles& obstacles : refused)
            try {
                const VisibilityScene scene(obstacles);
                QFAIL("accepted");
            } catch (const Error& error) {
                QCOMPARE(error.code(), ErrorCode::refused);
            }
    }

    void an_eye_outside_the_bounds_is_refused() {
        const auto scene = scene_of({}, {}, {0, 0, 10, 10});
        const double nan = std::numeric_limits<double>::quiet_NaN();
        for (const Point eye : {Point{-1, 5}, Point{5, 10.01}, Point{nan, 5}})
            QVERIFY_THROWS_EXCEPTION(Error, scene.view_from(eye));
    }

    void building_a_scene_can_be_stopped() {
        std::stop_source stop;
        stop.request_stop();
        QVERIFY_THROWS_EXCEPTION(Cancelled, VisibilityScene(city_plan(), Progress(stop.get_token(), {})));
    }

    void a_tangle_of_random_walls_is_noded_without_leaks() {
        Dice dice(11);
        Obstacles tangle;
        tangle.bounds = {0, 0, 10, 10};
        for (int i = 0; i < 60; ++i)
            tangle.lines.push_back(
                {{dice.real(0, 10), dice.real(0, 10)}, {dice.real(0, 10), dice.real(0, 10)}});
        const VisibilityScene scene(tangle);
        // Walls may have moved by 0.71 mm; in nearly all directions the first wall is where it was drawn.
        int moved = 0;
        for (int i = 0; i < 500; ++i) {
            const Point eye{dice.real(0, 10), dice.real(0, 10)};
            const View view = scene.view_from(eye);
            QVERIFY(!has_needles(view));
            for (int k = 0; k < 16; ++k) {
                const double angle = dice.real(0, 6.28318);
                moved += near(radial_length(view, angle), first_hit(tangle, view.eye, angle), 0.02) ? 0 : 1;
            }
        }
        QVERIFY2(moved < 40, qPrintable(QString::number(moved))); // of 8000
    }
};

PROSPECT_TEST(VisibilityWallsTest);

} // namespace prospect::test

#include "visibility_walls_test.moc"
