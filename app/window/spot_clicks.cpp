#include "app/window/spot_clicks.h"

#include "app/canvas/map_canvas.h"

#include <QApplication>
#include <QMouseEvent>

#include <cmath>
#include <utility>

namespace prospect::app {

SpotClicks::SpotClicks(MapCanvas& canvas) : QObject(&canvas), canvas_(canvas) {
    canvas_.viewport()->installEventFilter(this);
}

bool SpotClicks::takes(const QMouseEvent& mouse) const {
    return field_ && mouse.button() == Qt::LeftButton && mouse.modifiers() == Qt::NoModifier &&
           canvas_.mode() == MapCanvas::Mode::select && !canvas_.hasTool() && !canvas_.isPanning() &&
           field_->value_at(canvas_.view().to_plan(mouse.position())).has_value();
}

bool SpotClicks::eventFilter(QObject*, QEvent* event) {
    if (event->type() == QEvent::MouseButtonPress) {
        const auto& mouse = *static_cast<QMouseEvent*>(event);
        pressed_ = takes(mouse) ? std::optional(mouse.position()) : std::nullopt;
        return false; // it may become a drag
    }
    if (event->type() != QEvent::MouseButtonRelease) return false;
    const auto& mouse = *static_cast<QMouseEvent*>(event);
    const auto pressed = std::exchange(pressed_, std::nullopt);
    if (!pressed || !takes(mouse) ||
        (mouse.position() - *pressed).manhattanLength() >= QApplication::startDragDistance())
        return false;
    canvas_.forgetPress();
    if (!canvas_.selection().empty()) Q_EMIT canvas_.selectionRequested({}, Qt::NoModifier);
    const Grid& grid = field_->grid;
    const Point at = canvas_.view().to_plan(mouse.position());
    const auto column = static_cast<std::int64_t>(std::floor((at.x - grid.xmin) / grid.cell_x));
    const auto row = static_cast<std::int64_t>(std::floor((grid.ymax - at.y) / grid.cell_y));
    Q_EMIT clicked(grid.center(column, row));
    return true;
}

} // namespace prospect::app
