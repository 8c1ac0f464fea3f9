#include "geometry/io/dxf_place.h"

#include "geometry/io/crs.h"
#include "geometry/io/srs.h"

#include <array>
#include <cmath>
#include <cstdio>
#include <numbers>

namespace prospect::io {

namespace {

// Turns so that `north` of the drawing points along `grid_north` of the system.
void turn(DxfGround& ground, Point north, Point grid_north) {
    const double size = length(north) * length(grid_north);
    ground.cosine = dot(north, grid_north) / size;
    ground.sine = cross(north, grid_north) / size;
}

std::string placed_note(const DxfGround& ground, const std::string& crs) {
    std::array<char, 200> text{};
    const double angle = std::atan2(ground.sine, ground.cosine) * 180 / std::numbers::pi;
    std::snprintf(text.data(), text.size(),
                  "GEODATA places the drawing in %s: %.2f, %.2f is %.2f, %.2f, turned by %.2f°", crs.c_str(),
                  ground.design.x, ground.design.y, ground.reference.x, ground.reference.y, angle);
    return text.data();
}

double metres_per_unit(const std::string& crs) {
    const Srs srs = srs_of(crs);
    return srs ? OSRGetLinearUnits(srs.get(), nullptr) : 1;
}

// Reference point in degrees: moved to a projected system, true north turned by the convergence there.
void place_geographic(DxfGround& ground, const DxfGeoData& geodata, const std::string& geographic,
                      const std::string& wanted) {
    const Point lonlat = ground.reference;
    ground.crs = wanted.empty() ? suggest_crs(lonlat.x, lonlat.y).text : wanted;
    std::array<Point, 2> points{lonlat, Point{lonlat.x, lonlat.y + 1e-4}};
    Transformation(geographic, ground.crs).apply(points);
    ground.reference = points[0];
    turn(ground, geodata.north, points[1] - points[0]);
}

std::string system_of(const DxfGeoData& geodata, const std::string& wanted) {
    if (geodata.epsg != 0) {
        const std::string code = "EPSG:" + std::to_string(geodata.epsg);
        try {
            describe_crs(code);
            return code;
        } catch (const Error&) {
            if (wanted.empty())
                throw Error(ErrorCode::refused,
                            "GEODATA of the drawing names the unknown coordinate system " + code,
                            "name its system with --crs EPSG:n, or --crs local for plain metres");
        }
    }
    if (geodata.coordinates == DxfGeoData::Coordinates::geographic) return "EPSG:4326";
    if (!wanted.empty()) return wanted;
    throw Error(ErrorCode::refused,
                "GEODATA of the drawing names the coordinate system \"" + geodata.crs_name +
                    "\" without an EPSG code",
                "name it with --crs EPSG:n, or --crs local for plain metres");
}

void note_what_is_not_applied(DxfGround& ground, const DxfGeoData& geodata) {
    if (geodata.scale_method > 1)
        ground.notes.emplace_back(
            "GEODATA asks for a grid scale factor, which is not applied: lengths are as drawn");
    if (geodata.sea_level_correction)
        ground.notes.emplace_back("GEODATA asks for a sea level correction, which is not applied");
    if (geodata.version == 1)
        ground.notes.emplace_back(
            "GEODATA is of AutoCAD 2009 and gives no north direction: the drawing's y axis is taken "
            "as north");
}

} // namespace

DxfGround place_dxf(const DxfScan& scan, const DxfUnit& unit, const std::string& wanted_crs) {
    DxfGround ground;
    ground.scale = unit.metres;
    if (wanted_crs == "local") ground.crs = "local";
    if (!scan.geodata || wanted_crs == "local") {
        if (scan.geodata)
            ground.notes.emplace_back("GEODATA of the drawing does not count: plain metres were asked for");
        return ground;
    }
    const DxfGeoData& geodata = *scan.geodata;
    ground.design = geodata.design_point;
    ground.reference = geodata.reference_point;
    if (geodata.north_first) std::swap(ground.reference.x, ground.reference.y);
    const std::string system = system_of(geodata, wanted_crs);
    if (describe_crs(system).geographic) {
        place_geographic(ground, geodata, system, wanted_crs);
    } else {
        ground.crs = system;
        turn(ground, geodata.north, {0, 1});
    }
    ground.scale = unit.metres / metres_per_unit(ground.crs);
    if (geodata.coordinates == DxfGeoData::Coordinates::projected_grid && ground.reference == Point{}) {
        // The drawing is in the system already.
        ground.design = {};
        ground.cosine = 1;
        ground.sine = 0;
    }
    ground.notes.push_back(placed_note(ground, ground.crs));
    note_what_is_not_applied(ground, geodata);
    return ground;
}

} // namespace prospect::io
