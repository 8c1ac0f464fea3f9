// Light at single spots, by lighting.points.
#pragma once

#include "tests/analysis/lighting/lamps.h"

#include <QTemporaryDir>

#include <fstream>

namespace prospect::test {

struct Spot {
    double x = 0;
    double y = 0;
    double z = 0;
    std::string azimuth_deg = "";
    std::string tilt_deg = "";
};

// The table of lighting.points at these spots.
inline engine::RunPtr at(const SiteBuilder& site, const std::vector<Spot>& spots,
                         TimeContext time = at_night()) {
    QTemporaryDir folder;
    const std::string file = folder.filePath("spots.csv").toStdString();
    {
        std::ofstream out(file);
        out << "x,y,z,azimuth_deg,tilt_deg\n";
        for (const Spot& spot : spots)
            out << full(spot.x, spot.y) << "," << spot.z << "," << spot.azimuth_deg << "," << spot.tilt_deg
                << "\n";
    }
    return lit(site, "lighting.points", {{"points_file", file}}, time);
}

inline double lux(const engine::RunPtr& run, std::size_t row, const std::string& quantity) {
    return number(table(run, "points"), row, quantity);
}

} // namespace prospect::test
