#include "app/panels/tool_painting.h"

#include "app/render/paint_labels.h"
#include "app/render/plan_brush.h"
#include "app/tools/pointer_input.h"
#include "app/tools/red_line.h"

#include <QCoreApplication>
#include <QPainter>
#include <QPainterPath>

#include <algorithm>

namespace prospect::app {

namespace {

using render::MapView;
using render::PlanBrush;
using render::Theme;

struct SnapWords {
    Q_DECLARE_TR_FUNCTIONS(SnapWords)
};

constexpr double mark_px = 6;
constexpr double gap_radius_px = 14;

QPainterPath outline_of(const Geometry& geometry, PlanBrush& brush) {
    QPainterPath path;
    path.setFillRule(Qt::OddEvenFill);
    for (std::size_t r = 0; r < geometry.ring_count(); ++r) {
        const bool area = geometry.kind == GeometryKind::polygon;
        path.addPolygon(area ? brush.closed_ring(geometry.ring(r)) : brush.open_line(geometry.ring(r)));
        if (area) path.closeSubpath();
    }
    return path;
}

void paint_draft(QPainter& painter, const Geometry& geometry, PlanBrush& brush, const Theme& theme) {
    if (geometry.kind == GeometryKind::point) {
        painter.setPen(PlanBrush::pen(theme.halo, 1.5));
        painter.setBrush(theme.selection);
        for (const Point& p : geometry.points)
            painter.drawEllipse(brush.pixel(p), 5, 5);
        return;
    }
    const QPainterPath path = outline_of(geometry, brush);
    if (geometry.kind == GeometryKind::polygon) painter.fillPath(path, render::faded(theme.selection, 0.14));
    painter.strokePath(path, PlanBrush::pen(theme.halo, 4.5));
    painter.strokePath(path, PlanBrush::pen(theme.selection, 2));
}

// The marks CAD users know: square, triangle, cross, right angle, hourglass.
QPainterPath snap_mark(SnapKind kind) {
    QPainterPath path;
    const double m = mark_px;
    switch (kind) {
    case SnapKind::none:
        break;
    case SnapKind::end:
        path.addRect(-m, -m, 2 * m, 2 * m);
        break;
    case SnapKind::middle:
        path.addPolygon(QPolygonF{{0, -m}, {m, m}, {-m, m}, {0, -m}});
        break;
    case SnapKind::crossing:
        path.addPolygon(QPolygonF{{-m, -m}, {m, m}});
        path.addPolygon(QPolygonF{{-m, m}, {m, -m}});
        break;
    case SnapKind::straight:
    case SnapKind::diagonal:
        path.addEllipse(QPointF(), m / 2, m / 2);
        break;
    case SnapKind::perpendicular:
    case SnapKind::right_angle:
        path.addPolygon(QPolygonF{{-m, -m}, {-m, m}, {m, m}});
        path.addPolygon(QPolygonF{{-m, 0}, {0, 0}, {0, m}});
        break;
    case SnapKind::edge:
        path.addPolygon(QPolygonF{{-m, -m}, {m, -m}, {-m, m}, {m, m}, {-m, -m}});
        break;
    }
    return path;
}

void stroke_with_halo(QPainter& painter, const QPainterPath& path, const Theme& theme) {
    painter.strokePath(path, PlanBrush::pen(theme.halo, 4));
    painter.strokePath(path, PlanBrush::pen(theme.selection, 1.75));
}

constexpr double beside_px = 24;

// How a text stands to the pointer.
enum class Beside { above, below };

// Text beside the pointer, kept inside the picture and off what lies under the pointer: to its right, or to
// its left where there is no room.
void paint_beside(QPainter& painter, const QString& text, QPointF pointer, Beside side, const MapView& view,
                  const QColor& color, const QColor& halo, const QFont& font) {
    const double half = QFontMetricsF(font).horizontalAdvance(text) / 2;
    const bool right = pointer.x() + beside_px + 2 * half + 8 <= view.size.width();
    const double x =
        right ? pointer.x() + beside_px + half : std::max(half + 4.0, pointer.x() - beside_px - half);
    double y = pointer.y() + (side == Beside::above ? -beside_px : beside_px);
    if (y < 14) y = pointer.y() + 2 * beside_px;
    if (y > view.size.height() - 10) y = pointer.y() - 2 * beside_px;
    render::draw_halo_text(painter, {x, y}, 0, text, font, color, halo);
}

// Text beside a place, kept inside the picture.
void paint_note(QPainter& painter, const QString& text, QPointF beside, const MapView& view,
                const QColor& color, const QColor& halo, const QFont& font) {
    const double half = QFontMetricsF(font).horizontalAdvance(text) / 2;
    const double right_most = std::max(half + 4, view.size.width() - half - 8);
    const QPointF center(std::clamp(beside.x() + half, half + 4, right_most), std::max(beside.y(), 14.0));
    render::draw_halo_text(painter, center, 0, text, font, color, halo);
}

void paint_handle(QPainter& painter, QPointF pixel, GripKind kind, const Theme& theme) {
    painter.setPen(PlanBrush::pen(kind == GripKind::active ? theme.halo : theme.selection, 1.5));
    painter.setBrush(kind == GripKind::active ? theme.selection : theme.halo);
    if (kind == GripKind::between)
        painter.drawEllipse(pixel, 3, 3);
    else
        painter.drawRect(QRectF(pixel - QPointF(4, 4), QSizeF(8, 8)));
}

// A circle around the place where an outline is open, the way across it and its width.
void paint_gap(QPainter& painter, const Segment& gap, const MapView& view, const Theme& theme) {
    const QPointF a = view.to_pixel(gap.a);
    const QPointF b = view.to_pixel(gap.b);
    const QPointF middle = (a + b) / 2;
    const double radius = std::max(gap_radius_px, QLineF(a, b).length() / 2 + mark_px);
    QPainterPath circle;
    circle.addEllipse(middle, radius, radius);
    painter.setBrush(Qt::NoBrush);
    painter.strokePath(circle, PlanBrush::pen(theme.halo, 5));
    painter.strokePath(circle, PlanBrush::pen(theme.look, 2.5));
    QPainterPath across(a);
    across.lineTo(b);
    painter.strokePath(across, PlanBrush::pen(theme.look, 2, Qt::DotLine));
    QFont bold = render::font(render::TextStyle::body);
    bold.setWeight(QFont::DemiBold);
    const double width_m = length(gap.b - gap.a);
    paint_note(painter, SnapWords::tr("open by %1").arg(gap_text(width_m)),
               middle + QPointF(radius + 6, -radius), view, theme.look, theme.halo, bold);
}

void paint_pointer(QPainter& painter, const Preview& preview, const MapView& view, const Theme& theme) {
    const QPointF pixel = view.to_pixel(*preview.pointer);
    painter.save();
    painter.translate(pixel);
    stroke_with_halo(painter, snap_mark(preview.snap), theme);
    painter.restore();
    QFont bold = render::font(render::TextStyle::body);
    bold.setWeight(QFont::DemiBold);
    const QFont small = render::font(render::TextStyle::secondary);
    if (!preview.measure.isEmpty())
        paint_beside(painter, preview.measure, pixel, Beside::above, view, theme.text, theme.halo, bold);
    if (!preview.refusal.isEmpty())
        paint_beside(painter, preview.refusal, pixel, Beside::below, view, theme.look, theme.halo, small);
    else if (preview.snap != SnapKind::none)
        paint_beside(painter, snap_word(preview.snap), pixel, Beside::below, view, theme.text, theme.halo,
                     small);
}

} // namespace

QString snap_word(SnapKind kind) {
    switch (kind) {
    case SnapKind::none:
        break;
    case SnapKind::end:
        return SnapWords::tr("end of a line");
    case SnapKind::middle:
        return SnapWords::tr("middle of a line");
    case SnapKind::crossing:
        return SnapWords::tr("where lines cross");
    case SnapKind::straight:
        return SnapWords::tr("straight on");
    case SnapKind::diagonal:
        return SnapWords::tr("45°");
    case SnapKind::perpendicular:
    case SnapKind::right_angle:
        return SnapWords::tr("at a right angle");
    case SnapKind::edge:
        return SnapWords::tr("on a line");
    }
    return {};
}

void paint_preview(QPainter& painter, const Preview& preview, const MapView& view, const Theme& theme) {
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    PlanBrush brush(painter, view, theme, {});
    for (const Geometry& guide : preview.guides) {
        painter.setBrush(Qt::NoBrush);
        painter.strokePath(outline_of(guide, brush),
                           PlanBrush::pen(render::faded(theme.selection, 0.8), 1, Qt::DashLine));
    }
    for (const Geometry& shape : preview.shapes)
        paint_draft(painter, shape, brush, theme);
    for (const Segment& gap : preview.gaps)
        paint_gap(painter, gap, view, theme);
    for (const Point& corner : preview.corners)
        paint_handle(painter, view.to_pixel(corner), GripKind::vertex, theme);
    for (const Grip& grip : preview.grips)
        if (grip.room_m == 0 || grip.room_m * view.pixels_per_m > reach_px)
            paint_handle(painter, view.to_pixel(grip.at), grip.kind, theme);
    if (preview.pointer) paint_pointer(painter, preview, view, theme);
    painter.restore();
}

} // namespace prospect::app
