#include "analysis/catalogue.h"
#include "analysis/engine/engine.h"
#include "tests/analysis/sightlines/results.h"
#include "tests/support/registry.h"
#include "tests/support/site_builder.h"

#include <QTest>

#include <cmath>

using namespace prospect;
using namespace prospect::engine;
using namespace prospect::test;

namespace {

RunPtr run(const SiteBuilder& builder, const Settings& settings = {}, int threads = 2,
           TimeContext time = {}) {
    Engine engine(catalogue());
    return engine.run("sightlines.concealment", settings,
                      {.site = builder.site(), .time = time, .threads = threads});
}

bool near(double found, double expected, double tolerance) {
    if (std::abs(found - expected) <= tolerance) return true;
    qWarning("%.9g is not %.9g", found, expected);
    return false;
}

std::string text(const Table& table, std::size_t row, const std::string& column) {
    return as_text(cell(table, row, column).value());
}

// 60 m of path, 2 m wide, along y = 0; the plan 10 m around it.
SiteBuilder path_plan() {
    SiteBuilder site;
    site.add(Role::study_area, rectangle(-10, -10, 70, 10), {{"kind", std::string("application")}});
    site.add(Role::path, line({{0, 0}, {60, 0}}), {{"width_m", 2.0}}).name = "Mill Path";
    return site;
}

Feature& add_wall(SiteBuilder& site, std::vector<Point> points, double height_m = 3) {
    return site.add(Role::barrier, line(std::move(points)),
                    {{"kind", std::string("wall")}, {"height_m", height_m}, {"opacity", 1.0}});
}

Feature& add_hedge(SiteBuilder& site, std::vector<Point> points, double height_m) {
    Feature& hedge = site.add(Role::barrier, line(std::move(points)),
                              {{"kind", std::string("hedge")}, {"height_m", height_m}, {"opacity", 1.0}});
    hedge.name = "Yew hedge";
    return hedge;
}

// A front along the path, 1.5 m from its middle, with an alcove of 3.74 m by 3 m from x = 30.13 to 33.87.
SiteBuilder alcove() {
    SiteBuilder site = path_plan();
    site.add(Role::building,
             Geometry::make_polygon(std::vector<Point>{{-10, 1.5},
                                                       {30.13, 1.5},
                                                       {30.13, 4.5},
                                                       {33.87, 4.5},
                                                       {33.87, 1.5},
                                                       {70, 1.5},
                                                       {70, 9},
                                                       {-10, 9}}),
             {{"height_m", 6.0}})
        .name = "Hall";
    return site;
}

// Of who walks east: the first station at a whole metre that sees past the corner (30.13, 1.5) to a spot in
// the alcove, as metres before the spot.
double first_seen_m(double x, double y) {
    double station = 0;
    while (y * (30.13 - station) > 1.5 * (x - station)) // above the corner where the line passes it
        ++station;
    return x - station;
}

} // namespace

class ConcealmentTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    // From (31, 3) the corner lets through lines to x = 29.26 and beyond: first seen from x = 30, 1 m before.
    void an_alcove_hides_what_its_corner_hides() {
        const RunPtr found = run(alcove());
        QVERIFY(near(value(found, "concealment", {31, 3}), 1 - 1 / 6.6, 1e-6));
        QCOMPARE(value(found, "concealment", {32, -3}), 0.0);
        QCOMPARE(value(found, "concealment", {20, 5}), static_cast<double>(nodata));  // in the building
        QCOMPARE(value(found, "concealment", {20, -8}), static_cast<double>(nodata)); // 7 m from the edge
        double hidden_m2 = 0;
        double least_m = 10;
        for (double y = 2; y < 4.4; y += 0.5)
            for (double x = 30.5; x < 33.9; x += 0.5) {
                const double least = std::min(first_seen_m(x, y), first_seen_m(64 - x, y));
                QVERIFY(near(value(found, "concealment", {x, y}), std::max(0.0, 1 - least / 6.6), 1e-6));
                hidden_m2 += least < 6.6 ? 0.25 : 0;
                least_m = std::min(least_m, least);
            }
        const Table& places = table(found, "hiding");
        QCOMPARE(places.rows.size(), 1U);
        QCOMPARE(number(places, 0, "area_m2"), hidden_m2);
        QCOMPARE(metric(found, "hidden_m2"), hidden_m2);
        QCOMPARE(number(places, 0, "first_seen_m"), least_m);
        QCOMPARE(text(places, 0, "path"), std::string("Mill Path"));
        QCOMPARE(text(places, 0, "side"), std::string("left"));
        QCOMPARE(text(places, 0, "direction"), std::string("both"));
        QCOMPARE(text(places, 0, "hidden_by"), std::string("Hall"));
        QVERIFY(near(number(places, 0, "chainage_m"), 32, 1));
        QVERIFY(near(area(places.geometries.at(0)), hidden_m2, 1e-6));
    }

    void only_what_is_near_the_path_counts_as_near() {
        const RunPtr found = run(alcove(), {{"hiding_height_m", "1.2"}});
        // The path's edge is at y = 1: within 3 m to y = 4.
        double near_m2 = 0;
        for (double y = 2; y <= 4; y += 0.5)
            for (double x = 30.5; x < 33.9; x += 0.5)
                near_m2 += std::min(first_seen_m(x, y), first_seen_m(64 - x, y)) < 6.6 ? 0.25 : 0;
        QCOMPARE(metric(found, "hidden_3m_m2"), near_m2);
        QCOMPARE(number(table(found, "hiding"), 0, "area_3m_m2"), near_m2);
    }

    void the_reaction_distance_follows_from_speeds_and_can_be_set() {
        QCOMPARE(
            note(run(alcove()), "reaction_distance")->message,
            std::string("who is beside a path must be seen from 6.6 m: what walker and stranger cover in "
                        "1.5 s"));
        const RunPtr slow = run(alcove(), {{"walker_m_s", "0.5"}, {"other_m_s", "0.5"}});
        const RunPtr strict = run(alcove(), {{"reaction_m", "10"}});
        QVERIFY(metric(slow, "hidden_m2") < metric(run(alcove()), "hidden_m2"));
        QVERIFY(metric(strict, "hidden_m2") > metric(run(alcove()), "hidden_m2"));
        QVERIFY(near(value(strict, "concealment", {31, 3}), 1 - 1 / 10.0, 1e-6));
    }

    // A hedge beyond both ends of the path, 2 m from its middle. Over 1.3 m a line from 1.6 m down to 1.2 m
    // passes when the spot is at least 2/3 m behind it; 1.1 m hides nobody of 1.2 m.
    void one_looks_over_a_low_hedge() {
        const auto hidden_rows = [](double height_m) {
            SiteBuilder site = path_plan();
            add_hedge(site, {{-30, 2}, {28, 2}}, height_m); // a gap of 4 m to come round
            add_hedge(site, {{32, 2}, {90, 2}}, height_m);
            const RunPtr found = run(site, {{"way_out_m", "40"}});
            int rows = 0;
            for (const double y : {2.5, 3.0, 4.0, 6.0})
                rows += value(found, "concealment", {10, y}) > 0 ? 1 : 0;
            return rows;
        };
        QCOMPARE(hidden_rows(1.1), 0);
        QCOMPARE(hidden_rows(1.3), 1);
        QCOMPARE(hidden_rows(2.0), 4);
    }

    void nobody_hides_where_nobody_gets_out() {
        SiteBuilder site = path_plan();
        add_hedge(site, {{-30, 2}, {90, 2}}, 2);
        QCOMPARE(metric(run(site), "hiding_places"), 0.0);
        QCOMPARE(value(run(site), "concealment", {10, 4}), static_cast<double>(nodata));
        Feature& gate =
            site.add(Role::opening, point(41, 2), {{"kind", std::string("gate")}, {"width_m", 1.0}});
        const RunPtr unknown = run(site);
        QCOMPARE(value(unknown, "concealment", {44, 4}), 1.0);
        // 10 m and more from the gate to come out: with longer ways allowed it counts.
        QCOMPARE(value(unknown, "concealment", {10, 4}), static_cast<double>(nodata));
        QCOMPARE(value(run(site, {{"way_out_m", "60"}}), "concealment", {10, 4}), 1.0);
        QVERIFY(metric(unknown, "hidden_m2") > 20);
        QVERIFY(note(unknown, "gates_count_as_unlocked"));
        for (const char* control : {"locked", "controlled", "staffed"}) {
            gate.set("control", std::string(control), Basis::drawn);
            QCOMPARE(metric(run(site), "hiding_places"), 0.0);
        }
        gate.set("control", std::string("closed"), Basis::drawn);
        QCOMPARE(metric(run(site), "hidden_m2"), metric(unknown, "hidden_m2"));
        QVERIFY(!note(run(site), "gates_count_as_unlocked"));
        QCOMPARE(number(table(run(site), "hiding"), 0, "sees_path_m"), 0.0);
        // Through an open one sight passes too.
        gate.set("control", std::string("open"), Basis::drawn);
        QVERIFY(number(table(run(site), "hiding"), 0, "sees_path_m") > 0);
    }

    void nobody_stands_in_planting_and_a_fence_seen_through_hides_nobody() {
        SiteBuilder site = path_plan();
        site.add(Role::planting, rectangle(-10, 2, 70, 3), {{"height_m", 1.5}, {"opacity", 0.9}}).name =
            "Laurels";
        const RunPtr found = run(site);
        QCOMPARE(value(found, "concealment", {20, 2.5}), static_cast<double>(nodata));
        QVERIFY(value(found, "concealment", {20, 3.5}) > 0.5); // behind it, pushing through
        QCOMPARE(text(table(found, "hiding"), 0, "hidden_by"), std::string("Laurels"));
        SiteBuilder fenced = path_plan();
        site.add(Role::barrier, line({{0, 2}, {30, 2}}),
                 {{"kind", std::string("fence")}, {"height_m", 2.0}, {"opacity", 0.3}});
        QCOMPARE(metric(run(fenced), "hiding_places"), 0.0);
    }

    // A crown that begins at 1 m hides who crouches beneath, one lifted to 2 m nobody.
    void a_low_crown_hides_and_one_that_is_lifted_does_not() {
        SiteBuilder site = path_plan();
        Feature& tree =
            site.add(Role::tree, point(30, 4), {{"height_m", 6.0}, {"crown_m", 4.0}, {"clear_stem_m", 0.2}});
        tree.name = "Yew";
        const RunPtr low = run(site);
        QVERIFY(metric(low, "hidden_m2") > 1);
        QCOMPARE(text(table(low, "hiding"), 0, "hidden_by"), std::string("Yew"));
        tree.set("clear_stem_m", 2.0, Basis::drawn);
        QCOMPARE(metric(run(site), "hidden_m2"), 0.0);
        tree.set("clear_stem_m", 0.2, Basis::drawn);
        QCOMPARE(metric(run(site, {}, 2, {.season = Season::winter}), "hidden_m2"), 0.0); // bare
    }

    // Behind a wall end one sees the path one way and is unseen from the other.
    void a_place_that_sees_much_path_is_one_to_lurk_in() {
        SiteBuilder site = path_plan();
        add_wall(site, {{30, 1.5}, {30, 6.5}});
        const RunPtr found = run(site);
        const Table& places = table(found, "hiding");
        bool lurk = false;
        for (std::size_t row = 0; row < places.rows.size(); ++row) {
            QVERIFY(text(places, row, "direction") != "both" || number(places, row, "sees_path_m") < 60);
            lurk = lurk || number(places, row, "lurk") == 1;
            QCOMPARE(number(places, row, "lurk") == 1, number(places, row, "sees_path_m") >= 20);
        }
        QVERIFY(lurk);
        QVERIFY(metric(found, "lurk_places") >= 1);
        QCOMPARE(metric(run(site, {{"lurk_m", "200"}}), "lurk_places"), 0.0);
    }

    void small_places_are_left_out() {
        const RunPtr all = run(alcove(), {{"least_m2", "0"}});
        QCOMPARE(metric(run(alcove(), {{"least_m2", "50"}}), "hiding_places"), 0.0);
        QVERIFY(metric(all, "hiding_places") >= 1);
    }

    // Round a building's corner at (17.5, 2.5): from (s, 0) up the second leg to 2.5 (20 - s) / (17.5 - s).
    void a_corner_ends_the_sight_ahead() {
        SiteBuilder site;
        site.add(Role::path, line({{0, 0}, {20, 0}, {20, 20}})).name = "Court";
        site.add(Role::building, rectangle(-10, 2.5, 17.5, 30), {{"height_m", 9.0}}).name = "Block G";
        const RunPtr found = run(site);
        const Table& steps = table(found, "forward_sight");
        QCOMPARE(steps.rows.size(), 41U);
        for (const auto& [station, seen] :
             {std::pair(0, 22), std::pair(10, 13), std::pair(14, 10), std::pair(16, 10)}) {
            const auto row = static_cast<std::size_t>(station);
            QCOMPARE(number(steps, row, "chainage_m"), static_cast<double>(station));
            QCOMPARE(number(steps, row, "forward_m"), static_cast<double>(seen));
            QCOMPARE(text(steps, row, "forward_ends_at"), std::string("Block G"));
            // The other way round the corner is the same.
            QCOMPARE(number(steps, 40 - row, "backward_m"), static_cast<double>(seen));
        }
        QCOMPARE(number(steps, 20, "forward_m"), 20.0);
        QCOMPARE(text(steps, 20, "forward_ends_at"), std::string("path_end"));
        QCOMPARE(number(steps, 40, "forward_m"), 0.0);
        QCOMPARE(text(steps, 40, "forward_ends_at"), std::string("path_end"));
        QVERIFY(metric(found, "forward_short_share") > 0.1);
        QVERIFY(metric(found, "least_forward_m") <= 10);
    }

    void an_open_path_is_never_short() {
        const RunPtr found = run(path_plan());
        QCOMPARE(metric(found, "forward_short_share"), 0.0);
        QCOMPARE(number(table(found, "forward_sight"), 0, "forward_m"), 60.0);
        QCOMPARE(number(table(found, "forward_sight"), 58, "forward_m"), 2.0);
        const RunPtr limited = run(path_plan(), {{"reach_m", "10"}});
        QCOMPARE(number(table(limited, "forward_sight"), 0, "forward_m"), 10.0);
        QCOMPARE(text(table(limited, "forward_sight"), 0, "forward_ends_at"), std::string("reach"));
    }

    // A crest 2 m above both ends hides the way beyond it, and what crouches there.
    void the_ground_hides_too() {
        SiteBuilder site = path_plan();
        Field terrain("terrain", "m", grid_of_extent({-20, -20, 80, 20}, 1));
        for (std::int64_t i = 0; i < terrain.grid.cell_count(); ++i) {
            const double x = terrain.grid.center(i % terrain.grid.columns, 0).x;
            terrain.values[static_cast<std::size_t>(i)] =
                static_cast<float>(std::max(0.0, 4 - std::abs(x - 30) / 3));
        }
        site.set_raster(Role::terrain, terrain);
        const RunPtr found = run(site);
        QCOMPARE(text(table(found, "forward_sight"), 10, "forward_ends_at"), std::string("terrain"));
    }

    void a_recess_with_one_narrow_way_out_is_a_trap() {
        SiteBuilder site;
        site.add(Role::path, line({{-20, -2}, {20, -2}})).name = "Back Path";
        add_wall(site, {{-1, 0}, {-2, 0}, {-2, 4}, {2, 4}, {2, 0}, {1, 0}}, 2.2).name = "Bin store";
        const RunPtr found = run(site);
        QCOMPARE(metric(found, "entrapment_spots"), 1.0);
        const Table& traps = table(found, "entrapment");
        QCOMPARE(text(traps, 0, "path"), std::string("Back Path"));
        QCOMPARE(text(traps, 0, "closed_by"), std::string("Bin store"));
        QVERIFY(near(number(traps, 0, "exit_m"), 2, 0.01));
        QVERIFY(near(number(traps, 0, "distance_m"), 2, 0.01));
        QCOMPARE(number(traps, 0, "exits"), 1.0);
        QVERIFY(number(traps, 0, "enclosure") >= 0.75);
        QVERIFY(near(number(traps, 0, "area_m2"), 16, 4));
        QCOMPARE(metric(run(site, {{"trap_exit_m", "1.5"}}), "entrapment_spots"), 0.0);
    }

    // Recesses 2 m wide and 3 m deep in one front, kerbs and low planting within them.
    void each_recess_of_a_terrace_is_a_trap() {
        SiteBuilder site;
        site.add(Role::path, line({{-5, -2}, {30, -2}})).name = "Back Path";
        std::vector<Point> front{{-5, 0}};
        for (int i = 0; i < 5; ++i) {
            const double x = 5.0 * i;
            front.insert(front.end(), {{x, 0}, {x, 3}, {x + 2, 3}, {x + 2, 0}});
        }
        front.insert(front.end(), {{30, 0}, {30, 9}, {-5, 9}});
        site.add(Role::building, Geometry::make_polygon(front), {{"height_m", 6.0}}).name = "Terrace";
        QCOMPARE(metric(run(site), "entrapment_spots"), 5.0);
        for (int i = 0; i < 5; ++i) {
            add_wall(site, {{5.0 * i, 1.4}, {5.0 * i + 2, 1.4}}, 0.1).name = "Kerb";
            site.add(Role::planting, rectangle(5.0 * i, 1.8, 5.0 * i + 2, 2.2), {{"height_m", 0.2}}).name =
                "Thrift";
        }
        const RunPtr found = run(site);
        QCOMPARE(metric(found, "entrapment_spots"), 5.0);
        for (std::size_t row = 0; row < 5; ++row)
            QCOMPARE(text(table(found, "entrapment"), row, "closed_by"), std::string("Terrace"));
    }

    void only_the_study_area_is_scored() {
        SiteBuilder site = alcove();
        SiteBuilder east;
        east.add(Role::study_area, rectangle(40, -10, 70, 10), {{"kind", std::string("application")}});
        east.add(Role::path, line({{0, 0}, {60, 0}}), {{"width_m", 2.0}});
        east.add(Role::building, site.site()->features(Role::building).at(0).second->geometry,
                 {{"height_m", 6.0}});
        const RunPtr found = run(east);
        QCOMPARE(metric(found, "hiding_places"), 0.0);
        QCOMPARE(table(found, "forward_sight").rows.size(), 21U); // 40 to 60
        QCOMPARE(number(table(found, "forward_sight"), 0, "backward_m"), 40.0);
    }

    void an_extent_cuts_the_map_and_no_figure() {
        Engine engine(catalogue());
        const RunPtr west =
            engine.run("sightlines.concealment", {},
                       {.site = alcove().site(), .extent = Box{-10.25, -10.25, 20.25, 10.25}, .threads = 2});
        const RunPtr all = run(alcove());
        QCOMPARE(west->result.metrics, all->result.metrics);
        QVERIFY(west->result.tables == all->result.tables);
        QVERIFY(metric(west, "hidden_m2") > 5);
        QVERIFY(west->result.fields.at(0).values.size() < all->result.fields.at(0).values.size());
        QCOMPARE(value(west, "concealment", {10, -3}), 0.0);
    }

    void the_threads_do_not_matter() {
        SiteBuilder site = alcove();
        for (int i = 0; i < 6; ++i)
            site.add(Role::path, line({{10.0 * i, -8}, {10.0 * i + 5, 1}}));
        const RunPtr one = run(site, {}, 1);
        const RunPtr two = run(site, {}, 2);
        QCOMPARE(one->result.fields[0].values, two->result.fields[0].values);
        QVERIFY(one->result.tables == two->result.tables);
        QCOMPARE(one->result.metrics, two->result.metrics);
        QCOMPARE(one->result.counts, two->result.counts);
    }

    void a_plan_without_paths_says_what_to_draw() {
        SiteBuilder site;
        site.add(Role::building, rectangle(0, 0, 10, 10), {{"height_m", 6.0}});
        const RunPtr found = run(site);
        QVERIFY(note(found, "no_path")->message.find("draw the ways people walk as paths") !=
                std::string::npos);
        for (const char* name : {"forward_sight", "hiding", "entrapment"})
            QVERIFY(table(found, name).rows.empty());
        QCOMPARE(metric(found, "hidden_m2"), 0.0);
        SiteBuilder later = path_plan();
        later.add(Role::path, line({{0, 5}, {60, 5}})).phase_from = Phase::mature;
        QCOMPARE(count(run(later), "paths"), 1);
    }

    void paths_nobody_can_walk_are_named() {
        SiteBuilder site = path_plan();
        site.add(Role::path, line({{5, 5}, {5, 5}})).name = "Dot";
        QVERIFY(note(run(site), "path_without_length")->message.find("Dot") != std::string::npos);
        site.add(Role::building, rectangle(20, -3, 30, 3), {{"height_m", 6.0}}).name = "Hall";
        const RunPtr through = run(site);
        const Note* stopped = note(through, "path_stopped");
        QVERIFY(stopped &&
                stopped->message.find("the path Mill Path leads into Hall at") != std::string::npos);
        const Table& steps = table(through, "forward_sight");
        QCOMPARE(steps.rows.size(), 20U + 30U); // 0 to 19 m and 31 to 60 m
        QCOMPARE(number(steps, 10, "forward_m"), 9.0);
        QCOMPARE(text(steps, 10, "forward_ends_at"), std::string("path_end"));
        QCOMPARE(number(steps, 20, "chainage_m"), 31.0);
        QCOMPARE(number(steps, 20, "backward_m"), 0.0);
    }

    // The plan contradicts itself: nobody walks there, and nobody hides from them.
    void a_path_across_a_wall_without_gate_or_gap_is_two() {
        SiteBuilder site = path_plan();
        add_wall(site, {{30.5, -9}, {30.5, 9}}).name = "Old wall";
        const RunPtr found = run(site);
        QVERIFY(note(found, "path_stopped")->message.find("Old wall") != std::string::npos);
        QCOMPARE(metric(found, "hiding_places"), 0.0);
        QCOMPARE(count(found, "paths"), 2);
        site.add(Role::opening, point(30.5, 0),
                 {{"kind", std::string("gate")}, {"control", std::string("locked")}, {"width_m", 3.0}});
        const RunPtr gated = run(site); // with a key
        QVERIFY(!note(gated, "path_stopped"));
        QCOMPARE(text(table(gated, "forward_sight"), 20, "forward_ends_at"), std::string("Old wall"));
    }

    void what_a_path_leads_through_and_does_not_stop_is_named() {
        SiteBuilder site = path_plan();
        site.add(Role::planting, rectangle(20, -3, 30, 3), {{"height_m", 2.0}, {"opacity", 0.9}}).name =
            "Thicket";
        const RunPtr found = run(site);
        QVERIFY(note(found, "station_inside"));
        QCOMPARE(text(table(found, "forward_sight"), 10, "forward_ends_at"), std::string("Thicket"));
    }

    void cells_wider_than_the_ground_beside_a_path_are_said() {
        QVERIFY(note(run(path_plan(), {{"cell_m", "8"}}), "cells_too_coarse"));
        QVERIFY(!note(run(path_plan()), "cells_too_coarse"));
    }

    void a_reaction_distance_beyond_the_look_back_is_refused() {
        QString said;
        try {
            (void)run(path_plan(), {{"reaction_m", "60"}});
        } catch (const Error& error) {
            QVERIFY(error.code() == ErrorCode::usage);
            said = QString::fromStdString(error.what());
        }
        QVERIFY2(said.contains("look_back_m is 50.0 and the reaction distance 60.0 m"), qPrintable(said));
    }
};

PROSPECT_TEST(ConcealmentTest);

#include "concealment_test.moc"
