// How a luminaire gives its light, drawn: the polar diagram and the cone beneath it.
#pragma once

#include "geometry/site/photometry.h"

#include <QRectF>

#include <optional>

class QPainter;

namespace prospect::render {

struct Theme;

// Luminous intensity by angle from straight down, candela: the plane through the 0° and 180° sides as a line,
// 0° to the right, that through 90° and 270° dashed, 90° to the right. Rings at round numbers.
void paint_polar(QPainter& painter, const QRectF& box, const Photometry& photometry, const Theme& theme);

// In the plane through the 0° and 180° sides: between which angles from straight down it gives at least half
// of its most in that plane. Absent where it gives no light there.
struct HalfPeak {
    double left_deg = 0;  // towards 180°, negative
    double right_deg = 0; // towards 0°
};
std::optional<HalfPeak> half_peak(const Photometry& photometry);

// The light beneath a lamp at that height: the half-peak angles, how wide they are and the lux straight below
// at four distances. share: of the file's intensities that counts.
void paint_cone(QPainter& painter, const QRectF& box, const Photometry& photometry, double height_m,
                double share, const Theme& theme);

} // namespace prospect::render
