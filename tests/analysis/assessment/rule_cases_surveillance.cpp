// Rules of natural surveillance about eyes and about what hides people from them.
#include "analysis/sightlines/guardianship.h"
#include "rule_cases.h"

#include <cmath>
#include <numbers>

namespace prospect::test {

using assessment::Level;

namespace {

void add_window(SiteBuilder& builder, double x, double y) {
    drawn(builder, Role::opening, point(x, y), {{"kind", words("window")}, {"sill_m", 0.9}, {"head_m", 2.1}});
}

void add_wall(SiteBuilder& builder, std::vector<Point> points, double height_m) {
    drawn(builder, Role::barrier, line(std::move(points)),
          {{"kind", words("wall")}, {"height_m", height_m}, {"opacity", 1.0}});
}

// Four times two houses 20 m apart, each with a window that faces the other, and a path between them: of 60,
// 50, 40 and 30 m. From one pair to the next it is too far to see.
SiteBuilder four_paths() {
    SiteBuilder builder;
    red_line_of(builder, -15, -10, 65, 350);
    for (int i = 0; i < 4; ++i) {
        const double y = 100 * i;
        const double half_m = 30 - 5 * i;
        drawn(builder, Role::building, rectangle(5, y, 45, y + 10), {{"height_m", 6.0}});
        drawn(builder, Role::building, rectangle(5, y + 30, 45, y + 40), {{"height_m", 6.0}});
        add_window(builder, 25, y + 10);
        add_window(builder, 25, y + 30);
        drawn(builder, Role::path, line({{25 - half_m, y + 20}, {25 + half_m, y + 20}}), {{"width_m", 2.0}});
    }
    return builder;
}

// A house from y = 31 to 45 between rows of cells of 2 m, with windows to the south.
SiteBuilder ground_about_house(double from_y, double to_y) {
    SiteBuilder builder;
    red_line_of(builder, 19, from_y, 41, to_y);
    drawn(builder, Role::building, rectangle(10, 31, 50, 45), {{"height_m", 6.0}});
    for (double x = 11.5; x < 50; x += 3)
        drawn(builder, Role::opening, point(x, 31), {{"kind", words("window")}, {"occupied_day", 0.6}});
    return builder;
}

// A route at night 3 m before windows of rooms where somebody is that often by night, and lamps.
SiteBuilder night_route(double occupied_night) {
    SiteBuilder builder;
    red_line_of(builder, 0, 0, 60, 80);
    drawn(builder, Role::building, rectangle(10, 30, 50, 45), {{"height_m", 6.0}});
    for (double x = 11.5; x < 50; x += 3)
        drawn(builder, Role::opening, point(x, 30),
              {{"kind", words("window")}, {"occupied_night", occupied_night}});
    drawn(builder, Role::path, line({{15, 27}, {45, 27}}),
          {{"kind", words("footway")}, {"night_route", true}, {"width_m", 2.0}});
    for (const double x : {16.0, 24.0, 32.0, 40.0})
        drawn(builder, Role::luminaire, point(x, 24), {{"height_m", 4.0}});
    return builder;
}

// A door to the south at (5, 0), a road too far away, and a window opposite so far from the wall.
SiteBuilder door_and_window(double apart_m) {
    SiteBuilder builder;
    drawn(builder, Role::building, rectangle(0, 0, 10, 8), {{"height_m", 7.0}});
    drawn(builder, Role::opening, point(5, 0), {{"kind", words("door")}, {"main", true}});
    drawn(builder, Role::path, line({{-50, -80}, {60, -80}}), {{"kind", words("road")}});
    drawn(builder, Role::building, rectangle(0, -apart_m - 8, 10, -apart_m), {{"height_m", 7.0}});
    add_window(builder, 5, -apart_m);
    return builder;
}

// An L of way round a building whose corner is so far from both its legs.
SiteBuilder corner(double away_m) {
    SiteBuilder builder;
    drawn(builder, Role::path, line({{0, 0}, {20, 0}, {20, 20}}));
    drawn(builder, Role::building, rectangle(-10, away_m, 20 - away_m, 30), {{"height_m", 9.0}});
    return builder;
}

// 60 m of way 0.5 m before a wall.
SiteBuilder way_before(Geometry wall, double height_m) {
    SiteBuilder builder;
    drawn(builder, Role::path, line({{0, 0}, {60, 0}}), {{"width_m", 2.0}});
    drawn(builder, Role::building, std::move(wall), {{"height_m", height_m}});
    return builder;
}

// A wall with an alcove 4 m wide and 2 m deep.
SiteBuilder alcove() {
    return way_before(
        Geometry::make_polygon(std::vector<Point>{
            {-10, 1.5}, {30, 1.5}, {30, 3.5}, {34, 3.5}, {34, 1.5}, {70, 1.5}, {70, 9}, {-10, 9}}),
        6);
}

// A recess of 4 by 4 m, 2 m before which a way leads past, and that much of its front open.
SiteBuilder recess(double open_m) {
    SiteBuilder builder;
    const double half_m = open_m / 2;
    drawn(builder, Role::path, line({{-20, -2}, {20, -2}}));
    add_wall(builder, {{-half_m, 0}, {-2, 0}, {-2, 4}, {2, 4}, {2, 0}, {half_m, 0}}, 2.2);
    return builder;
}

// A car park before a house with windows all along, or behind it.
SiteBuilder car_park(double y) {
    SiteBuilder builder;
    red_line_of(builder, 0, 0, 60, 80);
    drawn(builder, Role::building, rectangle(10, 30, 50, 45), {{"height_m", 6.0}});
    for (double x = 11.5; x < 50; x += 3)
        drawn(builder, Role::opening, point(x, 30), {{"kind", words("window")}, {"occupied_day", 0.6}});
    drawn(builder, Role::activity, rectangle(20, y, 40, y + 10), {{"kind", words("parking")}});
    return builder;
}

SiteBuilder seat(int windows) {
    SiteBuilder builder;
    drawn(builder, Role::building, rectangle(0, -18, 10, -10), {{"height_m", 7.0}});
    for (int i = 0; i < windows; ++i)
        add_window(builder, 4 + 2.0 * i, -10);
    drawn(builder, Role::activity, point(5, 0), {{"kind", words("seat")}});
    return builder;
}

// 1 m of path 10 m before the only window, of a room where somebody is that often.
SiteBuilder one_window(double occupied) {
    SiteBuilder builder;
    red_line_of(builder, 0, 0, 60, 80);
    drawn(builder, Role::building, rectangle(10, 30, 50, 45), {{"height_m", 6.0}});
    drawn(builder, Role::opening, point(30, 30), {{"kind", words("window")}, {"occupied_day", occupied}});
    drawn(builder, Role::path, line({{29.5, 20}, {30.5, 20}}));
    return builder;
}
// Both its ends alike: of a window that sees with chance x, another adds (1 - x) x.
double gain(double occupied) {
    const Point3 eye{30, 29.95, 1.6};
    const Point3 spot{29.5, 20, 1.5};
    const double x = occupied * sightlines::recognition(std::hypot(0.5, 9.95, 0.1)) *
                     sightlines::facing(eye, spot, Point{0, -1});
    return 100 * (1 - x) * x;
}

// 50 m of path between two walls that far apart, and a house out of reach.
SiteBuilder alley(double wide_m) {
    SiteBuilder builder;
    red_line_of(builder, -10, -60, 60, 30);
    drawn(builder, Role::path, line({{0, 1}, {50, 1}}), {{"kind", words("footway")}});
    for (const double y : {1 - wide_m / 2, 1 + wide_m / 2})
        add_wall(builder, {{-60, y}, {110, y}}, 2.2);
    drawn(builder, Role::building, rectangle(0, -58, 10, -50), {{"height_m", 7.0}});
    add_window(builder, 5, -50);
    return builder;
}

RuleCases eyes_cases() {
    return {
        // Two windows on 60 m, 0.033 on a metre; none of the paths of 50, 40 and 30 m has fewer.
        {"NS-01", "the longest of four paths before as many windows", four_paths, Level::info, 0},
        // Each of two windows is seen from the other: 2 views on 60 m, and on 50, 40 and 30 m.
        {"NS-02", "the longest of four paths between as many windows", four_paths, Level::info, 0},
        // Four rows of cells before the windows and one behind the house.
        {"NS-03", "four fifths of the ground before windows", [] { return ground_about_house(23, 47); },
         Level::pass, 80},
        // Three rows and one.
        {"NS-03", "three quarters of the ground before windows", [] { return ground_about_house(25, 47); },
         Level::look, 75},
        {"NS-04", "windows of people awake", [] { return night_route(1.0); }, Level::pass, 100},
        {"NS-04", "windows of people asleep", [] { return night_route(0.01); }, Level::look, 0},
        // From 0.1 m before the door to 0.05 m before the window: 43.1 - 0.15 = 42.95 m.
        {"NS-05", "a window 42.95 m from a door", [] { return door_and_window(43.1); }, Level::pass, 1},
        // 43.2 - 0.15 = 43.05 m.
        {"NS-05", "a window 43.05 m from a door", [] { return door_and_window(43.2); }, Level::fail, 0},
        {"NS-13", "a car park before windows", [] { return car_park(15); }, Level::pass, 100},
        {"NS-13", "a car park behind the house", [] { return car_park(50); }, Level::look, 0},
        {"NS-14", "a seat before two windows", [] { return seat(2); }, Level::pass, 2},
        {"NS-14", "a seat before one window", [] { return seat(1); }, Level::fail, 1},
        // x = 0.46: 25 in a hundred.
        {"NS-19", "a room in use most of the time", [] { return one_window(0.6); }, Level::pass, gain(0.6),
         0.01},
        // x = 0.00077: 0.077.
        {"NS-19", "a room in use once in a thousand times", [] { return one_window(0.001); }, Level::info,
         gain(0.001), 0.001},
    };
}

RuleCases hiding_cases() {
    return {
        // From x = 12 and 13 m: 8 + floor(8 * 3.75 / 4.25) = 15 and 7 + floor(7 * 3.75 / 3.25) = 15 m.
        {"NS-10", "a building 3.75 m from a bend", [] { return corner(3.75); }, Level::pass, 15},
        // From x = 12 and 14 m: 8 + floor(8 * 3.5 / 4.5) = 14 and 6 + floor(6 * 3.5 / 2.5) = 14 m.
        {"NS-10", "a building 3.50 m from a bend", [] { return corner(3.5); }, Level::look, 14},
        {"NS-11", "a way before a plain wall", [] { return way_before(rectangle(-10, 1.5, 70, 9), 6); },
         Level::pass, 0},
        // Cells lie about (30.5 … 33.5, 2 … 3). One at (x, y) is first seen from (x - 30) y / (y - 1.5) m,
        // hidden
        // below 6.6 m: 3 beside each jamb of the 7 in the first row, and all in the two behind; 20 of 0.25
        // m2.
        {"NS-11", "an alcove beside a way", alcove, Level::look, 5},
        {"NS-12", "a recess with 3.0 m of its front open", [] { return recess(3); }, Level::pass, 0},
        {"NS-12", "a recess with 2.0 m of its front open", [] { return recess(2); }, Level::look, 1},
        // 5 m wide, 43 m to each side: 430 m2, so that no stretch is closed in and the whole circle counts.
        {"NS-20", "an alley 5.0 m wide", [] { return alley(5); }, Level::pass, 43 * 43 * std::numbers::pi,
         0.01},
        // 4.5 m wide: 387 m2.
        {"NS-20", "an alley 4.5 m wide", [] { return alley(4.5); }, Level::look, 387, 10},
    };
}

} // namespace

RuleCases surveillance_cases() {
    RuleCases cases = eyes_cases();
    for (const RuleCase& one : hiding_cases())
        cases.push_back(one);
    return cases;
}

} // namespace prospect::test
