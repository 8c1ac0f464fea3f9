// How a luminaire gives its light, drawn: the polar diagram and the cone beneath it.
#pragma once

#include "geometry/site/photometry.h"

#include <QRectF>

#include <optional>

class QPainter;

namespace prospect::render {

struct Theme;

// Luminous intensity by angle from straight down, candela: the plane through the 0° and 180° sides as a line,
// 0° to the right, that through 90° and 270° dashed, 90° to the right. Rings as polar_rings() has them, their
// numbers where no curve runs through them.
void paint_polar(QPainter& painter, const QRectF& box, const Photometry& photometry, const Theme& theme);

// At 1, 2 or 5 times a power of ten and its multiples; two to four, the last one holds the most.
struct PolarRings {
    double step_cd = 0;
    int count = 0;
};
PolarRings polar_rings(double most_cd); // greater than 0

// In the plane through the 0° and 180° sides: between which angles from straight down it gives at least half
// of its most below the horizon in that plane, linear between whole degrees; -90 and 90 at most. Absent where
// it gives no light there.
struct HalfPeak {
    double left_deg = 0;  // towards 180°, negative
    double right_deg = 0; // towards 0°
};
std::optional<HalfPeak> half_peak(const Photometry& photometry);

// The light beneath a lamp at that height: between the half-peak angles, how wide that is and the lux
// straight below at four distances. A wide one is drawn narrower than it is, to fit: its angles are written.
// share: of the file's intensities that counts.
void paint_cone(QPainter& painter, const QRectF& box, const Photometry& photometry, double height_m,
                double share, const Theme& theme);

} // namespace prospect::render
