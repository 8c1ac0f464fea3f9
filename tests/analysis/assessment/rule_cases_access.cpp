// Rules of access control.
#include "rule_cases.h"

namespace prospect::test {

using assessment::Level;

namespace {

Feature& add_gate(SiteBuilder& builder, double x, double y, const char* control) {
    return drawn(builder, Role::opening, point(x, y),
                 {{"kind", words("gate")}, {"width_m", 1.0}, {"control", words(control)}});
}

Feature& add_barrier(SiteBuilder& builder, std::vector<Point> points, const char* kind, double height_m) {
    return drawn(builder, Role::barrier, line(std::move(points)),
                 {{"kind", words(kind)}, {"height_m", height_m}, {"opacity", 1.0}});
}

void add_wall(SiteBuilder& builder, std::vector<Point> points) {
    add_barrier(builder, std::move(points), "wall", 2.2).set("passable", words("none"), Basis::drawn);
}

// A yard of 20 by 10 m within a wall, with a gate to the south and that many to the north.
SiteBuilder yard(const char* ownership, const char* control, int back_gates = 0) {
    SiteBuilder builder;
    red_line_of(builder, -20, -20, 40, 30);
    add_wall(builder, {{0, 0}, {20, 0}, {20, 10}, {0, 10}, {0, 0}});
    add_gate(builder, 10, 0, control);
    for (int i = 1; i <= back_gates; ++i)
        add_gate(builder, 2.5 * i, 10, control);
    drawn(builder, Role::zone, rectangle(0, 0, 20, 10), {{"ownership", words(ownership)}});
    return builder;
}

// Two houses with their gardens behind, 20 m of rear edge on an alley that a wall closes at that x, and a
// locked gate in the east.
SiteBuilder row(double closed_from_x) {
    SiteBuilder builder;
    for (const double x : {0.0, 10.0}) {
        drawn(builder, Role::building, rectangle(x, 0, x + 10, 8), {{"height_m", 7.0}});
        drawn(builder, Role::opening, point(x + 5, 0), {{"kind", words("door")}, {"main", true}});
        drawn(builder, Role::zone, rectangle(x, 8, x + 10, 20), {{"ownership", words("private")}});
    }
    add_barrier(builder, {{0, 8}, {0, 20}, {20, 20}, {20, 8}}, "fence", 1.8);
    add_barrier(builder, {{10, 8}, {10, 20}}, "fence", 1.8);
    add_barrier(builder, {{0, 24}, {20, 24}}, "wall", 2);
    add_barrier(builder, {{closed_from_x, 20}, {closed_from_x, 24}}, "wall", 2);
    add_barrier(builder, {{20, 20}, {20, 24}}, "fence", 2);
    add_gate(builder, 20, 22, "locked");
    drawn(builder, Role::path, line({{-20, 22}, {40, 22}}), {{"kind", words("footway")}});
    return builder;
}

// Two houses 2 m apart whose fronts lie at y = 0, a garden behind, and a locked gate between them.
SiteBuilder passage(double gate_y) {
    SiteBuilder builder;
    for (const double x : {0.0, 12.0}) {
        drawn(builder, Role::building, rectangle(x, 0, x + 10, 8), {{"height_m", 7.0}});
        drawn(builder, Role::opening, point(x + 5, 0), {{"kind", words("door")}, {"main", true}});
    }
    drawn(builder, Role::zone, rectangle(0, 8, 10, 20), {{"ownership", words("private")}});
    add_barrier(builder, {{0, 8}, {0, 20}, {10, 20}, {10, 8}}, "fence", 1.8);
    add_barrier(builder, {{10, gate_y}, {12, gate_y}}, "fence", 2);
    add_gate(builder, 11, gate_y, "locked");
    return builder;
}

Feature& add_path(SiteBuilder& builder, std::vector<Point> points, const char* kind = "footway") {
    return drawn(builder, Role::path, line(std::move(points)), {{"kind", words(kind)}});
}

// Two rings of 30 by 30 m and one way between them, before which windows of rooms in use look on it.
SiteBuilder two_rings(double apart_m) {
    SiteBuilder builder;
    const double x = 30 + apart_m;
    red_line_of(builder, -10, -10, x + 40, 50);
    add_path(builder, {{0, 0}, {30, 0}, {30, 30}, {0, 30}, {0, 0}});
    add_path(builder, {{x, 0}, {x + 30, 0}, {x + 30, 30}, {x, 30}, {x, 0}});
    add_path(builder, {{30, 0}, {x, 0}});
    drawn(builder, Role::building, rectangle(30, 6, x, 16), {{"height_m", 6.0}});
    for (double at = 32; at < x; at += 2)
        drawn(builder, Role::opening, point(at, 6),
              {{"kind", words("window")}, {"room", words("living")}, {"occupied_day", 0.9}});
    return builder;
}

// A ring of 30 by 30 m and a way of 80 m to it that leads through the site, with a door at the ring and
// perhaps along the rest.
SiteBuilder through_ways(bool doors_all_along) {
    SiteBuilder builder;
    red_line_of(builder, -10, -10, 150, 50);
    add_path(builder, {{0, 0}, {30, 0}, {30, 30}, {0, 30}, {0, 0}});
    add_path(builder, {{110, 0}, {140, 0}, {140, 30}, {110, 30}, {110, 0}});
    add_path(builder, {{30, 0}, {110, 0}});
    add_path(builder, {{0, 0}, {-30, 0}});
    add_path(builder, {{140, 0}, {170, 0}});
    drawn(builder, Role::opening, point(15, 10), {{"kind", words("door")}});
    for (int i = 0; i < (doors_all_along ? 8 : 0); ++i)
        drawn(builder, Role::opening, point(20.0 + 15 * i, -5), {{"kind", words("door")}});
    return builder;
}

// A road, and beside it a recess 5 m deep and so wide.
SiteBuilder recess(double wide_m) {
    SiteBuilder builder;
    red_line_of(builder, 0, 0, 60, 40);
    add_path(builder, {{0, 5}, {60, 5}}, "road").set("width_m", 6.0, Basis::drawn);
    add_wall(builder, {{30, 9}, {30, 14}, {30 + wide_m, 14}, {30 + wide_m, 9}});
    return builder;
}

// A house with its door to the north, and a walk that comes in from the west along its southern side.
SiteBuilder door_behind(std::vector<Point> walk) {
    SiteBuilder builder;
    red_line_of(builder, -50, -50, 60, 60);
    drawn(builder, Role::building, rectangle(0, 0, 10, 8), {{"height_m", 7.0}});
    drawn(builder, Role::opening, point(5, 8), {{"kind", words("door")}, {"main", true}});
    add_path(builder, std::move(walk));
    return builder;
}

// A pump that no window sees, behind a locked gate or not.
SiteBuilder pump(bool closed) {
    SiteBuilder builder;
    red_line_of(builder, 0, 0, 40, 40);
    drawn(builder, Role::target, point(20, 20), {{"kind", words("asset")}});
    drawn(builder, Role::building, rectangle(200, 200, 210, 208), {{"height_m", 6.0}});
    drawn(builder, Role::opening, point(205, 200), {{"kind", words("window")}});
    if (!closed) return builder;
    add_wall(builder, {{15, 15}, {25, 15}, {25, 25}, {15, 25}, {15, 15}});
    add_gate(builder, 20, 15, "locked");
    return builder;
}

// A low wall that begins so far from the rear fence of a garden.
SiteBuilder low_wall(double away_m) {
    SiteBuilder builder;
    drawn(builder, Role::building, rectangle(0, 0, 10, 8), {{"height_m", 7.0}});
    drawn(builder, Role::opening, point(5, 0), {{"kind", words("door")}, {"main", true}});
    drawn(builder, Role::zone, rectangle(0, 8, 10, 20), {{"ownership", words("private")}});
    add_barrier(builder, {{0, 20}, {10, 20}}, "fence", 1.8);
    add_barrier(builder, {{5, 20 + away_m}, {5, 24}}, "wall", 1);
    return builder;
}

} // namespace

RuleCases access_cases() {
    return {
        // 6 on 60 m of edge.
        {"AC-01", "six gates into a court", [] { return yard("semi_private", "closed", 5); }, Level::pass,
         10},
        // 7 on 60 m.
        {"AC-01", "seven gates into a court", [] { return yard("semi_private", "closed", 6); }, Level::info,
         700 / 60.0},
        {"AC-02", "a private yard behind a locked gate", [] { return yard("private", "locked"); },
         Level::pass, 0},
        {"AC-02", "a private yard whose gate stands open", [] { return yard("private", "open"); },
         Level::look, 1},
        // 2 of 20 m.
        {"AC-03", "2 of 20 m of rear edge on an open alley", [] { return row(2); }, Level::pass, 10},
        // 3 of 20 m.
        {"AC-03", "3 of 20 m of rear edge on an open alley", [] { return row(3); }, Level::fail, 15},
        {"AC-04", "a gate 0.9 m behind the fronts", [] { return passage(0.9); }, Level::pass, 0.9, 0.11},
        {"AC-04", "a gate 1.2 m behind the fronts", [] { return passage(1.2); }, Level::look, 1.2, 0.11},
        {"AC-05", "doors along all ways", [] { return through_ways(true); }, Level::pass, 0},
        // Rings of 120 m each and a way of 80 m, 320 m in all; the first ring has a door.
        {"AC-05", "a door along one ring only", [] { return through_ways(false); }, Level::info, 62.5},
        {"AC-06", "50 m of way without another", [] { return two_rings(50); }, Level::pass, 50},
        {"AC-06", "51 m of way without another", [] { return two_rings(51); }, Level::look, 51},
        // Wider than 2.5 m: nobody blocks it. Ways are counted up to three.
        {"AC-07", "a recess 4 m wide beside a road", [] { return recess(4); }, Level::pass, 3},
        {"AC-07", "a recess 2 m wide beside a road", [] { return recess(2); }, Level::look, 1},
        // The walk goes round: it is seen from where it enters, the door from there.
        {"AC-08", "a door two looks away",
         [] {
             return door_behind({{-80, -8}, {20, -8}, {20, 30}, {5, 30}});
         },
         Level::pass, 2},
        {"AC-08", "a door behind the house",
         [] {
             return door_behind({{-80, -8}, {20, -8}});
         },
         Level::look, 3},
        {"AC-09", "a pump behind a locked gate", [] { return pump(true); }, Level::pass, 0, 0.1},
        {"AC-09", "a pump nobody sees", [] { return pump(false); }, Level::look, 100, 0.1},
        {"AC-10", "a low wall 1.1 m from a rear fence", [] { return low_wall(1.1); }, Level::pass, 0},
        {"AC-10", "a low wall 0.9 m from a rear fence", [] { return low_wall(0.9); }, Level::look, 1},
        {"AC-11", "a court one leaves without a key", [] { return yard("semi_private", "controlled"); },
         Level::pass, 0},
        {"AC-11", "a locked court", [] { return yard("semi_private", "locked"); }, Level::fail, 1},
    };
}

} // namespace prospect::test
