// Rules against attacks with vehicles and for crowds.
#include "rule_cases.h"

#include <cmath>

namespace prospect::test {

using assessment::Level;

namespace {

// A road of that length that ends 3 m before a square of 20 by 20 m, from (3, -10) on.
SiteBuilder square(double road_m, double people) {
    SiteBuilder builder;
    red_line_of(builder, -150, -50, 50, 50);
    drawn(builder, Role::path, line({{-road_m, 0}, {0, 0}}), {{"kind", words("road")}, {"width_m", 6.0}});
    drawn(builder, Role::activity, rectangle(3, -10, 23, 10), {{"kind", words("crowd")}, {"people", people}});
    return builder;
}

// The square behind a wall, 1 m before it, that stops a vehicle with that rating.
SiteBuilder walled_square(const char* rating) {
    SiteBuilder builder = square(100, 1000);
    Feature& wall = drawn(builder, Role::barrier, line({{1, -8}, {1, 8}}),
                          {{"kind", words("wall")}, {"passable", words("foot")}, {"height_m", 1.0}});
    if (rating != nullptr) wall.extra = {{"rating", words(rating)}};
    return builder;
}

// Bollards 0.2 m thick, two of them so far apart between middles, and the gap somebody measured.
SiteBuilder bollards(double apart_m, double gap_m) {
    SiteBuilder builder;
    red_line_of(builder, -20, -20, 20, 20);
    for (const double x : {0.0, apart_m})
        drawn(builder, Role::barrier, point(x, 0), {{"kind", words("bollard")}, {"gap_m", gap_m}});
    return builder;
}

// A pump 4 m beyond the end of the road, and a wall so far before it.
SiteBuilder pump(double wall_before_m) {
    SiteBuilder builder = square(100, 1000);
    drawn(builder, Role::target, point(4, 0), {{"kind", words("asset")}});
    const double x = 4 - wall_before_m;
    drawn(builder, Role::barrier, line({{x, -8}, {x, 8}}),
          {{"kind", words("wall")}, {"passable", words("foot")}, {"height_m", 1.0}});
    return builder;
}

// From a stand, by v² = 2 a s at 1.2 m/s².
double speed_kmh(double run_up_m) {
    return 3.6 * std::sqrt(2 * 1.2 * run_up_m);
}

} // namespace

RuleCases threat_cases() {
    return {
        // 3.6 * sqrt(2.4 * 8) = 15.8 km/h.
        {"TH-01", "a road of 8 m", [] { return square(8, 1000); }, Level::pass, speed_kmh(8), 1e-3},
        // 3.6 * sqrt(2.4 * 9) = 16.7 km/h.
        {"TH-01", "a road of 9 m", [] { return square(9, 1000); }, Level::info, speed_kmh(9), 1e-3},
        // A wall that stopped such a vehicle within 1.2 m in the test, 2 m before the square.
        {"TH-01", "a rated wall", [] { return walled_square("V/7200[N2A]/64/90:1.2"); }, Level::pass, 0},
        // 1.4 - 0.2 = 1.2 m.
        {"TH-02", "a gap of 1.20 m", [] { return bollards(1.4, 1.2); }, Level::pass, 1.2},
        // 1.41 - 0.2 = 1.21 m.
        {"TH-02", "a gap of 1.21 m", [] { return bollards(1.41, 1.21); }, Level::fail, 1.21},
        // 4 - (-6) = 10 m.
        {"TH-03", "a wall 10 m before a pump", [] { return pump(10); }, Level::pass, 10},
        {"TH-03", "a wall 9.5 m before a pump", [] { return pump(9.5); }, Level::info, 9.5},
        // A wall stands on the axis.
        {"TH-04", "a square behind a wall", [] { return walled_square(nullptr); }, Level::pass, 0},
        // 1000 / 400 m2 = 2.5 people/m2; the axis is 2.5 m wide and crosses all 20 m: 50 m2.
        {"TH-04", "a full square straight beyond a road", [] { return square(100, 1000); }, Level::look, 50},
        // 1.9975 people/m2: for information only.
        {"TH-04", "a square that is not full", [] { return square(100, 799); }, Level::info, 50},
        // 800 / 400 m2.
        {"TH-05", "2 people on a square metre", [] { return square(100, 800); }, Level::pass, 2},
        // 801 / 400 m2.
        {"TH-05", "just over 2 people on a square metre", [] { return square(100, 801); }, Level::look,
         2.0025},
        // 1601 / 400 m2, more than 4.
        {"TH-05", "just over 4 people on a square metre", [] { return square(100, 1601); }, Level::fail,
         4.0025},
        {"TH-06", "199 people", [] { return square(100, 199); }, Level::pass, 199},
        {"TH-06", "200 people", [] { return square(100, 200); }, Level::info, 200, 1e-6, nullptr,
         "brings standard duties"},
        {"TH-07",
         "a crowd",
         [] { return square(100, 1000); },
         Level::not_run,
         {},
         0,
         nullptr,
         "no analysis of blast is in the program"},
        {"TH-08",
         "a wall",
         [] { return walled_square(nullptr); },
         Level::not_run,
         {},
         0,
         nullptr,
         "certificates of products are not on the plan"},
        {"TH-09",
         "a square",
         [] { return square(100, 1000); },
         Level::not_run,
         {},
         0,
         nullptr,
         "the rules are not run again for the time of building by themselves"},
    };
}

} // namespace prospect::test
