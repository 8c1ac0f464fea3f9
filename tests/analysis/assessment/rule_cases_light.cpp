// Rules of lighting, by lamps of even light whose lux can be worked out.
#include "analysis/lighting/recognition.h"
#include "light_trials.h"
#include "rule_cases.h"

#include <numbers>

namespace prospect::test {

namespace {

constexpr double pi = std::numbers::pi;

const Value p4{std::string("P4")};

SiteBuilder route(double candela, double height_m) {
    return lit_way({{"night_route", true}}, candela, height_m);
}
SiteBuilder classed(double candela) {
    return lit_way({{"lit_class", p4}}, candela);
}
double evenness_of(double height_m) {
    const Levels levels = levels_of(2000, height_m);
    return levels.least / levels.mean;
}

// 10 m of route between two lamps that stand 10 m beyond its ends.
SiteBuilder faces(double candela) {
    SiteBuilder builder = way_of(10, {{"night_route", true}}, candela);
    lamp_at(builder, -10);
    lamp_at(builder, 20);
    return builder;
}
// Where they are dimmest: at an end of the route, on a face that looks to the far lamp.
double least_face_lx(double candela) {
    return face_lx({-10, 20}, 0, 0, candela);
}

// A route at night of that length under a lamp at its beginning.
SiteBuilder half_lit(double length_m, double height_m = lamp_m) {
    SiteBuilder builder = way_of(length_m, {{"night_route", true}});
    lamp_at(builder, 0, 0, height_m);
    return builder;
}

// The most between two spots 5 m apart: from 1 to 6 m.
double contrast_of(double height_m) {
    return ground_lx({0}, 1, 0, lamp_cd, height_m) / ground_lx({0}, 6, 0, lamp_cd, height_m);
}

// A car park of 20 by 20 m with a lamp over its middle.
SiteBuilder car_park(double candela) {
    SiteBuilder builder;
    red_line_of(builder, -20, -20, 40, 40);
    builder.add_photometry("even.ies", even_light(candela));
    drawn(builder, Role::activity, rectangle(0, 0, 20, 20), {{"kind", words("parking")}});
    lamp_at(builder, 10, 10, 10);
    return builder;
}
// Its mean light: intensity times the solid angle of a pyramid as high as half its side, 4 asin(1/2), by
// area.
double car_park_lx(double candela) {
    return candela * (4 * pi / 6) / 400;
}

SiteBuilder lamp_of_colour(double cri) {
    SiteBuilder builder = way_of(30, {{"night_route", true}});
    lamp_at(builder, 0).set("cri", cri, Basis::drawn);
    return builder;
}

// A lit way that is not for the night, before windows of rooms in use that often by night.
SiteBuilder lit_back_way(double occupied_night) {
    SiteBuilder builder = way_of(30, {{"night_route", false}}, 2000);
    drawn(builder, Role::building, rectangle(0, 4, 30, 12), {{"height_m", 6.0}});
    for (double x = 1.5; x < 30; x += 3)
        drawn(builder, Role::opening, point(x, 4),
              {{"kind", words("window")}, {"occupied_night", occupied_night}});
    for (const double x : {0.0, 10.0, 20.0, 30.0})
        lamp_at(builder, x, -2);
    return builder;
}

// Light from 8 m up falls on the route over a crown of 4 m, and in ten years through one of 8 m that takes so
// much of it.
SiteBuilder crown_in_the_light(double opacity) {
    SiteBuilder builder;
    red_line_of(builder, -20, -20, 40, 40);
    builder.add_photometry("even.ies", even_light(lamp_cd));
    drawn(builder, Role::path, line({{16, 0}, {20, 0}}),
          {{"kind", words("footway")}, {"night_route", true}, {"width_m", 2.0}});
    lamp_at(builder, 0, 0, 8);
    drawn(builder, Role::tree, point(4, 0.8),
          {{"height_m", 4.0},
           {"crown_m", 2.0},
           {"clear_stem_m", 2.0},
           {"opacity_leaf_on", opacity},
           {"growth_m_per_year", 0.4}});
    return builder;
}

// A route at night of that length with a lamp at each end.
SiteBuilder lamps_apart(double length_m) {
    SiteBuilder builder;
    drawn(builder, Role::path, line({{0, 0}, {length_m, 0}}), {{"night_route", true}});
    for (const double x : {0.0, length_m})
        drawn(builder, Role::luminaire, point(x, 0));
    return builder;
}

RuleCases class_cases() {
    return {
        {"LT-01", "a route at night with a class",
         [] {
             return lit_way({{"night_route", true}, {"lit_class", p4}}, lamp_cd);
         },
         Level::pass, 0},
        {"LT-01", "a route at night without one", [] { return half_lit(30); }, Level::info, 1},
        // P4 asks for 5 lx on average and 1 lx where it is darkest; 5.02 and 1.02 lx.
        {"LT-02", "a path with just enough light", [] { return classed(386); }, Level::pass,
         100 * levels_of(386).mean / 5, 0.01},
        // 4.99 and 1.02 lx.
        {"LT-02", "a path with hardly enough light", [] { return classed(384); }, Level::fail,
         100 * levels_of(384).mean / 5, 0.01},
        // 7.47 lx, of 5.
        {"LT-03", "a path lit 1.49 times as asked", [] { return classed(575); }, Level::pass,
         levels_of(575).mean / 5, 1e-4},
        // 7.54 lx, of 5.
        {"LT-03", "a path lit 1.51 times as asked", [] { return classed(580); }, Level::look,
         levels_of(580).mean / 5, 1e-4},
        // Lamps 8 m high: 0.419.
        {"LT-05", "a route lit evenly", [] { return route(2000, 8); }, Level::pass, evenness_of(8), 1e-4},
        // 7.5 m high: 0.383, above the floor of 0.25.
        {"LT-05", "a route lit less evenly", [] { return route(2000, 7.5); }, Level::look, evenness_of(7.5),
         1e-4},
        // 5 m high: 0.203.
        {"LT-05", "a route lit unevenly", [] { return route(2000, 5); }, Level::fail, evenness_of(5), 1e-4},
        // 970 cd * 2.094 / 400 m2 = 5.08 lx of 5, in a grid of points.
        {"LT-06", "a car park with just enough light", [] { return car_park(970); }, Level::pass,
         100 * car_park_lx(970) / 5, 1},
        // 940 cd: 4.92 lx.
        {"LT-06", "a car park with hardly enough light", [] { return car_park(940); }, Level::fail,
         100 * car_park_lx(940) / 5, 1},
        {"LT-07", "a colour index of 60", [] { return lamp_of_colour(60); }, Level::pass, 60},
        {"LT-07", "a colour index of 59", [] { return lamp_of_colour(59); }, Level::look, 59},
    };
}

RuleCases route_cases() {
    return {
        // 0.608 lx at 400 cd, so 1.004 at 660.
        {"LT-04", "faces in 1.00 lx", [] { return faces(660); }, Level::pass, 100 * least_face_lx(660), 0.1},
        // 0.996 lx at 655 cd.
        {"LT-04", "faces in hardly 1 lx", [] { return faces(655); }, Level::fail, 100 * least_face_lx(655),
         0.1},
        // 3.01 lx on the face: 10.0 m.
        {"LT-08", "faces in 3.01 lx", [] { return faces(1980); }, Level::pass,
         lighting::recognition_m(least_face_lx(1980)), 0.01},
        // 2.98 lx.
        {"LT-08", "faces in 2.98 lx", [] { return faces(1960); }, Level::look,
         lighting::recognition_m(least_face_lx(1960)), 0.01},
        // 0.38 lx: less than 4 m, which is too late.
        {"LT-08", "faces in 0.38 lx", [] { return faces(250); }, Level::fail,
         lighting::recognition_m(least_face_lx(250)), 0.01},
        // Less than 1 lx from sqrt((I h)^(2/3) - h²) = 11.56 m on.
        {"LT-09", "a route of 11 m under a lamp", [] { return half_lit(11); }, Level::pass, 0},
        // From 12 to 17 m, 5 m or less: for information.
        {"LT-09", "a route of 17 m under a lamp", [] { return half_lit(17); }, Level::info, 5},
        // From 12 to 18 m.
        {"LT-09", "a route of 18 m under a lamp", [] { return half_lit(18); }, Level::look, 6},
        // (6² + 3²)^1.5 / (1² + 3²)^1.5 = 9.55.
        {"LT-10", "a lamp 3.0 m high", [] { return half_lit(12, 3); }, Level::pass, contrast_of(3), 1e-3},
        // (6² + 2.9²)^1.5 / (1² + 2.9²)^1.5 = 10.26.
        {"LT-10", "a lamp 2.9 m high", [] { return half_lit(12, 2.9); }, Level::look, contrast_of(2.9), 1e-3},
        // 400 cd * 13.55 m / (13.55² + 3.5²)^1.5 = 1.98 of the 2 lx that E3 allows late.
        {"LT-11", "a lamp 13.6 m before a window", [] { return house(13.6); }, Level::pass,
         100 * on_window(13.6) / 2, 0.05},
        // 2.004 lx.
        {"LT-11", "a lamp 13.5 m before a window", [] { return house(13.5); }, Level::look,
         100 * on_window(13.5) / 2, 0.05},
        {"LT-12", "a lit back way that people watch", [] { return lit_back_way(1.0); }, Level::pass, 0},
        {"LT-12", "a lit back way nobody watches", [] { return lit_back_way(0.01); }, Level::look, 1},
        {"LT-13", "a crown that will take 19 %", [] { return crown_in_the_light(0.19); }, Level::pass, -19,
         0.1},
        {"LT-13", "a crown that will take 21 %", [] { return crown_in_the_light(0.21); }, Level::look, -21,
         0.1},
        // Stations every 2 m: farther than 15 m from both lamps from 16 to 36 m.
        {"LT-14", "lamps 52 m apart", [] { return lamps_apart(52); }, Level::pass, 20},
        // From 16 to 38 m.
        {"LT-14", "lamps 54 m apart", [] { return lamps_apart(54); }, Level::look, 22},
    };
}

} // namespace

RuleCases light_cases() {
    RuleCases cases = class_cases();
    for (const RuleCase& one : route_cases())
        cases.push_back(one);
    return cases;
}

} // namespace prospect::test
