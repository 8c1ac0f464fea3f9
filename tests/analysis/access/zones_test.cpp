#include "analysis/access/reach.h"
#include "analysis/catalogue.h"
#include "analysis/engine/engine.h"
#include "tests/analysis/access/lattice_plan.h"
#include "tests/analysis/sightlines/results.h"
#include "tests/support/registry.h"

#include <QTest>

#include <cmath>

using namespace prospect;
using namespace prospect::engine;
using namespace prospect::test;

namespace {

Value words(const char* text) {
    return Value(std::string(text));
}

RunPtr run(const SiteBuilder& builder, const Settings& settings = {}, const TimeContext& time = {}) {
    Engine engine(catalogue());
    return engine.run("access.zones", settings, {.site = builder.site(), .time = time, .threads = 2});
}

// A garden behind a front garden of 20 m each side, fenced but for the front, with a gate between.
SiteBuilder gardens() {
    SiteBuilder site;
    site.add(Role::barrier, line({{0, 0}, {0, 20}, {20, 20}, {20, 0}}), {{"kind", words("fence")}});
    site.add(Role::barrier, line({{0, 10}, {20, 10}}), {{"kind", words("fence")}});
    site.add(Role::opening, point(10, 10),
             {{"kind", words("gate")}, {"width_m", 1.0}, {"control", words("closed")}})
        .name = "Side gate";
    site.add(Role::zone, rectangle(0, 0, 20, 10), {{"ownership", words("semi_private")}}).name = "Front";
    site.add(Role::zone, rectangle(0, 10, 20, 20), {{"ownership", words("private")}}).name = "Back";
    return site;
}

} // namespace

class ZonesTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void a_front_garden_lies_open_and_a_back_garden_behind_its_gate() {
        const RunPtr made = run(gardens());
        const Table& zones = table(made, "zones");
        QCOMPARE(zones.rows.size(), std::size_t{2});
        QCOMPARE(number(zones, 0, "depth"), 0.0);
        QCOMPARE(number(zones, 1, "depth"), 1.0);
        QCOMPARE(number(zones, 0, "open_m"), 20.0); // its front
        QCOMPARE(number(zones, 1, "open_m"), 0.0);
        QCOMPARE(number(zones, 0, "boundary_m"), 60.0);
        QVERIFY(std::abs(number(zones, 0, "porosity") - 20.0 / 60) < 1e-9);
        QCOMPARE(number(zones, 1, "porosity"), 0.0);
        QVERIFY(std::abs(number(zones, 1, "entrances_per_100m") - 100.0 / 60) < 1e-9);
        // The front is another's ground without a mark: of 60 m 40 are fenced.
        QVERIFY(std::abs(number(zones, 0, "marked_share") - 41.0 / 60) < 0.02);
        QVERIFY(note(made, "open_boundary"));
        QVERIFY(note(made, "open_boundary")->message.find("20.0 m") != std::string::npos);
        QCOMPARE(value(made, "reach", {10, 5}), 0.0);
        QCOMPARE(value(made, "reach", {10, 15}), 1.0);
    }

    void a_gate_from_the_street_into_a_garden_leaves_classes_out() {
        SiteBuilder site = gardens();
        site.add(Role::opening, point(10, 20),
                 {{"kind", words("gate")}, {"width_m", 1.0}, {"control", words("locked")}})
            .name = "Back gate";
        const RunPtr made = run(site);
        QCOMPARE(metric(made, "passages_public_to_private"), 1.0);
        const Table& openings = table(made, "openings");
        QCOMPARE(openings.rows.size(), std::size_t{2});
        for (std::size_t row = 0; row < 2; ++row)
            QCOMPARE(number(openings, row, "classes_skipped"),
                     as_text(*cell(openings, row, "name")) == "Back gate" ? 2.0 : 0.0);
    }

    void a_zone_without_a_way_in_is_told() {
        SiteBuilder site;
        site.add(Role::barrier, line({{0, 0}, {9, 0}, {9, 9}, {0, 9}, {0, 0}}), {{"kind", words("wall")}});
        site.add(Role::zone, rectangle(0, 0, 9, 9), {{"ownership", words("private")}}).name = "Cell";
        const RunPtr made = run(site);
        QVERIFY(!cell(table(made, "zones"), 0, "depth"));
        QVERIFY(note(made, "zone_without_way_in"));
        QCOMPARE(value(made, "reach", {4, 4}), 4.0);
    }

    void who_passes_when_follows_the_hours() {
        SiteBuilder site = gardens();
        site.add(Role::opening, point(0, 15),
                 {{"kind", words("gate")},
                  {"width_m", 1.0},
                  {"control", words("staffed")},
                  {"hours", words("Mo-Fr 07:00-19:00")}})
            .name = "Porter";
        const RunPtr made = run(site);
        const Table& openings = table(made, "openings");
        for (std::size_t row = 0; row < openings.rows.size(); ++row)
            if (as_text(*cell(openings, row, "name")) == "Porter") {
                QCOMPARE(as_text(*cell(openings, row, "day")), std::string("admitted"));
                QCOMPARE(as_text(*cell(openings, row, "evening")), std::string("locked"));
                QCOMPARE(as_text(*cell(openings, row, "night")), std::string("locked"));
                return;
            }
        QFAIL("the gate is not there");
    }

    void without_zones_only_the_map_is_made() {
        SiteBuilder site;
        site.add(Role::building, rectangle(0, 0, 10, 10));
        const RunPtr made = run(site);
        QVERIFY(note(made, "no_zones"));
        QCOMPARE(table(made, "zones").rows.size(), std::size_t{0});
        QCOMPARE(value(made, "reach", {5, 5}), static_cast<double>(nodata));
    }

    void random_plans_lie_as_deep_as_a_search_over_rooms_says() {
        for (unsigned seed = 0; seed < 40; ++seed) {
            const LatticePlan plan(seed, 30);
            const scene::Scene scene(plan.site.site(), {});
            const scene::AccessGraph graph(scene, {.widest_gap_m = 0.5});
            const access::Reach reach = access::reach_of(graph, access::Buildings::lead_nowhere);
            const std::vector<int> depths = plan.depths();
            for (int room = 0; room < static_cast<int>(depths.size()); ++room) {
                const auto found = reach.depth[graph.place_at(LatticePlan::middle(room))];
                QCOMPARE(found.value_or(-1), depths[static_cast<std::size_t>(room)]);
            }
        }
    }

    void the_way_to_a_place_passes_as_many_controls_as_it_is_deep() {
        const LatticePlan plan(3, 30);
        const scene::Scene scene(plan.site.site(), {});
        const scene::AccessGraph graph(scene, {});
        const access::Reach reach = access::reach_of(graph, access::Buildings::lead_nowhere);
        for (std::uint32_t p = 0; p < graph.places().size(); ++p) {
            if (!reach.depth[p]) continue;
            int controls = 0;
            for (const std::uint32_t i : access::way_to(graph, reach, p))
                controls += graph.passages()[i].controlled() ? 1 : 0;
            QCOMPARE(controls, *reach.depth[p]);
        }
    }
};

PROSPECT_TEST(ZonesTest);
#include "zones_test.moc"
