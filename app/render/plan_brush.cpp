#include "app/render/plan_brush.h"

#include <QPainterPath>

#include <algorithm>
#include <cmath>

namespace prospect::render {

namespace {

// Strokes and symbols reach this far beyond the box of what they stand for.
constexpr double symbol_reach_px = 24;
// The rasteriser works in a limited range, and dashes along a line of a million pixels take forever.
constexpr double range_px = 2000;
// Shorter edges are left out: nobody sees them, and the stroker turns edges of no length into joins of no
// direction.
constexpr double least_edge_px = 0.5;

// Part of a → b within the rectangle; false when there is none (Liang and Barsky 1984).
bool cut_segment(const QRectF& to, QPointF& a, QPointF& b) {
    double from = 0;
    double until = 1;
    const QPointF along = b - a;
    const double direction[] = {-along.x(), along.x(), -along.y(), along.y()};
    const double room[] = {a.x() - to.left(), to.right() - a.x(), a.y() - to.top(), to.bottom() - a.y()};
    for (int side = 0; side < 4; ++side) {
        if (direction[side] == 0) {
            if (room[side] < 0) return false;
            continue;
        }
        const double at = room[side] / direction[side];
        if (direction[side] < 0)
            from = std::max(from, at);
        else
            until = std::min(until, at);
    }
    if (from > until) return false;
    b = a + along * until;
    a = a + along * from;
    return true;
}

// One side of Sutherland and Hodgman (1974): keeps what has `inside(p) >= 0`.
template <class Inside>
void cut_side(const QPolygonF& from, QPolygonF& to, const Inside& inside) {
    to.clear();
    for (qsizetype i = 0; i < from.size(); ++i) {
        const QPointF a = from[i];
        const QPointF b = from[(i + 1) % from.size()];
        const double in_a = inside(a);
        const double in_b = inside(b);
        if (in_a >= 0) to.append(a);
        if ((in_a >= 0) != (in_b >= 0)) to.append(a + (b - a) * (in_a / (in_a - in_b)));
    }
}

} // namespace

PlanBrush::PlanBrush(QPainter& painter, const MapView& view, const Theme& theme, std::stop_token stop)
    : painter_(painter), view_(view), theme_(theme), stop_(std::move(stop)), scale_(view.pixels_per_m),
      dx_(view.size.width() / 2.0 - view.center.x * view.pixels_per_m),
      dy_(view.size.height() / 2.0 + view.center.y * view.pixels_per_m),
      range_(QRectF(QPointF(0, 0), QSizeF(view.size)).adjusted(-range_px, -range_px, range_px, range_px)) {}

std::vector<std::uint32_t> PlanBrush::visible(const Batch& batch) const {
    auto found = batch.index.query(view_.box().grown(symbol_reach_px / view_.pixels_per_m));
    if (layer_ && aside_ && !aside_->left_out.empty())
        std::erase_if(found, [&](std::uint32_t i) { return is_left_out(*layer_, batch.items[i]); });
    return found;
}

void PlanBrush::set_layer(const PaintLayer* layer) {
    layer_ = layer;
    layer_opacity_ = layer ? layer->source->opacity : 1;
    painter_.setOpacity(layer_opacity_);
}

void PlanBrush::set_opacity_for(const PaintItem& item) {
    painter_.setOpacity(layer_opacity_ * (item.context ? context_opacity : 1.0));
}

bool PlanBrush::go_on() {
    if (!stopped_ && (++asked_ & 255U) == 0) stopped_ = stop_.stop_requested();
    return !stopped_;
}

void PlanBrush::map(std::span<const Point> ring) {
    mapped_.clear();
    if (ring.empty()) return;
    QPointF last = pixel(ring.front());
    mapped_.append(last);
    for (std::size_t i = 1; i < ring.size(); ++i) {
        const QPointF next = pixel(ring[i]);
        const double away = std::abs(next.x() - last.x()) + std::abs(next.y() - last.y());
        if (away >= least_edge_px)
            mapped_.append(next);
        else if (i + 1 == ring.size() && mapped_.size() > 1)
            mapped_.last() = next; // the end stays where it is
        else
            continue;
        last = next;
    }
}

bool PlanBrush::out_of_range(const QPolygonF& polygon) const {
    return std::any_of(polygon.begin(), polygon.end(), [this](QPointF p) { return !range_.contains(p); });
}

const QPolygonF& PlanBrush::open_line(std::span<const Point> ring) {
    map(ring);
    return mapped_;
}

const QPolygonF& PlanBrush::closed_ring(std::span<const Point> ring) {
    map(ring);
    if (out_of_range(mapped_)) cut_polygon();
    return mapped_;
}

void PlanBrush::cut_polygon() {
    cut_side(mapped_, other_, [this](QPointF p) { return p.x() - range_.left(); });
    cut_side(other_, mapped_, [this](QPointF p) { return range_.right() - p.x(); });
    cut_side(mapped_, other_, [this](QPointF p) { return p.y() - range_.top(); });
    cut_side(other_, mapped_, [this](QPointF p) { return range_.bottom() - p.y(); });
}

void PlanBrush::stroke(const Batch& batch, const PaintItem& item) {
    for (std::uint32_t r = item.first_ring; r < item.first_ring + item.ring_count; ++r) {
        map(batch.ring(r));
        if (item.kind == GeometryKind::polygon && mapped_.size() > 1) mapped_.append(mapped_.front());
        if (mapped_.size() == 1) {
            painter_.drawPoint(mapped_.front());
            continue;
        }
        if (!out_of_range(mapped_)) {
            painter_.drawPolyline(mapped_);
            continue;
        }
        for (qsizetype i = 0; i + 1 < mapped_.size(); ++i) {
            QPointF a = mapped_[i];
            QPointF b = mapped_[i + 1];
            if (cut_segment(range_, a, b)) painter_.drawLine(a, b);
        }
    }
}

void PlanBrush::fill(const Batch& batch, const PaintItem& item) {
    if (item.ring_count == 1) {
        painter_.drawPolygon(closed_ring(batch.ring(item.first_ring)));
        return;
    }
    QPainterPath path;
    path.setFillRule(Qt::OddEvenFill);
    for (std::uint32_t r = item.first_ring; r < item.first_ring + item.ring_count; ++r) {
        path.addPolygon(closed_ring(batch.ring(r)));
        path.closeSubpath();
    }
    painter_.drawPath(path);
}

QPen PlanBrush::pen(const QColor& color, double width, Qt::PenStyle style, Qt::PenCapStyle cap) {
    QPen pen(color, width, style, cap, Qt::RoundJoin);
    return pen;
}

} // namespace prospect::render
