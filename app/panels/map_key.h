// A key that lies on the map: swatches and what they mean.
#pragma once

#include "app/render/style.h"

#include <QRectF>
#include <QString>

#include <functional>
#include <vector>

class QPainter;

namespace prospect::app {

struct MapKeyRow {
    QString text;
    std::function<void(QPainter& painter, const QRectF& box)> swatch;
};

// The rectangle the key takes; empty without rows.
QRectF map_key_rect(QPointF bottom_left, const std::vector<MapKeyRow>& rows);
void paint_map_key(QPainter& painter, QPointF bottom_left, const std::vector<MapKeyRow>& rows,
                   const render::Theme& theme);
// The swatch of a line.
void paint_line_swatch(QPainter& painter, const QRectF& box, const QPen& pen);

} // namespace prospect::app
