#include "analysis/lighting/light.h"
#include "analysis/scene/scene.h"
#include "geometry/site/feature.h"
#include "tests/analysis/lighting/spots.h"
#include "tests/support/registry.h"

#include <QTemporaryDir>
#include <QTest>

#include <fstream>

using namespace prospect;
using namespace prospect::test;

namespace {

constexpr double pi = std::numbers::pi;

// One lamp of 1000 cd every way, 5 m over the middle.
SiteBuilder one_lamp() {
    SiteBuilder site;
    site.add_photometry("even.ies", even_light(1000));
    add_lamp(site, 0, 0, "even.ies", 5);
    return site;
}

} // namespace

// Against what can be worked out by hand: domain.md §6, EN 13201-3.
class LightTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void the_worked_numbers_of_a_lamp_5_m_high_4_m_away() {
        // The lamp is north of the place; the face turns away from it by 0, 60, 90, 120 and 180 degrees.
        const auto run = at(one_lamp(), {{0, -4, 1.5, "0"},
                                         {0, -4, 1.5, "60"},
                                         {0, -4, 1.5, "90"},
                                         {0, -4, 1.5, "120"},
                                         {0, -4, 1.5, "180"},
                                         {0, -4, 0, "0"}});
        const std::array<double, 5> esc{16.960, 12.720, 8.480, 4.240, 0};
        for (std::size_t i = 0; i < esc.size(); ++i)
            QVERIFY(std::abs(lux(run, i, "esc") - esc[i]) < 0.001);
        QVERIFY(std::abs(lux(run, 0, "ev") - 26.640) < 0.001);
        QVERIFY(std::abs(lux(run, 5, "eh") - 19.046) < 0.001);
        QVERIFY(std::abs(lux(run, 5, "ehs") - 10.859) < 0.001);
    }

    void every_quantity_by_its_formula() {
        const auto run = at(one_lamp(), {{3, -4, 1.5, "", ""}});
        const double d2 = 3 * 3 + 4 * 4 + 3.5 * 3.5;
        const double k = 1000 / d2;
        const double up = 3.5 / std::sqrt(d2);
        const double side = 5 / std::sqrt(d2);
        const double north = 4 / std::sqrt(d2); // towards the lamp
        const double west = 3 / std::sqrt(d2);
        QVERIFY(close(lux(run, 0, "eh"), k * up));
        QVERIFY(close(lux(run, 0, "ehs"), k * (1 + up) / 4));
        QVERIFY(close(lux(run, 0, "ecyl"), k * side / pi));
        QVERIFY(close(lux(run, 0, "ev_n"), k * north));
        QVERIFY(close(lux(run, 0, "ev_w"), k * west));
        QCOMPARE(lux(run, 0, "ev_s"), 0.0); // light from behind a plane is not on it
        QCOMPARE(lux(run, 0, "ev_e"), 0.0);
        QVERIFY(close(lux(run, 0, "esc_n"), k * (side + north) / pi));
        QVERIFY(close(lux(run, 0, "esc_w"), k * (side + west) / pi));
        QVERIFY(
            close(lux(run, 0, "esc_s"), k * (side - north) / pi)); // that from behind a face reaches round it
        QVERIFY(close(lux(run, 0, "esc_e"), k * (side - west) / pi));
        QVERIFY(close(lux(run, 0, "esc_min"), k * (side - north) / pi));
        QVERIFY(!cell(table(run, "points"), 0, "ev"));
    }

    void esc_is_the_mean_over_half_a_cylinder() {
        // Brute force: planes all round the front half of an upright cylinder.
        std::vector<Spot> spots;
        constexpr int planes = 2000;
        for (int i = 0; i < planes; ++i)
            spots.push_back({3, -4, 1.5, as_text(Value((i + 0.5) * 180 / planes - 90))});
        SiteBuilder site = one_lamp();
        add_lamp(site, -6, 2, "even.ies", 4);
        const auto run = at(site, spots);
        double mean = 0;
        for (std::size_t i = 0; i < spots.size(); ++i)
            mean += lux(run, i, "ev") / planes;
        QVERIFY(close(lux(run, 0, "esc_n"), mean, 1e-5));
    }

    void a_row_of_five() {
        SiteBuilder site;
        site.add_photometry("even.ies", even_light(700));
        double expected = 0;
        for (int i = 0; i < 5; ++i) {
            add_lamp(site, i * 25, 0, "even.ies", 6);
            const double d2 = (i * 25 - 60) * (i * 25 - 60) + 5 * 5 + 36;
            expected += 700 * 6 / (d2 * std::sqrt(d2));
        }
        QVERIFY(close(lux(at(site, {{60, 5, 0}}), 0, "eh"), expected));
    }

    void a_lamp_that_shines_as_cosine() {
        SiteBuilder site;
        site.add_photometry("flat.ies", lambert_light(1000));
        add_lamp(site, 0, 0, "flat.ies", 4);
        // E = I0 cos² / d²: the cosine once of the lamp and once of the ground.
        for (const double away : {0.0, 1.0, 3.0, 10.0, 40.0}) {
            const double d2 = away * away + 16;
            QVERIFY(close(lux(at(site, {{away, 0, 0}}), 0, "eh"), 1000 * 16 / d2 / d2));
        }
        // Flux that reaches the ground: all but what goes beyond the grid, sin² of the angle of its edge.
        QVERIFY(close(flux_of(lambert_light(1000)), 1000 * pi, 1e-5));
    }

    void light_from_below_counts_on_faces_and_not_on_ground_above_it() {
        SiteBuilder site;
        site.add_photometry("even.ies", even_light(100));
        add_lamp(site, 0, 0, "even.ies", 0.8); // a bollard
        const auto run = at(site, {{2, 0, 1.5, "270"}});
        const double d2 = 4 + 0.7 * 0.7;
        QCOMPARE(lux(run, 0, "eh"), 0.0);
        QVERIFY(close(lux(run, 0, "ev"), 100 / d2 * 2 / std::sqrt(d2)));
        QVERIFY(close(lux(run, 0, "ehs"), 100 / d2 * (1 - 0.7 / std::sqrt(d2)) / 4));
    }

    void a_plane_may_lean() {
        const auto run = at(one_lamp(), {{0, -4, 0, "0", "90"}, {0, -4, 0, "0", "30"}});
        QVERIFY(close(lux(run, 0, "ev"), lux(run, 0, "eh")));
        const double k = 1000.0 / 41;
        const double cosine = (4 * std::cos(pi / 6) + 5 * std::sin(pi / 6)) / std::sqrt(41.0);
        QVERIFY(close(lux(run, 1, "ev"), k * cosine));
    }

    void the_0_degree_plane_points_where_the_azimuth_says() {
        SiteBuilder site;
        site.add_photometry("side.ies", one_sided_light(1000));
        Feature& lamp = add_lamp(site, 0, 0, "side.ies", 5);
        const std::vector<Spot> round{{0, 4, 0}, {4, 0, 0}, {0, -4, 0}, {-4, 0, 0}}; // n e s w
        for (int turn = 0; turn < 4; ++turn) {
            lamp.set("azimuth_deg", Value(turn * 90.0), Basis::drawn);
            const auto run = at(site, round);
            for (int side = 0; side < 4; ++side) {
                const double found = lux(run, static_cast<std::size_t>(side), "eh");
                if (side == turn) QVERIFY(close(found, 1000 * 5 / (41 * std::sqrt(41.0))));
                if (side == (turn + 2) % 4) QCOMPARE(found, 0.0);
            }
        }
    }

    void tilt_lifts_the_0_degree_side_and_roll_the_90_degree_side() {
        // A beam straight down, 20 degrees wide.
        Photometry beam = even_light(1000);
        beam.angles_deg = {0, 10, 10.001, 180};
        beam.candela = {1000, 1000, 0, 0, 1000, 1000, 0, 0};
        SiteBuilder site;
        site.add_photometry("beam.ies", beam);
        Feature& lamp = add_lamp(site, 0, 0, "beam.ies", 5, 0); // 0° plane north, so 90° plane west
        const double away = 5 * std::tan(30 * pi / 180);
        const std::vector<Spot> spots{{0, away, 0}, {0, -away, 0}, {away, 0, 0}, {-away, 0, 0}, {0, 0, 0}};
        const auto lit_spot = [&](double tilt, double roll) {
            lamp.set("tilt_deg", Value(tilt), Basis::drawn);
            lamp.set("roll_deg", Value(roll), Basis::drawn);
            const auto run = at(site, spots);
            std::string found;
            for (std::size_t i = 0; i < spots.size(); ++i)
                if (lux(run, i, "eh") > 0) found += "nsewm"[i];
            return found;
        };
        QCOMPARE(lit_spot(0, 0), std::string("m"));
        QCOMPARE(lit_spot(30, 0), std::string("n")); // the 0° side goes up, the beam to that side
        QCOMPARE(lit_spot(-30, 0), std::string("s"));
        QCOMPARE(lit_spot(0, 30), std::string("w"));
        QCOMPARE(lit_spot(0, -30), std::string("e"));
    }

    void tilt_comes_before_roll_as_the_contract_has_it() {
        // R = Rz(90° - azimuth) Ry(-tilt) Rx(roll) on the own axes, term by term.
        const double turn = 60 * pi / 180; // azimuth 30
        const double tilt = 20 * pi / 180;
        const double roll = 35 * pi / 180;
        // The nadir of the lamp, (0, 0, -1): rolled, then tilted, then turned.
        const Point3 rolled{0, std::sin(roll), -std::cos(roll)};
        const Point3 tilted{std::cos(tilt) * rolled.x - std::sin(tilt) * rolled.z, rolled.y,
                            std::sin(tilt) * rolled.x + std::cos(tilt) * rolled.z};
        const Point3 turned{std::cos(turn) * tilted.x - std::sin(turn) * tilted.y,
                            std::sin(turn) * tilted.x + std::cos(turn) * tilted.y, tilted.z};
        Photometry beam = even_light(1000);
        beam.angles_deg = {0, 1, 1.001, 180};
        beam.candela = {1000, 1000, 0, 0, 1000, 1000, 0, 0};
        SiteBuilder site;
        site.add_photometry("beam.ies", beam);
        Feature& lamp = add_lamp(site, 0, 0, "beam.ies", 5, 30);
        lamp.set("tilt_deg", Value(20.0), Basis::drawn);
        lamp.set("roll_deg", Value(35.0), Basis::drawn);
        const double reach = -5 / turned.z;
        const auto run = at(
            site, {{turned.x * reach, turned.y * reach, 0}, {turned.x * reach + 0.5, turned.y * reach, 0}});
        QVERIFY(lux(run, 0, "eh") > 0);
        QCOMPARE(lux(run, 1, "eh"), 0.0);
    }

    void maintenance_and_dimming_multiply() {
        SiteBuilder site;
        site.add_photometry("even.ies", even_light(1000));
        Feature& lamp = add_lamp(site, 0, 0, "even.ies", 5);
        lamp.set("maintenance", Value(0.8), Basis::drawn);
        lamp.set("dimming", Value(0.5), Basis::drawn);
        QVERIFY(close(lux(at(site, {{0, 0, 0}}), 0, "eh"), 40 * 0.4));
        QTemporaryDir folder;
        const std::string file = folder.filePath("spots.csv").toStdString();
        std::ofstream(file) << "x,y,z\n" << full(0, 0) << ",0\n";
        const auto run = lit(site, "lighting.points", {{"points_file", file}, {"maintenance", "1"}});
        QVERIFY(close(lux(run, 0, "eh"), 40 * 0.5));
    }

    void a_wall_shadows_what_is_behind_it() {
        SiteBuilder site = one_lamp();
        site.add(Role::barrier, line({{2, -10}, {2, 10}}),
                 {{"kind", std::string("wall")}, {"height_m", 2.5}});
        // The shadow of a wall of half the height ends twice as far away.
        const auto run = at(site, {{1.9, 0, 0}, {3.9, 0, 0}, {4.1, 0, 0}, {3.9, 0, 2.6}});
        QVERIFY(close(lux(run, 0, "eh"), 1000 * 5 / std::pow(1.9 * 1.9 + 25, 1.5)));
        QCOMPARE(lux(run, 1, "eh"), 0.0);
        QVERIFY(close(lux(run, 2, "eh"), 1000 * 5 / std::pow(4.1 * 4.1 + 25, 1.5)));
        QVERIFY(lux(run, 3, "eh") > 0);
    }

    void a_kerb_is_a_step_and_shades_nothing() {
        SiteBuilder site = one_lamp();
        site.add(Role::barrier, line({{20, -10}, {20, 10}}),
                 {{"kind", std::string("kerb")}, {"height_m", 0.12}});
        site.add(Role::barrier, line({{-20, -10}, {-20, 10}}),
                 {{"kind", std::string("wall")}, {"height_m", 0.12}});
        const auto run = at(site, {{20.05, 0, 0}, {-20.05, 0, 0}});
        QVERIFY(close(lux(run, 0, "eh"), 1000 * 5 / std::pow(20.05 * 20.05 + 25, 1.5)));
        QCOMPARE(lux(run, 1, "eh"), 0.0);
    }

    void a_fence_lets_its_share_through() {
        SiteBuilder site = one_lamp();
        site.add(Role::barrier, line({{2, -10}, {2, 10}}),
                 {{"kind", std::string("fence")}, {"height_m", 2.5}, {"opacity", 0.3}});
        QVERIFY(close(lux(at(site, {{3, 0, 0}}), 0, "eh"), 0.7 * 1000 * 5 / std::pow(34, 1.5)));
    }

    void crowns_shadow_by_the_season() {
        SiteBuilder site = one_lamp();
        site.add(Role::tree, point(2, 0),
                 {{"height_m", 5.0},
                  {"crown_m", 2.0},
                  {"clear_stem_m", 1.0},
                  {"opacity_leaf_on", 0.9},
                  {"opacity_leaf_off", 0.4}});
        TimeContext winter = at_night();
        winter.season = Season::winter;
        const double open = 1000 * 5 / std::pow(41, 1.5);
        QVERIFY(close(lux(at(site, {{4, 0, 0}}), 0, "eh"), 0.1 * open));
        QVERIFY(close(lux(at(site, {{4, 0, 0}}, winter), 0, "eh"), 0.6 * open));
    }

    void a_lamp_before_its_own_wall_lights_it_and_not_the_other_side() {
        SiteBuilder site;
        site.add_photometry("even.ies", even_light(1000));
        site.add(Role::building, rectangle(0, 0, 10, 10), {{"height_m", 6.0}});
        add_lamp(site, 5, 0, "even.ies", 3); // on the wall itself
        const auto run = at(site, {{5, -2, 0}, {5, 12, 0}, {5, 5, 0}});
        QVERIFY(close(lux(run, 0, "eh"), 1000 * 3 / std::pow(4 + 9, 1.5), 3e-3));
        QCOMPARE(lux(run, 1, "eh"), 0.0);
        QVERIFY(!cell(table(run, "points"), 2, "eh")); // inside
        QVERIFY(run->result.partial);
        QVERIFY(note(run, "inside_building"));
    }

    void a_lamp_drawn_in_the_wall_shines_before_it() {
        SiteBuilder site;
        site.add_photometry("even.ies", even_light(1000));
        site.add(Role::building, rectangle(0, 0, 10, 10), {{"height_m", 6.0}});
        add_lamp(site, 5, 0.3, "even.ies", 3);
        const auto run = at(site, {{5, -2, 0}});
        QVERIFY(lux(run, 0, "eh") > 0);
        QVERIFY(note(run, "lamp_moved"));
        QVERIFY(number(table(run, "luminaires"), 0, "y") < 179000);
    }

    void terrain_lifts_lamps_and_places() {
        SiteBuilder site = one_lamp();
        Field slope("terrain", "m", {-20, 20, 1, 1, 40, 40});
        for (std::int64_t row = 0; row < 40; ++row)
            for (std::int64_t column = 0; column < 40; ++column)
                slope.values[static_cast<std::size_t>(row * 40 + column)] =
                    static_cast<float>(100 + 0.1 * slope.grid.center(column, row).x);
        site.set_raster(Role::terrain, slope);
        // At x = 4 the ground is 0.4 m higher.
        QVERIFY(close(lux(at(site, {{4, 0, 0}}), 0, "eh"), 1000 * 4.6 / std::pow(16 + 4.6 * 4.6, 1.5), 5e-4));
    }

    // What the outlines on the plan tell spares lines and changes nothing: the same bits as without it.
    void many_places_get_what_few_get() {
        SiteBuilder site = one_lamp();
        for (const double x : {-30.0, -12.0, 8.0, 26.0})
            for (const double y : {-25.0, 9.0, 28.0})
                site.add(Role::building, rectangle(x, y, x + 11, y + 7), {{"height_m", 3 + std::abs(x) / 4}});
        site.add(Role::barrier, line({{-20, 4}, {20, 5}}),
                 {{"kind", std::string("fence")}, {"height_m", 2.0}});
        site.add(Role::barrier, line({{-3, -20}, {3, -4}}),
                 {{"kind", std::string("wall")}, {"height_m", 6.0}});
        add_lamp(site, 20, 20, "even.ies", 4);
        const scene::Scene scene(site.site(), at_night());
        const auto opaque = scene.opaque_space();
        const auto lamps = lighting::lit_luminaires(scene, *opaque, std::nullopt, at_night()).lit;
        std::vector<Point3> places;
        for (double y = -50; y < 50; y += 0.73)
            for (double x = -50; x < 50; x += 0.71)
                if (!scene.in_building({x, y}, 0)) places.push_back({x, y, x > 0 ? 0 : 1.5});
        QVERIFY(places.size() > 15000);
        const lighting::Lights many(scene, opaque, lamps);
        std::vector<lighting::Light> lights(places.size());
        many.at(places, lights);
        std::int64_t lines = 0;
        constexpr std::size_t few = 512;
        for (std::size_t first = 0; first < places.size(); first += few) {
            const lighting::Lights own(scene, opaque, lamps);
            const auto some = std::span(places).subspan(first, std::min(few, places.size() - first));
            std::vector<lighting::Light> found(some.size());
            own.at(some, found);
            lines += own.rays();
            for (std::size_t i = 0; i < some.size(); ++i) {
                QCOMPARE(found[i].level, lights[first + i].level);
                QCOMPARE(found[i].aside, lights[first + i].aside);
                QCOMPARE(found[i].facing, lights[first + i].facing);
            }
        }
        QVERIFY2(many.rays() < lines * 9 / 10, QByteArray::number(qlonglong(many.rays())));
    }
};

PROSPECT_TEST(LightTest);

#include "light_test.moc"
