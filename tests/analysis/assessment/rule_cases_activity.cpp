// Rules of activity support.
#include "rule_cases.h"

#include <cmath>

namespace prospect::test {

using assessment::Level;

namespace {

// A house along a street 5 m before its southern wall, from x = 10 on, with windows 1.2 m wide there.
SiteBuilder street(double wall_m, std::initializer_list<double> windows) {
    SiteBuilder builder;
    red_line_of(builder, -10, 0, 70, 70);
    drawn(builder, Role::building, rectangle(10, 30, 10 + wall_m, 45), {{"height_m", 6.0}});
    drawn(builder, Role::path, line({{0, 25}, {60, 25}}), {{"kind", words("road")}, {"width_m", 2.0}});
    for (const double x : windows)
        drawn(builder, Role::opening, point(x, 30), {{"kind", words("window")}, {"width_m", 1.2}});
    return builder;
}

SiteBuilder doors(std::initializer_list<double> places) {
    SiteBuilder builder = street(40, {12});
    for (const double x : places)
        drawn(builder, Role::opening, point(x, 30), {{"kind", words("door")}});
    return builder;
}

SiteBuilder shop_open(const char* hours) {
    SiteBuilder builder;
    drawn(builder, Role::path, line({{0, 0}, {60, 0}}), {{"width_m", 2.0}});
    drawn(builder, Role::activity, point(30, 20), {{"kind", words("shop")}, {"hours", words(hours)}});
    return builder;
}

// 10 m of houses and so many of shops, all 10 m deep and of one storey.
SiteBuilder houses_and_shops(double shops_m) {
    SiteBuilder builder;
    const Value one{std::int64_t{1}};
    drawn(builder, Role::building, rectangle(0, 0, 10, 10), {{"levels", one}, {"use", words("Houses")}});
    if (shops_m > 0)
        drawn(builder, Role::building, rectangle(20, 0, 20 + shops_m, 10),
              {{"levels", one}, {"use", words("shop")}});
    return builder;
}

// Evenness of two uses with shares p and 1 - p.
double mix_of(double p) {
    return -(p * std::log(p) + (1 - p) * std::log(1 - p)) / std::log(2);
}

// A window at (30, 10) of a room in use in the evening, and a path to the east.
SiteBuilder path_to(double x) {
    SiteBuilder builder;
    drawn(builder, Role::building, rectangle(20, 10, 40, 20), {{"height_m", 6.0}});
    drawn(builder, Role::opening, point(30, 10), {{"kind", words("window")}, {"occupied_evening", 0.6}});
    drawn(builder, Role::path, line({{0, 0}, {x, 0}}), {{"width_m", 2.0}});
    return builder;
}

} // namespace

RuleCases activity_cases() {
    return {
        // A window counts for 1.2 m and 1.5 m on each side, 4.2 m; the first loses 0.1 m at the corner.
        // (4.1 + 2 * 4.2) / 40 = 31.25 %.
        {"AS-01", "windows on 12.5 of 40 m",
         [] {
             return street(40, {12, 20, 30});
         },
         Level::pass, 31.25},
        // (4.1 + 4.2) / 40 = 20.75 %.
        {"AS-01", "windows on 8.3 of 40 m",
         [] {
             return street(40, {12, 20});
         },
         Level::look, 20.75},
        // From 12 + 0.6 to 27.5.
        {"AS-02", "a blank wall of 14.9 m", [] { return street(17.5, {12}); }, Level::pass, 14.9},
        // From 12.6 to 27.7.
        {"AS-02", "a blank wall of 15.1 m", [] { return street(17.7, {12}); }, Level::look, 15.1},
        // 4 / 40 m.
        {"AS-03", "four doors on 40 m",
         [] {
             return doors({16, 24, 32, 40});
         },
         Level::pass, 10},
        // 3 / 40 m.
        {"AS-03", "three doors on 40 m",
         [] {
             return doors({16, 24, 32});
         },
         Level::info, 7.5},
        // 12 of 24 hours.
        {"AS-04", "a shop open for 12 hours", [] { return shop_open("Mo-Su 08:00-20:00"); }, Level::pass, 50},
        // 11 of 24 hours.
        {"AS-04", "a shop open for 11 hours", [] { return shop_open("Mo-Su 09:00-20:00"); }, Level::info,
         1100 / 24.0},
        // Shares of 1/9 and 8/9: H / ln 2 = 0.503.
        {"AS-05", "a ninth of the floor is homes", [] { return houses_and_shops(80); }, Level::pass,
         mix_of(1 / 9.0)},
        // Shares of 10/92 and 82/92: 0.495.
        {"AS-05", "hardly more than a tenth is homes", [] { return houses_and_shops(82); }, Level::info,
         mix_of(10 / 92.0)},
        // One use alone: no mix.
        {"AS-05", "homes alone", [] { return houses_and_shops(0); }, Level::info, 0},
        // Eyes stand 5 cm before the wall: hypot(78 - 30, 9.95) = 49.02 m.
        {"AS-06", "a path that ends 49 m from a window", [] { return path_to(78); }, Level::pass,
         std::hypot(48, 9.95)},
        // hypot(80 - 30, 9.95) = 50.98 m.
        {"AS-06", "a path that ends 51 m from a window", [] { return path_to(80); }, Level::look,
         std::hypot(50, 9.95)},
        {"AS-07",
         "uses side by side",
         [] { return houses_and_shops(10); },
         Level::not_run,
         {},
         0,
         nullptr,
         "which uses are in conflict is a local rule"},
    };
}

} // namespace prospect::test
