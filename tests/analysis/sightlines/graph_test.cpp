#include "analysis/catalogue.h"
#include "analysis/engine/engine.h"
#include "tests/analysis/sightlines/results.h"
#include "tests/support/registry.h"
#include "tests/support/site_builder.h"

#include <QTest>

#include <cmath>
#include <map>
#include <set>

using namespace prospect;
using namespace prospect::engine;
using prospect::test::count;
using prospect::test::field;
using prospect::test::full;
using prospect::test::line;
using prospect::test::metric;
using prospect::test::note;
using prospect::test::rectangle;
using prospect::test::SiteBuilder;
using prospect::test::value;

namespace {

// Two yards of 8 x 8 m beside each other, a wall between them with a gap of that width about y.
SiteBuilder yards(double gap_m, double y = 4) {
    SiteBuilder builder;
    const auto wall = [&](std::vector<Point> points) {
        builder.add(Role::barrier, line(points), {{"kind", std::string("wall")}, {"height_m", 3.0}});
    };
    wall({{0, 0}, {16, 0}, {16, 8}, {0, 8}, {0, 0}});
    wall({{8, 0}, {8, y - gap_m / 2}});
    wall({{8, y + gap_m / 2}, {8, 8}});
    return builder;
}

RunPtr run(const SiteBuilder& builder, Settings settings, int threads = 2) {
    Engine engine(catalogue());
    settings.emplace("cell_m", "1");
    return engine.run("sightlines.graph", settings,
                      {.site = builder.site(), .extent = Box{0, 0, 16, 8}, .threads = threads});
}

QString refusal(const SiteBuilder& builder, const Settings& settings) {
    try {
        run(builder, settings);
    } catch (const Error& error) {
        return QString::fromStdString(error.message());
    }
    return {};
}

} // namespace

class GraphTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void the_table_of_cells_follows_depthmapx() {
        const RunPtr made = run(
            yards(2), {{"measures", "connectivity,mean_depth,metric_mean_depth,metric_mean_straight_line"},
                       {"tables", "cells"}});
        QCOMPARE(made->result.tables.size(), 1U);
        const Table& cells = made->result.tables[0];
        QCOMPARE(cells.columns,
                 (std::vector<std::string>{"Ref", "x", "y", "Connectivity", "Visual Mean Depth",
                                           "metric_mean_depth", "Metric Mean Straight-Line Distance",
                                           "Visual Node Count", "Metric Node Count"}));
        QCOMPARE(cells.rows.size(), static_cast<std::size_t>(count(made, "points")));
        for (const auto& row : cells.rows) {
            const Point local{*as_number(*row[1]) - 530000, *as_number(*row[2]) - 179000};
            QCOMPARE(as_number(*row[3]), value(made, "connectivity", local));
            QCOMPARE(as_number(*row[4]), value(made, "mean_depth", local));
            const double n = *as_number(*row[8]);
            QCOMPARE(n, static_cast<double>(count(made, "points")));
            // depthmapX has ways from centre to centre: a map of its own name would be taken for that.
            QCOMPARE(*as_number(*row[5]), value(made, "metric_mean_depth", local));
            QVERIFY(std::abs(*as_number(*row[6]) * n / (n - 1) -
                             value(made, "metric_mean_straight_line", local)) < 1e-9);
            const auto reference = std::get<std::int64_t>(*row[0]);
            QCOMPARE(reference / 65536, static_cast<std::int64_t>(std::floor(local.x)));
            QCOMPARE(reference % 65536, static_cast<std::int64_t>(std::floor(local.y)));
        }
        const RunPtr near = run(yards(2), {{"measures", "mean_depth"}, {"radius", "2"}, {"tables", "cells"}});
        QCOMPARE(near->result.tables[0].columns.back(), std::string("Visual Mean Depth R2"));
    }

    void the_table_of_links_has_every_pair_once() {
        const RunPtr made = run(yards(2), {{"measures", "connectivity"}, {"tables", "links"}});
        const Table& links = made->result.tables[0];
        QCOMPARE(links.rows.size(), static_cast<std::size_t>(count(made, "links")));
        std::map<std::int64_t, int> degree;
        std::set<std::pair<std::int64_t, std::int64_t>> pairs;
        for (const auto& row : links.rows) {
            const auto a = std::get<std::int64_t>(*row[0]);
            const auto b = std::get<std::int64_t>(*row[1]);
            QVERIFY(a != b);
            QVERIFY(pairs.insert(std::minmax(a, b)).second);
            ++degree[a];
            ++degree[b];
        }
        for (const auto& [cell, k] : degree)
            QCOMPARE(static_cast<double>(k), value(made, "connectivity",
                                                   {static_cast<double>(cell / 65536) + 0.5,
                                                    static_cast<double>(cell % 65536) + 0.5}));
    }

    void the_fields_are_those_of_the_contract() {
        const RunPtr all = run(yards(2), {{"measures", "all"}, {"step_from", full(2.5, 2.5)}});
        std::vector<std::string> names;
        for (const Field& one : all->result.fields)
            names.push_back(one.name);
        QCOMPARE(names, (std::vector<std::string>{"connectivity", "mean_depth", "integration_hh",
                                                  "integration_pvalue", "integration_tekl", "entropy",
                                                  "relativised_entropy", "clustering", "control",
                                                  "controllability", "point_first_moment", "through_vision",
                                                  "metric_mean_depth", "metric_mean_straight_line",
                                                  "angular_mean_depth", "isovist_area", "step_depth"}));
        const RunPtr usual = run(yards(2), {});
        QCOMPARE(usual->result.fields.size(), std::size_t{4});
    }

    void two_closed_yards_are_two_parts_that_see_all_of_themselves() {
        const RunPtr graph = run(yards(0), {{"measures", "all"}});
        QCOMPARE(count(graph, "points"), 128);
        QCOMPARE(count(graph, "parts"), 2);
        QCOMPARE(count(graph, "links"), 2 * 64 * 63 / 2);
        QVERIFY(note(graph, "several_parts"));
        QCOMPARE(value(graph, "connectivity", {2.5, 2.5}), 63.0);
        QCOMPARE(value(graph, "mean_depth", {2.5, 2.5}), 1.0);
        QCOMPARE(value(graph, "integration_hh", {2.5, 2.5}), static_cast<double>(nodata));
        QCOMPARE(value(graph, "clustering", {2.5, 2.5}), 1.0);
        QCOMPARE(value(graph, "angular_mean_depth", {2.5, 2.5}), 0.0);
        QVERIFY(std::abs(value(graph, "isovist_area", {2.5, 2.5}) - 64) < 1e-4);
        // Without corners the way is the straight line.
        QVERIFY(std::abs(value(graph, "metric_mean_depth", {2.5, 2.5}) -
                         value(graph, "metric_mean_straight_line", {2.5, 2.5})) < 1e-5);
    }

    void a_start_leaves_out_what_cannot_be_walked_to() {
        const RunPtr graph = run(yards(0), {{"start", full(2.5, 2.5)}});
        QCOMPARE(count(graph, "points"), 64);
        QCOMPARE(count(graph, "not_reached"), 64);
        QCOMPARE(value(graph, "connectivity", {10.5, 2.5}), static_cast<double>(nodata));
        QVERIFY(note(graph, "not_reached"));
        QVERIFY(note(graph, "not_reached")->message.find("gap") == std::string::npos);
    }

    void a_gap_narrower_than_a_cell_is_named_with_a_grid_that_passes_it() {
        // The centres beside the wall are at 7.5 and 8.5, y 3.5 and 4.5: a gap of 0.6 m about y = 4 lies
        // between.
        const RunPtr graph = run(yards(0.3, 3.75), {{"start", full(2.5, 2.5)}});
        QCOMPARE(count(graph, "points"), 64);
        const Note* said = note(graph, "not_reached");
        QVERIFY(said && said->place);
        QVERIFY2(said->message.find("narrower than a cell") != std::string::npos, said->message.c_str());
        QVERIFY(distance(*said->place, Point{8, 3.75}) < 1);
        const std::size_t at = said->message.find("--cell_m ");
        QVERIFY(at != std::string::npos);
        const RunPtr finer =
            run(yards(0.3, 3.75),
                {{"start", full(2.5, 2.5)},
                 {"cell_m", said->message.substr(at + 9, said->message.find(' ', at + 9) - at - 9)}});
        QCOMPARE(count(finer, "not_reached"), 0);
    }

    // A wall that crosses cells off their centres: the finer centres on its near side are none beyond it.
    void a_wall_without_a_gap_is_none_wherever_it_stands() {
        for (const double x : {8.3, 7.9, 8.05, 9.6}) {
            SiteBuilder builder;
            const auto wall = [&](std::vector<Point> points) {
                builder.add(Role::barrier, line(points), {{"kind", std::string("wall")}, {"height_m", 3.0}});
            };
            wall({{0, 0}, {16, 0}, {16, 8}, {0, 8}, {0, 0}});
            wall({{x, 0}, {x, 8}});
            for (const char* cell : {"2", "1", "0.5"}) {
                const RunPtr graph = run(builder, {{"start", full(2.5, 2.5)}, {"cell_m", cell}});
                QVERIFY(count(graph, "not_reached") > 0);
                QVERIFY2(note(graph, "not_reached")->message.find("gap") == std::string::npos,
                         note(graph, "not_reached")->message.c_str());
            }
            // With a gap it is named where it is, and passed as said.
            SiteBuilder open = yards(0.3, 3.75);
            open.add(Role::barrier, line({{3.3, 0}, {3.3, 1}}),
                     {{"kind", std::string("wall")}, {"height_m", 3.0}});
            const RunPtr graph = run(open, {{"start", full(2.5, 2.5)}, {"cell_m", "2"}});
            const Note* said = note(graph, "not_reached");
            QVERIFY(said && said->place && distance(*said->place, Point{8, 3.75}) < 2);
        }
    }

    // A hundred walls to wind through: deeper than 170! fits a double.
    void the_relativised_entropy_of_a_long_way_is_a_number() {
        SiteBuilder builder;
        const auto wall = [&](std::vector<Point> points) {
            builder.add(Role::barrier, line(points), {{"kind", std::string("wall")}, {"height_m", 3.0}});
        };
        constexpr int walls = 189;
        wall({{0, 0}, {walls + 1.0, 0}, {walls + 1.0, 4}, {0, 4}, {0, 0}});
        for (int i = 1; i <= walls; ++i)
            wall({{i * 1.0, i % 2 ? 0.0 : 1.2}, {i * 1.0, i % 2 ? 2.8 : 4.0}});
        Engine engine(catalogue());
        const RunPtr graph =
            engine.run("sightlines.graph", {{"cell_m", "1"}, {"measures", "mean_depth,relativised_entropy"}},
                       {.site = builder.site(), .extent = Box{0, 0, walls + 1.0, 4}, .threads = 2});
        QVERIFY(metric(graph, "mean_mean_depth") > 60);
        QVERIFY(std::isfinite(metric(graph, "mean_relativised_entropy")));
        for (const float value : field(graph, "relativised_entropy").values)
            QVERIFY(std::isfinite(value));
    }

    void the_view_of_a_cell_does_not_hang_on_the_grid() {
        SiteBuilder builder = yards(2);
        Engine engine(catalogue());
        const auto area = [&](const char* analysis, const char* name, Box extent) {
            const RunPtr made = engine.run(analysis, {{"cell_m", "2"}, {"measures", name}},
                                           {.site = builder.site(), .extent = extent, .threads = 2});
            return value(made, name, {20.5, 2.5});
        };
        const double near = area("sightlines.graph", "isovist_area", {-4, -4, 24, 12});
        QCOMPARE(area("sightlines.graph", "isovist_area", {-100, -100, 124, 112}), near);
        QCOMPARE(area("sightlines.visible_area", "area", {-100, -100, 124, 112}), near);
    }

    void steps_are_counted_from_the_chosen_point() {
        const RunPtr graph = run(yards(2), {{"measures", "step_depth"}, {"step_from", full(0.5, 0.5)}});
        QCOMPARE(value(graph, "step_depth", {0.5, 0.5}), 0.0);
        QCOMPARE(value(graph, "step_depth", {7.5, 7.5}), 1.0);
        QCOMPARE(value(graph, "step_depth", {8.5, 0.5}), 2.0); // around the corner of the gap
    }

    void bad_questions_are_refused_in_one_sentence() {
        QVERIFY(refusal(yards(2), {{"start", full(50, 50)}}).contains("outside the grid"));
        SiteBuilder built = yards(2);
        built.add(Role::building, rectangle(2, 2, 5, 5));
        QVERIFY(refusal(built, {{"start", full(3.5, 3.5)}}).contains("in a building"));
        QVERIFY(refusal(yards(2), {{"radius", "two"}}).contains("radius"));
        QVERIFY(refusal(yards(2), {{"measures", "step_depth"}}).contains("from where"));
        SiteBuilder full;
        full.add(Role::building, rectangle(-1, -1, 17, 9));
        QVERIFY(refusal(full, {}).contains("no cell in the open"));
    }

    void a_mirrored_place_has_the_mirrored_maps() {
        SiteBuilder one = yards(2);
        SiteBuilder other = yards(2);
        one.add(Role::building, rectangle(2.2, 1.3, 5.1, 3.4), {{"height_m", 6.0}});
        other.add(Role::building, rectangle(16 - 5.1, 1.3, 16 - 2.2, 3.4), {{"height_m", 6.0}});
        const char* measures = "connectivity,mean_depth,integration_hh,clustering,control,metric_mean_depth,"
                               "angular_mean_depth";
        const RunPtr a = run(one, {{"measures", measures}});
        const RunPtr b = run(other, {{"measures", measures}});
        for (std::size_t f = 0; f < a->result.fields.size(); ++f) {
            const Field& left = a->result.fields[f];
            const Field& right = b->result.fields[f];
            for (std::int64_t row = 0; row < left.grid.rows; ++row)
                for (std::int64_t column = 0; column < left.grid.columns; ++column)
                    QVERIFY2(std::abs(left.at(column, row) - right.at(left.grid.columns - 1 - column, row)) <
                                 1e-4F,
                             left.name.c_str());
        }
    }

    void the_same_bits_with_one_thread_and_two() {
        const Settings all{{"measures", "all"}, {"step_from", full(2.5, 2.5)}};
        const RunPtr one = run(yards(1.4), all, 1);
        const RunPtr two = run(yards(1.4), all, 2);
        for (std::size_t f = 0; f < one->result.fields.size(); ++f)
            QVERIFY(one->result.fields[f].values == two->result.fields[f].values);
    }
};

PROSPECT_TEST(GraphTest);

#include "graph_test.moc"
