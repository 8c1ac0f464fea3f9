// What lies over the map's images and changes with every move: the selection, a measurement, a band being
// drawn.
#pragma once

#include "app/canvas/measurement.h"
#include "app/render/map_view.h"
#include "app/render/style.h"
#include "geometry/site/feature.h"

#include <QRectF>

#include <vector>

class QPainter;

namespace prospect::app {

// Outlines with a halo, rings around points. Beyond a thousand features only their boxes.
void paint_selection(QPainter& painter, const std::vector<FeaturePtr>& features, const render::MapView& view,
                     const render::Theme& theme);
void paint_measurement(QPainter& painter, const Measurement& measurement, const render::MapView& view,
                       const render::Theme& theme);
// What a dragged rectangle takes: what lies in it whole, or all it meets. The second is dashed.
enum class BandKind { holds, crosses };
// The rectangle dragged to select or to zoom.
void paint_band(QPainter& painter, const QRectF& band, BandKind kind, const render::Theme& theme);
// Where Enter picks, for those who work by keyboard.
void paint_crosshair(QPainter& painter, QPointF center, const render::Theme& theme);
// Keyboard focus, or a place to drop files.
void paint_frame(QPainter& painter, const QRectF& viewport, const render::Theme& theme);

} // namespace prospect::app
