// Rules of natural surveillance about cameras and privacy.
#include "rule_cases.h"

#include <cmath>
#include <numbers>

namespace prospect::test {

using assessment::Level;

namespace {

// A camera 3 m high that looks east over 90 degrees with 1920 pixels: 960 on a metre one metre away.
Feature& camera(SiteBuilder& builder) {
    red_line_of(builder, -100, -100, 100, 100);
    return drawn(builder, Role::camera, point(0, 0),
                 {{"height_m", 3.0},
                  {"azimuth_deg", 90.0},
                  {"tilt_deg", 0.0},
                  {"hfov_deg", 90.0},
                  {"h_pixels", 1920.0},
                  {"v_pixels", 1920.0}});
}

// A help point at 1.5 m, so far from a camera that is asked to recognise who stands there.
SiteBuilder help_point(double away_m) {
    SiteBuilder builder;
    camera(builder).set("level", words("recognise"), Basis::drawn);
    drawn(builder, Role::target, point(std::sqrt(away_m * away_m - 1.5 * 1.5), 0), {{"height_m", 1.5}});
    return builder;
}

// A hedge 2.9 m high, 5 m before a camera that sees 30 m far, so wide to each side.
SiteBuilder hedge(double half_width_m) {
    SiteBuilder builder;
    camera(builder).set("range_m", 30.0, Basis::drawn);
    drawn(builder, Role::barrier, line({{5, -half_width_m}, {5, half_width_m}}),
          {{"kind", words("hedge")}, {"height_m", 2.9}, {"opacity", 1.0}});
    return builder;
}

// Of a quarter circle, 30 m long to faces 1.5 m below the camera, the sector of twice the angle to the end of
// the hedge less the triangle before it.
double behind_hedge(double half_width_m) {
    const double reach2 = 30.0 * 30 - 1.5 * 1.5;
    const double hidden = reach2 * std::atan(half_width_m / 5) - 5 * half_width_m;
    return 100 * hidden / (reach2 * std::numbers::pi / 4);
}

// A private garden of 10 by 6 m, fenced or not, and public ground all round.
SiteBuilder garden(double fence_m) {
    SiteBuilder builder;
    red_line_of(builder, -40, -40, 60, 60);
    drawn(builder, Role::zone, rectangle(10, 10, 20, 16), {{"ownership", words("private")}});
    if (fence_m > 0)
        drawn(builder, Role::barrier, line({{10, 10}, {20, 10}, {20, 16}, {10, 16}, {10, 10}}),
              {{"kind", words("fence")}, {"height_m", fence_m}, {"opacity", 1.0}});
    return builder;
}

} // namespace

RuleCases camera_cases() {
    return {
        // 960 / 7.67 = 125.2 pixels on a metre, of 125.
        {"NS-15", "a help point 7.67 m from its camera", [] { return help_point(7.67); }, Level::pass,
         100 * 960 / 7.67 / 125},
        // 960 / 7.69 = 124.8.
        {"NS-15", "a help point 7.69 m from its camera", [] { return help_point(7.69); }, Level::fail,
         100 * 960 / 7.69 / 125},
        // 897.75 * atan(0.07) - 1.75 = 61.0 of 705 m2, in cells of 0.5 m.
        {"NS-16", "a hedge 0.7 m wide before a camera", [] { return hedge(0.35); }, Level::pass,
         behind_hedge(0.35), 0.7},
        // 897.75 * atan(0.094) - 2.35 = 81.8 of 705 m2.
        {"NS-16", "a hedge 0.94 m wide before a camera", [] { return hedge(0.47); }, Level::look,
         behind_hedge(0.47), 0.7},
        // Nobody looks over 1.8 m.
        {"NS-18", "a garden behind a fence", [] { return garden(1.8); }, Level::pass, 0},
        // No spot of it is 10 m from public ground.
        {"NS-18", "an open garden", [] { return garden(0); }, Level::info, 100},
    };
}

} // namespace prospect::test
