#include "analysis/access/min_cut.h"
#include "analysis/access/sealing.h"
#include "analysis/catalogue.h"
#include "analysis/engine/engine.h"
#include "tests/analysis/access/lattice_plan.h"
#include "tests/analysis/sightlines/results.h"
#include "tests/support/registry.h"

#include <QTest>

#include <cmath>
#include <limits>

using namespace prospect;
using namespace prospect::engine;
using namespace prospect::test;

namespace {

Value words(const char* text) {
    return Value(std::string(text));
}

RunPtr run(const SiteBuilder& builder, const Settings& settings = {}) {
    Engine engine(catalogue());
    return engine.run("access.seal", settings, {.site = builder.site(), .threads = 2});
}

void gate(SiteBuilder& site, double x, double y, const char* name, const char* control) {
    site.add(Role::opening, point(x, y),
             {{"kind", words("gate")}, {"width_m", 1.0}, {"control", words(control)}})
        .name = name;
}

// A yard of 20 x 10 m; of its wall 2 m are missing at the back.
SiteBuilder yard(const char* control) {
    SiteBuilder site;
    site.add(Role::barrier, line({{12, 10}, {20, 10}, {20, 0}, {0, 0}, {0, 10}, {10, 10}}),
             {{"kind", words("wall")}});
    gate(site, 10, 0, "Gate", control);
    site.add(Role::zone, rectangle(0, 0, 20, 10), {{"ownership", words("semi_private")}}).name = "Yard";
    return site;
}

bool parted(std::uint32_t nodes, const std::vector<access::FlowEdge>& edges, std::uint32_t removed,
            std::uint32_t source, std::uint32_t sink) {
    std::vector<bool> reached(nodes, false);
    reached[source] = true;
    for (std::uint32_t round = 0; round < nodes; ++round)
        for (std::uint32_t i = 0; i < edges.size(); ++i) {
            if ((removed >> i & 1U) != 0) continue;
            if (reached[edges[i].a]) reached[edges[i].b] = true;
            if (reached[edges[i].b]) reached[edges[i].a] = true;
        }
    return !reached[sink];
}

} // namespace

class SealTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void a_yard_takes_its_gate_and_the_hole_in_its_wall() {
        const RunPtr made = run(yard("open"), {{"zone", "Yard"}});
        QCOMPARE(metric(made, "controls"), 2.0);
        QCOMPARE(metric(made, "cost"), 2.0);
        const Table& cut = table(made, "cut");
        QCOMPARE(cut.rows.size(), std::size_t{2});
        for (std::size_t row = 0; row < 2; ++row) {
            const bool gap = as_text(*cell(cut, row, "kind")) == "gap";
            QCOMPARE(cell(cut, row, "opening").has_value(), !gap);
            QVERIFY(std::abs(number(cut, row, "x") - (530000 + (gap ? 11 : 10))) < 1e-6);
            QVERIFY(std::abs(number(cut, row, "y") - (179000 + (gap ? 10 : 0))) < 1e-6);
        }
        QVERIFY(!note(made, "escape_blocked"));
        const auto* said = note(made, "closed_off_by");
        QVERIFY(said != nullptr);
        QVERIFY2(said->message.find("2 controls close \"Yard\" off, 2 of them open now: ") == 0 &&
                     said->message.find("a gap of 2.0 m at 530011.0,179010.0 (stands open)") !=
                         std::string::npos &&
                     said->message.find("still gets out") != std::string::npos,
                 said->message.c_str());
    }

    void a_locked_gate_and_a_closed_hole_leave_nobody_a_way_out() {
        const RunPtr made = run(yard("locked"), {{"zone", "Yard"}});
        QCOMPARE(metric(made, "controls"), 2.0);
        QVERIFY(note(made, "escape_blocked"));
        QCOMPARE(as_text(*cell(table(made, "seals"), 0, "escape")), std::string("somebody is shut in"));
    }

    void nobody_escapes_through_a_house_from_its_back_door() {
        SiteBuilder site; // a court with a locked gate, and a house with doors to court and street
        site.add(Role::building, rectangle(0, 0, 20, 8));
        site.add(Role::barrier, line({{0, 8}, {0, 20}, {20, 20}, {20, 8}}), {{"kind", words("wall")}});
        gate(site, 10, 20, "Court gate", "locked");
        for (const double y : {0.0, 8.0})
            site.add(Role::opening, point(10, y),
                     {{"kind", words("door")}, {"width_m", 1.0}, {"control", words("closed")}});
        site.add(Role::zone, rectangle(0, 8, 20, 20), {{"ownership", words("semi_private")}}).name = "Court";
        const RunPtr made = run(site, {{"zone", "Court"}});
        QCOMPARE(metric(made, "controls"), 1.0);
        QVERIFY(note(made, "escape_blocked"));
        QVERIFY(note(made, "buildings_lead_in"));
        const RunPtr through = run(site, {{"zone", "Court"}, {"through_buildings", "yes"}});
        QCOMPARE(metric(through, "controls"), 2.0); // the gate, and a door of the house
    }

    void a_controlled_gate_lets_people_out_and_not_in() {
        SiteBuilder site; // an inner court behind an outer one; only the outer gate is locked
        site.add(Role::barrier, line({{0, 0}, {30, 0}, {30, 30}, {0, 30}, {0, 0}}),
                 {{"kind", words("wall")}});
        site.add(Role::barrier, line({{10, 10}, {20, 10}, {20, 20}, {10, 20}, {10, 10}}),
                 {{"kind", words("wall")}});
        gate(site, 15, 0, "Outer gate", "controlled");
        gate(site, 15, 10, "Inner gate", "controlled");
        site.add(Role::zone, rectangle(10, 10, 20, 20), {{"ownership", words("semi_private")}}).name =
            "Inner";
        QVERIFY(!note(run(site, {{"zone", "Inner"}}), "escape_blocked"));
    }

    void a_gate_between_three_grounds_is_one_control() {
        SiteBuilder site; // the gate of a yard whose two halves meet at its middle, each with a door to X
        site.add(Role::barrier, line({{0, 0}, {20, 0}, {20, 20}, {0, 20}, {0, 0}}),
                 {{"kind", words("wall")}});
        site.add(Role::barrier, line({{0, 10}, {20, 10}}), {{"kind", words("wall")}});
        gate(site, 10, 0, "Gate", "open");
        gate(site, 5, 10, "Left door", "open");
        gate(site, 15, 10, "Right door", "open");
        site.add(Role::zone, rectangle(0, 0, 10, 10), {{"ownership", words("semi_public")}}).name = "Left";
        site.add(Role::zone, rectangle(10, 0, 20, 10), {{"ownership", words("semi_private")}}).name = "Right";
        site.add(Role::zone, rectangle(0, 10, 20, 20), {{"ownership", words("private")}}).name = "X";
        const RunPtr made = run(site, {{"zone", "X"}, {"least", "number"}});
        QCOMPARE(metric(made, "controls"), 1.0);
        QCOMPARE(as_text(*cell(table(made, "cut"), 0, "name")), std::string("Gate"));
    }

    void a_zone_that_another_covers_has_no_ground_of_its_own() {
        SiteBuilder site = yard("closed");
        site.add(Role::zone, rectangle(2, 2, 5, 5), {{"ownership", words("private")}}).name = "Bed";
        const RunPtr made = run(site, {{"zone", "Bed"}});
        QVERIFY(note(made, "zone_without_ground"));
        QVERIFY(made->result.metrics.empty());
    }

    void an_open_side_cannot_be_closed_by_gates() {
        SiteBuilder site;
        site.add(Role::barrier, line({{0, 0}, {0, 10}, {20, 10}, {20, 0}}), {{"kind", words("wall")}});
        site.add(Role::zone, rectangle(0, 0, 20, 10), {{"ownership", words("private")}}).name = "Yard";
        const RunPtr made = run(site, {{"zone", "Yard"}});
        QVERIFY(made->result.metrics.empty());
        QVERIFY(note(made, "open_boundary"));
        QVERIFY(note(made, "open_boundary")->message.find("20.0 m") != std::string::npos);
        QVERIFY(std::abs(number(table(made, "seals"), 0, "open_boundary_m") - 20) < 1e-6);
    }

    void the_cut_nearest_to_the_zone_is_named() {
        SiteBuilder site; // an inner yard in an outer one, a gate each
        site.add(Role::barrier, line({{0, 0}, {30, 0}, {30, 30}, {0, 30}, {0, 0}}),
                 {{"kind", words("wall")}});
        site.add(Role::barrier, line({{10, 10}, {20, 10}, {20, 20}, {10, 20}, {10, 10}}),
                 {{"kind", words("wall")}});
        gate(site, 15, 0, "Outer gate", "open");
        gate(site, 15, 10, "Inner gate", "open");
        site.add(Role::zone, rectangle(10, 10, 20, 20), {{"ownership", words("private")}}).name = "Inner";
        const RunPtr made = run(site, {{"zone", "Inner"}});
        QCOMPARE(as_text(*cell(table(made, "cut"), 0, "name")), std::string("Inner gate"));
    }

    void one_gate_before_three_is_fewer() {
        SiteBuilder site; // three gates into the inner yard, one into the outer
        site.add(Role::barrier, line({{0, 0}, {30, 0}, {30, 30}, {0, 30}, {0, 0}}),
                 {{"kind", words("wall")}});
        site.add(Role::barrier, line({{10, 10}, {20, 10}, {20, 20}, {10, 20}, {10, 10}}),
                 {{"kind", words("wall")}});
        gate(site, 15, 0, "Outer gate", "open");
        for (const auto& [x, y] : {std::pair{15.0, 10.0}, {20.0, 15.0}, {15.0, 20.0}})
            gate(site, x, y, "Inner gate", "open");
        site.add(Role::zone, rectangle(10, 10, 20, 20), {{"ownership", words("private")}}).name = "Inner";
        const RunPtr made = run(site, {{"zone", "Inner"}});
        QCOMPARE(metric(made, "controls"), 1.0);
        QCOMPARE(as_text(*cell(table(made, "cut"), 0, "name")), std::string("Outer gate"));
    }

    void an_unknown_zone_is_refused_with_the_nearest() {
        try {
            (void)run(yard("open"), {{"zone", "Yrad"}});
            QFAIL("not refused");
        } catch (const Error& error) {
            QCOMPARE(error.code(), ErrorCode::refused);
            QVERIFY(std::string(error.what()).find("Yard") != std::string::npos ||
                    error.advice().find("Yard") != std::string::npos);
        }
    }

    void each_zone_is_sealed_where_none_is_named() {
        SiteBuilder site = yard("open");
        site.add(Role::zone, rectangle(40, 0, 50, 10), {{"ownership", words("public")}}).name = "Square";
        site.add(Role::zone, rectangle(60, 0, 70, 10), {{"ownership", words("semi_private")}}).name = "Lawn";
        const RunPtr made = run(site);
        QCOMPARE(table(made, "seals").rows.size(), std::size_t{2}); // nothing to close off a public square
        QVERIFY(made->result.metrics.empty());
    }

    void random_networks_agree_with_trying_every_set() {
        std::mt19937 random(5);
        for (int round = 0; round < 200; ++round) {
            std::uniform_int_distribution<std::uint32_t> node(0, 5);
            std::uniform_int_distribution<int> cost(0, 6);
            std::vector<access::FlowEdge> edges;
            for (int i = 0; i < 11; ++i) {
                const int price = cost(random);
                edges.push_back({node(random), node(random),
                                 price == 6 ? std::numeric_limits<double>::infinity() : price * 0.5});
            }
            double best = std::numeric_limits<double>::infinity();
            for (std::uint32_t removed = 0; removed < 1U << edges.size(); ++removed) {
                double sum = 0;
                for (std::uint32_t i = 0; i < edges.size(); ++i)
                    if ((removed >> i & 1U) != 0) sum += edges[i].cost;
                if (sum < best && parted(6, edges, removed, 0, 5)) best = sum;
            }
            const auto cut = access::min_cut(6, edges, 0, 5);
            QCOMPARE(cut.has_value(), std::isfinite(best));
            if (!cut) continue;
            QCOMPARE(cut->cost, best);
            std::uint32_t removed = 0;
            for (const std::uint32_t i : cut->edges)
                removed |= 1U << i;
            QVERIFY(parted(6, edges, removed, 0, 5));
        }
    }

    void random_plans_are_closed_as_cheaply_as_any_set_of_doors_would() {
        std::size_t closed = 0;
        for (unsigned seed = 0; seed < 60; ++seed) {
            LatticePlan plan(seed, 9);
            const int room = 14;
            std::vector<std::size_t> doors;
            for (std::size_t i = 0; i < plan.sides.size(); ++i)
                if (plan.sides[i].kind == LatticePlan::Side::Kind::door) doors.push_back(i);
            double best = std::numeric_limits<double>::infinity();
            for (std::uint32_t set = 0; set < 1U << doors.size(); ++set) {
                double sum = 0;
                std::vector<std::size_t> shut;
                for (std::size_t d = 0; d < doors.size(); ++d)
                    if ((set >> d & 1U) != 0) {
                        sum += plan.sides[doors[d]].cost;
                        shut.push_back(doors[d]);
                    }
                if (sum < best && plan.depths(shut)[room] < 0) best = sum;
            }
            const Point at = LatticePlan::middle(room);
            plan.site
                .add(Role::zone, rectangle(at.x - 1, at.y - 1, at.x + 1, at.y + 1),
                     {{"ownership", words("private")}})
                .name = "Here";
            const RunPtr made = run(plan.site, {{"zone", "Here"}, {"widest_gap_m", "0.5"}});
            QVERIFY(std::isfinite(best)); // all outer walls stand: closing every door closes any room
            QCOMPARE(metric(made, "cost"), best);
            closed += best > 0 ? 1 : 0;
        }
        QVERIFY(closed > 10);
    }
};

PROSPECT_TEST(SealTest);
#include "seal_test.moc"
