#include "analysis/sightlines/lens.h"
#include "tests/support/registry.h"

#include <QTest>

#include <cmath>
#include <numbers>

using namespace prospect::sightlines;

class LensTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    // domain.md, worked numbers: 2688 px behind 90 degrees.
    void a_wide_lens_gives_the_worked_numbers() {
        const Lens lens{.hfov_deg = 90, .h_pixels = 2688, .v_pixels = 1520};
        QVERIFY(std::abs(pixels_per_m(lens, 10) - 134.4) < 1e-9);
        const double limits[][2]{{25, 53.76}, {62.5, 21.504}, {125, 10.752}, {250, 5.376}, {500, 2.688}};
        for (const auto& [density, metres] : limits) {
            QVERIFY(std::abs(reach_m(lens, density) - metres) < 1e-9);
            QVERIFY(std::abs(pixels_per_m(lens, metres) - density) < 1e-9);
        }
    }

    // A picture of 90 degrees is as wide as twice its distance; one half as high as wide has atan(1/2) above
    // and below its middle.
    void the_picture_is_as_high_as_its_pixels() {
        const Lens lens{.hfov_deg = 90, .h_pixels = 1000, .v_pixels = 500};
        QVERIFY(std::abs(vfov_deg(lens) - 2 * std::atan(0.5) * 180 / std::numbers::pi) < 1e-9);
    }

    // All round: 3600 px are ten a degree; at 10 m a degree is 10 pi / 180 m long.
    void a_panorama_has_its_pixels_on_the_arc() {
        const Lens lens{.hfov_deg = 360, .h_pixels = 3600};
        QVERIFY(std::abs(pixels_per_m(lens, 10) - 180 / std::numbers::pi) < 1e-9);
        QVERIFY(std::abs(reach_m(lens, 180 / std::numbers::pi) - 10) < 1e-9);
        QCOMPARE(vfov_deg(lens), 180.0);
    }

    void the_lens_calculator_goes_both_ways() {
        // A sensor as wide as twice the focal length sees a right angle.
        QVERIFY(std::abs(hfov_of(6, 3) - 90) < 1e-9);
        for (const double angle : {10.0, 45.0, 108.0})
            QVERIFY(std::abs(hfov_of(5.37, focal_mm_of(5.37, angle)) - angle) < 1e-9);
        const double angle = widest_hfov_deg(1920, 20, 125);
        QVERIFY(std::abs(pixels_per_m({.hfov_deg = angle, .h_pixels = 1920}, 20) - 125) < 1e-9);
    }

    void levels_go_by_their_edition() {
        QCOMPARE(detail_level(Edition::y2014, "identify")->pixels_per_m, 250.0);
        QVERIFY(!detail_level(Edition::y2025, "identify"));
        QCOMPARE(detail_level(Edition::y2025, "validate")->pixels_per_m, 500.0);
        QVERIFY(!detail_reached(Edition::y2025, 19.9));
        QCOMPARE(detail_reached(Edition::y2025, 20)->name, std::string_view("overview"));
        QCOMPARE(detail_reached(Edition::y2014, 249)->name, std::string_view("recognise"));
        QCOMPARE(detail_reached(Edition::y2014, 1e6)->name, std::string_view("inspect"));
        for (const Edition edition : {Edition::y2014, Edition::y2025}) {
            QVERIFY(edition_named(name_of(edition)) == edition);
            double last = 0;
            for (const DetailLevel& level : detail_levels(edition)) {
                QVERIFY(level.pixels_per_m > last);
                last = level.pixels_per_m;
            }
        }
        QVERIFY(!edition_named("2020"));
    }
};

PROSPECT_TEST(LensTest);

#include "lens_test.moc"
