// A house with windows on open ground, and who watches the ground before it, for the tests of overlooking.
#pragma once

#include "analysis/catalogue.h"
#include "analysis/engine/engine.h"
#include "tests/analysis/sightlines/results.h"
#include "tests/support/site_builder.h"

#include <QtGlobal>

#include <cmath>

namespace prospect::test {

inline constexpr double wall_y = 30; // of the front that looks south, see house()

inline engine::RunPtr run(const SiteBuilder& builder, const engine::Settings& settings = {}, int threads = 2,
                          TimeContext time = {}) {
    engine::Engine engine(catalogue());
    return engine.run("sightlines.overlooking", settings,
                      {.site = builder.site(), .time = time, .threads = threads});
}

inline bool near(double found, double expected, double tolerance = 2e-6) {
    if (std::abs(found - expected) <= tolerance) return true;
    qWarning("%.9g is not %.9g", found, expected);
    return false;
}

inline SiteBuilder ground() {
    SiteBuilder site;
    site.add(Role::study_area, rectangle(0, 0, 60, 60), {{"kind", std::string("application")}});
    return site;
}

// 60 x 60 m of open ground with a house at its north whose front is the line y = wall_y.
inline SiteBuilder house() {
    SiteBuilder site = ground();
    site.add(Role::building, rectangle(10, wall_y, 50, 45), {{"height_m", 12.0}}).name = "House";
    return site;
}

// A window of a room where somebody is with the probability 0.3 by day and 0.6 in the evening.
inline Feature& add_window(SiteBuilder& site, double x, double y = wall_y) {
    return site.add(Role::opening, point(x, y),
                    {{"kind", std::string("window")}, {"room", std::string("living")}});
}

// f g h of an eye 1.6 m above the ground at x before the front, by hand.
inline double weight(double x, Point spot, double height_m = 1.6) {
    const double dx = spot.x - x;
    const double dy = wall_y - 0.05 - spot.y;
    const double slant = std::hypot(dx, dy, height_m - 1.5);
    return 1 / (1 + std::pow(slant / 15.6333, 2.69530)) * dy / slant;
}

} // namespace prospect::test
