// Names on the map: buildings and zones within, ways along, the rest beside; none over another.
#pragma once

#include "app/render/paint_model.h"
#include "app/render/plan_brush.h"

namespace prospect::render {

// Greater things first; a name that finds no room is left out. Names of what lies outside the red line are
// faint.
void paint_labels(PlanBrush& brush, const PaintModel& model);

// Text with a halo, its lines one below the other, turned clockwise by `angle_deg` about `center`, its middle.
void draw_halo_text(QPainter& painter, QPointF center, double angle_deg, const QString& text,
                    const QFont& font, const QColor& color, const QColor& halo);

} // namespace prospect::render
