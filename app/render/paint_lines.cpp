#include "app/render/paint_batches.h"

#include <QLineF>

#include <algorithm>
#include <cmath>

namespace prospect::render {

namespace {

// A way narrower than this on screen is one line without edges.
constexpr double casing_px = 3;

double way_px(const PlanBrush& brush, const PaintItem& item) {
    return brush.px(static_cast<double>(item.size_m));
}

// Short strokes square to the line, every `spacing` pixels: both sides from -half to +half.
void draw_ticks(PlanBrush& brush, const Batch& batch, const PaintItem& item, double spacing, double from,
                double to) {
    const QRectF picture = QRectF(QPointF(0, 0), QSizeF(brush.view().size)).adjusted(-8, -8, 8, 8);
    std::vector<QLineF> ticks;
    for (std::uint32_t r = item.first_ring; r < item.first_ring + item.ring_count; ++r) {
        QPolygonF line = brush.open_line(batch.ring(r));
        if (item.kind == GeometryKind::polygon && !line.isEmpty()) line.append(line.front());
        double next = spacing / 2;
        for (qsizetype i = 0; i + 1 < line.size(); ++i) {
            const QLineF edge(line[i], line[i + 1]);
            const double length = edge.length();
            const QPointF along = length > 0 ? (edge.p2() - edge.p1()) / length : QPointF();
            const QPointF square(along.y(), -along.x());
            // Far outside the picture nothing is drawn, and a long edge must not cost a loop over all of it.
            const QRectF box = QRectF(edge.p1(), edge.p2()).normalized().adjusted(-1, -1, 1, 1);
            if (box.intersects(picture) && length < 1e6)
                for (double at = next; at < length; at += spacing) {
                    const QPointF foot = edge.p1() + along * at;
                    if (picture.contains(foot)) ticks.emplace_back(foot + square * from, foot + square * to);
                }
            next = next < length ? spacing - std::fmod(length - next, spacing) : next - length;
        }
    }
    brush.painter().drawLines(ticks.data(), static_cast<int>(ticks.size()));
}

struct LineLook {
    QColor color;
    double width_px = 1;  // at least
    double width_m = 0;   // when that is more on screen
    double tick_px = 0;   // spacing; 0: none
    double tick_from = 0; // right-hand side negative
    double tick_to = 0;
    Qt::PenCapStyle cap = Qt::FlatCap;
};

LineLook look_of(Symbol symbol, const Theme& t) {
    switch (symbol) {
    case Symbol::hedge:
        return {t.hedge, 2.5, 1.0};
    case Symbol::fence:
        return {t.barrier, 1.1, 0, 11, -3, 3};
    case Symbol::railing:
        return {t.barrier, 1, 0, 5, -1.5, 1.5};
    case Symbol::retaining_wall:
        return {t.barrier, 1.6, 0.2, 9, 0, 4.5};
    case Symbol::kerb:
        return {t.path_edge, 1, 0};
    default:
        return {t.barrier, 1.8, 0.22, 0, 0, 0, Qt::SquareCap};
    }
}

void paint_bollards(PlanBrush& brush, const Batch& batch) {
    QPainter& painter = brush.painter();
    const double radius = std::clamp(brush.px(0.15), 0.9, 4.0);
    painter.setPen(Qt::NoPen);
    painter.setBrush(brush.theme().barrier);
    for (const std::uint32_t i : brush.visible(batch)) {
        if (!brush.go_on()) return;
        const PaintItem& item = batch.items[i];
        brush.set_opacity_for(item);
        for (std::uint32_t r = item.first_ring; r < item.first_ring + item.ring_count; ++r)
            for (const Point& p : batch.ring(r))
                painter.drawEllipse(brush.pixel(p), radius, radius);
    }
}

} // namespace

void paint_way_edges(PlanBrush& brush, const Batch& batch) {
    QPainter& painter = brush.painter();
    painter.setBrush(Qt::NoBrush);
    for (const std::uint32_t i : brush.visible(batch)) {
        if (!brush.go_on()) return;
        const PaintItem& item = batch.items[i];
        const double width = way_px(brush, item);
        if (width < casing_px || item.kind != GeometryKind::line) continue;
        painter.setPen(PlanBrush::pen(brush.theme().path_edge, width + 2));
        brush.stroke(batch, item);
    }
}

void paint_way_fills(PlanBrush& brush, const Batch& batch) {
    QPainter& painter = brush.painter();
    painter.setBrush(brush.theme().path_fill);
    for (const std::uint32_t i : brush.visible(batch)) {
        if (!brush.go_on()) return;
        const PaintItem& item = batch.items[i];
        const double width = way_px(brush, item);
        if (item.kind == GeometryKind::polygon) {
            painter.setPen(PlanBrush::pen(brush.theme().path_edge, 1));
            brush.fill(batch, item);
            continue;
        }
        const bool wide = width >= casing_px;
        painter.setPen(PlanBrush::pen(wide ? brush.theme().path_fill : brush.theme().path_edge,
                                      wide ? width : std::clamp(width, 1.0, 1.8)));
        brush.stroke(batch, item);
    }
}

void paint_barriers(PlanBrush& brush, const Batch& batch) {
    if (batch.symbol == Symbol::bollard) {
        paint_bollards(brush, batch);
        return;
    }
    const LineLook look = look_of(batch.symbol, brush.theme());
    QPainter& painter = brush.painter();
    const bool close = brush.view().pixels_per_m >= 1.5;
    // Whole sites at once: a hedge as wide as a street would drown what it encloses.
    const double least = close ? look.width_px : std::min(look.width_px, 1.2);
    const double width = std::max(least, brush.px(look.width_m));
    const QPen line = PlanBrush::pen(look.color, width, Qt::SolidLine, look.cap);
    for (const std::uint32_t i : brush.visible(batch)) {
        if (!brush.go_on()) return;
        const PaintItem& item = batch.items[i];
        brush.set_opacity_for(item);
        if (item.kind == GeometryKind::polygon) {
            painter.setPen(PlanBrush::pen(look.color, 1));
            painter.setBrush(faded(look.color, 0.7));
            brush.fill(batch, item);
            continue;
        }
        painter.setPen(line);
        painter.setBrush(Qt::NoBrush);
        brush.stroke(batch, item);
        if (close && look.tick_px > 0) {
            painter.setPen(PlanBrush::pen(look.color, 1));
            draw_ticks(brush, batch, item, look.tick_px, look.tick_from, look.tick_to);
        }
    }
}

void paint_study_lines(PlanBrush& brush, const Batch& batch) {
    QPainter& painter = brush.painter();
    const bool red = batch.symbol == Symbol::study_application;
    const QColor color = red ? brush.theme().study_edge : brush.theme().control_edge;
    painter.setBrush(Qt::NoBrush);
    for (const std::uint32_t i : brush.visible(batch)) {
        const PaintItem& item = batch.items[i];
        painter.setPen(PlanBrush::pen(faded(brush.theme().halo, 0.8), red ? 5.5 : 4));
        brush.stroke(batch, item);
        painter.setPen(PlanBrush::pen(color, red ? 2.75 : 1.75));
        brush.stroke(batch, item);
    }
}

} // namespace prospect::render
