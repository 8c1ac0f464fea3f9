// The piece of the plan a picture shows, and the way between plan metres and picture pixels.
#pragma once

#include "geometry/base/box.h"

#include <QPointF>
#include <QSize>
#include <QTransform>

namespace prospect::render {

// Local plan coordinates, y north; device-independent pixels, y down.
struct MapView {
    Point center;
    double pixels_per_m = 1;
    QSize size{1, 1};
    double device_pixel_ratio = 1;
    bool operator==(const MapView&) const = default;

    QPointF to_pixel(Point plan) const;
    Point to_plan(QPointF pixel) const;
    Box box() const; // the plan area the picture covers
    // Scale denominator at 96 dpi: 500 for 1:500.
    double scale_denominator() const;
    // The view that shows the whole box with a margin of pixels.
    static MapView fitting(const Box& box, QSize size, int margin = 24);
};

} // namespace prospect::render
