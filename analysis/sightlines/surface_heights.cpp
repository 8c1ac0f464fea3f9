#include "analysis/sightlines/surface_heights.h"

#include "geometry/base/error.h"

#include <array>
#include <cmath>

namespace prospect::sightlines {

namespace {

// Mean rise for each metre from cell to cell. Dense towns as heights in metres stay below 1.
constexpr double steepest_mean_rise = 1.5;
// A cell this small in a grid of map coordinates below 360 is one of degrees.
constexpr double degree_cell = 0.01;

double metres_in(const std::string& unit) {
    constexpr std::array<std::pair<const char*, double>, 5> units{
        {{"m", 1}, {"dm", 0.1}, {"cm", 0.01}, {"mm", 0.001}, {"ft", 0.3048}}};
    for (const auto& [name, metres] : units)
        if (unit == name) return metres;
    return 1;
}

struct Texture {
    bool whole = true; // every height a whole number
    double rise = 0;   // mean, for each metre between neighbours in a row
};

Texture texture_of(const Field& raster) {
    Texture found;
    double sum = 0;
    double pairs = 0;
    for (std::int64_t row = 0; row < raster.grid.rows; ++row)
        for (std::int64_t column = 0; column < raster.grid.columns; ++column) {
            if (!raster.has_value(column, row)) continue;
            const auto height = static_cast<double>(raster.at(column, row));
            found.whole = found.whole && height == std::floor(height);
            if (column == 0 || !raster.has_value(column - 1, row)) continue;
            sum += std::abs(height - static_cast<double>(raster.at(column - 1, row)));
            pairs += 1;
        }
    if (pairs > 0) found.rise = sum / pairs / raster.grid.cell_x;
    return found;
}

void refuse_degrees(const Field& raster, const Frame& frame) {
    const Box box = raster.grid.box();
    const Point low = frame.to_full({box.xmin, box.ymin});
    const Point high = frame.to_full({box.xmax, box.ymax});
    if (raster.grid.cell_x < degree_cell && low.x >= -360 && high.x <= 360 && low.y >= -90 && high.y <= 90)
        throw Error(ErrorCode::refused,
                    "the surface has cells of " + as_text(Value(raster.grid.cell_x)) +
                        " units: its grid is in degrees, not in metres",
                    "reproject it to a metric map grid and import it again");
}

} // namespace

Field surface_in_metres(const Field& raster, const Site& site, const std::string& unit,
                        std::vector<scene::Note>& notes) {
    using scene::Note;
    refuse_degrees(raster, site.frame);
    const Texture texture = texture_of(raster);
    if (unit == "auto" && texture.whole && texture.rise > steepest_mean_rise)
        throw Error(
            ErrorCode::refused,
            "the surface holds whole numbers that differ by " + scene::metres_text(texture.rise) +
                " for each metre from cell to cell on average: they look like decimetres or centimetres",
            "say --surface_unit dm (or cm, mm, ft), or --surface_unit m when they are metres");
    if (unit == "auto" && texture.whole)
        notes.push_back(
            {Note::Level::warning, "whole_metres",
             "the surface holds whole metres only, over which sight is rough, or another unit: if so, say "
             "--surface_unit dm (or cm, mm, ft)"});
    if (raster.grid.cell_x != raster.grid.cell_y)
        notes.push_back({Note::Level::info, "cells_not_square",
                         "the surface's cells are " + as_text(Value(raster.grid.cell_x)) + " by " +
                             as_text(Value(raster.grid.cell_y)) + " m: they are taken as they are"});
    Field metres = raster;
    const double factor = metres_in(unit);
    if (factor != 1) {
        notes.push_back({Note::Level::info, "unit_converted",
                         "the surface's heights are taken as " + unit + " and converted to metres"});
        for (float& height : metres.values)
            if (height != nodata) height = static_cast<float>(static_cast<double>(height) * factor);
    }
    return metres;
}

} // namespace prospect::sightlines
