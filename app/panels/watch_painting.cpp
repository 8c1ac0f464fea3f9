#include "app/panels/watch_painting.h"

#include "app/panels/map_plate.h"
#include "app/panels/watch_pens.h"
#include "app/render/paint_labels.h"

#include <QPainter>
#include <QPainterPath>

#include <algorithm>
#include <cmath>
#include <map>
#include <numbers>

namespace prospect::app {

namespace {

using render::MapView;
using render::PlanBrush;
using render::Theme;
using Line = WatchPicture::Line;

constexpr double spot_px = 8;
constexpr double words_px = 22;
constexpr double label_px = 10;  // from the end of a line
constexpr int label_places = 16; // tried on a ring
constexpr double label_room_px = 2;
constexpr double plate_room_px = 3;

QRectF square_about(QPointF at, double half) {
    return {at.x() - half, at.y() - half, 2 * half, 2 * half};
}

// Puts words where nothing else stands.
class Words {
public:
    Words(QPainter& painter, const MapView& view, const Theme& theme, std::vector<QRectF>& taken)
        : painter_(painter), theme_(theme), map_(QPointF(), QSizeF(view.size)), taken_(taken) {}

    enum class Must { no, yes };
    // Centred there. False: there is no room.
    bool put(QPointF at, const QString& text, const QColor& color, Must must) {
        const QRectF room = room_at(at, text);
        if (must == Must::no && (!map_.contains(room) || !is_free(room))) return false;
        taken_.push_back(room);
        render::draw_halo_text(painter_, at, 0, text, font_, color, theme_.halo);
        return true;
    }
    // The same on a plate of their own, which no line strikes through.
    bool put_on_plate(QPointF at, const QString& text) {
        const QRectF plate = room_at(at, text).adjusted(-plate_room_px, -1, plate_room_px, 1);
        if (!map_.contains(plate) || !is_free(plate)) return false;
        taken_.push_back(plate);
        painter_.setPen(Qt::NoPen);
        painter_.setBrush(render::faded(theme_.panel, 0.92));
        painter_.drawRoundedRect(plate, render::space::grid, render::space::grid);
        painter_.setFont(font_);
        painter_.setPen(theme_.text);
        painter_.drawText(plate, Qt::AlignCenter, text);
        return true;
    }
    QSizeF size_of(const QString& text) const {
        return {metrics_.horizontalAdvance(text), metrics_.height()};
    }

private:
    QRectF room_at(QPointF at, const QString& text) const {
        const QSizeF size = size_of(text);
        return QRectF(at - QPointF(size.width() / 2, size.height() / 2), size)
            .adjusted(-label_room_px, 0, label_room_px, 0);
    }
    bool is_free(const QRectF& room) const {
        return std::none_of(taken_.begin(), taken_.end(),
                            [&](const QRectF& other) { return other.intersects(room); });
    }

