#include "app/render/paint_batches.h"

#include <QVector>

namespace prospect::render {

namespace {

struct AreaLook {
    QColor fill; // invalid: none
    QColor edge; // invalid: none
    double edge_px = 1;
    Qt::PenStyle style = Qt::SolidLine;
};

AreaLook look_of(Symbol symbol, const Theme& t) {
    switch (symbol) {
    case Symbol::zone:
        return {t.zone_fill, t.zone_edge, 1, Qt::CustomDashLine};
    case Symbol::zone_hard:
        return {t.hard_fill, t.path_edge};
    case Symbol::zone_green:
    case Symbol::underlay_green:
        return {t.green_fill, t.green_edge, 0.75};
    case Symbol::planting:
        return {faded(t.hedge, 0.55), t.crown_edge, 0.75};
    case Symbol::underlay_water:
        return {t.water_fill, t.water_edge};
    case Symbol::building:
        return {t.building_fill, t.building_edge};
    case Symbol::underlay_area:
        return {QColor(), t.underlay, 0.75};
    default:
        return {QColor(), t.underlay, 0.75};
    }
}

// What is too small to show its shape, gathered and drawn in two calls.
struct Specks {
    QVector<QPointF> dots;
    QVector<QRect> boxes; // whole pixels: several times quicker than fractions

    void draw(QPainter& painter, const QColor& color) {
        painter.setRenderHint(QPainter::Antialiasing, false);
        painter.setPen(PlanBrush::pen(color, 1));
        painter.drawPoints(dots.constData(), static_cast<int>(dots.size()));
        painter.setPen(Qt::NoPen);
        painter.setBrush(color);
        painter.drawRects(boxes.constData(), static_cast<int>(boxes.size()));
        painter.setRenderHint(QPainter::Antialiasing, true);
    }
};

QRect pixel_box(const PlanBrush& brush, const Box& box) {
    const QPoint corner = brush.pixel({box.xmin, box.ymax}).toPoint();
    const QSize size = QSizeF(brush.px(box.width()), brush.px(box.height())).toSize();
    return {corner, size.expandedTo(QSize(1, 1))};
}

} // namespace

void paint_areas(PlanBrush& brush, const Batch& batch) {
    const AreaLook look = look_of(batch.symbol, brush.theme());
    QPainter& painter = brush.painter();
    QPen edge = look.edge.isValid() ? PlanBrush::pen(look.edge, look.edge_px) : QPen(Qt::NoPen);
    if (look.style == Qt::CustomDashLine) edge.setDashPattern({4, 3});
    const QPen line = PlanBrush::pen(look.edge, batch.symbol == Symbol::underlay_water ? 2 : look.edge_px);
    Specks specks;
    enum class State { none, filled, outlined, stroked } state = State::none;
    const auto enter = [&](State wanted) {
        if (state == wanted) return;
        state = wanted;
        painter.setPen(wanted == State::outlined ? edge : wanted == State::stroked ? line : QPen(Qt::NoPen));
        painter.setBrush(wanted != State::stroked && look.fill.isValid() ? QBrush(look.fill)
                                                                         : QBrush(Qt::NoBrush));
    };
    for (const std::uint32_t i : brush.visible(batch)) {
        if (!brush.go_on()) return;
        const PaintItem& item = batch.items[i];
        const double size = brush.size_px(item.box);
        if (size < detail::dot_px) {
            specks.dots.append(brush.pixel(item.box.center()));
        } else if (item.kind == GeometryKind::point) {
            specks.dots.append(brush.pixel(item.box.center()));
        } else if (item.kind == GeometryKind::line) {
            enter(State::stroked);
            brush.stroke(batch, item);
        } else if (size < detail::box_px && look.fill.isValid()) {
            specks.boxes.append(pixel_box(brush, item.box));
        } else {
            enter(size < detail::no_outline_px && look.fill.isValid() ? State::filled : State::outlined);
            brush.fill(batch, item);
        }
    }
    specks.draw(painter, look.fill.isValid() && batch.symbol != Symbol::building ? look.fill : look.edge);
}

} // namespace prospect::render
