#include "app/render/paint_judged.h"

#include "app/render/plan_brush.h"

#include <QPainter>
#include <QPainterPath>

#include <algorithm>

namespace prospect::render {

namespace {

constexpr double place_px = 4.5;
constexpr double least_place_px = 2.75; // where places lie close together
constexpr double place_m = 1.2;
constexpr double line_px = 5;

QColor color_of(Verdict verdict, const Theme& theme) {
    switch (verdict) {
    case Verdict::serious:
        return theme.serious;
    case Verdict::look:
        return theme.look;
    case Verdict::fine:
        break;
    }
    return theme.fine;
}

QPen line_pen(Verdict verdict, Stroke stroke, const Theme& theme) {
    QPen pen = PlanBrush::pen(color_of(verdict, theme), line_px, Qt::SolidLine, Qt::FlatCap);
    if (stroke == Stroke::dashed) {
        pen.setStyle(Qt::CustomDashLine);
        pen.setDashPattern({1.6, 0.6});
    }
    return pen;
}

void paint_place(QPainter& painter, QPointF at, double radius, Verdict verdict, const Theme& theme) {
    painter.setPen(PlanBrush::pen(theme.halo, 1.25));
    painter.setBrush(color_of(verdict, theme));
    if (verdict == Verdict::look) {
        painter.drawPolygon(QPolygonF{at + QPointF(0, -radius - 1), at + QPointF(radius + 1, radius),
                                      at + QPointF(-radius - 1, radius)});
        return;
    }
    painter.drawEllipse(at, radius, radius);
    if (verdict == Verdict::serious) return;
    painter.setPen(Qt::NoPen);
    painter.setBrush(theme.panel);
    painter.drawEllipse(at, radius * 0.45, radius * 0.45);
}

} // namespace

// Those that matter most come last, on top.
void paint_judged(QPainter& painter, const std::vector<JudgedShape>& shapes, const MapView& view,
                  const Theme& theme) {
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    PlanBrush brush(painter, view, theme, {});
    const double radius = std::clamp(place_m * view.pixels_per_m, least_place_px, place_px);
    const auto paint = [&](Verdict verdict, Stroke stroke) {
        for (const JudgedShape& one : shapes) {
            if (one.verdict != verdict || one.stroke != stroke ||
                !one.shape.box().grown(1).intersects(view.box()))
                continue;
            if (one.shape.kind == GeometryKind::point) {
                for (const Point at : one.shape.points)
                    paint_place(painter, view.to_pixel(at), radius, verdict, theme);
                continue;
            }
            QPainterPath path;
            for (std::size_t r = 0; r < one.shape.ring_count(); ++r) {
                const bool area = one.shape.kind == GeometryKind::polygon;
                path.addPolygon(area ? brush.closed_ring(one.shape.ring(r))
                                     : brush.open_line(one.shape.ring(r)));
                if (area) path.closeSubpath();
            }
            painter.strokePath(path, PlanBrush::pen(theme.halo, line_px + 2.5, Qt::SolidLine, Qt::FlatCap));
            painter.strokePath(path, line_pen(verdict, one.stroke, theme));
        }
    };
    for (const Verdict verdict : {Verdict::fine, Verdict::look, Verdict::serious})
        for (const Stroke stroke : {Stroke::dashed, Stroke::solid})
            paint(verdict, stroke);
    painter.restore();
}

void paint_judged_swatch(QPainter& painter, const QRectF& box, Verdict verdict, Judged form, Stroke stroke,
                         const Theme& theme) {
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    if (form == Judged::place) {
        paint_place(painter, box.center(), place_px, verdict, theme);
    } else {
        painter.setPen(line_pen(verdict, stroke, theme));
        painter.drawLine(QPointF(box.left(), box.center().y()), QPointF(box.right(), box.center().y()));
    }
    painter.restore();
}

} // namespace prospect::render