    QPainter& painter_;
    const Theme& theme_;
    QRectF map_;
    std::vector<QRectF>& taken_;
    QFont font_ = render::font(render::TextStyle::secondary);
    QFontMetricsF metrics_{font_};
};

void paint_rings(QPainter& painter, const WatchPicture& watch, PlanBrush& brush, const Theme& theme) {
    const QPointF middle = brush.pixel(watch.spot);
    painter.setBrush(Qt::NoBrush);
    for (const auto& ring : watch.rings) {
        if (ring.from_m < ring.to_m) {
            QPainterPath band; // odd-even: the middle is cut out
            band.addEllipse(middle, brush.px(ring.to_m), brush.px(ring.to_m));
            band.addEllipse(middle, brush.px(ring.from_m), brush.px(ring.from_m));
            painter.fillPath(band, render::faded(theme.secondary, 0.12));
        }
        painter.setPen(PlanBrush::pen(render::faded(theme.halo, 0.7), 3));
        painter.drawEllipse(middle, brush.px(ring.to_m), brush.px(ring.to_m));
        painter.setPen(watch_look::ring(theme));
        painter.drawEllipse(middle, brush.px(ring.to_m), brush.px(ring.to_m));
    }
}

// On its ring, above the spot where there is room.
void paint_ring_labels(const WatchPicture& watch, PlanBrush& brush, Words& words) {
    const QPointF middle = brush.pixel(watch.spot);
    for (const auto& ring : watch.rings)
        for (int i = 0; i < label_places; ++i) {
            const int steps = i % 2 == 0 ? i / 2 : -(i + 1) / 2; // to both sides in turn
            const double angle = 2 * std::numbers::pi * steps / label_places;
            const double radius = brush.px(ring.to_m);
            const QPointF at = middle + QPointF(std::sin(angle) * radius, -std::cos(angle) * radius);
            if (words.put_on_plate(at, ring.label)) break;
        }
}

// Lines of one look, painted at one go: some hundred one by one take longer than a move of the mouse.
struct Strokes {
    QPen pen;
    QColor end_fill;
    QPainterPath lines;
    QPainterPath ends;
};

constexpr int levels = 10; // of how much a line counts, as far as eyes tell widths apart

void add_end(QPainterPath& ends, QPointF at, const Line& line) {
    constexpr double half = watch_look::end_px;
    if (line.clear && line.kind == Line::Kind::camera) {
        ends.addRect(square_about(at, half));
    } else if (line.clear) {
        ends.addEllipse(at, half, half);
    } else {
        ends.moveTo(at + QPointF(-half, -half));
        ends.lineTo(at + QPointF(half, half));
        ends.moveTo(at + QPointF(-half, half));
        ends.lineTo(at + QPointF(half, -half));
    }
}

// What matters most lies on top.
int rank_of(const Line& line) {
    if (line.chosen) return levels + 2;
    if (!line.clear) return -1;
    if (line.kind == Line::Kind::camera) return levels + 1;
    return static_cast<int>(std::ceil(std::sqrt(std::clamp(line.counts, 0.0, 1.0)) * levels));
}

QPen pen_of(const Line& line, int rank, const Theme& theme) {
    if (!line.clear) return watch_look::blocked(theme);
    if (line.kind == Line::Kind::camera) return watch_look::camera(theme);
    const double share = line.chosen ? std::sqrt(line.counts) : static_cast<double>(rank) / levels;
    return watch_look::guardian(theme, share * share, line.assumed);
}

void paint_lines(QPainter& painter, const WatchPicture& watch, PlanBrush& brush, const Theme& theme) {
    const QPointF spot = brush.pixel(watch.spot);
    std::map<std::pair<int, bool>, Strokes> all; // by rank and whether they are assumed
    QPainterPath halo;                           // on any ground, a coloured map too
    for (const Line& line : watch.lines) {
        const int rank = rank_of(line);
        const auto [place, fresh] = all.try_emplace({rank, line.assumed});
        Strokes& strokes = place->second;
        if (fresh) {
            strokes.pen = pen_of(line, rank, theme);
            if (line.chosen) {
                strokes.pen.setColor(theme.selection);
                strokes.pen.setWidthF(std::max(2.5, strokes.pen.widthF()));
            }
            strokes.end_fill = line.assumed ? theme.map_ground : strokes.pen.color();
        }
        const QPointF end = brush.pixel(line.from);
        for (QPainterPath* path : {&strokes.lines, &halo}) {
            path->moveTo(spot);
            path->lineTo(end);
        }
        add_end(strokes.ends, end, line);
    }
    painter.strokePath(halo, PlanBrush::pen(render::faded(theme.halo, 0.55), 3, Qt::SolidLine, Qt::FlatCap));
    for (const auto& [rank, strokes] : all) {
        if (rank.first == levels + 2)
            painter.strokePath(strokes.lines, PlanBrush::pen(theme.halo, strokes.pen.widthF() + 5));
        painter.strokePath(strokes.lines, strokes.pen);
        if (rank.first >= 0) painter.fillPath(strokes.ends, strokes.end_fill);
        painter.strokePath(strokes.ends, QPen(strokes.pen.color(), 1.5));
    }
}

void paint_blockers(QPainter& painter, const WatchPicture& watch, PlanBrush& brush, const Theme& theme) {
    for (const bool chosen : {false, true})
        for (const auto& one : watch.blockers) {
            if (one.chosen != chosen || one.shape.empty()) continue;
            QPainterPath path;
            for (std::size_t r = 0; r < one.shape.ring_count(); ++r) {
                const bool ring = one.shape.kind == GeometryKind::polygon;
                path.addPolygon(ring ? brush.closed_ring(one.shape.ring(r))
                                     : brush.open_line(one.shape.ring(r)));
                if (ring) path.closeSubpath();
            }
            if (one.shape.kind == GeometryKind::point)
                for (const Point p : one.shape.points)
                    path.addEllipse(brush.pixel(p), spot_px, spot_px);
            QPen pen = watch_look::blocker(theme);
            if (chosen) {
                pen.setColor(theme.selection);
                pen.setWidthF(5);
            }
            painter.strokePath(path, PlanBrush::pen(render::faded(theme.halo, 0.9), pen.widthF() + 3));
            painter.strokePath(path, pen);
        }
}

void paint_labels(const WatchPicture& watch, PlanBrush& brush, const Theme& theme, Words& words) {
    const QPointF spot = brush.pixel(watch.spot);
    const auto beyond = [&](Point end, const QString& text) {
        // On the far side of the end, where it hides nothing of the line.
        const QPointF at = brush.pixel(end);
        const QPointF away = at - spot;
        const double far = std::hypot(away.x(), away.y());
        const QPointF out = far > 0 ? away / far : QPointF(0, 1);
        const QSizeF size = words.size_of(text);
        return at +
               QPointF(out.x() * (size.width() / 2 + label_px), out.y() * (size.height() / 2 + label_px));
    };
    for (const bool chosen : {true, false}) {
        const auto must = chosen ? Words::Must::yes : Words::Must::no;
        for (const auto& one : watch.blockers)
            if (one.chosen == chosen && !one.name.isEmpty())
                words.put(beyond(one.nearest, one.name), one.name, chosen ? theme.selection : theme.look,
                          must);
        for (const Line& line : watch.lines)
            if (line.chosen == chosen && !line.label.isEmpty())
                words.put(beyond(line.from, line.label), line.label, chosen ? theme.selection : theme.text,
                          must);
    }
}

} // namespace

void paint_spot(QPainter& painter, QPointF at, bool handle, const Theme& theme) { // NOLINT: as described
    painter.setPen(PlanBrush::pen(theme.halo, 2));
    painter.setBrush(theme.accent);
    painter.drawEllipse(at, spot_px, spot_px);
    painter.setBrush(Qt::NoBrush);
    painter.setPen(PlanBrush::pen(theme.on_accent, 1.5));
    painter.drawEllipse(at, spot_px * 0.4, spot_px * 0.4);
    if (!handle) return;
    painter.setPen(PlanBrush::pen(theme.accent, 1.25));
    painter.drawEllipse(at, spot_px + 3.5, spot_px + 3.5);
}

void paint_watch(QPainter& painter, const WatchPicture& watch, const MapView& view, const Theme& theme,
                 std::vector<QRectF> taken) {
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    PlanBrush brush(painter, view, theme, {});
    const QPointF spot = view.to_pixel(watch.spot);
    taken.push_back(square_about(spot, spot_px + 4));
    const QRectF map(QPointF(), QSizeF(view.size));
    constexpr double margin = render::space::grid;
    const QRectF plate = free_place(places_around(spot, plate_size(watch.words), words_px),
                                    map.adjusted(margin, margin, -margin, -margin), taken);
    taken.push_back(plate);
    if (watch.waiting) painter.setOpacity(0.5);
    paint_rings(painter, watch, brush, theme);
    paint_blockers(painter, watch, brush, theme);
    paint_lines(painter, watch, brush, theme);
    Words words(painter, view, theme, taken);
    paint_labels(watch, brush, theme, words);
    paint_ring_labels(watch, brush, words);
    painter.setOpacity(1);
    paint_spot(painter, spot, watch.handle, theme);
    if (!watch.words.isEmpty()) paint_plate(painter, plate, watch.words, theme);
    painter.restore();
}

} // namespace prospect::app
