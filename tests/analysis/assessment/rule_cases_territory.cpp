// Rules of territorial reinforcement.
#include "rule_cases.h"

namespace prospect::test {

using assessment::Level;

namespace {

// A site of 100 by 40 m whose owner is known up to that x.
SiteBuilder owned_to(double x) {
    SiteBuilder builder;
    red_line_of(builder, 0, 0, 100, 40);
    drawn(builder, Role::zone, rectangle(0, 0, x, 40), {{"ownership", words("public")}});
    return builder;
}

// A garden of 20 by 10 m behind a fence with a gate.
SiteBuilder garden(const char* ownership, const char* control) {
    SiteBuilder builder;
    red_line_of(builder, -20, -20, 40, 30);
    drawn(builder, Role::barrier, line({{0, 0}, {20, 0}, {20, 10}, {0, 10}, {0, 0}}),
          {{"kind", words("fence")}, {"height_m", 1.8}, {"passable", words("none")}});
    drawn(builder, Role::opening, point(10, 0),
          {{"kind", words("gate")}, {"width_m", 1.0}, {"control", words(control)}});
    drawn(builder, Role::zone, rectangle(0, 0, 20, 10), {{"ownership", words(ownership)}});
    return builder;
}

// A lawn of 20 by 10 m, fenced all round but for so much of its western side.
SiteBuilder lawn(double open_m) {
    SiteBuilder builder;
    red_line_of(builder, -20, -20, 40, 30);
    drawn(builder, Role::zone, rectangle(0, 0, 20, 10), {{"ownership", words("semi_private")}});
    drawn(builder, Role::barrier, line({{0, 0}, {20, 0}, {20, 10}, {0, 10}, {0, open_m}}),
          {{"kind", words("fence")}, {"height_m", 1.0}});
    return builder;
}

// A house with its door to the south and a garden to the north behind a fence.
SiteBuilder rear_fence(double height_m) {
    SiteBuilder builder;
    drawn(builder, Role::building, rectangle(0, 0, 10, 8), {{"height_m", 7.0}});
    drawn(builder, Role::opening, point(5, 0), {{"kind", words("door")}, {"main", true}});
    drawn(builder, Role::zone, rectangle(0, 8, 10, 20), {{"ownership", words("private")}});
    drawn(builder, Role::barrier, line({{0, 20}, {10, 20}}),
          {{"kind", words("fence")}, {"height_m", height_m}});
    return builder;
}

// A window on the ground floor behind a front garden so deep.
SiteBuilder front_garden(double deep_m) {
    SiteBuilder builder;
    drawn(builder, Role::building, rectangle(0, 0, 10, 8), {{"height_m", 7.0}});
    drawn(builder, Role::opening, point(2, 0),
          {{"kind", words("window")}, {"storey", std::int64_t{0}}, {"sill_m", 0.9}});
    drawn(builder, Role::zone, rectangle(0, -deep_m, 10, 0), {{"ownership", words("semi_private")}});
    drawn(builder, Role::zone, rectangle(-20, -20, 30, -deep_m), {{"ownership", words("public")}});
    return builder;
}

// A wall between a main entrance and the street.
SiteBuilder front_wall(double height_m) {
    SiteBuilder builder;
    drawn(builder, Role::building, rectangle(0, 0, 10, 8), {{"height_m", 7.0}});
    drawn(builder, Role::opening, point(5, 0), {{"kind", words("door")}, {"main", true}});
    drawn(builder, Role::barrier, line({{0, -4}, {10, -4}}),
          {{"kind", words("wall")}, {"height_m", height_m}});
    return builder;
}

} // namespace

RuleCases territory_cases() {
    return {
        // 2 of 100 m.
        {"TR-01", "2 % of the ground of nobody", [] { return owned_to(98); }, Level::pass, 2},
        // 3 of 100 m.
        {"TR-01", "3 % of the ground of nobody", [] { return owned_to(97); }, Level::look, 3},
        // From public to semi-private ground: semi-public is left out.
        {"TR-02", "a shared garden at the street", [] { return garden("semi_private", "closed"); },
         Level::pass, 1},
        // From public to private ground: semi-public and semi-private are.
        {"TR-02", "a private garden at the street", [] { return garden("private", "closed"); }, Level::look,
         2},
        // Of 60 m of edge 8 m are open, of which 0.75 m beside each end of the fence count as marked; in
        // steps of 0.5 m 6 m are not: 54 / 60.
        {"TR-03", "a lawn with 8 m of its edge open", [] { return lawn(8); }, Level::pass, 90},
        // 7 of 60 m are not marked.
        {"TR-03", "a lawn with 9 m of its edge open", [] { return lawn(9); }, Level::look, 100 * 53 / 60.0},
        {"TR-04", "a rear fence of 1.80 m", [] { return rear_fence(1.8); }, Level::pass, 1.8},
        {"TR-04", "a rear fence of 1.79 m", [] { return rear_fence(1.79); }, Level::fail, 1.79},
        {"TR-05", "a front garden of 1.50 m", [] { return front_garden(1.5); }, Level::pass, 1.5},
        {"TR-05", "a front garden of 1.49 m", [] { return front_garden(1.49); }, Level::look, 1.49},
        // Of the band from 1 to 2 m half is open.
        {"TR-06", "a front wall of 1.50 m", [] { return front_wall(1.5); }, Level::pass, 50},
        {"TR-06", "a front wall of 1.51 m", [] { return front_wall(1.51); }, Level::look, 49},
    };
}

} // namespace prospect::test
