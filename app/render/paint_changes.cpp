#include "app/render/paint_changes.h"

#include "app/render/field_style.h"
#include "app/render/shape_path.h"

#include <QFontMetrics>
#include <QPainter>
#include <QPainterPath>
#include <QStringList>

#include <algorithm>

namespace prospect::render {

namespace {

constexpr double point_radius_px = 7;
constexpr double halo_px = 2.5;
constexpr double swatch_px = 28;
constexpr double row_px = 20;
constexpr int longest_words_px = 220;

QPainterPath path_of(const Geometry& geometry, const MapView& view) {
    if (geometry.kind == GeometryKind::point) {
        QPainterPath path;
        for (const Point p : geometry.points)
            path.addEllipse(view.to_pixel(p), point_radius_px, point_radius_px);
        return path;
    }
    return shape_path(geometry, view);
}

void paint_one(QPainter& painter, const ChangedShape& shape, const MapView& view, const Theme& theme) {
    const QPainterPath path = path_of(shape.geometry, view);
    const QColor color = change_color(shape.kind, theme);
    const bool gone = shape.kind == ChangedShape::Kind::gone;
    const bool line = shape.geometry.kind == GeometryKind::line;
    QPen pen(color, line ? 2.5 : 1.75);
    pen.setCapStyle(Qt::FlatCap);
    pen.setJoinStyle(Qt::RoundJoin);
    if (gone) pen.setDashPattern({4, 2.5});
    painter.setBrush(Qt::NoBrush);
    painter.setPen(QPen(theme.halo, pen.widthF() + halo_px));
    painter.drawPath(path);
    painter.setPen(pen);
    painter.setBrush(gone || line ? QBrush(Qt::NoBrush) : QBrush(faded(color, 0.3)));
    painter.drawPath(path);
}

QStringList key_words(const QString& gone, const QString& arrived) {
    const QFontMetrics metrics(font(TextStyle::secondary));
    return {metrics.elidedText(gone, Qt::ElideMiddle, longest_words_px),
            metrics.elidedText(arrived, Qt::ElideMiddle, longest_words_px)};
}

} // namespace

std::vector<ChangedShape> changed_shapes(std::span<const PlanChange> changes) {
    using Kind = ChangedShape::Kind;
    std::vector<ChangedShape> shapes;
    for (const PlanChange& change : changes) {
        if (change.role == Role::underlay) continue;
        if (change.before && (!change.after || change.reshaped))
            shapes.push_back({Kind::gone, change.before->geometry});
        if (change.after) shapes.push_back({Kind::arrived, change.after->geometry});
    }
    return shapes;
}

QColor change_color(ChangedShape::Kind kind, const Theme& theme) {
    // Places in the ramp of 256 colours: further from its white middle where the ground is light.
    const std::size_t away = theme.kind == ThemeKind::light ? 86 : 50;
    const auto& colors = ramp("change").colors;
    return QColor::fromRgba(colors[kind == ChangedShape::Kind::gone ? 127 - away : 128 + away]);
}

void paint_changes(QPainter& painter, std::span<const ChangedShape> shapes, const MapView& view,
                   const Theme& theme) {
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    const Box seen = view.box().grown(2 * point_radius_px / view.pixels_per_m);
    for (const ChangedShape& shape : shapes)
        if (shape.geometry.box().intersects(seen)) paint_one(painter, shape, view, theme);
    painter.restore();
}

QSizeF change_key_size(const QString& gone, const QString& arrived) {
    const QFontMetrics metrics(font(TextStyle::secondary));
    int widest = 0;
    for (const QString& one : key_words(gone, arrived))
        widest = std::max(widest, metrics.horizontalAdvance(one));
    return {swatch_px + widest + 3.0 * space::inside, 2 * row_px + space::inside};
}

QRectF paint_change_key(QPainter& painter, QPointF top_right, const QString& gone, const QString& arrived,
                        const Theme& theme) {
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setFont(font(TextStyle::secondary));
    const QStringList words = key_words(gone, arrived);
    const QSizeF size = change_key_size(gone, arrived);
    const QRectF card(top_right - QPointF(size.width(), 0), size);
    painter.setPen(theme.line);
    painter.setBrush(theme.panel);
    painter.drawRoundedRect(card.adjusted(0.5, 0.5, -0.5, -0.5), space::radius, space::radius);
    const ChangedShape::Kind kinds[] = {ChangedShape::Kind::gone, ChangedShape::Kind::arrived};
    for (int row = 0; row < 2; ++row) {
        const double middle = card.top() + space::grid + (row + 0.5) * row_px;
        QPen pen(change_color(kinds[row], theme), 2.5);
        pen.setCapStyle(Qt::FlatCap);
        if (row == 0) pen.setDashPattern({3, 2});
        painter.setPen(pen);
        const double left = card.left() + space::inside;
        painter.drawLine(QPointF(left, middle), QPointF(left + swatch_px, middle));
        painter.setPen(theme.text);
        painter.drawText(QRectF(left + swatch_px + space::inside, middle - row_px / 2, size.width(), row_px),
                         Qt::AlignLeft | Qt::AlignVCenter, words[row]);
    }
    painter.restore();
    return card;
}

} // namespace prospect::render
