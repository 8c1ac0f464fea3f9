#include "tests/geometry/kernel/scenes.h"
#include "tests/support/registry.h"

#include <numbers>

namespace prospect::test {

using kernel::hidden_edges;
using kernel::measure;
using kernel::seen_area;
using kernel::Sight;
using kernel::View;
using kernel::ViewMeasures;

constexpr double pi = std::numbers::pi;

class NearGroundTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void a_disc_is_cut_out_of_a_room() {
        const auto scene = scene_of({}, {{{0, 0}, {10, 0}, {10, 10}, {0, 10}, {0, 0}}}, {-1, -1, 11, 11});
        const Sight sight{.inner_m = 2};
        const View view = scene.view_from({5, 5}, sight);
        const ViewMeasures m = measure(view, sight);
        VERIFY_NEAR(m.area_m2, 100 - 4 * pi);
        VERIFY_NEAR(m.perimeter_m, 40 + 4 * pi);
        VERIFY_NEAR(m.occlusivity_m, 4 * pi);
        VERIFY_NEAR(m.drift_m, 0);
        const double around = m.perimeter_m;
        VERIFY_NEAR(m.compactness, 4 * pi * m.area_m2 / (around * around));
        // The radials are those of the whole view.
        VERIFY_NEAR(m.min_radial_m, 5);
        VERIFY_NEAR(m.max_radial_m, std::sqrt(50.0));
        const Geometry seen = seen_area(view, sight);
        QCOMPARE(seen.part_count(), std::size_t(1));
        QCOMPARE(seen.ring_count(), std::size_t(2));
        QVERIFY(near(area(seen), m.area_m2, 4 * pi * 0.001));
        QVERIFY(area(seen) <= m.area_m2);
    }

    void a_circle_through_the_walls_leaves_the_corners() {
        const auto scene = scene_of({}, {{{0, 0}, {10, 0}, {10, 10}, {0, 10}, {0, 0}}}, {-1, -1, 11, 11});
        const Sight sight{.inner_m = 6};
        const View view = scene.view_from({5, 5}, sight);
        const ViewMeasures m = measure(view, sight);
        // Each corner takes up a quarter turn less twice acos(5/6); its sides are 5 - sqrt(11) long.
        const double angle = pi / 2 - 2 * std::acos(5.0 / 6);
        const double side = 5 - std::sqrt(11.0);
        VERIFY_NEAR(m.area_m2, 4 * (5 * side - 18 * angle));
        VERIFY_NEAR(m.perimeter_m, 4 * (2 * side + 6 * angle));
        VERIFY_NEAR(m.occlusivity_m, 24 * angle);
        const Geometry seen = seen_area(view, sight);
        QCOMPARE(seen.part_count(), std::size_t(4));
        QCOMPARE(seen.ring_count(), std::size_t(4));
        QVERIFY(near(area(seen), m.area_m2, 0.03));
    }

    void a_sector_without_its_tip() {
        const auto scene = scene_of({}, {}, {-100, -100, 100, 100});
        const Sight sight{.azimuth_deg = 90, .fov_deg = 60, .reach_m = 10, .inner_m = 4};
        const View view = scene.view_from({0, 0}, sight);
        const ViewMeasures m = measure(view, sight);
        const double angle = pi / 3;
        VERIFY_NEAR(m.area_m2, angle * (100 - 16) / 2);
        VERIFY_NEAR(m.perimeter_m, 2 * 6 + angle * 14);
        VERIFY_NEAR(m.occlusivity_m, m.perimeter_m);
        VERIFY_NEAR(m.drift_azimuth_deg, 90);
        // Centroid of a sector: 2/3 r sin(half)/(half).
        const double lever = 2.0 / 3 * std::sin(angle / 2) / (angle / 2);
        VERIFY_NEAR(m.drift_m, lever * (1000 - 64) / (100 - 16));
        const auto sides = hidden_edges(view, sight);
        QCOMPARE(sides.size(), std::size_t(2));
        for (const Segment& side : sides)
            QVERIFY(near(distance(side.a, side.b), 6, 1e-6));
    }

