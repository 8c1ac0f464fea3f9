// Rules of image and management.
#include "rule_cases.h"

namespace prospect::test {

using assessment::Level;

namespace {

// A window 10 m before a path, and shrubs all along between them that grow from 0.5 to 3 m and then take
// that share of every look.
SiteBuilder growing_shrubs(double opacity) {
    SiteBuilder builder;
    red_line_of(builder, -10, -10, 70, 70);
    drawn(builder, Role::building, rectangle(10, 30, 50, 45), {{"height_m", 6.0}});
    drawn(builder, Role::opening, point(30, 30), {{"kind", words("window")}, {"occupied_day", 0.6}});
    drawn(builder, Role::planting, rectangle(-10, 24, 70, 26),
          {{"height_m", 0.5}, {"mature_m", 3.0}, {"opacity", opacity}});
    drawn(builder, Role::path, line({{20, 20}, {40, 20}}), {{"width_m", 2.0}});
    return builder;
}

SiteBuilder lamps(int with, int without) {
    SiteBuilder builder;
    red_line_of(builder, 0, 0, 100, 20);
    for (int i = 0; i < with + without; ++i) {
        Feature& lamp = drawn(builder, Role::luminaire, point(5.0 * i + 2, 10), {{"height_m", 5.0}});
        if (i < with) lamp.set("maintenance", 0.7, Basis::drawn);
    }
    return builder;
}

} // namespace

RuleCases image_cases() {
    return {
        // One window: what is lost of its chance to see is the opacity, 9 %.
        {"IM-01", "shrubs that will take 9 % of a view", [] { return growing_shrubs(0.09); }, Level::pass, -9,
         1e-3},
        // 11 %.
        {"IM-01", "shrubs that will take 11 % of a view", [] { return growing_shrubs(0.11); }, Level::look,
         -11, 1e-3},
        // 4 of 4 lamps.
        {"IM-04", "four lamps that all say how they are kept", [] { return lamps(4, 0); }, Level::pass, 100},
        // 3 of 4 lamps.
        {"IM-04", "one of four lamps that does not", [] { return lamps(3, 1); }, Level::look, 75},
        {"IM-02",
         "a lamp",
         [] { return lamps(1, 0); },
         Level::not_run,
         {},
         0,
         nullptr,
         "whether a ladder or a vehicle gets there is not measured yet"},
        {"IM-03",
         "a wall nobody looks at",
         [] { return growing_shrubs(1); },
         Level::not_run,
         {},
         0,
         nullptr,
         "the wall that invites graffiti is not measured yet"},
    };
}

} // namespace prospect::test
