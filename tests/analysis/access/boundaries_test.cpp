#include "analysis/access/private_edges.h"
#include "analysis/catalogue.h"
#include "analysis/engine/engine.h"
#include "geometry/io/project_file.h"
#include "tests/analysis/sightlines/results.h"
#include "tests/support/registry.h"
#include "tests/support/site_builder.h"

#include <QTest>

#include <cmath>
#include <random>
#include <set>

using namespace prospect;
using namespace prospect::engine;
using namespace prospect::test;

namespace {

Value words(const char* text) {
    return Value(std::string(text));
}

RunPtr run(const SiteBuilder& builder, const Settings& settings = {}) {
    Engine engine(catalogue());
    return engine.run("access.boundaries", settings, {.site = builder.site(), .threads = 2});
}

Feature& add_barrier(SiteBuilder& site, std::vector<Point> points, const char* kind, double height_m) {
    return site.add(Role::barrier, line(std::move(points)),
                    {{"kind", words(kind)}, {"height_m", height_m}, {"opacity", 1.0}});
}

// A house whose door looks south, a garden before it and one behind it, a street and an alley.
SiteBuilder house() {
    SiteBuilder site;
    site.add(Role::building, rectangle(0, 0, 10, 8), {{"height_m", 7.0}}).name = "House";
    site.add(Role::opening, point(5, 0), {{"kind", words("door")}, {"main", true}, {"width_m", 1.0}});
    site.add(Role::zone, rectangle(0, -4, 10, 0), {{"ownership", words("semi_private")}}).name = "Front";
    site.add(Role::zone, rectangle(0, 8, 10, 20), {{"ownership", words("private")}}).name = "Back";
    add_barrier(site, {{0, -4}, {10, -4}}, "wall", 0.7);
    add_barrier(site, {{0, 8}, {0, 20}, {10, 20}, {10, 8}}, "fence", 1.8).name = "Fence";
    site.add(Role::opening, point(5, 20),
             {{"kind", words("gate")}, {"width_m", 1.0}, {"control", words("locked")}})
        .name = "Back gate";
    site.add(Role::path, line({{-20, -8}, {30, -8}}), {{"kind", words("footway")}, {"width_m", 2.0}}).name =
        "Street";
    site.add(Role::path, line({{-20, 22}, {30, 22}}), {{"kind", words("footway")}, {"width_m", 2.0}}).name =
        "Alley";
    return site;
}

// The row of the table with these words.
std::size_t row_with(const Table& table, const std::vector<std::pair<std::string, std::string>>& wanted) {
    for (std::size_t row = 0; row < table.rows.size(); ++row)
        if (std::all_of(wanted.begin(), wanted.end(), [&](const auto& one) {
                const auto& found = cell(table, row, one.first);
                return found && as_text(*found) == one.second;
            }))
            return row;
    throw Error(ErrorCode::internal, "no such row");
}

bool near(double found, double expected, double tolerance = 1e-9) {
    if (std::abs(found - expected) <= tolerance) return true;
    qWarning("%.12g is not %.12g", found, expected);
    return false;
}

} // namespace

class BoundaryEdgesTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void the_edges_of_a_house_by_hand() {
        const RunPtr made = run(house());
        const Table& edges = table(made, "boundaries");
        const std::size_t front = row_with(edges, {{"name", "Front"}, {"side", "front"}});
        QVERIFY(near(number(edges, front, "length_m"), 10));
        QCOMPARE(as_text(*cell(edges, front, "kind")), std::string("wall"));
        QVERIFY(near(number(edges, front, "height_m"), 0.7));
        QVERIFY(near(number(edges, front, "open_share"), 1)); // ends below 1 m
        const std::size_t rear = row_with(edges, {{"name", "Back"}, {"side", "rear"}});
        QVERIFY(near(number(edges, rear, "length_m"), 10));
        QCOMPARE(as_text(*cell(edges, rear, "barrier")), std::string("Fence"));
        QVERIFY(near(number(edges, rear, "open_share"), 0.2));
        QCOMPARE(as_text(*cell(edges, rear, "beyond")), std::string("public"));
        QCOMPARE(number(edges, rear, "depth"), 0.0);
        QCOMPARE(number(edges, rear, "exposed"), 1.0);
        QCOMPARE(number(edges, rear, "gates"), 1.0);
        QVERIFY(near(number(edges, rear, "marked_share"), 1));
        const std::size_t wall = row_with(edges, {{"name", "Back"}, {"kind", "building"}});
        QVERIFY(near(number(edges, wall, "length_m"), 10));
        QVERIFY(!cell(edges, wall, "exposed"));
        const std::size_t bare = row_with(edges, {{"name", "Front"}, {"kind", "none"}});
        QCOMPARE(as_text(*cell(edges, bare, "side")), std::string("side"));
        QVERIFY(near(number(edges, bare, "length_m"), 4));
        QVERIFY(near(number(edges, bare, "marked_share"), 0.5)); // within 0.75 m of the wall and the house
        QCOMPARE(edges.rows.size(), std::size_t{8});
        QVERIFY(near(metric(made, "front_m"), 10));
        QVERIFY(near(metric(made, "rear_m"), 10));
        QVERIFY(near(metric(made, "rear_exposed_share"), 1));
        QVERIFY(near(metric(made, "unmarked_m"), 4));
    }

    void a_garden_reached_from_an_alley_is_listed_with_its_gate() {
        const RunPtr made = run(house());
        const Table& rear = table(made, "rear_access");
        QCOMPARE(rear.rows.size(), std::size_t{1});
        QCOMPARE(as_text(*cell(rear, 0, "name")), std::string("Back"));
        QCOMPARE(as_text(*cell(rear, 0, "path")), std::string("Alley"));
        QVERIFY(near(number(rear, 0, "path_away_m"), 2));
        QVERIFY(near(number(rear, 0, "lowest_m"), 1.8));
        QCOMPARE(number(rear, 0, "gates"), 1.0);
        QCOMPARE(as_text(*cell(rear, 0, "controls")), std::string("Back gate: locked"));
    }

    void behind_a_gate_the_rear_is_not_reached() {
        SiteBuilder site = house();
        add_barrier(site, {{0, 20}, {0, 24}, {10, 24}, {10, 20}}, "wall", 2);
        QVERIFY(near(metric(run(site), "rear_exposed_share"), 0)); // nobody gets there
        site.add(Role::opening, point(10, 22), {{"kind", words("gate")}, {"control", words("closed")}});
        const RunPtr made = run(site);
        QVERIFY(near(metric(made, "rear_exposed_share"), 0));
        const Table& edges = table(made, "boundaries");
        QCOMPARE(number(edges, row_with(edges, {{"name", "Back"}, {"side", "rear"}}), "depth"), 1.0);
        QCOMPARE(table(made, "rear_access").rows.size(), std::size_t{0});
        site.add(Role::opening, point(0, 22), {{"kind", words("gate")}, {"control", words("open")}});
        QVERIFY(near(metric(run(site), "rear_exposed_share"), 1));
    }

    void ground_called_public_behind_a_gate_is_as_deep_as_that() {
        SiteBuilder site = house();
        add_barrier(site, {{0, 20}, {0, 24}, {10, 24}, {10, 20}}, "wall", 2);
        site.add(Role::zone, rectangle(0, 20, 10, 24), {{"ownership", words("public")}}).name = "Alley";
        site.add(Role::opening, point(10, 22), {{"kind", words("gate")}, {"control", words("locked")}});
        const RunPtr made = run(site);
        const Table& edges = table(made, "boundaries");
        const std::size_t rear = row_with(edges, {{"name", "Back"}, {"side", "rear"}});
        QCOMPARE(as_text(*cell(edges, rear, "beyond")), std::string("public"));
        QCOMPARE(number(edges, rear, "depth"), 1.0);
        QVERIFY(near(metric(made, "rear_exposed_share"), 0));
    }

    void what_helps_to_climb_is_counted() {
        SiteBuilder site = house();
        add_barrier(site, {{5, 20.5}, {8, 20.5}}, "wall", 1.0);
        const RunPtr made = run(site);
        const Table& edges = table(made, "boundaries");
        QCOMPARE(number(edges, row_with(edges, {{"name", "Back"}, {"side", "rear"}}), "climbing_aids"), 1.0);
    }

    void without_a_main_entrance_all_edges_count_as_the_rear() {
        SiteBuilder site;
        site.add(Role::zone, rectangle(0, 8, 10, 20), {{"ownership", words("private")}}).name = "Back";
        const RunPtr made = run(site);
        QVERIFY(note(made, "front_not_known"));
        QVERIFY(near(metric(made, "rear_m"), 44));
        QVERIFY(note(made, "no_paths"));
    }

    void without_private_ground_only_the_doors_are_looked_at() {
        SiteBuilder site;
        site.add(Role::building, rectangle(0, 0, 10, 8));
        const RunPtr made = run(site);
        QVERIFY(note(made, "no_private_ground"));
        QCOMPARE(table(made, "boundaries").rows.size(), std::size_t{0});
    }

    void only_edges_within_the_red_line_count() {
        SiteBuilder site = house();
        site.add(Role::study_area, rectangle(-5, -10, 5, 30), {{"kind", words("application")}});
        QVERIFY(near(metric(run(site), "rear_m"), 5));
    }

    void a_path_is_cut_at_junctions_and_a_door_constitutes_one_piece() {
        SiteBuilder site = house();
        site.add(Role::path, line({{20, -8.3}, {20, -30}}), {{"kind", words("footway")}}).name = "Lane";
        const RunPtr made = run(site);
        const Table& pieces = table(made, "constitution");
        QCOMPARE(pieces.rows.size(), std::size_t{4});
        const std::size_t street = row_with(pieces, {{"path", "Street"}, {"constituted", "constituted"}});
        QVERIFY(near(number(pieces, street, "length_m"), 40));
        QCOMPARE(number(pieces, street, "doors"), 1.0);
        QVERIFY(near(number(pieces, street, "doors_per_100m"), 2.5));
        const std::size_t rest = row_with(pieces, {{"path", "Street"}, {"constituted", "unconstituted"}});
        QVERIFY(near(number(pieces, rest, "length_m"), 10));
        QVERIFY(near(metric(made, "constituted_share"), 40 / (50 + 50 + 21.7)));
    }

    void a_door_behind_a_high_wall_constitutes_nothing() {
        SiteBuilder site = house();
        add_barrier(site, {{-20, -5}, {30, -5}}, "wall", 2.5);
        QVERIFY(near(metric(run(site), "constituted_share"), 0));
    }

    void the_open_share_is_that_of_the_band() {
        QVERIFY(near(access::open_share(0, 1, 1), 1));
        QVERIFY(near(access::open_share(0, 1.4, 1), 0.6));
        QVERIFY(near(access::open_share(0, 3, 0.3), 0.7));
        QVERIFY(near(access::open_share(1.5, 3, 1), 0.5));
    }

    // A strip behind a row of gardens, parted by walls; its ends stand open or not. Against a count of the
    // metres that hang together with an open end.
    void random_alleys_agree_with_a_count_of_the_metres() {
        std::mt19937 random(7);
        for (int plan = 0; plan < 30; ++plan) {
            constexpr int gardens = 8;
            SiteBuilder site;
            site.add(Role::building, rectangle(0, 0, 6 * gardens, 8), {{"height_m", 7.0}});
            std::vector<bool> walls(gardens + 1); // across the alley, at 6 m i
            for (int i = 0; i <= gardens; ++i)
                walls[static_cast<std::size_t>(i)] = random() % 3 == 0;
            for (int i = 0; i < gardens; ++i) {
                site.add(Role::opening, point(6 * i + 3, 0), {{"kind", words("door")}, {"main", true}});
                site.add(Role::zone, rectangle(6 * i, 8, 6 * i + 6, 20), {{"ownership", words("private")}});
                add_barrier(site, {{6.0 * i, 8}, {6.0 * i, 20}}, "fence", 1.8);
            }
            add_barrier(site, {{6.0 * gardens, 8}, {6.0 * gardens, 20}, {0, 20}}, "fence", 1.8);
            add_barrier(site, {{0, 23}, {6.0 * gardens, 23}}, "wall", 2);
            for (int i = 0; i <= gardens; ++i)
                if (walls[static_cast<std::size_t>(i)])
                    add_barrier(site, {{6.0 * i, 20}, {6.0 * i, 23}}, "wall", 2);
            int reached = 0;
            for (int i = 0; i < gardens; ++i) {
                const bool west =
                    std::none_of(walls.begin(), walls.begin() + i + 1, [](bool w) { return w; });
                const bool east = std::none_of(walls.begin() + i + 1, walls.end(), [](bool w) { return w; });
                reached += west || east ? 1 : 0;
            }
            const RunPtr made = run(site);
            QVERIFY(near(metric(made, "rear_m"), 6 * gardens));
            QVERIFY(near(metric(made, "rear_exposed_share"), static_cast<double>(reached) / gardens));
            QCOMPARE(table(made, "rear_access").rows.size(), static_cast<std::size_t>(reached));
        }
    }

    void rows_of_gardens_hang_together() {
        SiteBuilder site = house();
        site.add(Role::zone, rectangle(10, 8, 20, 20), {{"ownership", words("private")}});
        site.add(Role::zone, rectangle(40, 8, 50, 20), {{"ownership", words("private")}});
        const scene::Scene scene(site.site(), {});
        const auto graph = scene.access_graph({});
        const access::Reach reach = access::reach_of(*graph, access::Buildings::lead_nowhere);
        const auto edges = access::private_edges(scene, *graph, reach, {});
        const auto rows = access::rear_rows(edges);
        QCOMPARE(rows.size(), std::size_t{2});
        std::set<Uuid> first;
        for (const std::size_t i : rows[0].edges)
            first.insert(edges[i].zone->id);
        QCOMPARE(first.size(), std::size_t{2});
    }

    void the_gardens_along_the_alley_of_the_sample_are_listed() {
        Engine engine(catalogue());
        const SitePtr site = io::open_project(PROSPECT_SOURCE_DIR "/samples/riverside/riverside.gpkg").site;
        const RunPtr made = engine.run("access.boundaries", {}, {.site = site, .threads = 2});
        const Table& rear = table(made, "rear_access");
        std::size_t behind = 0;
        for (std::size_t row = 0; row < rear.rows.size(); ++row)
            if (cell(rear, row, "path") && as_text(*cell(rear, row, "path")) == "Alley behind Ferry Lane") {
                ++behind;
                QVERIFY(number(rear, row, "path_away_m") < 3);
                QCOMPARE(number(rear, row, "gates"), 1.0);
                QVERIFY(as_text(*cell(rear, row, "controls")).find("Back gate of") == 0);
            }
        QCOMPARE(behind, std::size_t{32}); // 1 to 31 Ferry Lane and 1 to 31 Mill Row
    }
};

PROSPECT_TEST(BoundaryEdgesTest);

#include "boundaries_test.moc"
