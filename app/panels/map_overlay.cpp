#include "app/panels/map_overlay.h"

#include "app/canvas/map_canvas.h"
#include "app/panels/look.h"

#include <QEvent>
#include <QPainter>
#include <QPainterPath>

namespace prospect::app {

namespace {

constexpr double mark_radius = 6;

QPainterPath path_of(const Geometry& geometry, const render::MapView& view) {
    QPainterPath path;
    for (std::size_t r = 0; r < geometry.ring_count(); ++r) {
        QPolygonF ring;
        for (const Point p : geometry.ring(r))
            ring << view.to_pixel(p);
        path.addPolygon(ring);
        if (geometry.kind == GeometryKind::polygon) path.closeSubpath();
    }
    path.setFillRule(Qt::OddEvenFill);
    return path;
}

void paint_mark(QPainter& painter, QPointF pixel, const render::Theme& theme) {
    painter.setPen(QPen(theme.halo, 2));
    painter.setBrush(theme.accent);
    painter.drawEllipse(pixel, mark_radius, mark_radius);
}

} // namespace

MapOverlay::MapOverlay(MapCanvas& canvas) : QWidget(canvas.viewport()), canvas_(canvas) {
    setAttribute(Qt::WA_TransparentForMouseEvents);
    setAttribute(Qt::WA_NoSystemBackground);
    resize(canvas.viewport()->size());
    canvas.viewport()->installEventFilter(this);
    connect(&canvas, &MapCanvas::viewChanged, this, qOverload<>(&QWidget::update));
    hide();
}

void MapOverlay::setShapes(std::vector<Geometry> shapes) {
    shapes_ = std::move(shapes);
    setVisible(!shapes_.empty() || !points_.empty());
    update();
}

void MapOverlay::setPoints(std::vector<Point> points) {
    points_ = std::move(points);
    setVisible(!shapes_.empty() || !points_.empty());
    update();
}

bool MapOverlay::eventFilter(QObject*, QEvent* event) {
    if (event->type() == QEvent::Resize) resize(canvas_.viewport()->size());
    return false;
}

void MapOverlay::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    paintOn(painter, canvas_.view());
}

void MapOverlay::paintOn(QPainter& painter, const render::MapView& view) const {
    painter.setRenderHint(QPainter::Antialiasing);
    const auto& theme = theme_of(palette());
    QColor fill = theme.accent;
    fill.setAlphaF(0.22F);
    std::vector<Point> viewpoints;
    for (const auto& shape : shapes_) {
        if (!shape.box().intersects(view.box())) continue;
        if (shape.kind == GeometryKind::point) {
            viewpoints.insert(viewpoints.end(), shape.points.begin(), shape.points.end());
            continue;
        }
        const auto path = path_of(shape, view);
        painter.setBrush(shape.kind == GeometryKind::polygon ? QBrush(fill) : QBrush(Qt::NoBrush));
        painter.setPen(QPen(theme.accent, shape.kind == GeometryKind::line ? 2 : 1.25));
        painter.drawPath(path);
    }
    for (const Point point : viewpoints)
        paint_mark(painter, view.to_pixel(point), theme);
    painter.setFont(render::font(render::TextStyle::secondary));
    int number = 0;
    for (const Point point : points_) {
        const QPointF pixel = view.to_pixel(point);
        paint_mark(painter, pixel, theme);
        if (points_.size() > 1) {
            painter.setPen(theme.label);
            painter.drawText(pixel + QPointF(mark_radius + 3, 4), QString::number(++number));
        }
    }
}

} // namespace prospect::app
