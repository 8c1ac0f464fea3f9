// Lines and areas of the plan as a path of the painter.
#pragma once

#include "app/render/map_view.h"
#include "geometry/base/geometry.h"

#include <QPainterPath>

namespace prospect::render {

// In picture pixels, not clipped to the view; areas closed, with their holes left out.
QPainterPath shape_path(const Geometry& shape, const MapView& view);

} // namespace prospect::render
