// Marks of the review: each with its number on a slip, the same on the map, in the list and on paper.
#pragma once

#include "app/render/plan_brush.h"

#include <string_view>

namespace prospect::render {

// Pins, areas, arrows with a head, clouds with bumps, texts with a halo, measured lines with their length.
// Marks of a kind of another program are drawn by their shape. The batch must be of Symbol::annotation.
void paint_notes(PlanBrush& brush, const Batch& batch);

// Whether nothing is left to be done by that status: its slip is hollow.
bool is_settled(std::string_view status);
// A number on its slip, as on the map, in the middle of `at` and twice `half` high: lists and legends. The
// painter's unit may be any.
enum class Slip { filled, hollow };
void paint_slip(QPainter& painter, const QString& number, QPointF at, double half, Slip slip,
                const Theme& theme);

// How an annotation's feature looks.
NoteLook note_look(const Feature& feature);

} // namespace prospect::render
