// Light that can be worked out by hand, and plans lit by it.
#pragma once

#include "analysis/catalogue.h"
#include "analysis/engine/engine.h"
#include "tests/analysis/sightlines/results.h"
#include "tests/support/site_builder.h"

#include <QDebug>
#include <QString>

#include <cmath>
#include <numbers>

namespace prospect::test {

// The same intensity every way.
inline Photometry even_light(double candela) {
    Photometry made;
    made.planes_deg = {0, 360};
    made.angles_deg = {0, 180};
    made.candela.assign(4, static_cast<float>(candela));
    made.flux_lm = flux_of(made);
    made.max_cd = candela;
    return made;
}

// I = I0 cos(angle from the nadir): of a flat lamp that shines evenly, in steps of a quarter of a degree.
inline Photometry lambert_light(double candela) {
    Photometry made = even_light(candela);
    made.angles_deg.clear();
    for (int i = 0; i <= 360; ++i)
        made.angles_deg.push_back(i * 0.25);
    made.candela.clear();
    for (int plane = 0; plane < 2; ++plane)
        for (const double angle : made.angles_deg)
            made.candela.push_back(
                static_cast<float>(candela * std::max(0.0, std::cos(angle * std::numbers::pi / 180))));
    made.flux_lm = flux_of(made);
    return made;
}

// Half a ball of light about the 0° plane: from plane -90 to 90.
inline Photometry one_sided_light(double candela) {
    Photometry made = even_light(candela);
    made.planes_deg = {0, 90, 90.001, 269.999, 270, 360};
    made.candela.clear();
    for (const double share : {1.0, 1.0, 0.0, 0.0, 1.0, 1.0})
        for (int angle = 0; angle < 2; ++angle)
            made.candela.push_back(static_cast<float>(candela * share));
    made.flux_lm = flux_of(made);
    return made;
}

inline Feature& add_lamp(SiteBuilder& site, double x, double y, const std::string& photometry,
                         double height_m, double azimuth_deg = 0) {
    return site.add(Role::luminaire, point(x, y),
                    {{"photometry", photometry},
                     {"height_m", height_m},
                     {"azimuth_deg", azimuth_deg},
                     {"tilt_deg", 0.0},
                     {"roll_deg", 0.0},
                     {"maintenance", 1.0},
                     {"dimming", 1.0}});
}

inline TimeContext at_night() {
    TimeContext time;
    time.set_time("night");
    return time;
}

inline engine::RunPtr lit(const SiteBuilder& builder, const std::string& analysis,
                          const engine::Settings& settings = {}, TimeContext time = at_night()) {
    engine::Engine engine(catalogue());
    return engine.run(analysis, settings, {.site = builder.site(), .time = time, .threads = 2});
}

inline QString refusal_of(const SiteBuilder& builder, const std::string& analysis,
                          const engine::Settings& settings = {}, TimeContext time = at_night()) {
    try {
        (void)lit(builder, analysis, settings, time);
    } catch (const Error& error) {
        return QString::fromStdString(error.what());
    }
    return {};
}

// Relative, as tolerances of light are.
inline bool close(double found, double expected, double tolerance = 1e-4) {
    if (std::abs(found - expected) <= tolerance * std::max(std::abs(expected), 1e-3)) return true;
    qWarning("%.9g is not %.9g", found, expected);
    return false;
}

} // namespace prospect::test
