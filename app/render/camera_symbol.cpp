#include "app/render/camera_symbol.h"

#include "app/render/plan_brush.h"

#include <QPainterPath>

namespace prospect::render {

namespace {

constexpr double halo_px = 1.5; // on each side

// It looks up; (0, 0) is where it hangs.
QPainterPath body_and_lens() {
    QPainterPath body;
    body.addRoundedRect(QRectF(-4, -1.5, 8, 9), 1.5, 1.5);
    QPainterPath lens;
    lens.addPolygon(QPolygonF({{-2.5, -1}, {2.5, -1}, {6, -8}, {-6, -8}, {-2.5, -1}}));
    return body.united(lens);
}

QPainterPath dome() {
    QPainterPath path;
    path.setFillRule(Qt::OddEvenFill);
    for (const double radius : {7.5, 5.0, 2.5})
        path.addEllipse(QPointF(), radius, radius);
    return path;
}

} // namespace

void paint_camera_symbol(QPainter& painter, QPointF at, std::optional<double> azimuth_deg,
                         const QColor& color, const QColor& halo) {
    const QPainterPath path = azimuth_deg ? body_and_lens() : dome();
    painter.save();
    painter.translate(at);
    if (azimuth_deg) painter.rotate(*azimuth_deg);
    painter.setPen(PlanBrush::pen(halo, 2 * halo_px));
    painter.setBrush(halo);
    painter.drawPath(path);
    painter.setPen(Qt::NoPen);
    painter.setBrush(color);
    painter.drawPath(path);
    painter.restore();
}

} // namespace prospect::render
