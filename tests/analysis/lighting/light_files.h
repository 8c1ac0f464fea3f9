// Maps of light as files that another program might have written.
#pragma once

#include "geometry/io/export.h"
#include "tests/analysis/lighting/lamps.h"

#include <fstream>
#include <string>

namespace prospect::test {

// One row a cell with a value, full coordinates; before the header what is said of the light.
inline std::string write_points(const Field& field, const Frame& frame, const std::string& file,
                                const std::string& remarks = {}) {
    std::ofstream out(file);
    out << remarks << "x,y,value\n";
    for (std::int64_t row = 0; row < field.grid.rows; ++row)
        for (std::int64_t column = 0; column < field.grid.columns; ++column) {
            if (!field.has_value(column, row)) continue;
            const Point p = frame.to_full(field.grid.center(column, row));
            out << as_text(Value(p.x)) << ',' << as_text(Value(p.y)) << ','
                << as_text(Value(static_cast<double>(field.at(column, row)))) << '\n';
        }
    return file;
}

inline std::string write_raster(const Field& field, const Frame& frame, const std::string& file) {
    io::write_geotiff(field, frame, file);
    return file;
}

// The same plan without what gives light.
inline SitePtr without_lamps(const SitePtr& site) {
    auto dark = std::make_shared<Site>(*site);
    std::erase_if(dark->layers, [](const LayerPtr& layer) { return layer->role == Role::luminaire; });
    return dark;
}

} // namespace prospect::test
