#include "analysis/access/exposed_ways.h"
#include "analysis/access/gates.h"
#include "analysis/access/interruption.h"
#include "analysis/catalogue.h"
#include "analysis/engine/engine.h"
#include "tests/analysis/sightlines/results.h"
#include "tests/support/registry.h"
#include "tests/support/site_builder.h"

#include <QTest>
#include <boost/graph/adjacency_list.hpp>
#include <boost/graph/dijkstra_shortest_paths.hpp>

#include <random>

using namespace prospect;
using namespace prospect::access;
using namespace prospect::engine;
using namespace prospect::test;

namespace {

bool near(double found, double expected, double tolerance = 1e-9) {
    if (std::abs(found - expected) <= tolerance) return true;
    qWarning("%.12g is not %.12g", found, expected);
    return false;
}

RunPtr run(const SiteBuilder& builder, Settings settings = {}, int threads = 2, const char* time = "day") {
    Engine engine(catalogue());
    Request request{.site = builder.site(), .threads = threads};
    request.time.set_time(time);
    return engine.run("access.approach", settings, request);
}

QString refusal(const SiteBuilder& builder, const Settings& settings = {}) {
    try {
        (void)run(builder, settings);
    } catch (const Error& error) {
        return QString::fromStdString(error.what());
    }
    return {};
}

// Open ground of 40 x 20 m, a target in its middle; one window far away that looks elsewhere.
SiteBuilder field_with_target() {
    SiteBuilder site;
    site.add(Role::study_area, rectangle(0, 0, 40, 20), {{"kind", std::string("application")}});
    site.add(Role::target, point(20.5, 10.5), {{"kind", std::string("asset")}}).name = "Pump";
    site.add(Role::building, rectangle(300, 300, 310, 310), {{"height_m", 6.0}});
    site.add(Role::opening, point(305, 310), {{"kind", std::string("window")}, {"width_m", 1.2}});
    return site;
}

Feature& add_fence(SiteBuilder& site, std::vector<Point> points) {
    return site.add(Role::barrier, line(std::move(points)),
                    {{"kind", std::string("fence")}, {"height_m", 1.0}, {"passable", std::string("none")}});
}

Feature& add_gate(SiteBuilder& site, double x, double y, const char* control) {
    return site.add(Role::opening, point(x, y),
                    {{"kind", std::string("gate")}, {"width_m", 1.5}, {"control", std::string(control)}});
}

// The target closed in, with a gate to the west.
SiteBuilder closed_target(const char* control) {
    SiteBuilder site = field_with_target();
    add_fence(site, {{15, 5}, {25, 5}, {25, 15}, {15, 15}, {15, 5}});
    add_gate(site, 15, 10.5, control).name = "West gate";
    return site;
}

struct Plan {
    SitePtr site;
    std::unique_ptr<scene::Scene> scene;
    std::unique_ptr<WalkGround> ground;
    const scene::Footing* footing = nullptr;
    WalkCells cells;
};

Plan plan_of(const SiteBuilder& builder, const Box& box, double cell_m) {
    Plan plan;
    plan.site = builder.site();
    plan.scene = std::make_unique<scene::Scene>(plan.site, TimeContext{});
    plan.ground = std::make_unique<WalkGround>(*plan.scene);
    plan.footing = &plan.ground->footing;
    plan.cells = walk_cells(grid_of_extent(box, cell_m), *plan.footing, {}, Workers(2));
    return plan;
}

SiteBuilder random_fences(std::mt19937& random) {
    std::uniform_real_distribution<double> place(0, 30);
    SiteBuilder site;
    for (int i = 0; i < 14; ++i) {
        const Point from{place(random), place(random)};
        add_fence(site, {from, from + Point{place(random) - 15, place(random) - 15} * 0.5});
    }
    return site;
}

std::vector<float> random_hazard(const WalkCells& cells, std::mt19937& random) {
    std::uniform_real_distribution<float> q(0, 1);
    std::vector<float> hazard(cells.walks.size());
    for (float& one : hazard)
        one = static_cast<float>(hazard_per_m(static_cast<double>(q(random)), 10));
    return hazard;
}

// Shortest ways by Boost.Graph on the same cells.
std::vector<double> by_boost(const WalkCells& cells, std::span<const float> hazard,
                             std::span<const GateStep> gates, std::int64_t start) {
    using Graph = boost::adjacency_list<boost::vecS, boost::vecS, boost::directedS, boost::no_property,
                                        boost::property<boost::edge_weight_t, double>>;
    Graph graph(cells.walks.size());
    for (std::int64_t cell = 0; cell < cells.grid.cell_count(); ++cell)
        for (std::size_t k = 0; k < neighbours.size(); ++k) {
            if (!cells.can_step(cell, k)) continue;
            const auto a = static_cast<std::size_t>(cell);
            const auto b = static_cast<std::size_t>(cells.step_to(cell, k));
            const double mean = (static_cast<double>(hazard[a]) + static_cast<double>(hazard[b])) / 2;
            double cost = cells.length(k) * mean;
            for (const GateStep& step : gates)
                if (step.cell == cell && step.direction == k) cost += step.extra_m * mean;
            boost::add_edge(a, b, cost, graph);
        }
    std::vector<double> found(cells.walks.size());
    boost::dijkstra_shortest_paths(graph, static_cast<std::size_t>(start),
                                   boost::distance_map(boost::make_iterator_property_map(
                                       found.begin(), boost::get(boost::vertex_index, graph))));
    return found;
}

} // namespace

class ApproachTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void the_hazard_does_not_depend_on_the_cells() {
        // On notice_m of way the chance is q, whatever the steps.
        for (const double q : {0.1, 0.5, 0.9})
            QVERIFY(near(1 - std::exp(-10 * hazard_per_m(q, 10)), q));
        QCOMPARE(hazard_per_m(0, 10), least_hazard);
        QVERIFY(near(hazard_per_m(1, 10), -std::log(1e-4) / 10, 1e-6));
        for (const double cell_m : {0.5, 1.0, 2.0}) {
            const Plan plan = plan_of(SiteBuilder(), {0, 0, 40, 40}, cell_m);
            const std::vector<float> hazard(plan.cells.walks.size(), 0.05F);
            const std::int64_t start = plan.cells.at({0.1, 20.1});
            const std::int64_t end = plan.cells.at({39.9, 20.1});
            const LeastExposed least = least_exposed(plan.cells, hazard, {}, {&start, 1}, {});
            QVERIFY(
                near(least.cost[static_cast<std::size_t>(end)], (40 - cell_m) * static_cast<double>(0.05F)));
        }
    }

    void in_even_ground_the_cost_is_the_length() {
        const Plan plan = plan_of(SiteBuilder(), {0, 0, 60, 40}, 1);
        const std::vector<float> hazard(plan.cells.walks.size(), 0.02F);
        const std::int64_t start = plan.cells.at({5.5, 5.5});
        const LeastExposed least = least_exposed(plan.cells, hazard, {}, {&start, 1}, {});
        for (std::int64_t cell = 0; cell < plan.cells.grid.cell_count(); cell += 37) {
            const Point away = plan.cells.center(cell) - Point{5.5, 5.5};
            const double x = std::abs(away.x);
            const double y = std::abs(away.y);
            const double along = std::max(x, y) + (std::sqrt(2.0) - 1) * std::min(x, y);
            QVERIFY(near(least.cost[static_cast<std::size_t>(cell)], along * static_cast<double>(0.02F)));
            // Pulled straight it is the straight line.
            const ExposedWay way = way_to(plan.cells, *plan.footing, hazard, {}, least, {}, cell);
            QVERIFY(near(way.length_m, length(away), 1e-6));
            QVERIFY(near(way.cost, length(away) * static_cast<double>(0.02F), 1e-6));
        }
    }

    void ways_are_those_of_boost_graph() {
        for (unsigned seed = 0; seed < 8; ++seed) {
            std::mt19937 random(seed);
            const Plan plan = plan_of(random_fences(random), {0, 0, 30, 30}, 1);
            const std::vector<float> hazard = random_hazard(plan.cells, random);
            std::vector<GateStep> gates;
            for (std::int64_t cell = 3; cell < plan.cells.grid.cell_count(); cell += 41)
                for (std::size_t k = 0; k < 8; k += 3)
                    if (plan.cells.can_step(cell, k)) gates.push_back({cell, k, 0, 25});
            const std::int64_t start = 15 * 30 + 15;
            if (plan.cells.walks[static_cast<std::size_t>(start)] == 0) continue;
            const LeastExposed least = least_exposed(plan.cells, hazard, gates, {&start, 1}, {});
            const std::vector<double> expected = by_boost(plan.cells, hazard, gates, start);
            for (std::size_t i = 0; i < expected.size(); ++i) {
                if (expected[i] > 1e300)
                    QVERIFY(!std::isfinite(least.cost[i]));
                else
                    QVERIFY(near(least.cost[i], expected[i], 1e-12 + 1e-12 * expected[i]));
            }
        }
    }

    void a_pulled_way_costs_no_more_and_crosses_nothing() {
        for (unsigned seed = 20; seed < 28; ++seed) {
            std::mt19937 random(seed);
            const Plan plan = plan_of(random_fences(random), {0, 0, 30, 30}, 0.5);
            const std::vector<float> hazard = random_hazard(plan.cells, random);
            std::int64_t start = plan.cells.at({15.2, 15.2});
            if (plan.cells.walks[static_cast<std::size_t>(start)] == 0) continue;
            const LeastExposed least = least_exposed(plan.cells, hazard, {}, {&start, 1}, {});
            for (std::int64_t cell = 11; cell < plan.cells.grid.cell_count(); cell += 271) {
                if (!least.reached(cell)) continue;
                const ExposedWay way = way_to(plan.cells, *plan.footing, hazard, {}, least, {}, cell);
                QVERIFY(way.cost <= least.cost[static_cast<std::size_t>(cell)] + 1e-9);
                const auto corners = way.line.points;
                double length_m = 0;
                for (std::size_t i = 0; i + 1 < corners.size(); ++i) {
                    QVERIFY(plan.footing->steps(corners[i], corners[i + 1]));
                    length_m += distance(corners[i], corners[i + 1]);
                }
                QVERIFY(near(way.length_m, length_m, 1e-6));
            }
        }
    }

    void interruption_is_the_worked_number() {
        const std::vector<Task> tasks{{0.5, 60}, {0.7, 90}, {0.9, 120}};
        QVERIFY(near(interruption(tasks, {180, 0.3, 1}), 0.6596, 5e-5));
        QVERIFY(near(interruption(tasks, {0, 0.3, 1}), 1 - 0.5 * 0.3 * 0.1, 2e-3)); // nearly always in time
        QCOMPARE(interruption(tasks, {200, 0, 1}), 0.5 + 0.5 * 0.7); // in time after the first two
        QCOMPARE(interruption(tasks, {180, 0.3, 0}), 0.0);
        QCOMPARE(interruption({}, {180, 0.3, 1}), 0.0);
    }

    void a_target_in_unwatched_ground() {
        const RunPtr made = run(field_with_target());
        const Table& ways = table(made, "approaches");
        QCOMPARE(ways.rows.size(), 1U);
        // The nearest rim is 10 m away, and nobody sees it.
        QVERIFY(near(number(ways, 0, "length_m"), 9, 1.01));
        QVERIFY(near(number(ways, 0, "p_unseen"), 1, 1e-4));
        QVERIFY(near(metric(made, "p_unseen_max"), 1, 1e-4));
        QCOMPARE(number(ways, 0, "least_guardianship"), 0.0);
        QVERIFY(!cell(ways, 0, "gates") && !cell(ways, 0, "p_interruption"));
        QVERIFY(near(value(made, "unseen", {20.5, 10.5}), 1, 1e-4));
        const Table& exposure = table(made, "exposure");
        QCOMPARE(exposure.rows.size(), static_cast<std::size_t>(number(ways, 0, "length_m")) + 1);
        QCOMPARE(number(exposure, 0, "p_unseen"), 1.0);
    }

    void windows_on_one_side_turn_the_way_to_the_other() {
        SiteBuilder site = field_with_target();
        site.add(Role::building, rectangle(10, 22, 30, 30), {{"height_m", 6.0}});
        for (int i = 0; i < 6; ++i)
            site.add(Role::opening, point(12 + 3 * i, 22),
                     {{"kind", std::string("window")}, {"width_m", 1.2}});
        // A high wall keeps the south unseen.
        site.add(Role::barrier, line({{0, 11.2}, {40, 11.2}}),
                 {{"kind", std::string("wall")}, {"height_m", 3.0}, {"passable", std::string("none")}});
        site.add(Role::opening, point(38, 11.2),
                 {{"kind", std::string("gap")}, {"width_m", 1.5}, {"control", std::string("open")}});
        const RunPtr made = run(site);
        const Table& ways = table(made, "approaches");
        QVERIFY(number(ways, 0, "p_unseen") > 0.9);
        const Geometry& way = ways.geometries[0];
        QVERIFY(std::all_of(way.points.begin(), way.points.end(), [](Point p) { return p.y < 11.2; }));
        QVERIFY(value(made, "unseen", {20.5, 15.5}) < value(made, "unseen", {20.5, 5.5}));
    }

    void what_is_told_adds_up() {
        SiteBuilder site = field_with_target();
        site.add(Role::building, rectangle(10, 22, 30, 30), {{"height_m", 6.0}});
        for (int i = 0; i < 6; ++i)
            site.add(Role::opening, point(12 + 3 * i, 22),
                     {{"kind", std::string("window")}, {"width_m", 1.2}});
        const RunPtr made = run(site, {{"step_m", "0.5"}, {"stretch_m", "4"}});
        const Table& ways = table(made, "approaches");
        const Table& exposure = table(made, "exposure");
        const std::size_t last = exposure.rows.size() - 1;
        QVERIFY(near(number(exposure, last, "p_unseen"), number(ways, 0, "p_unseen")));
        QVERIFY(near(number(ways, 0, "p_unseen"), std::exp(-number(ways, 0, "cost"))));
        QVERIFY(near(number(exposure, last, "chainage_m"), number(ways, 0, "length_m"), 1e-6));
        for (std::size_t i = 0; i < last; ++i)
            QVERIFY(number(exposure, i + 1, "p_unseen") <= number(exposure, i, "p_unseen"));
        QVERIFY(near(number(ways, 0, "least_to_m") - number(ways, 0, "least_from_m"), 4));
        // Straight ways are never dearer than the search found.
        const Point end = ways.geometries[0].points.back();
        QVERIFY(number(ways, 0, "p_unseen") >= value(made, "unseen", end) - 1e-6);
        // The chance of each cell is that of the chance over ten metres.
        const double s = number(exposure, 0, "guardianship");
        QVERIFY(near(number(exposure, 0, "hazard_per_m"), hazard_per_m(s, 10), 1e-6));
    }

    void a_locked_gate_is_passed_only_where_asked() {
        const RunPtr open = run(closed_target("closed"));
        QCOMPARE(as_text(*cell(table(open, "approaches"), 0, "gates")), std::string("West gate"));
        const RunPtr locked = run(closed_target("locked"));
        const Table& none = table(locked, "approaches");
        QCOMPARE(none.rows.size(), 1U);
        QVERIFY(!cell(none, 0, "length_m") && !cell(none, 0, "p_unseen"));
        QVERIFY(note(locked, "target_not_reached"));
        QCOMPARE(as_text(*cell(none, 0, "reached")), std::string("with_key"));
        QCOMPARE(as_text(*cell(table(open, "approaches"), 0, "reached")), std::string("yes"));
        QCOMPARE(metric(locked, "targets_reached"), 0.0);
        QCOMPARE(value(locked, "unseen", {20.5, 10.5}), static_cast<double>(nodata));
        const RunPtr forced = run(closed_target("locked"), {{"through_locks", "yes"}});
        const Table& ways = table(forced, "approaches");
        QCOMPARE(number(ways, 0, "delay_s"), 60.0);
        QVERIFY(note(forced, "lock_delay_assumed"));
        // As long seen there as somebody who walks so far.
        QVERIFY(near(number(ways, 0, "cost"), (number(ways, 0, "length_m") + 60 * 1.4) * least_hazard, 1e-9));
    }

    void a_target_no_gate_leads_to_is_told() {
        SiteBuilder site = field_with_target();
        add_fence(site, {{15, 5}, {25, 5}, {25, 15}, {15, 15}, {15, 5}});
        for (const char* through : {"no", "yes"}) {
            const RunPtr made = run(site, {{"through_locks", through}});
            QCOMPARE(as_text(*cell(table(made, "approaches"), 0, "reached")), std::string("no"));
            QVERIFY(note(made, "target_closed_in"));
            QVERIFY(made->result.partial);
        }
    }

    void two_gates_in_one_step_both_hold_up() {
        SiteBuilder site = field_with_target(); // in two fences 0.7 m apart
        add_fence(site, {{15.3, 5.3}, {24.7, 5.3}, {24.7, 14.7}, {15.3, 14.7}, {15.3, 5.3}});
        add_fence(site, {{14.6, 4.6}, {25.4, 4.6}, {25.4, 15.4}, {14.6, 15.4}, {14.6, 4.6}});
        add_gate(site, 15.3, 10.5, "locked").name = "Inner gate";
        add_gate(site, 14.6, 10.5, "locked").name = "Outer gate";
        for (const char* cell_m : {"1", "0.1"}) { // in one step, and one after another
            const RunPtr made = run(site, {{"through_locks", "yes"}, {"cell_m", cell_m}});
            const Table& ways = table(made, "approaches");
            QCOMPARE(number(ways, 0, "delay_s"), 120.0);
            const std::string names = as_text(*cell(ways, 0, "gates"));
            QVERIFY(names.find("Inner gate") != std::string::npos &&
                    names.find("Outer gate") != std::string::npos);
            QVERIFY(near(number(ways, 0, "cost"), (number(ways, 0, "length_m") + 120 * 1.4) * least_hazard,
                         1e-9));
        }
    }

    void a_gate_beside_the_edge_of_its_zone_holds_up_once() {
        SiteBuilder site = closed_target("locked");
        site.add(Role::zone, rectangle(15.4, 5.4, 24.6, 14.6), {{"ownership", std::string("public")}});
        for (const char* cell_m : {"1", "0.1"}) {
            const RunPtr made = run(site, {{"through_locks", "yes"}, {"cell_m", cell_m}});
            QCOMPARE(number(table(made, "approaches"), 0, "delay_s"), 60.0);
        }
    }

    void a_gate_where_two_fences_meet_holds_up_once() {
        SiteBuilder site = field_with_target();
        add_fence(site, {{15, 10.6}, {15, 15}, {25, 15}, {25, 5}, {15, 5}});
        add_fence(site, {{15, 5}, {15, 10.6}});
        add_gate(site, 15, 10.5, "locked").name = "West gate";
        site.add(Role::zone, rectangle(15.1, 5.4, 24.6, 14.6), {{"ownership", std::string("public")}});
        for (const char* cell_m : {"1", "0.1"})
            for (const double y : {9.5, 12.0}) { // through the one leaf and through the other
                const RunPtr made =
                    run(site, {{"through_locks", "yes"}, {"cell_m", cell_m}, {"from", full(1, y)}});
                QCOMPARE(number(table(made, "approaches"), 0, "delay_s"), 60.0);
                QCOMPARE(as_text(*cell(table(made, "approaches"), 0, "gates")), std::string("West gate"));
            }
    }

    void a_gate_outside_its_hours_is_locked() {
        SiteBuilder site = closed_target("open");
        site.add(Role::luminaire, point(30, 10), {{"height_m", 5.0}});
        Feature& gate = add_gate(site, 25, 10.5, "closed");
        gate.set("hours", std::string("Mo-Su 08:00-18:00"), Basis::drawn);
        gate.name = "East gate";
        const auto gates = [&](const char* time) {
            const RunPtr made = run(site, {{"from", full(39.5, 10.5)}}, 2, time);
            return as_text(*cell(table(made, "approaches"), 0, "gates"));
        };
        QCOMPARE(gates("day"), std::string("East gate"));
        QCOMPARE(gates("evening"), std::string("West gate"));
    }

    void interruption_along_a_way_by_hand() {
        // Hardly anybody notices: the chance is that of the hazard times the share that is in time.
        const RunPtr made = run(field_with_target(), {{"response_s", "0"}, {"spread", "0"}});
        const Table& ways = table(made, "approaches");
        QVERIFY(near(number(ways, 0, "p_interruption"), 1 - std::exp(-number(ways, 0, "cost")), 1e-9));
        const RunPtr late = run(field_with_target(), {{"response_s", "3000"}, {"spread", "0"}});
        QCOMPARE(number(table(late, "approaches"), 0, "p_interruption"), 0.0);
        QCOMPARE(metric(late, "p_interruption_min"), 0.0);
    }

    void one_target_nobody_reaches_does_not_hide_the_others() {
        SiteBuilder site = closed_target("locked");
        site.add(Role::target, point(5.5, 5.5), {{"kind", std::string("asset")}}).name = "Tap";
        site.add(Role::target, point(6, 6), {{"kind", std::string("sign")}}).name = "Sign";
        const RunPtr made = run(site);
        QCOMPARE(table(made, "approaches").rows.size(), 2U);
        QVERIFY(!cell(table(made, "approaches"), 0, "length_m"));
        QVERIFY(number(table(made, "approaches"), 1, "length_m") > 0);
        QCOMPARE(metric(made, "targets_reached"), 1.0);
    }

    void a_target_in_a_building_is_reached_at_its_door() {
        SiteBuilder site = field_with_target();
        site.add(Role::building, rectangle(18, 8, 24, 13), {{"height_m", 3.0}});
        site.add(Role::opening, point(24, 10), {{"kind", std::string("door")}, {"width_m", 1.0}});
        const RunPtr made = run(site);
        const Geometry& way = table(made, "approaches").geometries[0];
        QVERIFY(distance(way.points.back(), Point{24, 10}) < 1.5);
    }

    void without_targets_the_main_doors_are_meant() {
        SiteBuilder site;
        site.add(Role::study_area, rectangle(0, 0, 40, 20), {{"kind", std::string("application")}});
        site.add(Role::building, rectangle(18, 8, 24, 13), {{"height_m", 3.0}});
        site.add(Role::opening, point(20, 13), {{"kind", std::string("window")}, {"width_m", 1.0}});
        QVERIFY(refusal(site).contains("nothing on the plan to approach"));
        site.add(Role::opening, point(24, 10), {{"kind", std::string("door")}, {"main", true}}).name = "Door";
        const RunPtr made = run(site);
        QCOMPARE(as_text(*cell(table(made, "approaches"), 0, "kind")), std::string("main door"));
        site.add(Role::zone, rectangle(-1, -1, 41, 21), {{"ownership", std::string("private")}});
        QVERIFY(refusal(site).contains("no public ground leads in"));
        QVERIFY(run(site, {{"from", full(1, 1)}}));
        QVERIFY(refusal(site, {{"from", full(20, 10)}}).contains("nobody can stand"));
    }

    void a_camera_counts_where_it_shows_enough() {
        SiteBuilder site = field_with_target();
        site.add(Role::camera, point(20.5, 14.5),
                 {{"height_m", 3.0},
                  {"azimuth_deg", 180.0},
                  {"hfov_deg", 90.0},
                  {"h_pixels", std::int64_t{1920}}});
        const RunPtr seen = run(site);
        QVERIFY(count(seen, "camera_cells") > 0);
        const RunPtr off = run(site, {{"camera_notice", "0"}});
        QCOMPARE(count(off, "camera_cells"), 0);
        QVERIFY(number(table(seen, "approaches"), 0, "p_unseen") <
                number(table(off, "approaches"), 0, "p_unseen"));
    }

    void the_threads_do_not_matter() {
        SiteBuilder site = field_with_target();
        for (int i = 0; i < 5; ++i)
            site.add(Role::target, point(3.5 + 7 * i, 4.5), {{"kind", std::string("asset")}});
        const RunPtr one = run(site, {{"cell_m", "0.5"}}, 1);
        const RunPtr two = run(site, {{"cell_m", "0.5"}}, 2);
        QVERIFY(one->result.tables == two->result.tables);
        QVERIFY(field(one, "unseen").values == field(two, "unseen").values);
    }

    void it_is_protected() {
        const RunPtr made = run(field_with_target());
        QVERIFY(made->sensitivity == Sensitivity::protect);
    }
};

PROSPECT_TEST(ApproachTest);

#include "approach_test.moc"
