// What differs between two versions of a plan, over the map: what is gone in dashes, what is new in full, in
// the colours of change (blue – white – orange).
#pragma once

#include "app/render/map_view.h"
#include "app/render/style.h"
#include "geometry/site/plan_changes.h"

#include <QColor>
#include <QRectF>
#include <QSizeF>
#include <QString>

#include <span>
#include <vector>

class QPainter;

namespace prospect::render {

struct ChangedShape {
    enum class Kind { gone, arrived } kind = Kind::gone;
    Geometry geometry; // local
};

// Two for a thing that was reshaped; of one that is only described otherwise where it is now. Without
// drawing-only lines.
std::vector<ChangedShape> changed_shapes(std::span<const PlanChange> changes);
QColor change_color(ChangedShape::Kind kind, const Theme& theme);
void paint_changes(QPainter& painter, std::span<const ChangedShape> shapes, const MapView& view,
                   const Theme& theme);
// Of the card that paint_change_key() paints.
QSizeF change_key_size(const QString& gone, const QString& arrived);
// What the two line styles mean, on a card whose top right corner is given. Returns the card.
QRectF paint_change_key(QPainter& painter, QPointF top_right, const QString& gone, const QString& arrived,
                        const Theme& theme);

} // namespace prospect::render
