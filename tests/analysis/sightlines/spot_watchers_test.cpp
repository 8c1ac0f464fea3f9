#include "analysis/scene/scene.h"
#include "analysis/sightlines/guardianship.h"
#include "analysis/sightlines/recognition_rings.h"
#include "analysis/sightlines/spot_watchers.h"
#include "geometry/io/project_file.h"
#include "tests/analysis/sightlines/overlooked_house.h"
#include "tests/support/registry.h"

#include <QTest>

#include <cmath>
#include <random>

using namespace prospect;
using namespace prospect::sightlines;
using namespace prospect::test;

namespace {

constexpr double face_m = 1.5;

std::shared_ptr<const SpotWatchers>
watchers_of(const SitePtr& site, scene::MissingWindows missing = scene::MissingWindows::leave_out,
            const TimeContext& time = {}) {
    return std::make_shared<const SpotWatchers>(std::make_shared<const scene::Scene>(site, time), missing);
}

std::shared_ptr<const SpotWatchers> watchers_of(const SiteBuilder& builder) {
    return watchers_of(builder.site());
}

Feature& add_wall(SiteBuilder& site, double y, double opacity = 1, const char* name = "Hedge 4") {
    Feature& wall = site.add(Role::barrier, line({{5, y}, {55, y}}),
                             {{"kind", std::string("hedge")}, {"height_m", 2.0}, {"opacity", opacity}});
    wall.name = name;
    return wall;
}

// Level, at the height of what is looked at.
Feature& add_camera(SiteBuilder& site, double x, double y, double azimuth_deg) {
    return site.add(Role::camera, point(x, y),
                    {{"height_m", face_m},
                     {"azimuth_deg", azimuth_deg},
                     {"tilt_deg", 0.0},
                     {"hfov_deg", 90.0},
                     {"h_pixels", std::int64_t{2688}},
                     {"v_pixels", std::int64_t{1520}}});
}

} // namespace

class SpotWatchersTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void one_window_counts_as_the_formula_says() {
        SiteBuilder site = house();
        const Uuid window = add_window(site, 30).id;
        const auto watchers = watchers_of(site);
        const Point spot{33, 18};
        const SpotWatch watch = watchers->at(spot, face_m);
        QVERIFY(watch.status == SpotStatus::open);
        QCOMPARE(watch.guardians.size(), 1U);
        const SpotGuardian& one = watch.guardians.front();
        QCOMPARE(watchers->guardians().all[one.guardian].feature->id, window);
        QVERIFY(near(one.counts[0], 0.3 * weight(30, spot)));
        QVERIFY(near(one.counts[1], 0.6 * weight(30, spot)));
        QVERIFY(near(one.look.eye_away_m, std::hypot(3, wall_y - 0.05 - 18, 0.1)));
        QVERIFY(one.look.clear && !one.in_the_way);
        QVERIFY(near(watch.watch.guardianship(DayBand::day), 0.3 * weight(30, spot)));
        QCOMPARE(watch.watch.openings, 1U);
        QCOMPARE(watch.watch.near_openings, 1U);
        QCOMPARE(watch.turned_away, 0U);
        QVERIFY(watchers->blockers(watch).empty());
    }

    // By hand: 0.3 there, half of it behind a curtain, f(12.329), 11.95 / 12.329 towards it, from below 6 m.
    void what_a_window_counts_is_told_term_by_term() {
        SiteBuilder site = house();
        add_window(site, 30).set("glazing", std::string("curtained"), Basis::drawn);
        const auto watchers = watchers_of(site);
        const SpotWatch watch = watchers->at({33, 18}, face_m);
        const Guardian& guardian = watchers->guardians().all.front();
        const auto terms = terms_of(guardian, watch.guardians.front(), watch.spot);
        QVERIFY(terms.has_value());
        const double slant = std::hypot(3, 11.95, 0.1);
        QCOMPARE(terms->glass, 0.5);
        QVERIFY(near(terms->near, recognition(slant)));
        QVERIFY(near(terms->facing, 11.95 / slant));
        QCOMPARE(terms->low, 1.0);
        QCOMPARE(terms->passes, 1.0);
        QCOMPARE(guardian.room, std::string("living"));
        QVERIFY(guardian.occupied_by[0] == OccupiedBy::usual);
    }

    void why_somebody_is_there_is_told() {
        SiteBuilder site = house();
        add_window(site, 20).set("occupied_day", 0.7, Basis::drawn);
        Feature& shop = add_window(site, 30);
        shop.set("room", std::string("shop"), Basis::drawn);
        shop.set("hours", std::string("Mo-Fr 09:00-18:00"), Basis::drawn);
        const auto watchers = watchers_of(site);
        const auto& all = watchers->guardians().all;
        QVERIFY(all[0].occupied_by[0] == OccupiedBy::plan && all[0].occupied_by[1] == OccupiedBy::usual);
        QVERIFY(all[1].occupied_by[0] == OccupiedBy::hours && all[1].occupied_by[1] == OccupiedBy::hours);
        QCOMPARE(all[1].occupied, (std::array<double, 3>{1, 0, 0}));
    }

    void what_is_met_first_from_the_spot_is_named_with_where() {
        SiteBuilder site = house();
        add_window(site, 30);
        add_window(site, 32);
        const Uuid far = add_wall(site, 26).id;
        const Uuid near_by = add_wall(site, 21).id;
        const auto watchers = watchers_of(site);
        SpotWatch watch = watchers->at({30, 18}, face_m);
        QCOMPARE(watch.guardians.size(), 2U);
        for (const SpotGuardian& one : watch.guardians) {
            QVERIFY(!one.look.clear);
            QCOMPARE(one.counts[0], 0.0);
            QVERIFY(one.in_the_way && one.in_the_way->feature == near_by);
            QVERIFY(near(one.in_the_way->place.y, 21, 1e-3));
            QVERIFY(near(one.in_the_way->away_m, one.look.eye_away_m * 3 / (wall_y - 0.05 - 18),
                         1e-3)); // on the way, by shares
        }
        QCOMPARE(watch.watch.openings, 0U);
        const auto blockers = watchers->blockers(watch);
        QCOMPARE(blockers.size(), 1U);
        QCOMPARE(blockers.front().feature, near_by);
        QCOMPARE(blockers.front().windows, 2U);
        QVERIFY(near(blockers.front().away_m, std::hypot(0, 3, 0.1 * 3 / (wall_y - 0.05 - 18)), 1e-3));
        watch = watchers->at({30, 23}, face_m); // between both
        QCOMPARE(watchers->blockers(watch).front().feature, far);
    }

    // A fifth gets through: it counts a fifth, and is not clear.
    void what_is_half_transparent_dims_and_is_named() {
        SiteBuilder site = house();
        add_window(site, 30);
        const Uuid fence = add_wall(site, 25, 0.4).id;
        const Uuid hedge = add_wall(site, 22, 0.8).id;
        const auto watchers = watchers_of(site);
        SpotWatch watch = watchers->at({30, 18}, face_m);
        QVERIFY(near(watch.guardians.front().counts[0], 0.3 * 0.2 * 0.6 * weight(30, {30, 18})));
        QVERIFY(near(watch.guardians.front().look.eye_share, 0.2 * 0.6));
        QVERIFY(!watch.guardians.front().look.clear);
        QCOMPARE(watch.guardians.front().in_the_way->feature, hedge);
        QVERIFY(near(watch.guardians.front().in_the_way->place.y, 22, 1e-9));
        watch = watchers->at({30, 23}, face_m); // before the hedge: the fence alone leaves it clear
        QVERIFY(watch.guardians.front().look.clear && !watch.guardians.front().in_the_way);
        QVERIFY(hedge != fence);
    }

    void a_crown_is_met_on_its_surface() {
        SiteBuilder site = house();
        add_window(site, 30);
        Feature& tree =
            site.add(Role::tree, point(30, 24), {{"height_m", 3.1}, {"crown_m", 4.0}, {"clear_stem_m", 0.1}});
        const auto watchers = watchers_of(site);
        const SpotWatch watch = watchers->at({30, 15}, face_m);
        QVERIFY(watch.guardians.front().in_the_way.has_value());
        QCOMPARE(watch.guardians.front().in_the_way->feature, tree.id);
        // The crown's middle is 1.6 m up, its radius 2 m: the line passes within 2 cm of the middle.
        QVERIFY(near(watch.guardians.front().in_the_way->place.y, 22, 0.01));
    }

    void cameras_show_as_many_pixels_as_the_lens_gives() {
        SiteBuilder site = ground();
        add_camera(site, 30, 10, 0);
        Feature& short_sighted = add_camera(site, 30, 12, 0);
        short_sighted.set("range_m", 15.0, Basis::drawn);
        add_camera(site, 30, 14, 180); // looks away
        const Uuid wall = add_wall(site, 40).id;
        const auto watchers = watchers_of(site);
        SpotWatch watch = watchers->at({33, 35}, face_m);
        QCOMPARE(watch.cameras.size(), 1U);
        QCOMPARE(watch.cameras.front().camera, 0U);
        QVERIFY(near(watch.cameras.front().pixels_per_m, 2688 / (2 * std::hypot(3, 25)), 1e-9));
        QVERIFY(watch.cameras.front().clear);
        watch = watchers->at({31, 24}, face_m);
        QCOMPARE(watch.cameras.size(), 2U);
        watch = watchers->at({30, 45}, face_m);
        QCOMPARE(watch.cameras.size(), 1U);
        QVERIFY(!watch.cameras.front().clear);
        QVERIFY(near(watch.cameras.front().pixels_per_m, 2688 / (2 * 35.0), 1e-9));
        QCOMPARE(watch.cameras.front().in_the_way->feature, wall);
        QVERIFY(near(watch.cameras.front().in_the_way->away_m, 5, 1e-3));
        QCOMPARE(watchers->blockers(watch).front().cameras, 1U);
    }

    void a_plan_without_windows_and_cameras_says_so_by_counts() {
        const auto watchers = watchers_of(house());
        const SpotWatch watch = watchers->at({30, 18}, face_m);
        QVERIFY(watch.guardians.empty() && watch.cameras.empty() && watch.turned_away == 0);
        QCOMPARE(watchers->guardians().windows, 0U);
        QCOMPARE(watch.watch.guardianship(DayBand::day), 0.0);
    }

    void windows_that_look_elsewhere_are_counted() {
        SiteBuilder site = house();
        add_window(site, 30);
        add_window(site, 20, 45); // at the back
        const SpotWatch watch = watchers_of(site)->at({30, 20}, face_m);
        QCOMPARE(watch.guardians.size(), 1U);
        QCOMPARE(watch.turned_away, 1U);
    }

    void assumed_windows_are_told_apart() {
        const auto watchers = watchers_of(house().site(), scene::MissingWindows::assume);
        QVERIFY(watchers->guardians().assumed_windows > 0);
        const SpotWatch watch = watchers->at({30, 18}, face_m);
        QVERIFY(!watch.guardians.empty());
        for (const SpotGuardian& one : watch.guardians)
            QVERIFY(watchers->guardians().all[one.guardian].assumed);
    }

    // Its eyes are spread over it: the best line is a clear one, however far.
    void a_place_in_use_looks_with_its_best_eye_and_not_on_itself() {
        SiteBuilder site = ground();
        site.add(Role::activity, rectangle(20, 20, 40, 30), {{"kind", std::string("play_area")}});
        add_wall(site, 18).geometry = line({{10, 18}, {24, 18}});
        const auto watchers = watchers_of(site);
        SpotWatch watch = watchers->at({22, 15}, face_m);
        QCOMPARE(watch.guardians.size(), 1U);
        const SpotGuardian& one = watch.guardians.front();
        QVERIFY(one.look.clear && one.eye.x > 24 && !one.own_place);
        QVERIFY(one.look.eye_away_m > one.look.away_m);
        QCOMPARE(one.look.eye_share, 1.0);
        watch = watchers->at({25, 25}, face_m);
        QVERIFY(watch.guardians.front().own_place);
        QCOMPARE(watch.guardians.front().counts[0], 0.0);
        QCOMPARE(watch.watch.guardianship(DayBand::day), 0.0);
    }

    void a_spot_in_a_building_or_off_the_terrain_has_no_answer() {
        SiteBuilder site = house();
        add_window(site, 30);
        QVERIFY(watchers_of(site)->at({30, 40}, face_m).status == SpotStatus::in_building);
        Field terrain("terrain", "m", Grid{0, 60, 1, 1, 60, 60});
        std::fill(terrain.values.begin(), terrain.values.end(), 5.0F);
        site.set_raster(Role::terrain, terrain);
        const auto watchers = watchers_of(site);
        QVERIFY(watchers->at({30, 20}, face_m).status == SpotStatus::open);
        QVERIFY(near(watchers->at({30, 20}, face_m).spot.z, 5 + face_m));
        QVERIFY(watchers->at({30, -20}, face_m).status == SpotStatus::no_ground);
    }

    // By the numbers that of the maps, cell by cell; lines that graze an edge may be answered either way.
    void the_sample_is_answered_as_its_maps_are() {
        const SitePtr sample = io::open_project(PROSPECT_SOURCE_DIR "/samples/riverside/riverside.gpkg").site;
        engine::Engine engine(catalogue());
        const engine::RunPtr eyes = engine.run("sightlines.overlooking", {{"cell_m", "3"}}, {.site = sample});
        const engine::RunPtr cameras = engine.run("sightlines.cameras", {{"cell_m", "3"}}, {.site = sample});
        const auto watchers = watchers_of(sample);
        const Grid& grid = field(eyes, "guardianship_day").grid;
        int compared = 0;
        int differ = 0;
        int shown = 0;
        int told = 0;
        for (std::int64_t cell = 0; cell < grid.cell_count(); ++cell) {
            const Point p = grid.center(cell % grid.columns, cell / grid.columns);
            const SpotWatch watch = watchers->at(p, face_m);
            const double day = value(eyes, "guardianship_day", p);
            QCOMPARE(watch.status == SpotStatus::open, day != nodata);
            if (watch.status != SpotStatus::open) continue;
            ++compared;
            for (const SpotGuardian& one : watch.guardians) {
                const Guardian& guardian = watchers->guardians().all[one.guardian];
                const auto terms = terms_of(guardian, one, watch.spot, watch.light->recognised_m);
                if (!terms || one.own_place) continue;
                ++told;
                const double all = terms->glass * terms->near * terms->facing * terms->low * terms->passes;
                QVERIFY(std::abs(guardian.occupied[0] * all - one.counts[0]) < 1e-12);
                QVERIFY(std::abs(guardian.occupied[2] * all * terms->lit - one.counts[2]) < 1e-12);
            }
            double best = 0;
            int clear = 0;
            for (const SpotCamera& one : watch.cameras) {
                best = std::max(best, one.clear ? one.pixels_per_m : 0);
                clear += one.clear ? 1 : 0;
            }
            shown += clear;
            const bool same =
                std::abs(watch.watch.guardianship(DayBand::day) - day) < 1e-6 &&
                std::abs(watch.watch.guardianship(DayBand::evening) -
                         value(eyes, "guardianship_evening", p)) < 1e-6 &&
                watch.watch.night_known &&
                std::abs(watch.watch.guardianship(DayBand::night) - value(eyes, "guardianship_night", p)) <
                    1e-6 &&
                watch.watch.near_openings == value(eyes, "openings_15m", p) &&
                watch.watch.openings == value(eyes, "openings_43m", p) &&
                std::abs(best - value(cameras, "pixels_per_m", p)) <= 1e-5 * std::max(1.0, best) &&
                clear == value(cameras, "camera_count", p);
            differ += same ? 0 : 1;
        }
        QVERIFY2(compared > 3000, QByteArray::number(compared));
        QVERIFY2(shown > 50, QByteArray::number(shown));
        QVERIFY2(told > 3000, QByteArray::number(told));
        QVERIFY2(differ <= compared / 500,
                 QByteArray::number(differ) + " of " + QByteArray::number(compared));
    }

    // What blocks, against a search through all walls that shares no code with the program.
    void random_walls_are_met_in_their_order() {
        std::mt19937 random(20261129);
        std::uniform_real_distribution<double> share(0, 1);
        struct Wall {
            Point a;
            Point b;
            double top_m;
            double opacity;
            Uuid id;
        };
        int compared = 0;
        int blocked = 0;
        for (int plan = 0; plan < 10; ++plan) {
            SiteBuilder site = house();
            std::vector<Wall> walls;
            for (int i = 0; i < 10; ++i) {
                const Wall wall{{5 + 50 * share(random), 4 + share(random) * 24},
                                {5 + 50 * share(random), 4 + share(random) * 24},
                                0.5 + 2.5 * share(random),
                                share(random) < 0.4 ? 1.0 : 0.2 + 0.7 * share(random),
                                {}};
                walls.push_back(wall);
                walls.back().id = site.add(Role::barrier, line({wall.a, wall.b}),
                                           {{"kind", std::string("fence")},
                                            {"height_m", wall.top_m},
                                            {"opacity", wall.opacity}})
                                      .id;
            }
            std::vector<double> eyes;
            for (int i = 0; i < 5; ++i) {
                eyes.push_back(12 + 36 * share(random));
                add_window(site, eyes.back());
            }
            const auto watchers = watchers_of(site);
            for (int s = 0; s < 200; ++s) {
                const Point p{2 + 56 * share(random), 2 + 25 * share(random)};
                const SpotWatch watch = watchers->at(p, face_m);
                for (const SpotGuardian& one : watch.guardians) {
                    double first = 2;
                    const Wall* met = nullptr;
                    bool grazes = false;
                    for (const Wall& wall : walls) {
                        const Point d = Point{one.eye.x, one.eye.y} - p;
                        const Point e = wall.b - wall.a;
                        const double turn = d.x * e.y - d.y * e.x;
                        const Point to = wall.a - p;
                        const double t = (to.x * e.y - to.y * e.x) / turn;
                        const double u = (to.x * d.y - to.y * d.x) / turn;
                        const double z = face_m + t * (one.eye.z - face_m);
                        grazes = grazes || (t > -0.01 && t < 1.01 && u > -0.01 && u < 1.01 &&
                                            (std::abs(z - wall.top_m) < 0.01 || std::abs(u) < 0.002 ||
                                             std::abs(1 - u) < 0.002 || t < 0.002 || t > 0.998));
                        if (t <= 0 || t >= 1 || u < 0 || u > 1 || z >= wall.top_m || wall.opacity < 0.5)
                            continue;
                        grazes = grazes || std::abs(t - first) < 1e-4; // where two walls cross
                        if (t < first) {
                            first = t;
                            met = &wall;
                        }
                    }
                    if (grazes) continue;
                    ++compared;
                    QCOMPARE(one.look.clear, met == nullptr);
                    QCOMPARE(one.in_the_way.has_value(), met != nullptr);
                    if (!met) continue;
                    ++blocked;
                    QCOMPARE(one.in_the_way->feature, met->id);
                    QVERIFY(near(one.in_the_way->away_m, first * one.look.eye_away_m, 2e-3));
                }
            }
        }
        QVERIFY2(compared > 4000 && blocked > 1000,
                 QByteArray::number(compared) + " " + QByteArray::number(blocked));
    }

    // To the letter of the table they come from.
    void the_rings_are_those_of_the_literature() {
        const auto rings = recognition_rings();
        std::vector<std::pair<double, double>> distances;
        for (const RecognitionRing& ring : rings) {
            distances.emplace_back(ring.from_m, ring.to_m);
            QVERIFY(ring.from_m <= ring.to_m && !ring.meaning.empty() && !ring.source.empty());
        }
        const std::vector<std::pair<double, double>> table{
            {4, 4},   {8.9, 8.9},   {10, 10}, {10.4, 10.4}, {13, 13}, {15, 15},  {15, 15},
            {17, 17}, {23.5, 23.5}, {22, 25}, {43, 43},     {50, 70}, {100, 100}};
        QVERIFY(distances == table);
        // The curve of the score goes through both distances of familiar faces.
        QVERIFY(near(recognition(10.4), 0.75, 1e-9) && near(recognition(23.5), 0.25, 1e-9));
        QCOMPARE(near_reach_m, 15.0);
        QCOMPARE(watch_reach_m, 43.0);
    }
};

PROSPECT_TEST(SpotWatchersTest);

#include "spot_watchers_test.moc"
