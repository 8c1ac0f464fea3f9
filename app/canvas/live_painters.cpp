#include "app/canvas/live_painters.h"

#include "app/render/paint_labels.h"

#include <QPainter>
#include <QPainterPath>

namespace prospect::app {

using render::MapView;
using render::PlanBrush;
using render::Theme;

namespace {

constexpr std::size_t most_outlines = 1000;

QPainterPath outline_of(const Geometry& geometry, PlanBrush& brush) {
    QPainterPath path;
    path.setFillRule(Qt::OddEvenFill);
    for (std::size_t r = 0; r < geometry.ring_count(); ++r) {
        if (geometry.kind == GeometryKind::polygon) {
            path.addPolygon(brush.closed_ring(geometry.ring(r)));
            path.closeSubpath();
        } else {
            path.addPolygon(brush.open_line(geometry.ring(r)));
        }
    }
    return path;
}

void paint_outline(QPainter& painter, const Geometry& geometry, PlanBrush& brush, const Theme& theme) {
    const QPen halo = PlanBrush::pen(theme.halo, 4.5);
    const QPen line = PlanBrush::pen(theme.selection, 2);
    if (geometry.kind == GeometryKind::point) {
        for (const Point& p : geometry.points)
            for (const QPen& pen : {halo, line}) {
                painter.setPen(pen);
                painter.setBrush(Qt::NoBrush);
                painter.drawEllipse(brush.pixel(p), 11, 11);
            }
        return;
    }
    const QPainterPath path = outline_of(geometry, brush);
    painter.strokePath(path, halo);
    if (geometry.kind == GeometryKind::polygon) painter.fillPath(path, render::faded(theme.selection, 0.12));
    painter.strokePath(path, line);
}

} // namespace

void paint_selection(QPainter& painter, const std::vector<FeaturePtr>& features, const MapView& view,
                     const Theme& theme) {
    if (features.empty()) return;
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing, features.size() <= most_outlines);
    PlanBrush brush(painter, view, theme, {});
    const Box seen = view.box().grown(20 / view.pixels_per_m);
    painter.setBrush(render::faded(theme.selection, 0.12));
    for (const FeaturePtr& feature : features) {
        const Box box = feature->geometry.box();
        if (!box.intersects(seen)) continue;
        if (features.size() <= most_outlines) {
            paint_outline(painter, feature->geometry, brush, theme);
        } else {
            painter.setPen(PlanBrush::pen(theme.selection, 1));
            painter.drawRect(QRectF(brush.pixel({box.xmin, box.ymax}), brush.pixel({box.xmax, box.ymin})));
        }
    }
    painter.restore();
}

void paint_measurement(QPainter& painter, const Measurement& measurement, const MapView& view,
                       const Theme& theme) {
    const std::vector<Point> path = measurement.path();
    if (path.empty()) return;
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    QPolygonF line;
    for (const Point& p : path)
        line.append(view.to_pixel(p));
    if (line.size() > 2) {
        painter.setPen(Qt::NoPen);
        painter.setBrush(render::faded(theme.selection, 0.1));
        painter.drawPolygon(line);
        painter.setPen(PlanBrush::pen(render::faded(theme.selection, 0.7), 1, Qt::DashLine));
        painter.drawLine(line.last(), line.first());
    }
    painter.setBrush(Qt::NoBrush);
    for (const QPen& pen : {PlanBrush::pen(theme.halo, 4.5), PlanBrush::pen(theme.selection, 2)}) {
        painter.setPen(pen);
        painter.drawPolyline(line);
    }
    painter.setPen(PlanBrush::pen(theme.halo, 1.5));
    painter.setBrush(theme.selection);
    for (const Point& p : measurement.corners())
        painter.drawEllipse(view.to_pixel(p), 4, 4);
    if (line.size() > 1) {
        QFont bold = render::font(render::TextStyle::body);
        bold.setWeight(QFont::DemiBold);
        const double half = QFontMetricsF(bold).horizontalAdvance(measurement.text()) / 2;
        const QPointF beside = line.last() + QPointF(half + 14, -16);
        const double right_most = std::max(half + 4, view.size.width() - half - 8);
        render::draw_halo_text(painter,
                               {std::clamp(beside.x(), half + 4, right_most), std::max(beside.y(), 14.0)}, 0,
                               measurement.text(), bold, theme.text, theme.halo);
    }
    painter.restore();
}

void paint_band(QPainter& painter, const QRectF& band, BandKind kind, const Theme& theme) {
    painter.save();
    const Qt::PenStyle style = kind == BandKind::crosses ? Qt::DashLine : Qt::SolidLine;
    painter.setPen(PlanBrush::pen(theme.selection, 1, style));
    painter.setBrush(render::faded(theme.selection, 0.12));
    painter.drawRect(band.normalized());
    painter.restore();
}

void paint_crosshair(QPainter& painter, QPointF center, const Theme& theme) {
    painter.save();
    for (const QPen& pen : {PlanBrush::pen(theme.halo, 4), PlanBrush::pen(theme.selection, 1.5)}) {
        painter.setPen(pen);
        for (const QPointF arm : {QPointF(9, 0), QPointF(-9, 0), QPointF(0, 9), QPointF(0, -9)})
            painter.drawLine(center + arm * 0.35, center + arm);
    }
    painter.restore();
}

void paint_frame(QPainter& painter, const QRectF& viewport, const Theme& theme) {
    painter.save();
    painter.setPen(PlanBrush::pen(theme.accent, 2, Qt::SolidLine, Qt::SquareCap));
    painter.setBrush(Qt::NoBrush);
    painter.drawRect(viewport.adjusted(1, 1, -1, -1));
    painter.restore();
}

} // namespace prospect::app
