#include "analysis/scene/access_graph.h"
#include "tests/support/registry.h"
#include "tests/support/site_builder.h"

#include <QTest>

#include <algorithm>
#include <cmath>

using namespace prospect;
using namespace prospect::scene;
using namespace prospect::test;

namespace {

Value words(const char* text) {
    return Value(std::string(text));
}

void wall(SiteBuilder& site, std::vector<Point> points) {
    site.add(Role::barrier, line(std::move(points)), {{"kind", words("wall")}, {"height_m", 2.0}});
}

Feature& opening(SiteBuilder& site, const char* kind, double x, double y, double width_m,
                 const char* control) {
    return site.add(Role::opening, point(x, y),
                    {{"kind", words(kind)}, {"width_m", width_m}, {"control", words(control)}});
}

// A yard of 20 x 10 m with a wall all round and a gate in the middle of its front.
SiteBuilder yard() {
    SiteBuilder site;
    wall(site, {{0, 0}, {20, 0}, {20, 10}, {0, 10}, {0, 0}});
    opening(site, "gate", 10, 0, 1.5, "closed").name = "Gate";
    site.add(Role::zone, rectangle(0, 0, 20, 10), {{"ownership", words("private")}}).name = "Yard";
    return site;
}

AccessGraph graph_of(const SiteBuilder& builder, const AccessSettings& settings = {},
                     const TimeContext& time = {}) {
    const Scene scene(builder.site(), time);
    return AccessGraph(scene, settings);
}

std::size_t count(const AccessGraph& graph, Passage::Kind kind) {
    return static_cast<std::size_t>(
        std::count_if(graph.passages().begin(), graph.passages().end(),
                      [&](const Passage& passage) { return passage.kind == kind; }));
}

bool has_note(const AccessGraph& graph, const char* code) {
    return std::any_of(graph.notes().begin(), graph.notes().end(),
                       [&](const Note& note) { return note.code == code; });
}

bool same_ground(const AccessGraph& graph, Point a, Point b) {
    return graph.place_at(a) == graph.place_at(b);
}

} // namespace

class AccessGraphTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void a_yard_is_entered_by_its_gate() {
        const AccessGraph graph = graph_of(yard());
        QCOMPARE(graph.places().size(), std::size_t{2});
        QCOMPARE(graph.passages().size(), std::size_t{1});
        const Passage& gate = graph.passages()[0];
        QCOMPARE(gate.kind, Passage::Kind::opening);
        QCOMPARE(gate.thing->name, std::string("Gate"));
        QVERIFY(std::abs(gate.width_m - 1.5) < 1e-6);
        QVERIFY(gate.controlled());
        const AccessPlace& inside = graph.places()[graph.place_at({10, 5})];
        QCOMPARE(inside.zone->name, std::string("Yard"));
        QVERIFY(std::abs(inside.area_m2 - 200) < 1e-6);
        QVERIFY(!inside.public_realm);
        QVERIFY(graph.places()[graph.place_at({30, 5})].public_realm);
    }

    void a_window_lets_nobody_through() {
        SiteBuilder site = yard();
        opening(site, "window", 20, 5, 1.2, "open");
        QCOMPARE(graph_of(site).passages().size(), std::size_t{1});
    }

    void a_door_upstairs_lets_nobody_through() {
        SiteBuilder site = yard();
        opening(site, "door", 20, 5, 1, "open").set("storey", std::int64_t{1}, Basis::drawn);
        QCOMPARE(graph_of(site).passages().size(), std::size_t{1});
    }

    void a_gate_in_a_thick_wall_leads_through_it() {
        SiteBuilder site;
        Geometry ring =
            Geometry::make_polygon(std::vector<Point>{{0, 0}, {20, 0}, {20, 10}, {0, 10}},
                                   std::vector<std::vector<Point>>{{{1, 1}, {1, 9}, {19, 9}, {19, 1}}});
        site.add(Role::barrier, ring, {{"kind", words("wall")}});
        opening(site, "gate", 10, 0.5, 2, "locked");
        const AccessGraph graph = graph_of(site);
        QCOMPARE(count(graph, Passage::Kind::opening), std::size_t{1});
        QVERIFY(!same_ground(graph, {10, 5}, {10, -5}));
        QVERIFY(graph.places()[graph.place_at({10, 5})].island);
        QVERIFY(graph.places()[graph.place_at({5, 0.5})].solid);
    }

    void a_hole_in_a_fence_is_a_gap() {
        SiteBuilder site;
        wall(site, {{10, 0}, {20, 0}, {20, 10}, {0, 10}, {0, 0}, {8, 0}});
        const AccessGraph graph = graph_of(site);
        QCOMPARE(count(graph, Passage::Kind::gap), std::size_t{1});
        QVERIFY(std::abs(graph.passages()[0].width_m - 2) < 1e-6);
        QVERIFY(!graph.places()[graph.place_at({10, 5})].island); // one walks in
    }

    void a_hole_wider_than_asked_for_is_open_ground() {
        SiteBuilder site;
        wall(site, {{10, 0}, {20, 0}, {20, 10}, {0, 10}, {0, 0}, {8, 0}});
        const AccessGraph graph = graph_of(site, {.widest_gap_m = 1.5});
        QCOMPARE(count(graph, Passage::Kind::gap), std::size_t{0});
        QVERIFY(same_ground(graph, {10, 5}, {10, -5}));
    }

    void a_fence_drawn_short_is_closed_and_told() {
        SiteBuilder site;
        wall(site, {{10, 0}, {20, 0}, {20, 10}, {0, 10}, {0, 0}, {9.8, 0}});
        wall(site, {{10, 0}, {10, -4}});
        const AccessGraph graph = graph_of(site);
        QCOMPARE(graph.drawn_short().size(), std::size_t{1});
        QVERIFY(std::abs(graph.drawn_short()[0].near[0].gap_m - 0.2) < 1e-6);
        QVERIFY(has_note(graph, "barrier_drawn_short"));
        QVERIFY(!same_ground(graph, {10, 5}, {5, -5}));
    }

    void a_gate_between_the_ends_of_two_fences_stands_in_the_gap() {
        SiteBuilder site;
        wall(site, {{12, 0}, {20, 0}, {20, 10}, {0, 10}, {0, 0}, {8, 0}});
        opening(site, "gate", 10, 0.1, 4, "locked").name = "Wide gate"; // 2 m from either end
        const AccessGraph graph = graph_of(site);
        QCOMPARE(count(graph, Passage::Kind::gap), std::size_t{0});
        QCOMPARE(count(graph, Passage::Kind::opening), std::size_t{1});
        QVERIFY(!has_note(graph, "opening_without_host"));
        QVERIFY(!graph.places()[graph.place_at({10, 5})].public_realm);
    }

    void a_gate_as_wide_as_its_gap_stands_in_it_and_cuts_no_fence() {
        SiteBuilder site;
        wall(site, {{10.5, 0}, {20, 0}, {20, 10}, {0, 10}, {0, 0}, {9.5, 0}});
        opening(site, "gate", 10, 0, 1, "locked");
        const AccessGraph graph = graph_of(site);
        QCOMPARE(graph.passages().size(), std::size_t{1});
        QCOMPARE(graph.passages()[0].kind, Passage::Kind::opening);
        QVERIFY(std::abs(graph.passages()[0].width_m - 1) < 1e-6);
    }

    void a_narrow_gate_in_a_wide_gap_leaves_the_rest_open() {
        SiteBuilder site;
        wall(site, {{12.75, 0}, {20, 0}, {20, 10}, {0, 10}, {0, 0}, {7.25, 0}});
        opening(site, "gate", 10, 0, 1, "locked");
        const AccessGraph graph = graph_of(site);
        QCOMPARE(count(graph, Passage::Kind::opening), std::size_t{1});
        QCOMPARE(count(graph, Passage::Kind::gap), std::size_t{2});
        for (const Passage& passage : graph.passages())
            QVERIFY(std::abs(passage.width_m - (passage.kind == Passage::Kind::gap ? 2.25 : 1)) < 1e-6);
    }

    void a_fence_with_a_gap_at_either_end_leaves_two() {
        SiteBuilder site; // two houses, a wall behind, a fence before with a metre open at each end
        site.add(Role::building, rectangle(-10, 0, 0, 10));
        site.add(Role::building, rectangle(12, 0, 22, 10));
        wall(site, {{0, 10}, {12, 10}});
        wall(site, {{1, 0}, {11, 0}});
        const AccessGraph graph = graph_of(site);
        QCOMPARE(count(graph, Passage::Kind::gap), std::size_t{2});
        for (const Passage& passage : graph.passages())
            QVERIFY(std::abs(passage.width_m - 1) < 1e-6);
    }

    void a_gate_in_one_of_two_walls_side_by_side_is_in_both() {
        SiteBuilder site;
        wall(site, {{0, 0}, {20, 0}, {20, 10}, {0, 10}, {0, 0}});
        wall(site, {{-0.24, -0.24}, {20.24, -0.24}, {20.24, 10.24}, {-0.24, 10.24}, {-0.24, -0.24}});
        opening(site, "gate", 10, 0, 1, "open");
        const AccessGraph graph = graph_of(site);
        QVERIFY(!graph.places()[graph.place_at({10, 5})].island);
    }

    void a_gate_onto_water_is_told() {
        SiteBuilder site = yard();
        opening(site, "gate", 20, 5, 1, "open");
        site.add(Role::zone, rectangle(20, -30, 40, 40), {{"use", words("river")}});
        QVERIFY(has_note(graph_of(site), "opening_without_width")); // the bank is a wall along it
    }

    void a_word_for_a_control_that_is_none_is_told() {
        SiteBuilder site = yard();
        opening(site, "gate", 20, 5, 1, "keypad");
        QVERIFY(has_note(graph_of(site), "control_not_given"));
    }

    void an_opening_without_a_kind_is_told() {
        SiteBuilder site = yard();
        site.add(Role::opening, point(20, 5), {{"width_m", 1.0}});
        QVERIFY(has_note(graph_of(site), "opening_without_kind"));
    }

    void an_opening_in_nothing_is_told() {
        SiteBuilder site = yard();
        opening(site, "gate", 50, 50, 1, "open");
        QVERIFY(has_note(graph_of(site), "opening_without_host"));
    }

    void an_opening_without_width_is_told_and_shut() {
        SiteBuilder site = yard();
        opening(site, "gate", 20, 5, 0, "open");
        const AccessGraph graph = graph_of(site);
        QVERIFY(has_note(graph, "opening_without_width"));
        QCOMPARE(graph.passages().size(), std::size_t{1});
    }

    void a_gate_one_can_walk_round_is_told() {
        SiteBuilder site;
        wall(site, {{0, 0}, {10, 0}});
        opening(site, "gate", 5, 0, 1, "locked");
        QVERIFY(has_note(graph_of(site), "opening_walked_round"));
    }

    void a_fence_beside_the_edge_of_its_zone_parts_it_alike() {
        SiteBuilder site;
        wall(site, {{-0.2, -0.2}, {20.2, -0.2}, {20.2, 10.2}, {-0.2, 10.2}, {-0.2, -0.2}});
        opening(site, "gate", 10, -0.2, 1.5, "closed");
        site.add(Role::zone, rectangle(0, 0, 20, 10), {{"ownership", words("private")}});
        const AccessGraph graph = graph_of(site);
        QCOMPARE(graph.passages().size(), std::size_t{1});
        QCOMPARE(graph.passages()[0].kind, Passage::Kind::opening);
        QVERIFY(graph.places()[graph.place_at({10, -0.1})].zone); // the strip goes with the zone
    }

    // Ends and edges to the centimetre beside a slanted fence: the side fence ends 3.6 mm before it, and
    // where that meets it lies between two millimetres.
    void a_fence_that_ends_millimetres_before_another_parts_the_gardens() {
        SiteBuilder site;
        wall(site, {{-31.6, 0.46}, {11.22, 6.17}}); // the rear fence
        wall(site, {{4.25, 17.55}, {5.87, 5.46}});  // between the gardens
        wall(site, {{9.61, 18.27}, {11.22, 6.17}});
        wall(site, {{-1.10, 16.84}, {0.52, 4.75}});
        wall(site, {{-1.10, 16.84}, {4.25, 17.55}, {9.61, 18.27}});
        const auto garden = [&](const char* name, std::vector<Point> outline) {
            site.add(Role::zone, Geometry::make_polygon(outline), {{"ownership", words("private")}}).name =
                name;
        };
        garden("West", {{0.52, 4.75}, {5.87, 5.46}, {4.25, 17.55}, {-1.10, 16.84}});
        garden("East", {{5.87, 5.46}, {11.22, 6.17}, {9.61, 18.27}, {4.25, 17.55}});
        opening(site, "gate", 3.09, 5.09, 0.9, "locked").name = "West gate";
        opening(site, "gate", 8.45, 5.80, 0.9, "locked").name = "East gate";
        const AccessGraph graph = graph_of(site);
        QVERIFY(!same_ground(graph, {2, 10}, {8, 10}));
        QCOMPARE(count(graph, Passage::Kind::open), std::size_t{0});
        QCOMPARE(graph.passages().size(), std::size_t{2});
        for (const Passage& passage : graph.passages()) {
            const bool east = passage.thing->name == "East gate";
            const std::uint32_t garden_place = graph.place_at(east ? Point{8, 10} : Point{2, 10});
            QVERIFY(passage.from == garden_place || passage.to == garden_place);
            QVERIFY(passage.from == graph.place_at({0, 0}) || passage.to == graph.place_at({0, 0}));
        }
    }

    void the_edge_of_a_zone_without_a_barrier_is_open() {
        SiteBuilder site;
        site.add(Role::zone, rectangle(0, 0, 20, 10), {{"ownership", words("private")}});
        const AccessGraph graph = graph_of(site);
        QCOMPARE(graph.passages().size(), std::size_t{1});
        QCOMPARE(graph.passages()[0].kind, Passage::Kind::open);
        QVERIFY(std::abs(graph.passages()[0].width_m - 60) < 1e-6);
        QVERIFY(!graph.passages()[0].controlled());
    }

    void the_edge_of_a_zone_between_two_buildings_is_a_gap() {
        SiteBuilder site; // a court of four buildings, 3 m open at one corner
        site.add(Role::building, rectangle(0, 0, 20, 5));
        site.add(Role::building, rectangle(0, 5, 5, 20));
        site.add(Role::building, rectangle(5, 15, 20, 20));
        site.add(Role::building, rectangle(15, 5, 20, 12));
        site.add(Role::zone, rectangle(5, 5, 15, 15), {{"ownership", words("semi_private")}});
        const AccessGraph graph = graph_of(site);
        QCOMPARE(count(graph, Passage::Kind::gap), std::size_t{1});
        QCOMPARE(count(graph, Passage::Kind::open), std::size_t{0});
    }

    void doors_lead_into_buildings_and_passages_under_them_are_open() {
        SiteBuilder site;
        site.add(Role::building, rectangle(0, 0, 10, 10), {{"height_m", 6.0}});
        site.add(Role::building, rectangle(10, 0, 20, 10), {{"height_m", 9.0}, {"base_m", 3.0}});
        opening(site, "door", 5, 0, 1, "locked");
        const AccessGraph graph = graph_of(site);
        QVERIFY(graph.places()[graph.place_at({5, 5})].building);
        QVERIFY(!graph.places()[graph.place_at({15, 5})].building);
        QVERIFY(same_ground(graph, {15, 5}, {15, -5}));
        QCOMPARE(count(graph, Passage::Kind::opening), std::size_t{1});
    }

    void a_gate_beside_a_house_opens_the_fence_and_not_the_house() {
        SiteBuilder site;
        site.add(Role::building, rectangle(0, 0, 10, 10));
        wall(site, {{10, 5}, {20, 5}, {20, 15}, {5, 15}, {5, 10}});
        opening(site, "gate", 10.45, 5, 0.9, "open");
        const AccessGraph graph = graph_of(site);
        QCOMPARE(graph.passages().size(), std::size_t{1});
        QVERIFY(!graph.places()[graph.passages()[0].from].building);
        QVERIFY(!graph.places()[graph.passages()[0].to].building);
    }

    void kerbs_stop_nobody_and_bollards_stop_vehicles() {
        SiteBuilder site;
        wall(site, {{10, 0}, {20, 0}, {20, 10}, {0, 10}, {0, 0}, {6, 0}});
        site.add(Role::barrier, line({{-5, -5}, {25, -5}}), {{"kind", words("kerb")}});
        for (const double x : {7.0, 8.0, 9.0})
            site.add(Role::barrier, point(x, 0), {{"kind", words("bollard")}, {"passable", words("foot")}});
        const AccessGraph on_foot = graph_of(site, {.widest_gap_m = 0.3});
        QVERIFY(on_foot.places()[on_foot.place_at({10, 5})].public_realm);
        const AccessGraph by_car = graph_of(site, {.mover = Mover::vehicle, .widest_gap_m = 0.3});
        QVERIFY(!same_ground(by_car, {10, 5}, {10, -2}));
        QVERIFY(same_ground(by_car, {10, -2}, {10, -8}));
    }

    void a_bollard_beside_a_wall_stops_vehicles() {
        SiteBuilder site;
        wall(site, {{10, 0}, {20, 0}, {20, 10}, {0, 10}, {0, 0}, {8, 0}});
        site.add(Role::barrier, point(9, 0), {{"kind", words("bollard")}, {"passable", words("foot")}});
        const AccessGraph by_car = graph_of(site, {.mover = Mover::vehicle, .widest_gap_m = 0.3});
        QVERIFY(!same_ground(by_car, {10, 5}, {10, -2}));
    }

    void water_stops_people() {
        SiteBuilder site;
        wall(site, {{10, 0}, {0, 0}, {0, 10}, {10, 10}});
        site.add(Role::zone, rectangle(10, -30, 15, 40), {{"use", words("river")}});
        const AccessGraph graph = graph_of(site);
        QVERIFY(!same_ground(graph, {5, 5}, {20, 5}));
        QVERIFY(graph.places()[graph.place_at({12, 5})].solid);
    }

    void hours_lock_a_gate() {
        SiteBuilder site = yard();
        Feature& gate = opening(site, "gate", 20, 5, 1, "open");
        gate.set("hours", std::string("Mo-Fr 07:00-19:00"), Basis::drawn);
        TimeContext night;
        night.set_time("night");
        const auto open_ways = [&](const TimeContext& time) {
            const AccessGraph graph = graph_of(site, {}, time);
            return std::count_if(graph.passages().begin(), graph.passages().end(),
                                 [](const Passage& passage) { return !passage.controlled(); });
        };
        QCOMPARE(open_ways({}), 1);
        QCOMPARE(open_ways(night), 0);
    }

    void hours_past_midnight_hold_the_next_morning() {
        Feature gate;
        gate.set("kind", std::string("gate"), Basis::drawn);
        gate.set("control", std::string("open"), Basis::drawn);
        gate.set("hours", std::string("Mo-Su 18:00-02:00"), Basis::drawn);
        TimeContext time;
        time.set_time("01:30");
        QCOMPARE(control_at(gate, time).control, Control::open);
        time.set_time("02:30");
        QCOMPARE(control_at(gate, time).control, Control::locked);
        QVERIFY(control_at(gate, time).outside_hours);
    }

    void zones_of_different_owners_on_one_ground_are_told() {
        SiteBuilder site = yard();
        site.add(Role::zone, rectangle(15, 0, 25, 10), {{"ownership", words("public")}});
        QVERIFY(has_note(graph_of(site), "zones_overlap"));
    }
};

PROSPECT_TEST(AccessGraphTest);
#include "access_graph_test.moc"
