#include "app/panels/map_overlay.h"

#include "app/canvas/map_canvas.h"
#include "app/panels/look.h"
#include "app/panels/tool_painting.h"
#include "app/render/map_picture.h"

#include <QEvent>
#include <QPainter>

namespace prospect::app {

namespace {

constexpr double number_gap_px = 9;

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
    contentChanged();
}

void MapOverlay::setPoints(std::vector<Point> points) {
    points_ = std::move(points);
    contentChanged();
}

void MapOverlay::setPreview(Preview preview) {
    preview_ = std::move(preview);
    contentChanged();
}

void MapOverlay::contentChanged() {
    setVisible(!shapes_.empty() || !points_.empty() || !is_empty(preview_));
    update();
}

bool MapOverlay::eventFilter(QObject*, QEvent* event) {
    if (event->type() == QEvent::Resize) resize(canvas_.viewport()->size());
    return false;
}

void MapOverlay::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    paintOn(painter, canvas_.view());
    paint_preview(painter, preview_, canvas_.view(), theme_of(palette()));
}

void MapOverlay::paintOn(QPainter& painter, const render::MapView& view) const {
    const auto& theme = theme_of(palette());
    render::paint_shapes(painter, shapes_, view, theme);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setFont(render::font(render::TextStyle::secondary));
    int number = 0;
    for (const Point point : points_) {
        const QPointF pixel = view.to_pixel(point);
        render::paint_place(painter, pixel, theme);
        if (points_.size() > 1) {
            painter.setPen(theme.label);
            painter.drawText(pixel + QPointF(number_gap_px, 4), QString::number(++number));
        }
    }
}

} // namespace prospect::app
