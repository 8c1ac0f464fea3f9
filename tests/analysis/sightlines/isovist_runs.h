// Views from places of small plans, and what their tables say.
#pragma once

#include "analysis/catalogue.h"
#include "analysis/engine/engine.h"
#include "tests/analysis/sightlines/results.h"
#include "tests/support/site_builder.h"

#include <QtGlobal>

#include <cmath>
#include <numbers>

namespace prospect::test {

using namespace prospect::engine;

inline constexpr double pi = std::numbers::pi;
inline constexpr double east = 530000;
inline constexpr double north = 179000;

// A building from -5 to 25 with a court of 20 by 20 m whose south-west corner is the frame's origin.
inline SiteBuilder court() {
    SiteBuilder builder;
    builder.add(Role::building,
                Geometry::make_polygon(std::vector<Point>{{-5, -5}, {25, -5}, {25, 25}, {-5, 25}},
                                       std::vector<std::vector<Point>>{{{0, 0}, {20, 0}, {20, 20}, {0, 20}}}),
                {{"height_m", 9.0}});
    return builder;
}

inline RunPtr run(const SiteBuilder& builder, const Settings& settings, const TimeContext& time = {},
                  int threads = 2) {
    Engine engine(catalogue());
    return engine.run("sightlines.isovist", settings,
                      {.site = builder.site(), .time = time, .threads = threads});
}

inline double number(const RunPtr& run, const std::string& column, std::size_t row = 0) {
    return number(table(run, "isovists"), row, column);
}
inline std::string text(const RunPtr& run, const std::string& column, std::size_t row = 0) {
    return as_text(*cell(table(run, "isovists"), row, column));
}

inline bool near(double value, double expected, double tolerance = 1e-9) {
    if (std::abs(value - expected) <= tolerance * std::max(1.0, std::abs(expected))) return true;
    qWarning("%.12g is not %.12g", value, expected);
    return false;
}

} // namespace prospect::test
