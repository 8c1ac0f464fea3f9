// Words on the map on a plate of their own, where nothing else stands.
#pragma once

#include "app/render/style.h"

#include <QRectF>
#include <QStringList>

#include <span>
#include <vector>

class QPainter;

namespace prospect::app {

// Of the plate for these lines.
QSizeF plate_size(const QStringList& lines);
// The lines below each other, each in the middle.
void paint_plate(QPainter& painter, const QRectF& plate, const QStringList& lines,
                 const render::Theme& theme);

// Rectangles of that size around a point: below it, above, at the right, at the left, then between these;
// each begins `away` from the point, and once more at twice that.
std::vector<QRectF> places_around(QPointF point, QSizeF size, double away);
// The first place that lies within the map and on nothing that is taken; where there is none the one on which
// least is hidden, moved into the map. `places` must not be empty.
QRectF free_place(std::span<const QRectF> places, const QRectF& map, std::span<const QRectF> taken);

} // namespace prospect::app