    void nothing_is_left_where_all_is_near() {
        const auto scene = scene_of({}, {{{0, 0}, {10, 0}, {10, 10}, {0, 10}, {0, 0}}}, {-1, -1, 11, 11});
        const Sight sight{.inner_m = 8};
        const View view = scene.view_from({5, 5}, sight);
        const ViewMeasures m = measure(view, sight);
        QCOMPARE(m.area_m2, 0.0);
        QCOMPARE(m.perimeter_m, 0.0);
        QCOMPARE(m.vertices, std::int64_t(0));
        VERIFY_NEAR(m.max_radial_m, std::sqrt(50.0));
        QVERIFY(seen_area(view, sight).empty());
        QVERIFY(hidden_edges(view, sight).empty());
    }

    void on_a_facade_the_open_half_ring_is_seen() {
        const auto scene = scene_of({rectangle(0, 0, 10, 10)}, {}, {-20, -20, 30, 30});
        const Sight sight{.reach_m = 8, .inner_m = 3};
        const ViewMeasures m = measure(scene.view_from({5, 0}, sight), sight);
        // Below the wall's line half the ring; beyond the wall's ends the reach goes 8 m up behind no corner.
        const ViewMeasures whole = measure(scene.view_from({5, 0}, Sight{.reach_m = 8}), Sight{.reach_m = 8});
        VERIFY_NEAR(m.area_m2, whole.area_m2 - 9 * pi / 2);
    }

    // What is left out is exactly what is seen with the inner radius as reach.
    void near_and_far_ground_make_the_whole() {
        for (const kernel::Obstacles& plan : {city_plan(), lattice_plan()}) {
            const kernel::VisibilityScene scene(plan);
            Dice dice(71);
            for (const ComparedEye& eye : eyes_for(plan, 400, 72)) {
                Sight whole{dice.real(0, 360), dice.whole(0, 1) == 0 ? 360 : dice.real(10, 350), 0};
                if (dice.whole(0, 1) == 1) whole.reach_m = dice.real(5, 60);
                Sight near_sight = whole;
                near_sight.reach_m = dice.real(0.5, whole.reach_m > 0 ? whole.reach_m : 40);
                Sight far_sight = whole;
                far_sight.inner_m = near_sight.reach_m;
                const View view = scene.view_from(eye.metres, far_sight);
                const ViewMeasures far = measure(view, far_sight);
                const ViewMeasures near_ground = measure(scene.view_from(eye.metres, near_sight), near_sight);
                const ViewMeasures all = measure(view, whole);
                // The cut-off of an arc is known to a millimetre only where a rim is taken for one.
                const double slack = 1e-7 * (1 + all.area_m2);
                QVERIFY2(near(far.area_m2 + near_ground.area_m2, all.area_m2, slack),
                         qPrintable(QString("%1 + %2 is not %3")
                                        .arg(far.area_m2, 0, 'g', 12)
                                        .arg(near_ground.area_m2, 0, 'g', 12)
                                        .arg(all.area_m2, 0, 'g', 12)));
                const Geometry seen = seen_area(view, far_sight);
                QVERIFY(near(area(seen), far.area_m2, 0.0011 * (far.perimeter_m + 1)));
                QCOMPARE(far.mean_radial_m, all.mean_radial_m);
                double hidden = 0;
                for (const Segment& edge : hidden_edges(view, far_sight))
                    hidden += distance(edge.a, edge.b);
                QVERIFY(hidden <= boundary_length(view, kernel::EdgeKind::radial) + 1e-9);
            }
        }
    }
};

PROSPECT_TEST(NearGroundTest);

} // namespace prospect::test

#include "near_ground_test.moc"
