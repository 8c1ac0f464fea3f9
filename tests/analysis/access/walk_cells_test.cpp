#include "analysis/access/gates.h"
#include "analysis/access/reach.h"
#include "analysis/access/walk_cells.h"
#include "tests/analysis/access/lattice_plan.h"
#include "tests/support/registry.h"
#include "tests/support/site_builder.h"

#include <QTest>

#include <random>

using namespace prospect;
using namespace prospect::access;
using namespace prospect::test;

namespace {

constexpr double person_m = 1.6;

WalkCells cells_of(const scene::Footing& footing, const Box& box, double cell_m,
                   std::span<const Segment> closed = {}, int threads = 2) {
    return walk_cells(grid_of_extent(box, cell_m), footing, closed, engine::Workers(threads));
}

Feature& add_barrier(SiteBuilder& site, std::vector<Point> points, const char* kind = "fence") {
    return site.add(Role::barrier, line(std::move(points)),
                    {{"kind", std::string(kind)}, {"height_m", 2.0}, {"passable", std::string("none")}});
}

// Buildings and barriers at places that are no multiples of the cells, and some that are.
SiteBuilder random_plan(std::mt19937& random) {
    std::uniform_real_distribution<double> place(0, 20);
    std::uniform_real_distribution<double> size(0.2, 6);
    SiteBuilder site;
    for (int i = 0; i < 4; ++i) {
        const double x = place(random);
        const double y = std::round(place(random)); // along the edges of cells
        site.add(Role::building, rectangle(x, y, x + size(random), y + size(random)), {{"height_m", 6.0}});
    }
    for (int i = 0; i < 8; ++i)
        add_barrier(site, {{place(random), place(random)}, {place(random), place(random)}});
    add_barrier(site, {{3, 0}, {3, 9}});          // between cells
    add_barrier(site, {{0, 12.5}, {8.25, 12.5}}); // through centres
    return site;
}

// Steps from south of y = 5 to north of it, past open gates alone.
int steps_north(const SiteBuilder& site) {
    const scene::Scene scene(site.site(), {});
    const WalkGround ground(scene);
    const WalkCells cells = cells_of(ground.footing, {0, 0, 20, 10}, 0.5, closed_stretches(ground.gates));
    int steps = 0;
    for (std::int64_t cell = 0; cell < cells.grid.cell_count(); ++cell)
        for (std::size_t k = 0; k < neighbours.size(); ++k)
            if (cells.can_step(cell, k) && cells.center(cell).y < 5 &&
                cells.center(cells.step_to(cell, k)).y > 5)
                ++steps;
    return steps;
}

} // namespace

class WalkCellsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void a_wall_with_a_gap_by_hand() {
        SiteBuilder site;
        add_barrier(site, {{5, 0}, {5, 4}});
        add_barrier(site, {{5, 6}, {5, 10}});
        const scene::Scene scene(site.site(), {});
        const scene::Footing footing(scene, person_m);
        const WalkCells cells = cells_of(footing, {0, 0, 10, 10}, 1);
        QCOMPARE(std::count(cells.walks.begin(), cells.walks.end(), 1), 100);
        const auto east = [&](double y) { return cells.can_step(cells.at({4.5, y}), 0); };
        for (const double y : {0.5, 1.5, 2.5, 3.5, 6.5, 9.5})
            QVERIFY(!east(y));
        QVERIFY(east(4.5) && east(5.5));
        // A slanted step through the end of a wall touches it.
        QVERIFY(!cells.can_step(cells.at({4.5, 4.5}), 1)); // to 5.5, 3.5
        QVERIFY(cells.can_step(cells.at({4.5, 5.5}), 1));  // to 5.5, 4.5
        QCOMPARE(cells.at({-0.1, 5}), -1);
        QCOMPARE(cells.length(1), std::sqrt(2.0));
    }

    void it_is_what_footing_says_on_random_plans() {
        for (unsigned seed = 0; seed < 12; ++seed) {
            std::mt19937 random(seed);
            const SiteBuilder site = random_plan(random);
            const scene::Scene scene(site.site(), {});
            const scene::Footing footing(scene, person_m);
            const Segment closed{{0.3, 0.3}, {14.2, 17.9}};
            const WalkCells cells = cells_of(footing, {0, 0, 24, 22}, 0.5, {&closed, 1});
            const Grid& grid = cells.grid;
            for (std::int64_t cell = 0; cell < grid.cell_count(); ++cell) {
                const Point p = cells.center(cell);
                QCOMPARE(cells.walks[static_cast<std::size_t>(cell)] != 0, footing.walks(p));
                for (std::size_t k = 0; k < neighbours.size(); ++k) {
                    const std::int64_t column = cell % grid.columns + neighbours[k].column;
                    const std::int64_t row = cell / grid.columns + neighbours[k].row;
                    const bool inside = column >= 0 && column < grid.columns && row >= 0 && row < grid.rows;
                    const Point q = grid.center(column, row);
                    const bool expected = inside && footing.walks(p) && footing.walks(q) &&
                                          footing.steps(p, q) && !crossing({p, q}, closed);
                    QCOMPARE(cells.can_step(cell, k), expected);
                }
            }
        }
    }

    void the_threads_do_not_matter() {
        std::mt19937 random(99);
        const SiteBuilder site = random_plan(random);
        const scene::Scene scene(site.site(), {});
        const scene::Footing footing(scene, person_m);
        const WalkCells one = cells_of(footing, {0, 0, 24, 22}, 0.1, {}, 1);
        const WalkCells two = cells_of(footing, {0, 0, 24, 22}, 0.1, {}, 2);
        QVERIFY(one.walks == two.walks && one.steps == two.steps);
    }

    void the_cell_beside_a_place_is_on_its_side_of_a_wall() {
        SiteBuilder site;
        add_barrier(site, {{5.1, 0}, {5.1, 10}});
        const scene::Scene scene(site.site(), {});
        const scene::Footing footing(scene, person_m);
        const WalkCells cells = cells_of(footing, {0, 0, 10, 10}, 1);
        QCOMPARE(cell_beside(cells, footing, {5.2, 5.5}, 2), cells.at({5.5, 5.5}));
        QCOMPARE(cell_beside(cells, footing, {5.0, 5.5}, 2), cells.at({4.5, 5.5}));
        QCOMPARE(cell_beside(cells, footing, {5.0, 5.5}, 0.3), -1);
    }

    void a_line_passes_cells_by_its_length() {
        const Grid grid = grid_of_extent({0, 0, 10, 10}, 1);
        std::vector<std::pair<std::int64_t, double>> passed;
        for_cells_along(grid, {{0.5, 9.5}, {3.0, 9.5}},
                        [&](std::int64_t cell, double length_m) { passed.emplace_back(cell, length_m); });
        QCOMPARE(passed.size(), 3U);
        QCOMPARE(passed[0].first, 0);
        QCOMPARE(passed[0].second, 0.5);
        QCOMPARE(passed[2].second, 1.0);
        double sum = 0;
        for_cells_along(grid, {{0.31, 0.77}, {9.2, 8.13}},
                        [&](std::int64_t, double length_m) { sum += length_m; });
        QVERIFY(std::abs(sum - std::hypot(9.2 - 0.31, 8.13 - 0.77)) < 1e-9);
    }

    void a_line_is_led_across_once() {
        const Segment gate{{2, 0}, {2, 3}};
        // Onto it and off it again, whichever way, whichever way it is drawn.
        for (const Segment& line : {gate, Segment{gate.b, gate.a}})
            for (const double y : {0.0, 1.0, 3.0}) {
                const Segment onto{{1, 1}, {2, y}};
                const Segment off{{2, y}, {3, 2}};
                QCOMPARE(int(leads_across(onto, line)) + int(leads_across(off, line)), 1);
                QCOMPARE(leads_across({onto.b, onto.a}, line), leads_across(onto, line));
                // And not there and back.
                const Segment back{{2, y}, {1, 2}};
                QVERIFY(leads_across(onto, line) == leads_across(back, line));
            }
        QVERIFY(leads_across({{1, 1}, {3, 2}}, gate));
        QVERIFY(!leads_across({{1, 4}, {3, 3.5}}, gate)); // beyond its end
        QVERIFY(!leads_across({{2, 1}, {2, 2}}, gate));   // along it
        QVERIFY(!leads_across({{2, 4}, {1, 4}}, gate));
    }

    void nobody_stands_on_a_closed_gate() {
        const scene::Scene scene(SiteBuilder().site(), {});
        const scene::Footing footing(scene, person_m);
        const Segment leaf{{4.5, 3}, {4.5, 6}}; // through the centres of three cells
        const WalkCells cells = cells_of(footing, {0, 0, 10, 10}, 1, {&leaf, 1});
        QCOMPARE(std::count(cells.walks.begin(), cells.walks.end(), 1), 97);
        for (const double y : {3.5, 4.5, 5.5})
            QVERIFY(cells.walks[static_cast<std::size_t>(cells.at({4.5, y}))] == 0);
    }

    void a_gate_is_locked_by_its_control_and_by_its_hours() {
        SiteBuilder site;
        add_barrier(site, {{0, 5}, {20, 5}});
        const auto gate = [&](double x, const char* control, const char* hours, double delay_s) {
            Feature& one =
                site.add(Role::opening, point(x, 5), {{"kind", std::string("gate")}, {"width_m", 1.5}});
            if (*control != '\0') one.set("control", std::string(control), Basis::drawn);
            if (*hours != '\0') one.set("hours", std::string(hours), Basis::drawn);
            if (delay_s >= 0) one.set("delay_s", delay_s, Basis::drawn);
        };
        gate(2, "", "", -1);
        gate(5, "locked", "", 30);
        gate(8, "", "Mo-Su 08:00-18:00", 5);
        gate(11, "open", "Mo-Su 08:00-18:00", -1);
        gate(14, "controlled", "", -1);
        gate(17, "closed", "rubbish", -1);
        site.add(Role::opening, point(10, 8), {{"kind", std::string("gate")}}); // in no barrier
        site.add(Role::opening, point(3, 5), {{"kind", std::string("window")}});
        TimeContext time;
        const auto found = [&](const char* clock) {
            time.set_time(clock);
            const scene::Scene scene(site.site(), time);
            return WalkGround(scene, 60).gates;
        };
        const GatesAt day = found("14:00");
        QCOMPARE(day.all.size(), 6U);
        const auto locked = [](const GatesAt& gates) {
            std::string made;
            for (const Gate& one : gates.all)
                made += one.locked ? 'x' : '-';
            return made;
        };
        QCOMPARE(locked(day), std::string("-x--x-"));
        QCOMPARE(locked(found("23:00")), std::string("-xxxx-"));
        const GatesAt night = found("23:00");
        std::vector<double> delays;
        for (const Gate& one : night.all)
            delays.push_back(one.delay_s);
        QVERIFY(delays == (std::vector<double>{0, 30, 5, 60, 60, 0}));
        QCOMPARE(night.all[0].across.size(), 1U);
        QVERIFY(std::abs(distance(night.all[0].across[0].a, night.all[0].across[0].b) - 1.52) < 1e-9);
        QVERIFY(std::any_of(night.notes.begin(), night.notes.end(),
                            [](const scene::Note& note) { return note.code == "gates_closed_by_hours"; }));
        QVERIFY(std::any_of(day.notes.begin(), day.notes.end(),
                            [](const scene::Note& note) { return note.code == "hours_not_understood"; }));
    }

    void a_closed_gate_in_a_thick_wall_is_shut() {
        SiteBuilder site;
        site.add(Role::barrier, rectangle(0, 5, 20, 5.4),
                 {{"kind", std::string("wall")}, {"height_m", 2.0}, {"passable", std::string("none")}});
        site.add(Role::opening, point(10, 5.1),
                 {{"kind", std::string("gate")}, {"width_m", 2.0}, {"control", std::string("locked")}});
        const scene::Scene scene(site.site(), {});
        const WalkGround ground(scene, 60);
        const scene::Footing& footing = ground.footing;
        const GatesAt& gates = ground.gates;
        QCOMPARE(gates.all.size(), 1U);
        const auto crosses = [&](const WalkCells& cells) {
            int steps = 0;
            for (std::int64_t cell = 0; cell < cells.grid.cell_count(); ++cell)
                for (std::size_t k = 0; k < neighbours.size(); ++k)
                    if (cells.can_step(cell, k) &&
                        (cells.center(cell).y < 5) != (cells.center(cells.step_to(cell, k)).y < 5))
                        ++steps;
            return steps;
        };
        QVERIFY(crosses(cells_of(footing, {0, 0, 20, 10}, 0.5)) > 0);
        const auto closed = closed_stretches(gates);
        QCOMPARE(crosses(cells_of(footing, {0, 0, 20, 10}, 0.5, closed)), 0);
    }

    void a_gate_between_the_ends_of_two_fences_closes_the_gap() {
        for (const char* control : {"locked", "open"}) {
            SiteBuilder site;
            add_barrier(site, {{-1, 5}, {8.1, 5}});
            add_barrier(site, {{11.9, 5}, {21, 5}});
            site.add(Role::opening, point(10, 5.1),
                     {{"kind", std::string("gate")}, {"width_m", 3.8}, {"control", std::string(control)}});
            const scene::Scene scene(site.site(), {});
            QCOMPARE(WalkGround(scene).gates.all.size(), 1U);
            QCOMPARE(steps_north(site) > 0, std::string(control) == "open");
        }
    }

    void a_fence_drawn_a_little_short_is_closed() {
        SiteBuilder site;
        add_barrier(site, {{-1, 5}, {9.9, 5}});
        add_barrier(site, {{10.1, 5}, {21, 5}});
        QCOMPARE(steps_north(site), 0);
    }

    void a_door_upstairs_lets_nobody_through() {
        SiteBuilder site;
        add_barrier(site, {{-1, 5}, {21, 5}});
        Feature& door =
            site.add(Role::opening, point(10, 5),
                     {{"kind", std::string("door")}, {"width_m", 2.0}, {"control", std::string("open")}});
        QVERIFY(steps_north(site) > 0);
        door.set("storey", std::int64_t{1}, Basis::drawn);
        QCOMPARE(steps_north(site), 0);
    }

    void water_stops_people() {
        SiteBuilder site;
        site.add(Role::zone, rectangle(-1, 4, 21, 6), {{"use", std::string("river")}});
        QCOMPARE(steps_north(site), 0);
    }

    void nobody_walks_through_a_building_by_its_doors() {
        SiteBuilder site;
        site.add(Role::building, rectangle(-1, 4.6, 21, 5.4), {{"height_m", 3.0}});
        for (const double y : {4.6, 5.4})
            site.add(Role::opening, point(10, y),
                     {{"kind", std::string("door")}, {"width_m", 2.0}, {"control", std::string("open")}});
        const scene::Scene scene(site.site(), {});
        const WalkGround ground(scene);
        QVERIFY(ground.gates.all.empty());
        QVERIFY(!ground.footing.steps({10.25, 4.25}, {10.25, 5.75}));
        QCOMPARE(steps_north(site), 0);
    }

    void a_width_that_is_given_counts_before_the_drawn_one() {
        SiteBuilder site;
        add_barrier(site, {{-1, 5}, {21, 5}});
        Feature& gate = site.add(Role::opening, line({{8, 5}, {12, 5}}),
                                 {{"kind", std::string("gate")}, {"control", std::string("closed")}});
        const auto width_m = [&] {
            const scene::Scene scene(site.site(), {});
            return WalkGround(scene).gates.all.at(0).width_m;
        };
        QCOMPARE(width_m(), 4.0);
        gate.set("width_m", 1.2, Basis::drawn);
        QCOMPARE(width_m(), 1.2);
    }

    // The cells and the access graph are asked on random plans of rooms who gets where without a key.
    void cells_and_graph_tell_alike_who_gets_where() {
        int in = 0;
        int out = 0;
        for (unsigned seed = 0; seed < 40; ++seed) {
            const LatticePlan plan(seed, 20);
            TimeContext time;
            const scene::Scene scene(plan.site.site(), time);
            const WalkGround ground(scene);
            const WalkCells cells =
                cells_of(ground.footing, {-2, -2, 20, 20}, 0.5, closed_stretches(ground.gates));
            std::vector<std::uint8_t> reached(cells.walks.size(), 0);
            std::vector<std::int64_t> left{cells.at({-1.7, -1.7})};
            reached[static_cast<std::size_t>(left[0])] = 1;
            while (!left.empty()) {
                const std::int64_t cell = left.back();
                left.pop_back();
                for (std::size_t k = 0; k < neighbours.size(); ++k) {
                    if (!cells.can_step(cell, k)) continue;
                    const auto next = static_cast<std::size_t>(cells.step_to(cell, k));
                    if (reached[next] != 0) continue;
                    reached[next] = 1;
                    left.push_back(static_cast<std::int64_t>(next));
                }
            }
            const scene::AccessGraph graph(scene, {});
            const Reach reach = reach_of(graph, Buildings::lead_nowhere);
            for (int room = 0; room < LatticePlan::side * LatticePlan::side; ++room) {
                const Point middle = LatticePlan::middle(room);
                const bool walked = reached[static_cast<std::size_t>(cells.at(middle))] != 0;
                QCOMPARE(walked, reach.depth[graph.place_at(middle)] == std::optional(0));
                ++(walked ? in : out);
            }
        }
        QVERIFY(in > 100 && out > 100);
    }
};

PROSPECT_TEST(WalkCellsTest);

#include "walk_cells_test.moc"
