#include "geometry/base/error.h"
#include "tests/geometry/kernel/ray_casting.h"
#include "tests/geometry/kernel/scenes.h"
#include "tests/support/registry.h"

#include <numbers>

namespace prospect::test {

using kernel::EdgeKind;
using kernel::measure;
using kernel::Sight;
using kernel::View;
using kernel::ViewMeasures;

constexpr double pi = std::numbers::pi;

// Fields of view and reach against closed forms.
class FieldOfViewTest : public QObject {
    Q_OBJECT

    static kernel::VisibilityScene open_square() { return scene_of({}, {}, {-10, -10, 10, 10}); }

private Q_SLOTS:
    void azimuth_is_clockwise_from_north() {
        const auto scene = open_square();
        const Point ahead[] = {{0, 10}, {10, 0}, {0, -10}, {-10, 0}};
        for (int quarter = 0; quarter < 4; ++quarter) {
            const View view = scene.view_from({0, 0}, {quarter * 90.0, 60});
            QCOMPARE(view.boundary.front(), (Point{0, 0}));
            VERIFY_NEAR(polygon_area(view), 100 * std::tan(pi / 6));
            const Point middle = view.boundary[1] + (view.boundary[2] - view.boundary[1]) * 0.5;
            QVERIFY(distance(middle, ahead[quarter]) < 1e-9);
        }
    }

    void a_wedge_of_any_angle_is_its_share_of_the_square() {
        const auto scene = open_square();
        for (const double fov : {90.0, 180.0, 270.0}) {
            const View view = scene.view_from({0, 0}, {0, fov});
            VERIFY_NEAR(polygon_area(view), 400 * fov / 360);
            VERIFY_NEAR(boundary_length(view, EdgeKind::radial), fov == 180 ? 20.0 : 20 * std::sqrt(2.0));
            QCOMPARE(view.boundary.front(), (Point{0, 0}));
        }
        VERIFY_NEAR(area_from(scene, {0, 0}, {33, 360}), 400.0);
        VERIFY_NEAR(area_from(scene, {0, 0}, {33, 500}), 400.0);
        QVERIFY(near(area_from(scene, {0, 0}, {33, 359.9999}), 400.0, 1e-3));
    }

    void wedges_side_by_side_add_up_to_the_whole() {
        const kernel::Obstacles plan = city_plan();
        const kernel::VisibilityScene scene(plan);
        for (const ComparedEye& eye : eyes_for(plan, 300, 21)) {
            const double whole = area_from(scene, eye.metres);
            for (const int parts : {2, 3, 7}) {
                double sum = 0;
                for (int i = 0; i < parts; ++i)
                    sum += area_from(scene, eye.metres, {17.0 + 360.0 * i / parts, 360.0 / parts});
                QVERIFY(near(sum, whole, 1e-9 * std::max(1.0, whole)));
            }
        }
    }

    void an_open_circle_is_exact_in_the_measures() {
        const auto scene = open_square();
        const Sight sight{0, 360, 5};
        const View view = scene.view_from({1, 2}, sight);
        const ViewMeasures m = measure(view, sight);
        VERIFY_NEAR(m.area_m2, 25 * pi);
        VERIFY_NEAR(m.perimeter_m, 10 * pi);
        VERIFY_NEAR(m.occlusivity_m, 10 * pi);
        VERIFY_NEAR(m.compactness, 1.0);
        VERIFY_NEAR(m.mean_radial_m, 5.0);
        VERIFY_NEAR(m.min_radial_m, 5.0);
        VERIFY_NEAR(m.max_radial_m, 5.0);
        QVERIFY(near(m.drift_m, 0, 1e-9));
        QVERIFY(near(m.variance_m2, 0, 1e-9));
        QVERIFY(near(m.skewness_m3, 0, 1e-9));
    }

    void the_drawn_circle_stays_within_a_millimetre_of_the_true_one() {
        const auto scene = scene_of({}, {}, {-600, -600, 600, 600});
        for (const double reach : {0.5, 5.0, 43.0, 500.0}) {
            const View view = scene.view_from({0, 0}, {0, 360, reach});
            for (std::size_t i = 0; i < view.boundary.size(); ++i) {
                const Point a = view.boundary[i];
                const Point b = view.boundary[(i + 1) % view.boundary.size()];
                QVERIFY(near(length(a), reach, 1e-9));
                QVERIFY(reach - length((a + b) * 0.5) <= 0.001 + 1e-9);
                QCOMPARE(view.edges[i], EdgeKind::horizon);
            }
            const double missing = pi * reach * reach - polygon_area(view);
            QVERIFY(missing > 0 && missing < 4.0 / 3 * pi * reach * 0.001 * 1.01);
        }
    }

