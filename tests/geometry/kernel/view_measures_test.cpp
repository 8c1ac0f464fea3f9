#include "tests/geometry/kernel/ray_casting.h"
#include "tests/geometry/kernel/scenes.h"
#include "tests/support/registry.h"

#include <numbers>

namespace prospect::test {

using kernel::measure;
using kernel::Sight;
using kernel::View;
using kernel::ViewMeasures;

constexpr double pi = std::numbers::pi;

class ViewMeasuresTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void a_unit_square_from_its_centre() {
        const auto scene = scene_of({}, {{{0, 0}, {1, 0}, {1, 1}, {0, 1}, {0, 0}}}, {-1, -1, 2, 2});
        const ViewMeasures m = measure(scene.view_from({0.5, 0.5}), {});
        VERIFY_NEAR(m.area_m2, 1.0);
        VERIFY_NEAR(m.perimeter_m, 4.0);
        QCOMPARE(m.occlusivity_m, 0.0);
        VERIFY_NEAR(m.compactness, pi / 4);
        QCOMPARE(m.drift_m, 0.0);
        QCOMPARE(m.drift_azimuth_deg, 0.0);
        VERIFY_NEAR(m.min_radial_m, 0.5);
        VERIFY_NEAR(m.max_radial_m, std::sqrt(0.5));
        // Eight right triangles with leg 1/2: int l = 4 asinh 1, int l^2 = 2, int l^3 = sqrt 1/2 + asinh(1)
        // / 2.
        const double log_part = std::asinh(1.0);
        const double mean = 4 * log_part / (2 * pi);
        const double second = 2 / (2 * pi);
        const double third = 4 * (std::sqrt(0.5) * 0.5 + log_part * 0.25) / 2 / (2 * pi);
        VERIFY_NEAR(m.mean_radial_m, mean);
        VERIFY_NEAR(m.variance_m2, second - mean * mean);
        VERIFY_NEAR(m.skewness_m3, third - 3 * mean * second + 2 * mean * mean * mean);
        QCOMPARE(m.vertices, std::int64_t(4));
    }

    void drift_points_to_the_centroid() {
        const auto scene = scene_of({}, {}, {0, 0, 10, 10});
        const struct {
            Point eye;
            double drift;
            double azimuth;
        } cases[] = {{{5, 1}, 4, 0},
                     {{1, 5}, 4, 90},
                     {{5, 9}, 4, 180},
                     {{9, 5}, 4, 270},
                     {{2, 2}, 3 * std::sqrt(2.0), 45}};
        for (const auto& [eye, drift, azimuth] : cases) {
            const ViewMeasures m = measure(scene.view_from(eye), {});
            VERIFY_NEAR(m.drift_m, drift);
            VERIFY_NEAR(m.drift_azimuth_deg, azimuth);
            VERIFY_NEAR(m.occlusivity_m, 40.0); // the horizon is no wall
        }
    }

    void an_l_shaped_room_has_occluding_length() {
        const std::vector<Point> room = {{0, 0}, {4, 0}, {4, 2}, {2, 2}, {2, 4}, {0, 4}, {0, 0}};
        const auto scene = scene_of({}, {room}, {-1, -1, 5, 5});
        const ViewMeasures m = measure(scene.view_from({3, 0.5}), {});
        const double radial = std::hypot(4.0 / 3, 2);
        VERIFY_NEAR(m.area_m2, 8 + 8.0 / 3);
        VERIFY_NEAR(m.occlusivity_m, radial);
        VERIFY_NEAR(m.perimeter_m, 4 + 2 + 2 + radial + 2.0 / 3 + 4);
        VERIFY_NEAR(m.min_radial_m, 0.5);
        VERIFY_NEAR(m.max_radial_m, std::hypot(3, 3.5));
    }

    void on_a_facade_measures_hold_for_the_open_half() {
        const auto scene = scene_of({rectangle(0, 0, 10, 10)}, {}, {-10, -10, 20, 20});
        const View view = scene.view_from({5, 0.0004});
        const ViewMeasures m = measure(view, {});
        VERIFY_NEAR(m.area_m2, 300.0);
        VERIFY_NEAR(m.perimeter_m, 80.0);
        VERIFY_NEAR(m.occlusivity_m, 70.0);
        VERIFY_NEAR(m.drift_m, 5.0);
        VERIFY_NEAR(m.drift_azimuth_deg, 180.0);
        QCOMPARE(m.min_radial_m, 0.0);
        // Half of all directions have l = 0: 2 int over the lower quarter, h = 10 and 15, corner at (15,
        // -10).
        const double first = 2 * (10 * std::asinh(1.5) + 15 * std::asinh(10.0 / 15));
        VERIFY_NEAR(m.mean_radial_m, first / (2 * pi));
    }

    void the_second_moment_of_radials_is_twice_the_area() {
        const kernel::Obstacles plan = city_plan();
        const kernel::VisibilityScene scene(plan);
        Dice dice(31);
        for (const ComparedEye& eye : eyes_for(plan, 300, 32)) {
            const Sight sight{dice.real(0, 360), dice.real(10, 360), dice.whole(0, 1) * dice.real(5, 60)};
            const ViewMeasures m = measure(scene.view_from(eye.metres, sight), sight);
            const double directions = sight.fov_deg * pi / 180;
            const double second = m.variance_m2 + m.mean_radial_m * m.mean_radial_m;
            QVERIFY(near(second * directions / 2, m.area_m2, 1e-9 * std::max(1.0, m.area_m2)));
        }
    }

    void moments_agree_with_sums_over_many_rays() {
        const kernel::Obstacles plan = lattice_plan();
        const kernel::VisibilityScene scene(plan);
        const Point eye{21.3, 11.7};
        const View view = scene.view_from(eye);
        const ViewMeasures m = measure(view, {});
        constexpr int rays = 200000;
        double sum = 0;
        std::vector<double> radials;
        for (int i = 0; i < rays; ++i) {
            radials.push_back(radial_length(view, 2 * pi * (i + 0.5) / rays));
            sum += radials.back();
        }
        const double mean = sum / rays;
        double variance = 0;
        double skewness = 0;
        for (const double l : radials) {
            variance += (l - mean) * (l - mean) / rays;
            skewness += (l - mean) * (l - mean) * (l - mean) / rays;
        }
        QVERIFY(near(m.mean_radial_m, mean, 1e-3));
        QVERIFY(near(m.variance_m2, variance, 1e-2));
        QVERIFY(near(m.skewness_m3, skewness, 1e-3 * std::abs(skewness) + 0.1));
        QVERIFY(near(m.max_radial_m, *std::max_element(radials.begin(), radials.end()), 1e-2));
        QVERIFY(near(m.min_radial_m, *std::min_element(radials.begin(), radials.end()), 1e-3));
    }

    void nothing_seen_measures_nothing() {
        const auto scene = scene_of({rectangle(0, 0, 10, 10)}, {}, {-10, -10, 20, 20});
        const ViewMeasures m = measure(scene.view_from({5, 5}), {});
        QCOMPARE(m.area_m2, 0.0);
        QCOMPARE(m.compactness, 0.0);
        QCOMPARE(m.vertices, std::int64_t(0));
    }
};

PROSPECT_TEST(ViewMeasuresTest);

} // namespace prospect::test

#include "view_measures_test.moc"
