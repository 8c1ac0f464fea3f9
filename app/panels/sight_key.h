// What the colours and lines of a view from one spot mean.
#pragma once

#include "app/panels/sight_painting.h"

namespace prospect::app {

// The rectangle the key takes; empty while nothing is seen.
QRectF sight_key_rect(QPointF bottom_left, const SightPicture& sight);
void paint_sight_key(QPainter& painter, QPointF bottom_left, const SightPicture& sight,
                     const render::Theme& theme);

} // namespace prospect::app
