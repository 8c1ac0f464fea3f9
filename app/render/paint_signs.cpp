#include "app/render/paint_signs.h"

#include <QPainter>
#include <QPainterPath>

#include <algorithm>
#include <cmath>
#include <unordered_map>

namespace prospect::render {

namespace {

constexpr double cell_px = 16;
constexpr double sign_px = 5;
constexpr double chosen_px = 8;
constexpr double reach_px = 9; // of a click
constexpr double halo_px = 1.5;
constexpr double number_halo_px = 3;
constexpr std::size_t most_numbered = 150;

QColor color_of(Sign sign, const Theme& theme) {
    switch (sign) {
    case Sign::serious:
        return theme.serious;
    case Sign::look:
        return theme.look;
    case Sign::cannot_tell:
        return theme.cannot_tell;
    case Sign::fine:
        return theme.fine;
    case Sign::info:
    case Sign::accepted:
        break;
    }
    return theme.secondary;
}

QPolygonF tick_at(QPointF at, double radius) {
    return {{at + QPointF(-radius * 0.8, radius * 0.1), at + QPointF(-radius * 0.15, radius * 0.7),
             at + QPointF(radius * 0.85, -radius * 0.65)}};
}

void paint_hatched(QPainter& painter, QPointF at, double radius, const QColor& color, const Theme& theme) {
    const QRectF box(at.x() - radius * 0.9, at.y() - radius * 0.9, radius * 1.8, radius * 1.8);
    painter.setBrush(theme.panel);
    painter.drawRect(box);
    painter.setPen(QPen(color, 1.25));
    painter.drawRect(box);
    painter.drawLine(box.bottomLeft(), box.topRight());
    painter.drawLine(QPointF(box.left(), at.y()), QPointF(at.x(), box.top()));
    painter.drawLine(QPointF(at.x(), box.bottom()), QPointF(box.right(), at.y()));
}

void paint_number(QPainter& painter, QPointF at, std::size_t number, const Theme& theme) {
    QPainterPath text;
    text.addText(at, painter.font(), QString::number(number));
    painter.strokePath(text, QPen(theme.halo, number_halo_px, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    painter.fillPath(text, theme.label);
}

} // namespace

std::vector<SignCluster> clusters_of(const std::vector<PlacedSign>& signs, const MapView& view) {
    const QRectF seen = QRectF(QPointF(), QSizeF(view.size)).adjusted(-cell_px, -cell_px, cell_px, cell_px);
    const QPointF origin = view.to_pixel({0, 0});
    std::vector<SignCluster> clusters;
    std::unordered_map<std::int64_t, std::size_t> by_cell;
    for (std::size_t i = 0; i < signs.size(); ++i) {
        const QPointF pixel = view.to_pixel(signs[i].at);
        if (!seen.contains(pixel)) continue;
        const auto column = static_cast<std::int64_t>(std::floor((pixel.x() - origin.x()) / cell_px));
        const auto row = static_cast<std::int64_t>(std::floor((pixel.y() - origin.y()) / cell_px));
        const auto [cell, fresh] =
            by_cell.try_emplace(column * (std::int64_t{1} << 32) + row, clusters.size());
        if (fresh) clusters.push_back({pixel, {}});
        clusters[cell->second].members.push_back(i);
    }
    return clusters;
}

void paint_sign(QPainter& painter, QPointF at, double radius, Sign sign, const Theme& theme) {
    const QColor color = color_of(sign, theme);
    painter.setPen(QPen(theme.halo, halo_px));
    painter.setBrush(color);
    switch (sign) {
    case Sign::serious:
        painter.drawEllipse(at, radius, radius);
        return;
    case Sign::look:
        painter.drawPolygon(QPolygonF{{at + QPointF(0, -radius - 1), at + QPointF(radius + 1, radius),
                                       at + QPointF(-radius - 1, radius)}});
        return;
    case Sign::cannot_tell:
        paint_hatched(painter, at, radius, color, theme);
        return;
    case Sign::info:
        painter.setBrush(theme.panel);
        painter.drawEllipse(at, radius + 1, radius + 1);
        painter.setPen(QPen(color, 1.25));
        painter.drawEllipse(at, radius, radius);
        painter.setPen(Qt::NoPen);
        painter.setBrush(color);
        painter.drawEllipse(at, radius * 0.35, radius * 0.35);
        return;
    case Sign::fine:
    case Sign::accepted:
        break;
    }
    painter.setBrush(Qt::NoBrush);
    painter.setPen(QPen(theme.halo, 2 + 2 * halo_px, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    painter.drawPolyline(tick_at(at, radius));
    painter.setPen(QPen(color, 2, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    painter.drawPolyline(tick_at(at, radius));
}

void paint_signs(QPainter& painter, const std::vector<PlacedSign>& signs, std::optional<std::size_t> chosen,
                 const MapView& view, const Theme& theme) {
    if (signs.empty()) return;
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setFont(font(TextStyle::secondary));
    const auto clusters = clusters_of(signs, view);
    const bool numbered = clusters.size() <= most_numbered; // else they would cover the signs
    for (auto cluster = clusters.rbegin(); cluster != clusters.rend(); ++cluster) {
        paint_sign(painter, cluster->pixel, sign_px, signs[cluster->members.front()].sign, theme);
        const bool holds_chosen =
            chosen && std::binary_search(cluster->members.begin(), cluster->members.end(), *chosen);
        if (numbered && cluster->members.size() > 1 && !holds_chosen) // it would stand under the chosen one
            paint_number(painter, cluster->pixel + QPointF(sign_px + 3, -2), cluster->members.size(), theme);
    }
    if (chosen && *chosen < signs.size()) {
        const QPointF at = view.to_pixel(signs[*chosen].at);
        painter.setBrush(theme.panel);
        painter.setPen(QPen(theme.accent, 2));
        painter.drawEllipse(at, chosen_px + 4, chosen_px + 4);
        paint_sign(painter, at, chosen_px, signs[*chosen].sign, theme);
    }
    painter.restore();
}

std::optional<std::size_t> sign_at(const std::vector<PlacedSign>& signs, std::optional<std::size_t> chosen,
                                   const MapView& view, QPointF pixel) {
    double nearest = reach_px;
    const SignCluster* hit = nullptr;
    const auto clusters = clusters_of(signs, view);
    const auto away = [&](QPointF sign) { return std::hypot(sign.x() - pixel.x(), sign.y() - pixel.y()); };
    for (const SignCluster& cluster : clusters) {
        const bool holds_chosen =
            chosen && std::binary_search(cluster.members.begin(), cluster.members.end(), *chosen);
        double distance = away(cluster.pixel);
        if (holds_chosen) distance = std::min(distance, away(view.to_pixel(signs[*chosen].at)));
        if (distance > nearest || (hit && distance == nearest)) continue;
        nearest = distance;
        hit = &cluster;
    }
    if (!hit) return std::nullopt;
    const auto& members = hit->members;
    const auto now = chosen ? std::find(members.begin(), members.end(), *chosen) : members.end();
    if (now == members.end() || now + 1 == members.end()) return members.front();
    return *(now + 1);
}

} // namespace prospect::render
