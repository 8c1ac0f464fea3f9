// A camera on the plan as seen from above, the same size at every scale.
#pragma once

#include <QPointF>

#include <optional>

class QColor;
class QPainter;

namespace prospect::render {

// How far it reaches from where the camera stands, pixels.
inline constexpr double camera_symbol_px = 9;

// A body with the wedge of its lens the way it looks, clockwise from north; without a direction the dome of
// one that looks all round. Filled with `color`, edged with `halo`.
void paint_camera_symbol(QPainter& painter, QPointF at, std::optional<double> azimuth_deg,
                         const QColor& color, const QColor& halo);

} // namespace prospect::render
