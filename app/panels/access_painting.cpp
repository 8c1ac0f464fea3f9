#include "app/panels/access_painting.h"

#include "app/panels/access_pens.h"
#include "app/panels/map_plate.h"
#include "app/panels/watch_painting.h"
#include "app/render/paint_labels.h"

#include <QFontMetricsF>
#include <QPainter>
#include <QPainterPath>

#include <algorithm>
#include <cmath>

namespace prospect::app {

namespace {

using render::MapView;
using render::PlanBrush;
using render::Theme;

constexpr double mark_px = 5;
constexpr double closing_px = 8;
constexpr double stop_px = 9;
constexpr double ring_px = 9;
constexpr double words_px = 22;
constexpr double name_px = 12; // from the middle of a mark
constexpr double arrow_px = 7;
constexpr double arrow_every_px = 90;
constexpr double full_size_px = 6;  // of a metre, from which on marks are as large as in the key
constexpr double least_size = 0.35; // where whole rows of houses are on the screen
constexpr double halo_share = 0.85;

QRectF square_about(QPointF at, double half) {
    return {at.x() - half, at.y() - half, 2 * half, 2 * half};
}

QPainterPath path_of(const Geometry& shape, PlanBrush& brush) {
    QPainterPath path;
    const bool ring = shape.kind == GeometryKind::polygon;
    for (std::size_t r = 0; r < shape.ring_count(); ++r) {
        path.addPolygon(ring ? brush.closed_ring(shape.ring(r)) : brush.open_line(shape.ring(r)));
        if (ring) path.closeSubpath();
    }
    return path;
}

void stroke(QPainter& painter, const QPainterPath& path, const QPen& pen, const Theme& theme) {
    painter.strokePath(path, PlanBrush::pen(render::faded(theme.halo, halo_share), pen.widthF() + 3,
                                            Qt::SolidLine, pen.capStyle()));
    painter.strokePath(path, pen);
}

void paint_asked(QPainter& painter, const AccessPicture& access, PlanBrush& brush, const Theme& theme) {
    if (access.asked.kind != GeometryKind::polygon) return;
    stroke(painter, path_of(access.asked, brush), access_look::asked(theme), theme);
}

void paint_controls(QPainter& painter, const AccessPicture& access, PlanBrush& brush, const Theme& theme) {
    const Box seen = brush.view().box().grown(mark_px / std::max(brush.px(1), 1e-9) + 5);
    for (const auto& one : access.controls) {
        if (!seen.contains(one.at)) continue;
        const QColor color = one.gap ? theme.look : access_look::color_of(one.control, theme);
        painter.strokePath(path_of(one.shape, brush), PlanBrush::pen(color, 2.5, Qt::SolidLine, Qt::FlatCap));
    }
    const double size = std::clamp(brush.px(1) / full_size_px, least_size, 1.0);
    for (const auto& one : access.controls) {
        if (!seen.contains(one.at)) continue;
        const QPointF at = brush.pixel(one.at);
        painter.save();
        painter.translate(at);
        painter.scale(size, size);
        painter.translate(-at);
        if (one.gap)
            paint_gap_mark(painter, at, theme);
        else
            paint_control_mark(painter, at, one.control, theme);
        painter.restore();
    }
    for (const Point end : access.drawn_short)
        paint_short_mark(painter, brush.pixel(end), theme);
}

// Heads along the way, which say where it leads to.
void paint_arrows(QPainter& painter, const QPolygonF& line, const Theme& theme) {
    painter.setPen(Qt::NoPen);
    painter.setBrush(theme.accent);
    double until = arrow_every_px / 2;
    for (qsizetype i = 0; i + 1 < line.size(); ++i) {
        const QPointF step = line[i + 1] - line[i];
        const double length = std::hypot(step.x(), step.y());
        if (length <= 0) continue;
        const QPointF along = step / length;
        const QPointF across(-along.y(), along.x());
        double at = until;
        for (; at < length; at += arrow_every_px) {
            const QPointF tip = line[i] + along * (at + arrow_px);
            painter.drawPolygon(QPolygonF{tip, tip - along * 1.8 * arrow_px + across * arrow_px,
                                          tip - along * 1.8 * arrow_px - across * arrow_px});
        }
        until = at - length;
    }
}

void paint_way(QPainter& painter, const AccessPicture& access, PlanBrush& brush, const Theme& theme) {
    if (access.way.size() < 2) return;
    const QPolygonF line = brush.open_line(access.way);
    QPainterPath path;
    path.addPolygon(line);
    stroke(painter, path, access_look::way(theme), theme);
    paint_arrows(painter, line, theme);
}

// A stop that stands on a sign steps aside.
QPointF place_of(const AccessPicture::Stop& stop, const AccessPicture& access, const PlanBrush& brush) {
    const QPointF at = brush.pixel(stop.at);
    const bool shared = std::any_of(access.closings.begin(), access.closings.end(),
                                    [&](const auto& one) { return one.at == stop.at; });
    return shared ? at - QPointF(stop_px + closing_px - 1, stop_px) : at;
}

void paint_stops(QPainter& painter, const AccessPicture& access, PlanBrush& brush, const Theme& theme) {
    QFont font = render::font(render::TextStyle::secondary);
    font.setWeight(QFont::DemiBold);
    for (const auto& stop : access.stops) {
        const QPointF at = place_of(stop, access, brush);
        painter.setPen(PlanBrush::pen(theme.halo, 2));
        painter.setBrush(stop.chosen ? theme.selection : theme.accent);
        painter.drawEllipse(at, stop_px, stop_px);
        painter.setPen(theme.on_accent);
        painter.setFont(font);
        painter.drawText(square_about(at, stop_px), Qt::AlignCenter, QString::number(stop.number));
    }
}

void paint_closings(QPainter& painter, const AccessPicture& access, PlanBrush& brush, const Theme& theme) {
    const auto line = [&](const AccessPicture::Closing& one, QPen pen) {
        if (one.chosen) {
            pen.setColor(theme.selection);
            pen.setWidthF(pen.widthF() + 2);
        }
        stroke(painter, path_of(one.shape, brush), pen, theme);
    };
    for (const auto& one : access.open_edges)
        line(one, access_look::open_edge(theme));
    for (const auto& one : access.closings)
        line(one, access_look::closing(theme));
    for (const auto& one : access.closings) {
        const QPointF at = brush.pixel(one.at);
        paint_closing_mark(painter, at, theme);
        if (!one.chosen) continue;
        painter.setBrush(Qt::NoBrush);
        painter.setPen(PlanBrush::pen(theme.selection, 2));
        painter.drawEllipse(at, closing_px + 4, closing_px + 4);
    }
}

void paint_names(QPainter& painter, const AccessPicture& access, PlanBrush& brush, const Theme& theme,
                 std::vector<QRectF>& taken) {
    const QFont font = render::font(render::TextStyle::secondary);
    const QFontMetricsF metrics(font);
    const QRectF map(QPointF(), QSizeF(brush.view().size));
    for (const auto* all : {&access.closings, &access.open_edges})
        for (const auto& one : *all) {
            const QPointF at = brush.pixel(one.at);
            if (one.name.isEmpty() || !map.contains(at)) continue;
            const QSizeF size(metrics.horizontalAdvance(one.name) + 4, metrics.height());
            const QRectF place = free_place(places_around(at, size, name_px), map, taken);
            const bool free = std::none_of(taken.begin(), taken.end(),
                                           [&](const QRectF& other) { return other.intersects(place); });
            if (!free && !one.chosen) continue;
            taken.push_back(place);
            render::draw_halo_text(painter, place.center(), 0, one.name, font,
                                   one.chosen ? theme.selection : theme.serious, theme.halo);
        }
}

} // namespace

void paint_control_mark(QPainter& painter, QPointF at, scene::Control control, const Theme& theme) {
    const QColor color = access_look::color_of(control, theme);
    painter.setPen(PlanBrush::pen(theme.halo, 4));
    painter.setBrush(theme.halo);
    painter.drawEllipse(at, mark_px, mark_px);
    painter.setPen(PlanBrush::pen(color, 2));
    painter.setBrush(control == scene::Control::open ? theme.halo : color);
    switch (control) {
    case scene::Control::open:
    case scene::Control::unlocked:
        painter.drawEllipse(at, mark_px - 0.5, mark_px - 0.5);
        break;
    case scene::Control::admitted:
        painter.drawPolygon(QPolygonF{at + QPointF(0, -mark_px), at + QPointF(mark_px, 0),
                                      at + QPointF(0, mark_px), at + QPointF(-mark_px, 0)});
        break;
    case scene::Control::locked:
        painter.drawRect(square_about(at, mark_px - 1));
        painter.setPen(Qt::NoPen);
        painter.setBrush(theme.halo);
        painter.drawEllipse(at, 1.6, 1.6);
        break;
    }
}

void paint_gap_mark(QPainter& painter, QPointF at, const Theme& theme) {
    const QPolygonF triangle{at + QPointF(0, -mark_px - 1), at + QPointF(mark_px + 0.5, mark_px - 1),
                             at + QPointF(-mark_px - 0.5, mark_px - 1)};
    painter.setBrush(theme.halo);
    painter.setPen(PlanBrush::pen(theme.halo, 4));
    painter.drawPolygon(triangle);
    painter.setPen(PlanBrush::pen(theme.look, 1.75));
    painter.drawPolygon(triangle);
}

void paint_closing_mark(QPainter& painter, QPointF at, const Theme& theme) {
    painter.setPen(PlanBrush::pen(theme.halo, 2));
    painter.setBrush(theme.serious);
    painter.drawRoundedRect(square_about(at, closing_px), 3, 3);
    painter.setPen(PlanBrush::pen(theme.halo, 2.5, Qt::SolidLine, Qt::FlatCap));
    painter.drawLine(at - QPointF(closing_px - 3, 0), at + QPointF(closing_px - 3, 0));
}

void paint_short_mark(QPainter& painter, QPointF at, const Theme& theme) {
    painter.setBrush(Qt::NoBrush);
    painter.setPen(PlanBrush::pen(theme.halo, 5));
    painter.drawEllipse(at, ring_px, ring_px);
    QPen pen = PlanBrush::pen(theme.serious, 2, Qt::CustomDashLine, Qt::FlatCap);
    pen.setDashPattern({2.5, 1.5});
    painter.setPen(pen);
    painter.drawEllipse(at, ring_px, ring_px);
}

void paint_access(QPainter& painter, const AccessPicture& access, const MapView& view, const Theme& theme,
                  std::vector<QRectF> taken) {
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    PlanBrush brush(painter, view, theme, {});
    if (access.waiting) painter.setOpacity(0.5);
    paint_asked(painter, access, brush, theme);
    paint_controls(painter, access, brush, theme);
    paint_way(painter, access, brush, theme);
    paint_closings(painter, access, brush, theme);
    paint_stops(painter, access, brush, theme);
    for (const auto& one : access.closings)
        taken.push_back(square_about(brush.pixel(one.at), closing_px));
    for (const auto& one : access.stops)
        taken.push_back(square_about(place_of(one, access, brush), stop_px));
    QRectF plate;
    if (access.spot) {
        const QPointF spot = view.to_pixel(*access.spot);
        taken.push_back(square_about(spot, 12));
        if (!access.words.isEmpty()) {
            constexpr double margin = render::space::grid;
            const QRectF map(QPointF(), QSizeF(view.size));
            plate = free_place(places_around(spot, plate_size(access.words), words_px),
                               map.adjusted(margin, margin, -margin, -margin), taken);
            taken.push_back(plate);
        }
    }
    paint_names(painter, access, brush, theme, taken);
    painter.setOpacity(1);
    if (access.spot) paint_spot(painter, view.to_pixel(*access.spot), access.handle, theme);
    if (!plate.isEmpty()) paint_plate(painter, plate, access.words, theme);
    painter.restore();
}

} // namespace prospect::app
