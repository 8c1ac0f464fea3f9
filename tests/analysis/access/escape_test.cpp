#include "analysis/access/ways_out.h"
#include "analysis/catalogue.h"
#include "analysis/engine/engine.h"
#include "geometry/io/project_file.h"
#include "tests/analysis/sightlines/results.h"
#include "tests/support/registry.h"
#include "tests/support/site_builder.h"

#include <QTest>

#include <queue>
#include <random>
#include <set>

using namespace prospect;
using namespace prospect::access;
using namespace prospect::engine;
using namespace prospect::test;

namespace {

RunPtr run(const SiteBuilder& builder, Settings settings = {}, int threads = 2, const char* time = "day") {
    Engine engine(catalogue());
    Request request{.site = builder.site(), .threads = threads};
    request.time.set_time(time);
    return engine.run("access.escape", settings, request);
}

QString refusal(const SiteBuilder& builder, const Settings& settings = {}) {
    try {
        (void)run(builder, settings);
    } catch (const Error& error) {
        return QString::fromStdString(error.what());
    }
    return {};
}

Feature& add_wall(SiteBuilder& site, std::vector<Point> points) {
    return site.add(Role::barrier, line(std::move(points)),
                    {{"kind", std::string("wall")}, {"height_m", 2.2}, {"passable", std::string("none")}});
}

Feature& add_help(SiteBuilder& site, double x, double y) {
    return site.add(Role::target, point(x, y), {{"kind", std::string("refuge")}});
}

// Open ground of 40 x 40 m with a help point in its south-west, at the centre of a cell: these lie on whole
// multiples of the half metre a cell is wide.
SiteBuilder open_ground() {
    SiteBuilder site;
    site.add(Role::study_area, rectangle(0, 0, 40, 40), {{"kind", std::string("application")}});
    add_help(site, 5, 5);
    return site;
}

// 10 x 20 m, closed but for one or two gaps of 2 m, in the east of the open ground. Its walls run between the
// centres of the cells.
SiteBuilder yard(int gaps) {
    SiteBuilder site = open_ground();
    add_wall(site, {{20.25, 21.25}, {20.25, 30.25}, {30.25, 30.25}, {30.25, 21.25}});
    add_wall(site, {{30.25, 19.25}, {30.25, 10.25}, {20.25, 10.25}, {20.25, 19.25}});
    if (gaps < 2) add_wall(site, {{30.25, 21.25}, {30.25, 19.25}});
    return site;
}

struct Plan {
    SitePtr site;
    std::unique_ptr<scene::Scene> scene;
    std::unique_ptr<WalkGround> ground;
    const scene::Footing* footing = nullptr;
    WalkCells cells;
    std::vector<Bottleneck> narrow;
};

Plan plan_of(const SiteBuilder& builder, const Box& box, double cell_m, double width_m = 2.5) {
    Plan plan;
    plan.site = builder.site();
    plan.scene = std::make_unique<scene::Scene>(plan.site, TimeContext{});
    plan.ground = std::make_unique<WalkGround>(*plan.scene);
    plan.footing = &plan.ground->footing;
    const GatesAt& gates = plan.ground->gates;
    const auto closed = closed_stretches(gates);
    plan.cells = walk_cells(grid_of_extent(box, cell_m), *plan.footing, closed, Workers(2));
    std::vector<Segment> stops = plan.footing->edges();
    stops.insert(stops.end(), closed.begin(), closed.end());
    plan.narrow = bottlenecks(plan.cells, stops, gates, width_m, Workers(2));
    return plan;
}

// Distances to the refuges when some narrow places are blocked, by the plainest search there is.
std::vector<double> distances(const Plan& plan, const std::vector<std::vector<std::uint32_t>>& crossed,
                              std::span<const std::int64_t> refuges, std::set<std::uint32_t> blocked) {
    const WalkCells& cells = plan.cells;
    std::vector<double> found(cells.walks.size(), 1e18);
    using Entry = std::pair<double, std::int64_t>;
    std::priority_queue<Entry, std::vector<Entry>, std::greater<>> queue;
    for (const std::int64_t refuge : refuges) {
        found[static_cast<std::size_t>(refuge)] = 0;
        queue.push({0, refuge});
    }
    while (!queue.empty()) {
        const auto [m, cell] = queue.top();
        queue.pop();
        if (m > found[static_cast<std::size_t>(cell)]) continue;
        for (std::size_t k = 0; k < neighbours.size(); ++k) {
            if (!cells.can_step(cell, k)) continue;
            const auto& some = crossed[static_cast<std::size_t>(cell) * 8 + k];
            if (std::any_of(some.begin(), some.end(),
                            [&](std::uint32_t one) { return blocked.contains(one); }))
                continue;
            const std::int64_t next = cells.step_to(cell, k);
            if (m + cells.length(k) < found[static_cast<std::size_t>(next)]) {
                found[static_cast<std::size_t>(next)] = m + cells.length(k);
                queue.push({m + cells.length(k), next});
            }
        }
    }
    return found;
}

// Ways out by blocking every narrow place, and every two of them.
std::vector<int> by_force(const Plan& plan, std::span<const std::int64_t> refuges, double within_m) {
    std::vector<std::vector<std::uint32_t>> crossed(plan.cells.walks.size() * 8);
    for (std::int64_t cell = 0; cell < plan.cells.grid.cell_count(); ++cell)
        for (std::size_t k = 0; k < 8; ++k) {
            if (!plan.cells.can_step(cell, k)) continue;
            const Segment step{plan.cells.center(cell), plan.cells.center(plan.cells.step_to(cell, k))};
            for (std::uint32_t i = 0; i < plan.narrow.size(); ++i)
                for (const Segment& piece : plan.narrow[i].across)
                    if (leads_across(step, piece)) crossed[static_cast<std::size_t>(cell) * 8 + k].push_back(i);
        }
    std::vector<int> ways(plan.cells.walks.size(), 3);
    const auto cut = [&](std::set<std::uint32_t> blocked, int fewest) {
        const std::vector<double> found = distances(plan, crossed, refuges, std::move(blocked));
        for (std::size_t i = 0; i < found.size(); ++i)
            if (found[i] > within_m) ways[i] = std::min(ways[i], fewest);
    };
    cut({}, 0);
    const auto all = static_cast<std::uint32_t>(plan.narrow.size());
    for (std::uint32_t a = 0; a < all; ++a) {
        cut({a}, 1);
        for (std::uint32_t b = a + 1; b < all; ++b)
            cut({a, b}, 2);
    }
    return ways;
}

// Walls on a grid of 4 m with gaps of 1 to 3 m in some of them, and a few slanted ones.
SiteBuilder maze(std::mt19937& random) {
    std::uniform_real_distribution<double> share(0, 1);
    SiteBuilder site;
    const auto wall = [&](Point a, Point b) {
        const double dice = share(random);
        if (dice < 0.25) return;
        if (dice < 0.6) {
            add_wall(site, {a, b});
            return;
        }
        const double gap_m = 0.8 + 1.4 * share(random);
        const Point along = (b - a) * (1 / distance(a, b));
        const double from_m = (4 - gap_m) * share(random);
        add_wall(site, {a, a + along * from_m});
        add_wall(site, {a + along * (from_m + gap_m), b});
    };
    for (int x = 0; x <= 3; ++x)
        for (int y = 0; y <= 2; ++y) {
            const Point p{4.0 * x + 0.13, 4.0 * y + 0.21};
            if (x < 3) wall(p, p + Point{4, 0});
            if (y < 2) wall(p, p + Point{0, 4});
        }
    return site;
}

} // namespace

class EscapeTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void a_yard_with_one_gap_and_with_two() {
        const RunPtr one = run(yard(1));
        QCOMPARE(value(one, "ways_out", {25.25, 20.25}), 1.0);
        QCOMPARE(value(one, "ways_out", {10.25, 20.25}), 3.0);
        const Table& spots = table(one, "one_way_out");
        QCOMPARE(spots.rows.size(), 1U);
        QVERIFY(std::abs(number(spots, 0, "area_m2") - 200) < 1e-9);
        QVERIFY(std::abs(number(spots, 0, "exit_m") - 2) < 0.05);
        QVERIFY(std::abs(number(spots, 0, "exit_x") - 530020.25) < 0.05);
        QVERIFY(std::abs(number(spots, 0, "exit_y") - 179020.25) < 0.05);
        QCOMPARE(metric(one, "one_way_spots"), 1.0);
        QVERIFY(std::abs(metric(one, "two_ways_share") - (1600.0 - 200) / 1600) < 0.01);
        const RunPtr two = run(yard(2));
        QCOMPARE(value(two, "ways_out", {25.25, 20.25}), 2.0);
        QCOMPARE(table(two, "one_way_out").rows.size(), 0U);
        QCOMPARE(metric(two, "two_ways_share"), 1.0);
    }

    void a_wide_gap_is_not_blocked_by_one_person() {
        const RunPtr made = run(yard(1), {{"blocked_m", "1.9"}});
        QCOMPARE(value(made, "ways_out", {25.25, 20.25}), 3.0);
    }

    void a_recess_is_left_one_way_and_an_alley_two() {
        SiteBuilder site = open_ground();
        add_wall(site, {{10, 20}, {12, 20}, {12, 26}, {10, 26}}); // no: open to the west, 6 m wide
        add_wall(site, {{20, 20}, {20, 17}, {22, 17}, {22, 20}}); // open to the north, 2 m wide, 3 m deep
        add_wall(site, {{30, 5}, {30, 30}});
        add_wall(site, {{32, 5}, {32, 30}});
        const RunPtr made = run(site);
        // Narrow places lie on whole metres, on centres of cells: who stands on one gets off it.
        for (double y = 6; y < 30; y += 0.5)
            QCOMPARE(value(made, "ways_out", {31, y}), 2.0);
        QCOMPARE(value(made, "ways_out", {11.25, 23.25}), 3.0);
        QCOMPARE(value(made, "ways_out", {21.25, 17.75}), 1.0);
        for (const double y : {8.25, 17.25, 27.25})
            QCOMPARE(value(made, "ways_out", {31.25, y}), 2.0);
    }

    void a_way_that_is_too_long_is_none() {
        // The second gap of the yard leads out to the far side.
        const RunPtr near = run(yard(2), {{"within_m", "30"}});
        QCOMPARE(value(near, "ways_out", {21.25, 20.25}), 1.0);
        QCOMPARE(value(near, "ways_out", {38.25, 38.25}), 0.0);
        QCOMPARE(value(near, "refuge_m", {38.25, 38.25}), static_cast<double>(nodata));
        QVERIFY(metric(near, "no_refuge_share") > 0);
    }

    void the_way_to_the_refuge_is_its_length() {
        const RunPtr made = run(open_ground());
        QVERIFY(std::abs(value(made, "refuge_m", {15, 5}) - 10) < 1e-4);
        QVERIFY(std::abs(value(made, "refuge_m", {15, 15}) - 10 * std::sqrt(2.0)) < 1e-4);
        // Within 42 m of it on the eight directions.
        QVERIFY(metric(made, "soon_share") > 0.9 && metric(made, "soon_share") < 1);
    }

    void gates_are_ways_while_they_are_open() {
        SiteBuilder site = yard(1);
        Feature& gate = site.add(Role::opening, point(25, 10.25),
                                 {{"kind", std::string("gate")},
                                  {"width_m", 1.5},
                                  {"control", std::string("closed")},
                                  {"hours", std::string("Mo-Su 08:00-18:00")}});
        QCOMPARE(value(run(site), "ways_out", {25.25, 20.25}), 2.0);
        QCOMPARE(value(run(site, {}, 2, "evening"), "ways_out", {25.25, 20.25}), 1.0);
        gate.set("control", std::string("controlled"), Basis::drawn);
        QCOMPARE(value(run(site), "ways_out", {25.25, 20.25}), 1.0);
        // Its hours say when people pass.
        gate.set("control", std::string("locked"), Basis::drawn);
        QCOMPARE(value(run(site), "ways_out", {25.25, 20.25}), 2.0);
    }

    void what_is_open_is_a_refuge() {
        SiteBuilder site;
        site.add(Role::study_area, rectangle(0, 0, 40, 40), {{"kind", std::string("application")}});
        site.add(Role::building, rectangle(10, 10, 20, 20),
                 {{"height_m", 6.0}, {"use", std::string("shop")}});
        Feature& door = site.add(
            Role::opening, point(15, 10),
            {{"kind", std::string("door")}, {"main", true}, {"hours", std::string("Mo-Su 08:00-18:00")}});
        QVERIFY(std::abs(value(run(site), "refuge_m", {15.25, 5.25}) - 4.5) < 0.6);
        const auto at_night = [&](const Settings& settings) {
            try {
                (void)run(site, settings, 2, "night");
            } catch (const Error& error) {
                return QString::fromStdString(error.what());
            }
            return QString();
        };
        QVERIFY(at_night({}).contains("nothing on the plan counts as a refuge"));
        // Its hours say when people pass.
        door.set("control", std::string("locked"), Basis::drawn);
        QVERIFY(std::abs(value(run(site), "refuge_m", {15.25, 5.25}) - 4.5) < 0.6);
        door.set("hours", std::string(), Basis::drawn);
        QVERIFY(refusal(site).contains("refuge"));
        site.add(Role::path, line({{0, 2}, {40, 2}}), {{"kind", std::string("road")}, {"width_m", 4.0}});
        QVERIFY(std::abs(value(run(site), "refuge_m", {15.25, 6.25}) - 2.5) < 0.6);
        QVERIFY(refusal(site, {{"refuges", "home"}}).contains("refuge"));
    }

    void refuges_that_are_left_out_are_told() {
        SiteBuilder site = open_ground();
        add_help(site, 20, 20).set("hours", std::string("rubbish"), Basis::drawn);
        site.add(Role::building, rectangle(30, 30, 36, 36), {{"height_m", 6.0}});
        add_help(site, 33, 33); // in the middle of it
        const RunPtr made = run(site);
        QVERIFY(note(made, "hours_not_understood"));
        QVERIFY(note(made, "refuge_without_ground"));
        QCOMPARE(count(made, "refuge_cells"), 1);
        QVERIFY(!note(run(open_ground()), "refuge_without_ground"));
    }

    void a_refuge_around_the_study_area_counts() {
        SiteBuilder site;
        site.add(Role::study_area, rectangle(0, 0, 40, 40), {{"kind", std::string("application")}});
        add_help(site, 60.25, 20.25);
        add_help(site, 300, 20); // out of reach
        const RunPtr made = run(site);
        QVERIFY(std::abs(value(made, "refuge_m", {35.25, 20.25}) - 25) < 0.8);
        QCOMPARE(count(made, "refuge_cells"), 1);
        const Box box = field(made, "ways_out").grid.box();
        QVERIFY(box.xmax < 41 && box.xmin > -1 && box.ymax < 41 && box.ymin > -1);
        QCOMPARE(metric(made, "no_refuge_share"), 0.0);
    }

    void private_ground_and_what_is_closed_off_is_not_told() {
        SiteBuilder site = yard(1);
        add_wall(site, {{20.25, 21.25}, {20.25, 19.25}}); // nobody gets in any more
        site.add(Role::zone, rectangle(0, 30, 20, 40), {{"ownership", std::string("private")}});
        const RunPtr made = run(site);
        QCOMPARE(value(made, "ways_out", {10.25, 35.25}), static_cast<double>(nodata));
        // Public ground all the same: it is told that there is no refuge.
        QCOMPARE(value(made, "ways_out", {25.25, 20.25}), 0.0);
        site.add(Role::zone, rectangle(19, 9, 31, 31), {{"ownership", std::string("semi_private")}});
        QCOMPARE(value(run(site), "ways_out", {25.25, 20.25}), static_cast<double>(nodata));
    }

    void it_is_what_blocking_everything_gives() {
        int ones = 0;
        int twos = 0;
        for (unsigned seed = 0; seed < 14; ++seed) {
            std::mt19937 random(seed);
            const Plan plan = plan_of(maze(random), {-3, -3, 16, 12}, 0.5);
            const std::vector<std::int64_t> refuges{plan.cells.at({-2.2, -2.2}), plan.cells.at({10.3, 6.3})};
            const double within_m = seed % 2 == 0 ? 60 : 14;
            const WaysOut out = ways_out(plan.cells, plan.narrow, refuges, within_m, Workers(2));
            const std::vector<int> expected = by_force(plan, refuges, within_m);
            for (std::size_t i = 0; i < expected.size(); ++i) {
                if (plan.cells.walks[i] == 0) continue;
                if (out.ways[i] != expected[i])
                    qWarning("seed %u at %g,%g: %d is not %d", seed,
                             plan.cells.center(static_cast<std::int64_t>(i)).x,
                             plan.cells.center(static_cast<std::int64_t>(i)).y, int(out.ways[i]),
                             expected[i]);
                QCOMPARE(int(out.ways[i]), expected[i]);
                QCOMPARE(out.exit[i] >= 0, expected[i] == 1);
                ones += expected[i] == 1;
                twos += expected[i] == 2;
            }
        }
        QVERIFY(ones > 100 && twos > 100);
    }

    void a_refuge_nobody_walks_on_is_none() {
        SiteBuilder site = open_ground();
        site.add(Role::building, rectangle(30, 30, 35, 35), {{"height_m", 6.0}});
        add_wall(site, {{20, 21}, {20, 40}});
        add_wall(site, {{20, 0}, {20, 19}}); // one way of 2 m
        const Plan plan = plan_of(site, {0, 0, 40, 40}, 0.5);
        const std::int64_t within = plan.cells.at({32, 32});
        QVERIFY(plan.cells.walks[static_cast<std::size_t>(within)] == 0);
        const std::vector<std::int64_t> both{plan.cells.at({5, 5}), within};
        const WaysOut with = ways_out(plan.cells, plan.narrow, both, 100, Workers(2));
        const WaysOut without = ways_out(plan.cells, plan.narrow, {both.data(), 1}, 100, Workers(2));
        QVERIFY(with.ways == without.ways && with.exit == without.exit);
        QCOMPARE(int(with.ways[static_cast<std::size_t>(plan.cells.at({30, 10}))]), 1);
    }

    void closing_every_narrow_place_keeps_out_who_is_as_wide() {
        // Flooding from outside then gets to no room that a disc two cells narrower does not get to.
        constexpr double width_m = 2.5;
        constexpr double cell_m = 0.25;
        int kept_out = 0;
        for (unsigned seed = 0; seed < 14; ++seed) {
            std::mt19937 random(seed);
            const Plan plan = plan_of(maze(random), {-4, -4, 17, 13}, cell_m, width_m);
            const WalkCells& cells = plan.cells;
            std::vector<Segment> closed;
            for (const Bottleneck& one : plan.narrow)
                closed.insert(closed.end(), one.across.begin(), one.across.end());
            const WalkCells shut = walk_cells(cells.grid, *plan.footing, closed, Workers(2));
            std::vector<double> room_m(cells.walks.size()); // from the nearest wall
            for (std::size_t i = 0; i < room_m.size(); ++i)
                room_m[i] = plan.footing->stop_distance(cells.center(static_cast<std::int64_t>(i)), width_m);
            const auto flood = [&](const WalkCells& over, double least_m) {
                std::vector<std::uint8_t> reached(room_m.size(), 0);
                std::vector<std::int64_t> left{cells.at({-2.5, -2.5})};
                reached[static_cast<std::size_t>(left[0])] = 1;
                while (!left.empty()) {
                    const std::int64_t cell = left.back();
                    left.pop_back();
                    for (std::size_t k = 0; k < neighbours.size(); ++k) {
                        if (!over.can_step(cell, k)) continue;
                        const auto next = static_cast<std::size_t>(over.step_to(cell, k));
                        if (reached[next] != 0 || room_m[next] < least_m) continue;
                        reached[next] = 1;
                        left.push_back(static_cast<std::int64_t>(next));
                    }
                }
                return reached;
            };
            const auto all = flood(cells, 0);
            const auto past = flood(shut, 0);
            const auto disc = flood(cells, (width_m - 2 * cell_m) / 2);
            for (std::size_t i = 0; i < room_m.size(); ++i) {
                if (cells.walks[i] == 0 || room_m[i] < width_m / 2) continue;
                if (past[i] != 0 && disc[i] == 0)
                    qWarning("seed %u at %g,%g", seed, cells.center(static_cast<std::int64_t>(i)).x,
                             cells.center(static_cast<std::int64_t>(i)).y);
                QVERIFY(past[i] == 0 || disc[i] != 0);
                kept_out += all[i] != 0 && past[i] == 0;
            }
        }
        QVERIFY(kept_out > 100);
    }

    void gaps_and_posts_are_narrow_places() {
        SiteBuilder site = open_ground();
        add_wall(site, {{20, 21}, {20, 30}, {30, 30}, {30, 10}, {20, 10}, {20, 19.3}});
        const Plan plan = plan_of(site, {0, 0, 40, 40}, 0.5);
        QVERIFY(!plan.narrow.empty());
        QVERIFY(std::any_of(plan.narrow.begin(), plan.narrow.end(), [](const Bottleneck& one) {
            return std::abs(one.width_m - 1.7) < 0.02 && distance(one.middle, Point{20, 20.15}) < 0.3;
        }));
        // Two ends of thin walls that hardly overlap, and a post between two gaps.
        SiteBuilder post = open_ground();
        add_wall(post, {{0, 20}, {18, 20}});
        add_wall(post, {{20, 20}, {20.2, 20}});
        add_wall(post, {{22, 20}, {40, 20}});
        const Plan two = plan_of(post, {0, 0, 40, 40}, 0.5);
        const std::vector<std::int64_t> refuge{two.cells.at({5, 5})};
        const WaysOut out = ways_out(two.cells, two.narrow, refuge, 100, Workers(2));
        QCOMPARE(int(out.ways[static_cast<std::size_t>(two.cells.at({21, 30}))]), 2);
        QCOMPARE(int(out.ways[static_cast<std::size_t>(two.cells.at({21, 10}))]), 3);
    }

    void the_bin_recess_of_the_sample_has_one_way_out() {
        Engine engine(catalogue());
        const SitePtr site = io::open_project(PROSPECT_SOURCE_DIR "/samples/riverside/riverside.gpkg").site;
        const RunPtr made = engine.run("access.escape", {}, {.site = site, .threads = 2});
        const Point recess = site->frame.to_local({530299.98, 179338.1});
        QCOMPARE(value(made, "ways_out", recess), 1.0);
        const Table& spots = table(made, "one_way_out");
        bool told = false;
        for (std::size_t i = 0; i < spots.rows.size(); ++i) {
            if (distance(label_point(spots.geometries[i]), recess) > 4) continue;
            told = true;
            QVERIFY(std::abs(number(spots, i, "exit_m") - 2) < 0.2);
            QVERIFY(cell(spots, i, "enclosure"));
        }
        QVERIFY(told);
    }

    void the_threads_do_not_matter() {
        const RunPtr one = run(yard(2), {}, 1);
        const RunPtr two = run(yard(2), {}, 2);
        QVERIFY(one->result.tables == two->result.tables);
        QVERIFY(field(one, "ways_out").values == field(two, "ways_out").values);
        QVERIFY(field(one, "refuge_m").values == field(two, "refuge_m").values);
    }
};

PROSPECT_TEST(EscapeTest);

#include "escape_test.moc"
