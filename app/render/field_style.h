// How a field is coloured; the map and its legend are both painted from this, so they always match.
#pragma once

#include "geometry/raster/field.h"

#include <QColor>
#include <QString>

#include <array>
#include <vector>

namespace prospect::render {

struct Ramp {
    QString name;
    std::array<QRgb, 256> colors{};
};
// A palette of resources/palettes ("weakness", "viridis", "cividis", "change"). Throws Error(usage) naming them.
const Ramp& ramp(const std::string& name);
std::vector<std::string> ramp_names();

struct FieldStyle {
    std::string ramp = "viridis";
    double min = 0; // values at or below take the first colour
    double max = 1;
    double opacity = 0.75;
    bool contour_lines = false;
    std::vector<double> contour_levels; // of the lines and of the legend's ticks
    QString title;                      // plain words
    QString unit;                       // as shown: "m²"
    // Range of the data between the 1st and 99th percentile, widened to round numbers; ticks at round levels.
    static FieldStyle for_field(const Field& field, const std::string& ramp, QString title);
    QRgb color_of(float value) const; // fully transparent for nodata
};

} // namespace prospect::render
