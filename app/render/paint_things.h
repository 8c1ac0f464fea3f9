// A map of things (engine/thing_maps.h): lines, areas and places in the colours of their values.
#pragma once

#include "app/render/field_style.h"
#include "app/render/map_view.h"

class QPainter;

namespace prospect::render {

// Those of higher value lie on those of lower. Lines are bands with edges that tell them from the
// plan; places are discs.
void paint_things(QPainter& painter, const Field& field, const FieldStyle& style, const MapView& view);

} // namespace prospect::render
