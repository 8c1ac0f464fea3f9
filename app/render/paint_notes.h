// Marks of the review: each with its number on a slip, the same on the map, in the list and on paper.
#pragma once

#include "app/render/plan_brush.h"

namespace prospect::render {

// Pins, areas, arrows with a head, clouds with bumps, texts with a halo, measured lines with their length.
// Marks of a kind of another program are drawn by their shape. The batch must be of Symbol::annotation.
void paint_notes(PlanBrush& brush, const Batch& batch);

// How an annotation's feature looks.
NoteLook note_look(const Feature& feature);

} // namespace prospect::render
