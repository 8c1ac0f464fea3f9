#include "app/tools/see_runner.h"

#include "app/canvas/map_canvas.h"

#include <QKeyEvent>
#include <QMouseEvent>

#include <cmath>
#include <utility>

namespace prospect::app {

namespace {

constexpr double key_step_px = 6;
constexpr double far_factor = 8;
constexpr double key_turn_deg = 5;
constexpr double far_turn_deg = 45;
constexpr int view_margin_px = 40;
constexpr double least_turn_px = 12; // nearer to the eye the mouse gives no direction

// Plan direction of an arrow key; zero for other keys.
Point direction_of(int key) {
    switch (key) {
    case Qt::Key_Left:
        return {-1, 0};
    case Qt::Key_Right:
        return {1, 0};
    case Qt::Key_Up:
        return {0, 1};
    case Qt::Key_Down:
        return {0, -1};
    default:
        return {};
    }
}

// About that long, a length people can follow: 0.1, 0.2, 0.5, 1 m and so on.
double round_step(double metres) {
    const double power = std::pow(10.0, std::floor(std::log10(metres)));
    const double share = metres / power;
    return power * (share < 1.5 ? 1 : share < 3.5 ? 2 : share < 7.5 ? 5 : 10);
}

} // namespace

SeeRunner::SeeRunner(MapCanvas& canvas, SeeTool::Handles handles)
    : QObject(&canvas), canvas_(canvas), tool_(handles) {
    canvas_.installEventFilter(this);
    canvas_.viewport()->installEventFilter(this);
}

void SeeRunner::start(const Eye& eye) {
    active_ = true;
    asking_ = false;
    turning_ = false;
    hovered_ = SeeTool::Part::nothing;
    tool_.drop();
    tool_.set_eye(eye);
    canvas_.setToolCursor(Qt::CrossCursor);
    canvas_.setFocus();
    keepInView();
    Q_EMIT eyeChanged();
}

void SeeRunner::stop() {
    if (!active_) return;
    active_ = false;
    asking_ = false;
    turning_ = false;
    hovered_ = SeeTool::Part::nothing;
    tool_.drop();
    canvas_.setToolCursor(std::nullopt);
}

SeeTool::Part SeeRunner::pointed() const {
    return tool_.held() != SeeTool::Part::nothing ? tool_.held() : hovered_;
}

void SeeRunner::hover(SeeTool::Part part) {
    const SeeTool::Part before = std::exchange(hovered_, part);
    if (before != part) Q_EMIT pointedAt();
}

void SeeRunner::setEye(const Eye& eye) {
    tool_.set_eye(eye);
    if (tool_.held() == SeeTool::Part::nothing)
        hovered_ = SeeTool::Part::nothing; // moved from under the mouse
}

double SeeRunner::metresPerPixel() const {
    return 1 / canvas_.view().pixels_per_m;
}

void SeeRunner::turnWithMouse() {
    if (!active_) return;
    turning_ = true;
    pressed_ = true;
    tool_.hold(SeeTool::Part::turn);
}

bool SeeRunner::gives_direction(QPointF pixel) const {
    const QPointF away = pixel - canvas_.view().to_pixel(tool_.eye().at);
    return std::hypot(away.x(), away.y()) >= least_turn_px;
}

void SeeRunner::askForPlace(bool asked) { // NOLINT: a state
    asking_ = asked && active_;
    if (active_) canvas_.setToolCursor(asking_ ? Qt::PointingHandCursor : Qt::CrossCursor);
    if (asking_) canvas_.setFocus();
}

bool SeeRunner::eventFilter(QObject* watched, QEvent* event) {
    if (!active_) return false;
    switch (event->type()) {
    case QEvent::MouseButtonPress:
        return watched == canvas_.viewport() && press(*static_cast<QMouseEvent*>(event));
    case QEvent::MouseButtonDblClick:
        return static_cast<QMouseEvent*>(event)->button() == Qt::LeftButton;
    case QEvent::MouseMove:
        return watched == canvas_.viewport() && move(*static_cast<QMouseEvent*>(event));
    case QEvent::MouseButtonRelease:
        return watched == canvas_.viewport() && release(*static_cast<QMouseEvent*>(event));
    case QEvent::Leave:
        if (watched == canvas_.viewport()) hover(SeeTool::Part::nothing);
        return false;
    case QEvent::ShortcutOverride:
    case QEvent::KeyPress:
        return watched == &canvas_ && handleKey(event);
    default:
        return false;
    }
}

bool SeeRunner::press(const QMouseEvent& mouse) {
    if (mouse.button() != Qt::LeftButton || canvas_.isPanning()) return false;
    const Point at = canvas_.view().to_plan(mouse.position());
    if (asking_) {
        askForPlace(false);
        Q_EMIT placeGiven(at);
        return true;
    }
    if (turning_) {
        pressed_ = true;
        return true;
    }
    const Eye before = tool_.eye();
    tool_.grab(at, metresPerPixel());
    if (!(tool_.eye() == before)) Q_EMIT eyeChanged();
    return true;
}

bool SeeRunner::move(const QMouseEvent& mouse) {
    const Point at = canvas_.view().to_plan(mouse.position());
    Q_EMIT canvas_.cursorMoved(at);
    if (canvas_.isPanning()) return false;
    if (tool_.held() == SeeTool::Part::nothing) {
        const auto part = asking_ ? SeeTool::Part::nothing : tool_.part_at(at, metresPerPixel());
        canvas_.viewport()->setCursor(asking_ || part != SeeTool::Part::nothing ? Qt::PointingHandCursor
                                                                                : Qt::CrossCursor);
        hover(part);
        return false;
    }
    if (turning_ && !gives_direction(mouse.position())) return true;
    drag(mouse);
    return true;
}

void SeeRunner::drag(const QMouseEvent& mouse) {
    tool_.drag(canvas_.view().to_plan(mouse.position()), mouse.modifiers().testFlag(Qt::ShiftModifier)
                                                             ? SeeTool::Turning::in_steps
                                                             : SeeTool::Turning::freely);
    Q_EMIT eyeChanged();
}

bool SeeRunner::release(const QMouseEvent& mouse) {
    if (mouse.button() != Qt::LeftButton || tool_.held() == SeeTool::Part::nothing) return false;
    if (turning_) {
        if (!std::exchange(pressed_, false)) return false;
        if (!gives_direction(mouse.position())) return true; // the click that put the eye there
        drag(mouse);
        turning_ = false;
    }
    tool_.drop();
    hovered_ = tool_.part_at(canvas_.view().to_plan(mouse.position()), metresPerPixel());
    Q_EMIT dropped();
    Q_EMIT pointedAt();
    return true;
}

bool SeeRunner::handleKey(QEvent* event) {
    const auto& key = *static_cast<QKeyEvent*>(event);
    const bool alt = key.modifiers().testFlag(Qt::AltModifier);
    const bool ours = !alt && (key.key() == Qt::Key_Escape || !(direction_of(key.key()) == Point{}));
    if (!ours) return false;
    if (event->type() == QEvent::ShortcutOverride) {
        event->accept(); // the key is ours, not a shortcut's
        return true;
    }
    return act(key);
}

bool SeeRunner::act(const QKeyEvent& key) {
    const bool far = key.modifiers().testFlag(Qt::ShiftModifier);
    if (key.key() == Qt::Key_Escape) {
        if (asking_) {
            askForPlace(false);
            Q_EMIT dropped();
        } else if (turning_) {
            turning_ = false;
            tool_.drop();
            Q_EMIT left();
        } else if (tool_.cancel()) {
            Q_EMIT eyeChanged();
            Q_EMIT dropped();
        } else {
            Q_EMIT left();
        }
        return true;
    }
    const Point direction = direction_of(key.key());
    if (key.modifiers().testFlag(Qt::ControlModifier)) {
        if (direction.x == 0) return true;
        tool_.turn(direction.x * (far ? far_turn_deg : key_turn_deg));
    } else {
        tool_.step(direction * (round_step(key_step_px * metresPerPixel()) * (far ? far_factor : 1)));
        keepInView();
    }
    Q_EMIT eyeChanged();
    Q_EMIT dropped();
    return true;
}

void SeeRunner::keepInView() {
    auto view = canvas_.view();
    const QRectF inner = QRectF(QPointF(), QSizeF(view.size))
                             .adjusted(view_margin_px, view_margin_px, -view_margin_px, -view_margin_px);
    const QPointF at = view.to_pixel(tool_.eye().at);
    if (inner.contains(at) || inner.isEmpty()) return;
    view.center = tool_.eye().at;
    canvas_.setView(view);
}

} // namespace prospect::app
