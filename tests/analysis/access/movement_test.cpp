#include "analysis/access/movement.h"
#include "analysis/catalogue.h"
#include "analysis/engine/engine.h"
#include "geometry/io/project_file.h"
#include "tests/analysis/sightlines/results.h"
#include "tests/analysis/street_network/town_lines.h"
#include "tests/support/registry.h"
#include "tests/support/site_builder.h"

#include <QTest>

#include <algorithm>
#include <cmath>

using namespace prospect;
using namespace prospect::engine;
using namespace prospect::test;

namespace {

RunPtr run(const SiteBuilder& builder, const Settings& settings = {}, int threads = 2) {
    Engine engine(catalogue());
    return engine.run("access.movement", settings, {.site = builder.site(), .threads = threads});
}

QString refusal(const SiteBuilder& builder, const Settings& settings = {}) {
    try {
        (void)run(builder, settings);
    } catch (const Error& error) {
        return QString::fromStdString(error.what());
    }
    return {};
}

Feature& add_path(SiteBuilder& site, const char* name, std::vector<Point> points,
                  const char* kind = "footway") {
    Feature& path = site.add(Role::path, line(std::move(points)), {{"kind", std::string(kind)}});
    path.name = name;
    return path;
}

// Two streets 60 m apart joined by two ways at x = 0 and x = 100, and an alley at half height between these.
SiteBuilder ladder() {
    SiteBuilder site;
    site.add(Role::study_area, rectangle(-50, -50, 150, 150), {{"kind", std::string("application")}});
    add_path(site, "South Street", {{-40, 0}, {140, 0}}, "road");
    add_path(site, "North Street", {{-40, 60}, {140, 60}}, "road");
    add_path(site, "West Way", {{0, 0}, {0, 60}});
    add_path(site, "East Way", {{100, 0}, {100, 60}});
    add_path(site, "Alley", {{0, 30}, {50, 30}, {100, 30}});
    return site;
}

std::optional<std::size_t> row_of(const Table& table, const std::string& column, const std::string& text) {
    for (std::size_t row = 0; row < table.rows.size(); ++row)
        if (const auto value = cell(table, row, column); value && as_text(*value) == text) return row;
    return std::nullopt;
}

bool near(double found, double expected, double tolerance = 1e-9) {
    if (std::abs(found - expected) <= tolerance) return true;
    qWarning("%.12g is not %.12g", found, expected);
    return false;
}

} // namespace

class MovementTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void gates_on_paths_are_told_whatever_the_hour() {
        SiteBuilder site = ladder();
        const auto gate = [&](double x, double y, const char* control) -> Feature& {
            return site.add(
                Role::opening, point(x, y),
                {{"kind", std::string("gate")}, {"width_m", 2.0}, {"control", std::string(control)}});
        };
        QVERIFY(!note(run(site), "gates_on_paths"));
        gate(50, 33, "locked"); // beside the alley
        gate(0, 20, "open");
        QVERIFY(!note(run(site), "gates_on_paths"));
        gate(25, 30.4, "locked").name = "Alley gate";
        const RunPtr one = run(site);
        QVERIFY(note(one, "gates_on_paths") != nullptr);
        QVERIFY(note(one, "gates_on_paths")->message.find("Alley gate") != std::string::npos);
    }

    void where_paths_cross_apart_there_are_no_blocks_and_that_is_told() {
        QVERIFY(!note(run(ladder()), "no_blocks"));
        QVERIFY(note(run(ladder(), {{"crossings", "apart"}}), "no_blocks") != nullptr);
    }

    void a_way_is_a_predictor_when_the_way_round_is_much_longer() {
        // Round the alley: 30 + 100 + 30 = 160 m instead of 100.
        const RunPtr strict = run(ladder(), {{"alternative_m", "59.9"}, {"radii", "n"}});
        const Table& found = table(strict, "predictors");
        const auto alley = row_of(found, "path", "Alley");
        QVERIFY(alley);
        QVERIFY(near(number(found, *alley, "length_m"), 100));
        QVERIFY(near(number(found, *alley, "way_round_m"), 160));
        QCOMPARE(number(found, *alley, "only_way"), 0.0);
        QVERIFY(near(number(found, *alley, "x"), 530050) && near(number(found, *alley, "y"), 179030));
        QVERIFY(near(length(found.geometries[*alley]), 100));
        QVERIFY(!row_of(table(run(ladder(), {{"alternative_m", "60.1"}}), "predictors"), "path", "Alley"));
    }

    void the_only_way_between_two_parts_is_one_whatever_its_length() {
        SiteBuilder site;
        add_path(site, "Loop A", {{0, 0}, {20, 0}, {20, 20}, {0, 20}, {0, 0}});
        add_path(site, "Loop B", {{60, 0}, {80, 0}, {80, 20}, {60, 20}, {60, 0}});
        add_path(site, "Footbridge", {{20, 0}, {60, 0}});
        const RunPtr seen = run(site, {{"radii", "n"}});
        const Table& found = table(seen, "predictors");
        QCOMPARE(found.rows.size(), 1U);
        QCOMPARE(as_text(*cell(found, 0, "path")), std::string("Footbridge"));
        QCOMPARE(number(found, 0, "only_way"), 1.0);
        QVERIFY(!cell(found, 0, "way_round_m"));
        QVERIFY(near(metric(seen, "predictors_m"), 40) && near(metric(seen, "longest_predictor_m"), 40));
        QVERIFY(note(seen, "no_study_area"));
    }

    void a_way_that_ends_in_a_loop_leads_nowhere() {
        const double loop_m = 20 + 2 * std::sqrt(200.0);
        const auto share = [&](bool open) {
            SiteBuilder site = ladder();
            if (open) add_path(site, "Long Road", {{-40, 60}, {-200, 60}}, "road"); // leaves the study area
            add_path(site, "Close", {{50, 0}, {50, -20}});
            add_path(site, "Turning Circle", {{50, -20}, {60, -30}, {40, -30}, {50, -20}});
            const RunPtr seen = run(site, {{"radii", "n"}});
            const auto row = row_of(table(seen, "segments"), "path", "Turning Circle");
            return row ? number(table(seen, "segments"), *row, "through") : -1.0;
        };
        QCOMPARE(share(false), 0.0);
        QCOMPARE(share(true), 0.0);
        SiteBuilder site = ladder();
        add_path(site, "Close", {{50, 0}, {50, -20}});
        add_path(site, "Turning Circle", {{50, -20}, {60, -30}, {40, -30}, {50, -20}});
        QVERIFY(near(metric(run(site, {{"radii", "n"}}), "no_through_share"),
                     (160 + 20 + loop_m) / (580 + 20 + loop_m), 1e-6));
    }

    void the_columns_of_the_usual_radii_are_declared() {
        Engine engine(catalogue());
        const RunPtr seen = run(ladder());
        QVERIFY(table(seen, "segments").columns == engine.get("access.movement").info().tables.at(0).columns);
    }

    void what_leads_through_and_what_serves_a_door() {
        SiteBuilder site = ladder();
        site.add(Role::opening, point(50, 5), {{"kind", std::string("door")}}); // on South Street
        const RunPtr seen = run(site, {{"radii", "n"}});
        // Four stubs of 40 m end inside: 160 of 360 + 120 + 100 m.
        QVERIFY(near(metric(seen, "paths_m"), 580));
        QVERIFY(near(metric(seen, "no_through_share"), 160.0 / 580));
        // Through are the ways between the junctions; the door serves 100 m of South Street.
        QVERIFY(near(metric(seen, "through_only_share"), (580.0 - 160 - 100) / 580));
        QCOMPARE(table(seen, "dead_ends").rows.size(), 4U);
        QCOMPARE(count(seen, "junctions"), 6);
        QVERIFY(near(metric(seen, "intersections_per_ha"), 6 / 4.0));
        QVERIFY(near(metric(seen, "link_node_ratio"), 11.0 / 10));
        QVERIFY(near(metric(seen, "block_perimeter_median_m"), 260));
        QVERIFY(note(run(ladder()), "no_entrances"));
        // A way that leaves the study area leads on.
        SiteBuilder open = ladder();
        add_path(open, "Onward", {{140, 0}, {200, 0}}, "road");
        QVERIFY(near(metric(run(open, {{"radii", "n"}}), "no_through_share"), 120.0 / 580));
    }

    void who_moves_decides_which_paths_count() {
        QVERIFY(near(metric(run(ladder(), {{"network", "vehicle"}, {"radii", "n"}}), "paths_m"), 360));
        QVERIFY(near(metric(run(ladder(), {{"network", "foot"}, {"radii", "n"}}), "paths_m"), 220));
        SiteBuilder feet;
        add_path(feet, "Path", {{0, 0}, {10, 0}});
        QVERIFY(
            refusal(feet, {{"network", "vehicle"}}).contains("no path on the plan is for these travellers"));
    }

    void every_radius_has_its_columns() {
        const RunPtr seen = run(ladder(), {{"radii", "50,n,50,62.5"}});
        const Table& segments = table(seen, "segments");
        for (const char* name :
             {"integration_50", "choice_50", "nain_50", "nach_50", "choice_n", "choice_62.5"})
            QCOMPARE(std::count(segments.columns.begin(), segments.columns.end(), std::string(name)), 1);
        QCOMPARE(count(seen, "segments"), static_cast<std::int64_t>(segments.rows.size()));
        QCOMPARE(segments.geometries.size(), segments.rows.size());
    }

    void the_alley_of_the_sample_has_no_alternative() {
        const SitePtr sample = io::open_project(PROSPECT_SOURCE_DIR "/samples/riverside/riverside.gpkg").site;
        Engine engine(catalogue());
        const RunPtr seen = engine.run("access.movement", {}, {.site = sample, .threads = 2});
        const Table& found = table(seen, "predictors");
        const auto alley = row_of(found, "path", "Alley behind Ferry Lane");
        QVERIFY(alley);
        QVERIFY(near(number(found, *alley, "length_m"), 102.3, 0.2));
        QVERIFY(number(found, *alley, "way_round_m") > number(found, *alley, "length_m") + 50);
    }

    void what_is_wrong_is_said() {
        QVERIFY(refusal(SiteBuilder()).contains("no path"));
        QVERIFY(refusal(ladder(), {{"radii", "nan"}}).contains("radii"));
        QVERIFY(refusal(ladder(), {{"radii", "400,-1"}}).contains("\"-1\""));
        QVERIFY(refusal(ladder(), {{"radii", "0"}}).contains("\"0\""));
        QVERIFY(refusal(ladder(), {{"radii", "none"}}).contains("radii"));
        QVERIFY(refusal(ladder(), {{"quantise", "3"}}).contains("quantise"));
        SiteBuilder dots;
        add_path(dots, "Dot", {{5, 5}, {5, 5}});
        QVERIFY(refusal(dots).contains("no path"));
        add_path(dots, "Path", {{0, 0}, {10, 0}});
        const RunPtr one = run(dots);
        QVERIFY(note(one, "path_without_length"));
        QCOMPARE(table(one, "segments").rows.size(), 1U);
        QVERIFY(!cell(table(one, "segments"), 0, "integration_n"));
        add_path(dots, "Copy", {{10, 0}, {0, 0}});
        QVERIFY(note(run(dots), "paths_drawn_twice"));
    }

    void pieces_and_ends_that_nearly_meet_are_said() {
        SiteBuilder site = ladder();
        add_path(site, "New Path", {{50, 60.8}, {50, 90}});
        const RunPtr seen = run(site);
        QVERIFY(note(seen, "network_in_pieces"));
        QVERIFY(
            note(seen, "network_in_pieces")->message.find("the end of New Path is 0.8 m from North Street") !=
            std::string::npos);
        QCOMPARE(table(seen, "loose_ends").rows.size(), 1U);
        QVERIFY(note(run(site, {{"snap_m", "1"}}), "ends_joined"));
        QVERIFY(!note(run(site, {{"snap_m", "1"}}), "network_in_pieces"));
    }

    void a_phase_decides_which_paths_are_there() {
        SiteBuilder site = ladder();
        add_path(site, "Later", {{0, 60}, {0, 120}}).phase_from = Phase::mature;
        QVERIFY(!row_of(table(run(site), "segments"), "path", "Later"));
    }

    void the_threads_do_not_matter() {
        SiteBuilder site;
        for (const auto& course : town_lines(10, 3))
            add_path(site, "Street", course);
        QVERIFY(run(site, {}, 1)->result.tables == run(site, {}, 2)->result.tables);
    }
};

PROSPECT_TEST(MovementTest);

#include "movement_test.moc"
