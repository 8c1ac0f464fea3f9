// Mistakes that programs about light are known to make, each with numbers that can be checked by hand. Those
// with a test elsewhere:
//   order of symmetry 3, mirrored planes, plane 0 turned by 90 degrees, output ratio and lumens applied
//   twice, ballast factor forgotten, code of LM-63-2019 multiplied in, angles beyond the table, wrap at 360
//   degrees, feet, as far as reading goes: tests/geometry/io/photometry_pitfalls_test.cpp order and signs of
//   tilt and roll: light_test.cpp, tilt_comes_before_roll_as_the_contract_has_it,
//     tilt_lifts_the_0_degree_side_and_roll_the_90_degree_side
//   lamps below the place: light_test.cpp, light_from_below_counts_on_faces_and_not_on_ground_above_it
//   lamps within their wall: light_test.cpp, a_lamp_drawn_in_the_wall_shines_before_it
//   points that begin at the lamp: calculation_field_test.cpp, a_field_begins_half_a_step_from_its_lamp
//   averages with the insides of buildings: classes_test.cpp, insides_of_buildings_are_in_no_average
//   a class by its average alone: classes_test.cpp and lighting_classes_test.cpp, an_average_alone_is_no_pass
//   a class met by rounding: lighting_classes_test.cpp, limits_hold_unrounded; classes_test.cpp,
//     a_class_missed_by_less_than_is_shown_is_missed
#include "analysis/lighting/intensity_table.h"
#include "tests/analysis/lighting/spots.h"
#include "tests/support/photometry_files.h"
#include "tests/support/registry.h"

#include <QTest>

using namespace prospect;
using namespace prospect::test;

namespace {

constexpr double pi = std::numbers::pi;
constexpr double degree = pi / 180;

// One lamp over the middle; its 0° plane points north.
SiteBuilder under(const Photometry& photometry, double height_m, double azimuth_deg = 0) {
    SiteBuilder site;
    site.add_photometry("lamp", photometry);
    add_lamp(site, 0, 0, "lamp", height_m, azimuth_deg);
    return site;
}

// On the ground 4 m north, west, south and east of a lamp 3 m high the light comes 5 m: E = I 3/125.
constexpr double lux_of_candela = 3.0 / 125;
const std::vector<Spot> north_west_south_east{{0, 4, 0}, {-4, 0, 0}, {0, -4, 0}, {4, 0, 0}};

bool candela_around(const SiteBuilder& site, const std::array<double, 4>& expected) {
    const auto run = at(site, north_west_south_east);
    bool all = true;
    for (std::size_t i = 0; i < expected.size(); ++i)
        all = close(lux(run, i, "eh"), expected[i] * lux_of_candela) && all;
    return all;
}

double straight_below(const Photometry& photometry) {
    return lux(at(under(photometry, 5), {{0, 0, 0}}), 0, "eh");
}

// 1000 cd up to 45 degrees from the nadir, 100 beyond.
Photometry bundled_beam() {
    Photometry beam = even_light(1000);
    beam.angles_deg = {0, 45, 45.001, 180};
    beam.candela = {1000, 1000, 100, 100, 1000, 1000, 100, 100};
    return beam;
}

// As a table is read, on its own axes.
double looked_up(const Photometry& photometry, Point3 own) {
    const lighting::IntensityTable table(photometry);
    const std::array<float, 1> x{static_cast<float>(own.x)};
    const std::array<float, 1> y{static_cast<float>(own.y)};
    const std::array<float, 1> z{static_cast<float>(own.z)};
    std::array<float, 1> candela{};
    table.at(x, y, z, candela);
    return static_cast<double>(candela[0]);
}

} // namespace

class PitfallsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void symmetry_3_lights_the_street_and_not_the_houses() {
        Ldt road;
        road.isym = 3;
        road.planes = {0, 90, 180, 270};
        road.stored = {270, 0, 90};
        road.candela = [](double plane, double) { return plane == 90 ? 500.0 : plane == 270 ? 20.0 : 100.0; };
        // C0 along the street, to the east: the street is north.
        QVERIFY(candela_around(under(road.read(), 3, 90), {500, 100, 20, 100}));
    }

    void planes_run_against_the_clock_seen_from_above_and_are_not_mirrored() {
        const auto by_quarter = [](double plane, double) { return 100 + std::fmod(plane, 360) / 90 * 100; };
        Ies ies;
        ies.planes = {0, 90, 180, 270, 360};
        ies.candela = by_quarter;
        Ldt ldt;
        ldt.isym = 0;
        ldt.planes = ldt.stored = {0, 90, 180, 270};
        ldt.candela = by_quarter;
        for (const Photometry& read : {ies.read(), ldt.read()}) {
            QVERIFY(candela_around(under(read, 3, 0), {100, 200, 300, 400}));
            QVERIFY(candela_around(under(read, 3, 90), {200, 300, 400, 100}));
        }
    }

    // IES files of road lanterns have the street at plane 0, EULUMDAT files at plane 90. Nothing turns them
    // in silence: their azimuths differ by 90.
    void plane_0_is_not_turned_by_90_in_either_format() {
        Ies ies;
        ies.planes = {0, 90, 180};
        ies.candela = [](double plane, double) { return plane == 0 ? 500.0 : 100.0; };
        Ldt ldt;
        ldt.isym = 3;
        ldt.planes = {0, 90, 180, 270};
        ldt.stored = {270, 0, 90};
        ldt.candela = [](double plane, double) { return plane == 90 ? 500.0 : 100.0; };
        QVERIFY(candela_around(under(ies.read(), 3, 0), {500, 100, 100, 100}));
        QVERIFY(candela_around(under(ldt.read(), 3, 0), {100, 500, 100, 100}));
        QVERIFY(candela_around(under(ldt.read(), 3, 90), {500, 100, 100, 100}));
    }

    void lumens_output_ratio_and_number_of_lamps_count_once() {
        Ldt ldt;
        ldt.candela = [](double, double) { return 40.0; };
        ldt.flux = 5000; // of both lamps: 40 cd for each 1000 lm are 200 cd
        ldt.lamps = 2;
        ldt.output_ratio = 50;
        QVERIFY(close(straight_below(ldt.read()), 200 / 25.0));
        Ies ies;
        ies.candela = [](double, double) { return 200.0; };
        ies.lamps = 2;
        ies.lumens = 2500;
        QVERIFY(close(straight_below(ies.read()), 200 / 25.0));
    }

    void ballast_factor_and_multiplier_count_and_the_code_of_2019_does_not() {
        Ies ies;
        ies.edition = "IES:LM-63-2019";
        ies.multiplier = 2;
        ies.ballast = "0.75 1.10001 40";
        QVERIFY(close(straight_below(ies.read()), 100 * 2 * 0.75 / 25));
    }

    // The lamp sees the place at one angle, the upright plane sees the lamp at another.
    void the_angle_of_incidence_is_not_the_angle_at_the_lamp() {
        SiteBuilder site = under(bundled_beam(), 5.5);
        // 3 m away, 4 m below: 36.9 degrees at the lamp, within its beam; the plane's cosine is 3/5.
        // 4 m away, 3 m below: 53.1 degrees at the lamp, outside of it; the plane's cosine is 4/5.
        const std::vector<Spot> spots{{0, -3, 1.5, "0"}, {0, -4, 2.5, "0"}};
        const auto run = at(site, spots);
        QVERIFY(close(lux(run, 0, "ev"), 1000.0 / 25 * 3 / 5));
        QVERIFY(close(lux(run, 0, "ev_n"), 1000.0 / 25 * 3 / 5));
        QVERIFY(close(lux(run, 1, "ev"), 100.0 / 25 * 4 / 5));
        QVERIFY(close(lux(run, 1, "ev_n"), 100.0 / 25 * 4 / 5));
        // Nor is it on level ground, once the lamp is tilted: towards the south by 60 degrees, the first
        // place is 23 degrees from its axis, the second 7; what is below it is outside the beam.
        SiteBuilder tilted;
        tilted.add_photometry("lamp", bundled_beam());
        add_lamp(tilted, 0, 0, "lamp", 5.5, 180).set("tilt_deg", Value(60.0), Basis::drawn);
        const auto leaning = at(tilted, {spots[0], spots[1], {0, 0, 0.5}});
        QVERIFY(close(lux(leaning, 0, "eh"), 1000.0 / 25 * 4 / 5));
        QVERIFY(close(lux(leaning, 1, "eh"), 1000.0 / 25 * 3 / 5));
        QVERIFY(close(lux(leaning, 2, "eh"), 100.0 / 25));
    }

    // Lamps 4 m north and 4 m south, 3 m above: 1000/25 · 4/5 = 32 lx of one each, no more and no less.
    void light_from_behind_is_not_on_an_upright_plane() {
        SiteBuilder site;
        site.add_photometry("even.ies", even_light(1000));
        add_lamp(site, 0, 4, "even.ies", 4.5);
        add_lamp(site, 0, -4, "even.ies", 4.5);
        const auto run = at(site, {{0, 0, 1.5, "0"}, {0, 0, 1.5, "180"}, {0, 0, 1.5, "90"}});
        for (const char* quantity : {"ev", "ev_n", "ev_s"})
            QVERIFY(close(lux(run, 0, quantity), 32));
        QVERIFY(close(lux(run, 1, "ev"), 32));
        QVERIFY(std::abs(lux(run, 2, "ev")) < 1e-5);
        QVERIFY(std::abs(lux(run, 0, "ev_e")) < 1e-5);
    }

    // A lamp 4 m east, 3 m south and 12 m above, 13 m off: k = 1690/169 = 10.
    void light_from_behind_reaches_round_a_face() {
        SiteBuilder site;
        site.add_photometry("even.ies", even_light(1690));
        add_lamp(site, 4, -3, "even.ies", 13.5);
        const auto run = at(site, {{0, 0, 1.5, "0"}, {0, 0, 1.5, "270"}});
        QVERIFY(close(lux(run, 0, "esc"), 10 * (5 - 3) / 13.0 / pi)); // not 0, though it is behind
        QVERIFY(close(lux(run, 0, "esc_n"), 10 * (5 - 3) / 13.0 / pi));
        QVERIFY(close(lux(run, 0, "esc_e"), 10 * (5 + 4) / 13.0 / pi));
        QVERIFY(close(lux(run, 0, "esc_s"), 10 * (5 + 3) / 13.0 / pi));
        QVERIFY(close(lux(run, 1, "esc"), 10 * (5 - 4) / 13.0 / pi));
        QVERIFY(close(lux(run, 0, "esc_min"), 10 * (5 - 4) / 13.0 / pi));
        QCOMPARE(lux(run, 0, "ev"), 0.0);
    }

    // 60 degrees from a lamp 5 m high is 8.66 m away.
    void beyond_the_last_angle_of_the_table_there_is_no_light() {
        Photometry narrow = even_light(1000);
        narrow.angles_deg = {0, 60};
        const auto run = at(under(narrow, 5), {{8.6, 0, 0}, {8.7, 0, 0}, {0, -2, 7, "0"}});
        QVERIFY(close(lux(run, 0, "eh"), 5000 / std::pow(8.6 * 8.6 + 25, 1.5)));
        QCOMPARE(lux(run, 1, "eh"), 0.0);
        QCOMPARE(lux(run, 2, "ev"), 0.0); // above the lamp
    }

    // The cosine of 0.05 degrees is 1 - 4e-7: of its seven digits none would be left.
    void angles_near_the_nadir_and_the_zenith_are_not_lost_in_rounding() {
        Photometry needle = even_light(1000);
        needle.angles_deg = {0, 0.5, 179.5, 180};
        needle.candela = {1000, 0, 0, 1000, 1000, 0, 0, 1000};
        for (const double angle : {0.0, 0.01, 0.02, 0.05, 0.1, 0.25, 0.4}) {
            const double expected = 1000 * (1 - angle / 0.5);
            for (const double plane : {0.0, 77.0, 180.0}) {
                QVERIFY(std::abs(looked_up(needle, direction(plane, angle)) - expected) < 0.1);
                QVERIFY(std::abs(looked_up(needle, direction(plane, 180 - angle)) - expected) < 0.1);
            }
        }
        // 1.75 cm beside the foot of a lamp 10 m high.
        const auto run = at(under(needle, 10), {{10 * std::tan(0.1 * degree), 0, 0}, {0, 0, 0}});
        QVERIFY(close(lux(run, 0, "eh"), 8, 2e-4));
        QVERIFY(close(lux(run, 1, "eh"), 10));
    }

    void light_goes_on_across_360_degrees() {
        Photometry round = even_light(100);
        round.planes_deg = {0, 90, 180, 270, 360};
        round.candela = {100, 100, 200, 200, 300, 300, 400, 400, 100, 100};
        // Between planes 270 and 360, and a hundredth of a degree before and behind the seam.
        QVERIFY(close(looked_up(round, direction(315, 60)), 250));
        QVERIFY(std::abs(looked_up(round, direction(-0.01, 60)) - (100 + 300 * 0.01 / 90)) < 0.01);
        QVERIFY(std::abs(looked_up(round, direction(0.01, 60)) - (100 + 100 * 0.01 / 90)) < 0.01);
        // Plane 0 to the east: the seam runs there, plane 315 to the south-east.
        const double side = 4 / std::sqrt(2.0);
        const auto run = at(under(round, 3, 90), {{side, -side, 0}, {4, -1e-5, 0}, {4, 0, 0}, {4, 1e-5, 0}});
        QVERIFY(close(lux(run, 0, "eh"), 250 * lux_of_candela));
        for (std::size_t i = 1; i < 4; ++i)
            QVERIFY(close(lux(run, i, "eh"), 100 * lux_of_candela));
    }

    // Half a circle of places before a lamp on the wall, up to 10 degrees from it, all as if there were no
    // wall.
    void a_wall_does_not_shadow_its_own_lamp() {
        for (const double before_m : {0.0, 0.1}) {
            SiteBuilder site;
            site.add_photometry("even.ies", even_light(1000));
            site.add(Role::building, rectangle(0, 0, 10, 10), {{"height_m", 6.0}});
            add_lamp(site, 5, -before_m, "even.ies", 3);
            std::vector<Spot> spots;
            for (int angle = -80; angle <= 80; angle += 10)
                spots.push_back(
                    {5 + 4 * std::sin(angle * degree), -before_m - 4 * std::cos(angle * degree), 0});
            const auto run = at(site, spots);
            for (std::size_t i = 0; i < spots.size(); ++i)
                QVERIFY(close(lux(run, i, "eh"), 1000 * lux_of_candela, 3e-3));
            // At its foot, a hand before the wall.
            QVERIFY(close(lux(at(site, {{5, -before_m - 0.1, 0}}), 0, "eh"),
                          1000 * 3 / std::pow(9 + 0.01, 1.5), 3e-3));
        }
    }

    void a_file_in_feet_gives_lux_and_not_foot_candles() {
        Ies feet;
        feet.unit = 1;
        QVERIFY(close(straight_below(feet.read()), 100 / 25.0));
    }
};

PROSPECT_TEST(PitfallsTest);

#include "pitfalls_test.moc"
