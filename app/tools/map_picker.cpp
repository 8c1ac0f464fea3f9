#include "app/tools/map_picker.h"

#include "app/canvas/map_canvas.h"

#include <QKeyEvent>
#include <QMouseEvent>

namespace prospect::app {

MapPicker::MapPicker(MapCanvas& canvas, QObject* parent) : QObject(parent), canvas_(canvas) {
    canvas_.installEventFilter(this);
    canvas_.viewport()->installEventFilter(this);
}

void MapPicker::start(std::vector<Point> already) {
    tool_.emplace(std::move(already));
    canvas_.setToolCursor(Qt::CrossCursor);
    canvas_.setFocus();
    Q_EMIT started();
    Q_EMIT pointsChanged(tool_->points());
}

void MapPicker::stop() {
    if (!tool_) return;
    tool_.reset();
    canvas_.setToolCursor(std::nullopt);
    Q_EMIT ended();
}

bool MapPicker::eventFilter(QObject*, QEvent* event) {
    if (!tool_) return false;
    switch (event->type()) {
    case QEvent::MouseButtonPress:
    case QEvent::MouseButtonDblClick:
    case QEvent::MouseButtonRelease:
        return handleMouse(event);
    case QEvent::ContextMenu:
        return true;
    case QEvent::ShortcutOverride:
    case QEvent::KeyPress:
        return handleKey(event);
    default:
        return false;
    }
}

bool MapPicker::handleMouse(QEvent* event) {
    const auto* mouse = static_cast<QMouseEvent*>(event);
    if (mouse->button() != Qt::LeftButton && mouse->button() != Qt::RightButton) return false;
    if (event->type() == QEvent::MouseButtonPress) {
        if (mouse->button() == Qt::RightButton)
            tool_->endClick();
        else
            tool_->click(canvas_.view().to_plan(mouse->position()));
        afterInput();
    }
    return true;
}

bool MapPicker::handleKey(QEvent* event) {
    const int key = static_cast<QKeyEvent*>(event)->key();
    std::optional<PickPoints::Key> meaning;
    if (key == Qt::Key_Return || key == Qt::Key_Enter)
        meaning = PickPoints::Key::enter;
    else if (key == Qt::Key_Escape)
        meaning = PickPoints::Key::escape;
    else if (key == Qt::Key_Backspace)
        meaning = PickPoints::Key::backspace;
    if (!meaning || static_cast<QKeyEvent*>(event)->modifiers() & Qt::ControlModifier) return false;
    if (event->type() == QEvent::ShortcutOverride) {
        event->accept(); // the key is ours, not a shortcut's
        return true;
    }
    tool_->press(*meaning);
    afterInput();
    return true;
}

void MapPicker::afterInput() {
    Q_EMIT pointsChanged(tool_->points());
    if (tool_->state() != PickPoints::State::picking) stop();
}

} // namespace prospect::app
