#include "app/panels/map_plate.h"

#include <QFontMetricsF>
#include <QPainter>

#include <algorithm>
#include <cmath>
#include <limits>

namespace prospect::app {

namespace {

constexpr double margin_x = 8;
constexpr double margin_y = 4;
constexpr double opacity = 0.94;
constexpr double room_px = 2; // around what is taken

QFont plate_font() {
    QFont font = render::font(render::TextStyle::body);
    font.setWeight(QFont::DemiBold);
    return font;
}

QRectF moved_within(QRectF place, const QRectF& map) {
    place.moveLeft(std::clamp(place.left(), map.left(), std::max(map.left(), map.right() - place.width())));
    place.moveTop(std::clamp(place.top(), map.top(), std::max(map.top(), map.bottom() - place.height())));
    return place;
}

double hidden_by(const QRectF& place, std::span<const QRectF> taken) {
    double area = 0;
    for (const QRectF& other : taken) {
        const QRectF common = place.adjusted(-room_px, -room_px, room_px, room_px).intersected(other);
        area += common.isEmpty() ? 0 : common.width() * common.height();
    }
    return area;
}

} // namespace

QSizeF plate_size(const QStringList& lines) {
    const QFontMetricsF metrics(plate_font());
    double widest = 0;
    for (const QString& line : lines)
        widest = std::max(widest, metrics.horizontalAdvance(line));
    return {std::ceil(widest + 2 * margin_x),
            std::ceil(metrics.lineSpacing() * static_cast<double>(lines.size()) + 2 * margin_y)};
}

void paint_plate(QPainter& painter, const QRectF& plate, const QStringList& lines,
                 const render::Theme& theme) {
    painter.setPen(QPen(theme.line, 1));
    painter.setBrush(render::faded(theme.panel, opacity));
    const QRectF frame(std::round(plate.left()) + 0.5, std::round(plate.top()) + 0.5, plate.width() - 1,
                       plate.height() - 1);
    painter.drawRoundedRect(frame, render::space::radius, render::space::radius);
    painter.setFont(plate_font());
    painter.setPen(theme.text);
    QRectF row = frame.adjusted(0, margin_y, 0, 0);
    row.setHeight((frame.height() - 2 * margin_y) /
                  static_cast<double>(std::max<qsizetype>(1, lines.size())));
    for (const QString& line : lines) {
        painter.drawText(row, Qt::AlignCenter, line);
        row.translate(0, row.height());
    }
}

std::vector<QRectF> places_around(QPointF point, QSizeF size, double away) {
    constexpr QPointF directions[] = {{0, 1}, {0, -1}, {1, 0}, {-1, 0}, {1, 1}, {-1, 1}, {1, -1}, {-1, -1}};
    std::vector<QRectF> places;
    for (const double gap : {away, 2 * away})
        for (const QPointF& direction : directions) {
            // Between the sides the nearest corner is as far away as the plate is elsewhere.
            const double share = direction.x() != 0 && direction.y() != 0 ? std::sqrt(0.5) : 1;
            const QPointF center(point.x() + direction.x() * (gap * share + size.width() / 2),
                                 point.y() + direction.y() * (gap * share + size.height() / 2));
            places.emplace_back(center - QPointF(size.width() / 2, size.height() / 2), size);
        }
    return places;
}

QRectF free_place(std::span<const QRectF> places, const QRectF& map, std::span<const QRectF> taken) {
    QRectF best = moved_within(places.front(), map);
    double least = std::numeric_limits<double>::infinity();
    for (const QRectF& wanted : places) {
        const QRectF place = moved_within(wanted, map);
        const double hidden = hidden_by(place, taken);
        if (place == wanted && hidden <= 0) return place;
        if (hidden < least) {
            least = hidden;
            best = place;
        }
    }
    return best;
}

} // namespace prospect::app