    void a_sector_has_the_drift_of_a_sector() {
        const auto scene = open_square();
        const Sight sight{30, 60, 6};
        const ViewMeasures m = measure(scene.view_from({0, 0}, sight), sight);
        VERIFY_NEAR(m.area_m2, 36 * pi / 6);
        VERIFY_NEAR(m.perimeter_m, 12 + 6 * pi / 3);
        VERIFY_NEAR(m.occlusivity_m, m.perimeter_m);
        VERIFY_NEAR(m.drift_m, 4 * 6 * std::sin(pi / 6) / (3 * pi / 3));
        VERIFY_NEAR(m.drift_azimuth_deg, 30.0);
        VERIFY_NEAR(m.mean_radial_m, 6.0);
        VERIFY_NEAR(m.min_radial_m, 6.0);
    }

    void a_wall_cuts_a_segment_from_the_circle() {
        const auto scene = scene_of({}, {{{-10, 3}, {10, 3}}}, {-10, -10, 10, 10});
        const Sight sight{0, 360, 5};
        const View view = scene.view_from({0, 0}, sight);
        const ViewMeasures m = measure(view, sight);
        const double segment = 25 * std::acos(3.0 / 5) - 3 * 4;
        VERIFY_NEAR(m.area_m2, 25 * pi - segment);
        VERIFY_NEAR(boundary_length(view, EdgeKind::solid), 8.0);
        VERIFY_NEAR(m.perimeter_m, 8 + 5 * (2 * pi - 2 * std::acos(3.0 / 5)));
        VERIFY_NEAR(m.min_radial_m, 3.0);
        VERIFY_NEAR(m.max_radial_m, 5.0);
    }

    void on_a_facade_reach_cuts_the_wall_too() {
        const auto scene = scene_of({rectangle(-8, 0, 8, 5)}, {}, {-10, -10, 10, 10});
        const Sight sight{0, 360, 5};
        const View view = scene.view_from({0, 0}, sight);
        const ViewMeasures m = measure(view, sight);
        VERIFY_NEAR(m.area_m2, 25 * pi / 2);
        VERIFY_NEAR(boundary_length(view, EdgeKind::solid), 10.0);
        VERIFY_NEAR(m.mean_radial_m, 2.5); // half of all directions run into the wall
        QCOMPARE(m.min_radial_m, 0.0);
        const View away = scene.view_from({0, 0}, {0, 90, 5});
        QVERIFY(away.boundary.empty());
        QCOMPARE(measure(away, {0, 90, 5}).area_m2, 0.0);
        VERIFY_NEAR(measure(scene.view_from({0, 0}, {90, 90, 5}), {90, 90, 5}).area_m2, 25 * pi / 8);
        VERIFY_NEAR(measure(scene.view_from({0, 0}, {180, 270, 5}), {180, 270, 5}).area_m2, 25 * pi / 2);
    }

    void reach_beyond_everything_changes_nothing() {
        const kernel::Obstacles plan = city_plan();
        const kernel::VisibilityScene scene(plan);
        for (const ComparedEye& eye : eyes_for(plan, 200, 22)) {
            const View whole = scene.view_from(eye.metres);
            const View reached = scene.view_from(eye.metres, {0, 360, 1000});
            QCOMPARE(reached.boundary, whole.boundary);
            QCOMPARE(reached.edges, whole.edges);
        }
    }

    void field_and_reach_agree_with_ray_casting() {
        const kernel::Obstacles plan = city_plan();
        const kernel::VisibilityScene scene(plan);
        Dice dice(23);
        for (const ComparedEye& eye : eyes_for(plan, 400, 24)) {
            if (eye.kind != "free" || scene.inside_solid(eye.metres)) continue;
            const Sight sight{dice.real(0, 360), dice.real(5, 355), dice.real(3, 80)};
            const View view = scene.view_from(eye.metres, sight);
            for (int k = 0; k < 40; ++k) {
                const double azimuth = dice.real(-0.499, 0.499) * sight.fov_deg + sight.azimuth_deg;
                const double angle = (90 - azimuth) * pi / 180;
                const double expected = std::min(sight.reach_m, first_hit(plan, view.eye, angle));
                const double seen = radial_length(view, angle);
                QVERIFY2(near(seen, expected, 0.0011),
                         qPrintable(QString("%1 for %2 at %3, %4 azimuth %5 fov %6 towards %7 reach %8")
                                        .arg(seen)
                                        .arg(expected)
                                        .arg(view.eye.x)
                                        .arg(view.eye.y)
                                        .arg(sight.azimuth_deg)
                                        .arg(sight.fov_deg)
                                        .arg(azimuth)
                                        .arg(sight.reach_m)));
            }
        }
    }

    void what_is_no_sight_is_refused() {
        const auto scene = open_square();
        const double nan = std::numeric_limits<double>::quiet_NaN();
        for (const Sight& sight :
             {Sight{0, 0}, Sight{0, -5}, Sight{nan, 90}, Sight{0, nan}, Sight{0, 90, -1}, Sight{0, 90, nan}})
            QVERIFY_THROWS_EXCEPTION(Error, scene.view_from({0, 0}, sight));
    }
};

PROSPECT_TEST(FieldOfViewTest);

} // namespace prospect::test

#include "field_of_view_test.moc"
