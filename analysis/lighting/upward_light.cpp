#include "analysis/lighting/upward_light.h"

#include <cmath>
#include <numbers>

namespace prospect::lighting {

namespace {

constexpr int steps_of_180 = 180;

} // namespace

// In the middles of cells of 1° by 1° on the luminaire's own axes; cells touch the horizon of one that hangs
// level along their edges.
double upward_share(const Luminaire& lamp) {
    const double step = std::numbers::pi / steps_of_180;
    double all = 0;
    double up = 0;
    for (int g = 0; g < steps_of_180; ++g) {
        const double from_nadir = (g + 0.5) * step;
        const double solid = std::sin(from_nadir); // of the cell, but for a factor
        for (int c = 0; c < 2 * steps_of_180; ++c) {
            const double plane = (c + 0.5) * step;
            const Point3 own{solid * std::cos(plane), solid * std::sin(plane), -std::cos(from_nadir)};
            const double flux = intensity(*lamp.photometry, own) * solid;
            all += flux;
            if (turned(lamp.rotation, own).z > 0) up += flux;
        }
    }
    return all > 0 ? up / all : 0;
}

} // namespace prospect::lighting
