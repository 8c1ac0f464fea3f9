#include "app/render/map_picture.h"
#include "app/render/paint_batches.h"
#include "app/render/paint_labels.h"
#include "app/render/paint_notes.h"
#include "app/render/paint_owners.h"
#include "app/render/paint_picture.h"
#include "app/render/paint_walk.h"

#include <QPainterPath>

namespace prospect::render {

namespace {

using Painter = void (*)(PlanBrush&, const Batch&);

Painter painter_of(Symbol symbol) {
    switch (symbol) {
    case Symbol::underlay_text:
        return [](PlanBrush&, const Batch&) {};
    case Symbol::path:
    case Symbol::road:
        return paint_way_fills;
    case Symbol::kerb:
    case Symbol::hedge:
    case Symbol::railing:
    case Symbol::fence:
    case Symbol::retaining_wall:
    case Symbol::wall:
    case Symbol::bollard:
        return paint_barriers;
    case Symbol::window:
    case Symbol::door:
    case Symbol::gate:
    case Symbol::gap:
        return paint_openings;
    case Symbol::annotation:
        return paint_notes;
    case Symbol::study_control:
    case Symbol::study_application:
        return paint_study_lines;
    default:
        return symbol < Symbol::kerb ? paint_areas : paint_symbols;
    }
}

void paint_batches(PlanBrush& brush, const PaintModel& model, Symbol symbol, Painter paint) {
    for (const auto& layer : model.layers())
        for (const Batch& batch : layer->batches) {
            if (batch.symbol != symbol) continue;
            brush.set_layer(layer.get());
            paint(brush, batch);
        }
    brush.set_layer(nullptr);
}

// Inside the red line; the whole where none is drawn.
QPainterPath study_path(PlanBrush& brush, const PaintModel& model) {
    QPainterPath study;
    for (const Geometry& area : model.study_areas())
        for (std::size_t part = 0; part < area.part_count(); ++part) {
            QPainterPath path;
            path.setFillRule(Qt::OddEvenFill);
            const auto [first, last] = area.rings_of_part(part);
            for (std::size_t r = first; r < last; ++r) {
                path.addPolygon(brush.closed_ring(area.ring(r)));
                path.closeSubpath();
            }
            study = study.isEmpty() ? path : study.united(path);
        }
    return study;
}

QPainterPath around(const QPainterPath& study, const MapView& view) {
    QPainterPath path;
    path.setFillRule(Qt::OddEvenFill);
    path.addRect(QRectF(QPointF(0, 0), QSizeF(view.size)));
    path.addPath(study);
    return path;
}

// What lies outside the red line fades into the ground.
void paint_veil(PlanBrush& brush, const PaintModel& model) {
    if (model.study_areas().empty()) return;
    brush.painter().fillPath(around(study_path(brush, model), brush.view()),
                             faded(brush.theme().map_ground, 1 - context_opacity));
}

void paint_hatching(PlanBrush& brush, const PaintModel& model, bool above) { // NOLINT: which of two halves
    for (const auto& layer : model.layers()) {
        if (!layer->assumed) continue;
        brush.set_layer(layer.get());
        for (const Batch& batch : layer->batches)
            if (above_result(batch.symbol) == above && !brush.stopped()) paint_assumed(brush, batch);
    }
    brush.set_layer(nullptr);
}

void paint_ground(PlanBrush& brush, const PaintModel& model) {
    paint_pictures(brush, model);
    for (std::size_t s = 0; s < static_cast<std::size_t>(Symbol::kerb) && !brush.stopped(); ++s) {
        const auto symbol = static_cast<Symbol>(s);
        if (symbol == Symbol::underlay_area && brush.shows_owners()) paint_owners(brush, model);
        if (symbol == Symbol::building && brush.walk()) paint_walk(brush, *brush.walk());
        // The edges of all ways lie under the filling of any: junctions open.
        if (symbol == Symbol::path) {
            paint_batches(brush, model, Symbol::path, paint_way_edges);
            paint_batches(brush, model, Symbol::road, paint_way_edges);
        }
        paint_batches(brush, model, symbol, painter_of(symbol));
    }
    for (const Symbol symbol : {Symbol::activity, Symbol::annotation, Symbol::camera, Symbol::tree})
        paint_batches(brush, model, symbol, paint_shades);
    paint_hatching(brush, model, false);
    paint_veil(brush, model);
}

void paint_above(PlanBrush& brush, const PaintModel& model) {
    for (auto s = static_cast<std::size_t>(Symbol::kerb); s < symbol_count && !brush.stopped(); ++s)
        if (static_cast<Symbol>(s) != Symbol::annotation)
            paint_batches(brush, model, static_cast<Symbol>(s), painter_of(static_cast<Symbol>(s)));
    paint_hatching(brush, model, true);
    if (!brush.stopped()) paint_labels(brush, model);
    // No name of a place may cover the number of a note.
    paint_batches(brush, model, Symbol::annotation, painter_of(Symbol::annotation));
}

} // namespace

void paint_within_red_line(QPainter& painter, const PaintModel& model, const MapView& view,
                           const FieldStyle& style, const std::function<void(const FieldStyle&)>& paint) {
    if (model.study_areas().empty()) {
        paint(style);
        return;
    }
    PlanBrush brush(painter, view, theme(ThemeKind::light), {});
    const QPainterPath study = study_path(brush, model);
    const QRectF whole(QPointF(0, 0), QSizeF(view.size));
    if (!study.contains(whole)) {
        FieldStyle faint = style;
        faint.opacity *= context_opacity;
        painter.save();
        painter.setClipPath(around(study, view), Qt::IntersectClip);
        paint(faint);
        painter.restore();
    }
    if (!study.intersects(whole)) return;
    painter.save();
    painter.setClipPath(study, Qt::IntersectClip);
    paint(style);
    painter.restore();
}

bool paint_plan(QPainter& painter, const PaintModel& model, const MapView& view, const Theme& theme,
                const std::stop_token& stop, PlanPart part, const Aside* aside) {
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    PlanBrush brush(painter, view, theme, stop);
    brush.set_aside(aside);
    if (part != PlanPart::above) {
        painter.fillRect(QRectF(QPointF(0, 0), QSizeF(view.size)), theme.map_ground);
        paint_ground(brush, model);
    }
    if (part != PlanPart::ground && !brush.stopped()) paint_above(brush, model);
    painter.restore();
    return !brush.stopped() && !stop.stop_requested();
}

} // namespace prospect::render
