// Ways in light that can be worked out by hand.
#pragma once

#include "check.h"
#include "tests/analysis/lighting/lamps.h"

#include <vector>

namespace prospect::test {

inline constexpr double lamp_cd = 400; // every way
inline constexpr double lamp_m = 5;

// A way of 2 m along y = 0 from 0 to `length_m` within a red line, and light for lamps: "even.ies", `candela`
// every way.
inline SiteBuilder way_of(double length_m, SiteBuilder::Values values, double candela = lamp_cd) {
    SiteBuilder builder;
    red_line_of(builder, -20, -20, length_m + 20, 40);
    builder.add_photometry("even.ies", even_light(candela));
    Feature& way = drawn(builder, Role::path, line({{0, 0}, {length_m, 0}}), values);
    way.name = "Back Path";
    way.set("width_m", 2.0, Basis::drawn);
    way.set("kind", std::string("footway"), Basis::drawn);
    return builder;
}

inline Feature& lamp_at(SiteBuilder& builder, double x, double y = 0, double height_m = lamp_m) {
    Feature& lamp = add_lamp(builder, x, y, "even.ies", height_m);
    lamp.basis = Basis::drawn;
    return lamp;
}

// Light on the ground of lamps over y = 0: E = I h / d^3.
inline double ground_lx(const std::vector<double>& lamps, double x, double y = 0, double candela = lamp_cd,
                        double height_m = lamp_m) {
    double sum = 0;
    for (const double lamp : lamps) {
        const double d2 = (x - lamp) * (x - lamp) + y * y + height_m * height_m;
        sum += candela * height_m / (d2 * std::sqrt(d2));
    }
    return sum;
}

// On a face at 1.5 m that looks along the way, the lesser of both: Esc = Σ I / d² (s ± e) / π, s and e the
// length on the plan and the part along the way of the unit vector to the lamp.
inline double face_lx(const std::vector<double>& lamps, double x, double y = 0, double candela = lamp_cd,
                      double height_m = lamp_m) {
    std::array<double, 2> both{};
    for (const double lamp : lamps) {
        const double rise = height_m - 1.5;
        const double d2 = (x - lamp) * (x - lamp) + y * y + rise * rise;
        const double aside = std::hypot(x - lamp, y) / std::sqrt(d2);
        const double along = (lamp - x) / std::sqrt(d2);
        both[0] += candela / d2 * (aside + along) / std::numbers::pi;
        both[1] += candela / d2 * (aside - along) / std::numbers::pi;
    }
    return std::min(both[0], both[1]);
}

// Calculation points between two lamps 30 m apart over the middle of a way 2 m wide (EN 13201-3): 10 along, 3
// across.
inline std::vector<Point> field_points() {
    std::vector<Point> points;
    for (int i = 0; i < 10; ++i)
        for (const double y : {-2.0 / 3, 0.0, 2.0 / 3})
            points.push_back({1.5 + 3 * i, y});
    return points;
}

// 30 m of way between two lamps.
inline SiteBuilder lit_way(SiteBuilder::Values values, double candela = lamp_cd, double height_m = lamp_m) {
    SiteBuilder builder = way_of(30, values, candela);
    lamp_at(builder, 0, 0, height_m);
    lamp_at(builder, 30, 0, height_m);
    return builder;
}

// Of its calculation points.
struct Levels {
    double mean = 0;
    double least = 1e9;
};
inline Levels levels_of(double candela, double height_m = lamp_m) {
    Levels levels;
    const auto points = field_points();
    for (const Point p : points) {
        const double lux = ground_lx({0, 30}, p.x, p.y, candela, height_m);
        levels.mean += lux / static_cast<double>(points.size());
        levels.least = std::min(levels.least, lux);
    }
    return levels;
}

} // namespace prospect::test
