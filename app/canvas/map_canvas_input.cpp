#include "app/canvas/map_canvas.h"
#include "app/canvas/map_canvas_impl.h"

#include <QApplication>
#include <QFileInfo>
#include <QKeyEvent>
#include <QMimeData>
#include <QMouseEvent>
#include <QUrl>

#include <cmath>

namespace prospect::app {

using render::MapView;

namespace {

// How near a click must be, pixels.
constexpr double pick_px = 6;
constexpr double key_zoom = 2;
constexpr double notch_zoom = 1.25;
constexpr double fine_zoom = 1.1;

MapView shifted(MapView view, QPointF pixels) {
    view.center = view.center + Point{-pixels.x() / view.pixels_per_m, pixels.y() / view.pixels_per_m};
    return view;
}

QStringList local_files(const QMimeData& data) {
    QStringList files;
    for (const QUrl& url : data.urls())
        if (url.isLocalFile() && QFileInfo::exists(url.toLocalFile())) files.append(url.toLocalFile());
    return files;
}

// Share of the viewport an arrow key moves the map by; zero for other keys.
QPointF arrow(int key) {
    switch (key) {
    case Qt::Key_Left:
        return {1, 0};
    case Qt::Key_Right:
        return {-1, 0};
    case Qt::Key_Up:
        return {0, 1};
    case Qt::Key_Down:
        return {0, -1};
    default:
        return {};
    }
}

} // namespace

FeaturePtr MapCanvas::featureAt(QPointF pixel) const {
    const MapView& view = impl_->view;
    return impl_->model->feature_at(view.to_plan(pixel), pick_px / view.pixels_per_m);
}

void MapCanvas::Impl::pick(QPointF pixel, Qt::KeyboardModifiers modifiers) {
    const FeaturePtr feature = self->featureAt(pixel);
    std::vector<Uuid> ids;
    if (feature) ids.push_back(feature->id);
    Q_EMIT self->selectionRequested(ids, modifiers);
}

void MapCanvas::Impl::select_in(const QRectF& rectangle, BandKind kind, Qt::KeyboardModifiers modifiers) {
    const Point a = view.to_plan(rectangle.bottomLeft());
    const Point b = view.to_plan(rectangle.topRight());
    std::vector<Uuid> ids;
    const prospect::Box box{a.x, a.y, b.x, b.y};
    for (const FeaturePtr& feature : model->features_in(box)) {
        const prospect::Box of = feature->geometry.box();
        const bool held = box.contains({of.xmin, of.ymin}) && box.contains({of.xmax, of.ymax});
        if (kind == BandKind::crosses || held) ids.push_back(feature->id);
    }
    Q_EMIT self->selectionRequested(ids, modifiers);
}

void MapCanvas::Impl::measure_changed() {
    self->viewport()->update();
    Q_EMIT self->measured(measurement.length_m(), measurement.area_m2());
}

void MapCanvas::Impl::end_measurement() {
    const bool was_open = measurement.state() == Measurement::State::open;
    measurement.end();
    measure_changed();
    if (was_open && measurement.state() == Measurement::State::ended)
        Q_EMIT self->measurementEnded(measurement.length_m(), measurement.area_m2());
}

Point MapCanvas::Impl::measured_place(QPointF pixel, Qt::KeyboardModifiers modifiers) const {
    const Point p = view.to_plan(pixel);
    const std::vector<Point>& corners = measurement.corners();
    if (!modifiers.testFlag(Qt::ShiftModifier) || measurement.state() != Measurement::State::open) return p;
    const Point along = corners.size() > 1 ? corners.back() - corners[corners.size() - 2] : Point{0, 1};
    return constrained(corners.back(), p, along);
}

void MapCanvas::Impl::follow(QPointF pixel, Qt::KeyboardModifiers modifiers) {
    if (mode != Mode::measure || measurement.state() != Measurement::State::open) return;
    measurement.hover(measured_place(pixel, modifiers));
    measure_changed();
}

void MapCanvas::Impl::update_cursor() {
    const bool hand = space_held || mode == Mode::pan;
    self->viewport()->setCursor(gesture == Gesture::pan ? Qt::ClosedHandCursor
                                : hand                  ? Qt::OpenHandCursor
                                : tool_cursor           ? *tool_cursor
                                : mode == Mode::measure ? Qt::CrossCursor
                                                        : Qt::ArrowCursor);
}

void MapCanvas::setMode(Mode mode) {
    if (mode == impl_->mode) return;
    impl_->mode = mode;
    impl_->measurement.clear();
    impl_->gesture = Impl::Gesture::none;
    impl_->update_cursor();
    viewport()->update();
    Q_EMIT modeChanged(mode);
}

MapCanvas::Mode MapCanvas::mode() const {
    return impl_->mode;
}

void MapCanvas::setToolCursor(std::optional<Qt::CursorShape> shape) {
    impl_->tool_cursor = shape;
    impl_->update_cursor();
}

bool MapCanvas::hasTool() const {
    return impl_->tool_cursor.has_value();
}

void MapCanvas::forgetPress() {
    if (impl_->gesture == Impl::Gesture::pressed) impl_->gesture = Impl::Gesture::none;
}

bool MapCanvas::isPanning() const {
    return impl_->space_held || impl_->gesture == Impl::Gesture::pan;
}

bool MapCanvas::event(QEvent* event) {
    // Keys the map uses itself must not become the window's shortcuts while it has the focus.
    if (event->type() == QEvent::ShortcutOverride) {
        const auto* key = static_cast<QKeyEvent*>(event);
        const bool measuring = impl_->mode == Mode::measure;
        if (key->key() == Qt::Key_Space || (measuring && key->key() == Qt::Key_Backspace)) {
            event->accept();
            return true;
        }
    }
    return QGraphicsView::event(event);
}

void MapCanvas::wheelEvent(QWheelEvent* event) {
    const double notches = event->angleDelta().y() / 120.0;
    const double step = event->modifiers().testFlag(Qt::ControlModifier) ? fine_zoom : notch_zoom;
    if (notches != 0) zoomBy(std::pow(step, notches), event->position());
    event->accept();
}

void MapCanvas::mousePressEvent(QMouseEvent* event) {
    impl_->press = impl_->last = event->position();
    const bool left = event->button() == Qt::LeftButton;
    if (event->button() == Qt::MiddleButton || (left && (impl_->space_held || impl_->mode == Mode::pan)))
        impl_->gesture = Impl::Gesture::pan;
    else if (left && event->modifiers().testFlag(Qt::ShiftModifier) && impl_->mode != Mode::measure)
        impl_->gesture = Impl::Gesture::zoom_box;
    else if (left)
        impl_->gesture = Impl::Gesture::pressed;
    else if (event->button() == Qt::RightButton && impl_->mode == Mode::measure) {
        impl_->end_measurement();
    }
    impl_->band = QRectF(impl_->press, QSizeF());
    impl_->update_cursor();
    event->accept();
}

void MapCanvas::mouseMoveEvent(QMouseEvent* event) {
    const QPointF at = event->position();
    Q_EMIT cursorMoved(impl_->view.to_plan(at));
    const bool far = (at - impl_->press).manhattanLength() >= QApplication::startDragDistance();
    if (impl_->gesture == Impl::Gesture::pan)
        setView(shifted(impl_->view, at - impl_->last));
    else if (impl_->gesture == Impl::Gesture::pressed && far && impl_->mode == Mode::select)
        impl_->gesture = Impl::Gesture::band;
    if (impl_->gesture == Impl::Gesture::band || impl_->gesture == Impl::Gesture::zoom_box) {
        impl_->band = QRectF(impl_->press, at).normalized();
        viewport()->update();
    }
    impl_->follow(at, event->modifiers());
    impl_->last = at;
    event->accept();
}

void MapCanvas::mouseReleaseEvent(QMouseEvent* event) {
    const auto gesture = std::exchange(impl_->gesture, Impl::Gesture::none);
    const QPointF at = event->position();
    switch (gesture) {
    case Impl::Gesture::pressed:
        if (impl_->mode == Mode::select) {
            impl_->pick(at, event->modifiers());
        } else if (impl_->mode == Mode::measure) {
            impl_->measurement.add(impl_->measured_place(at, event->modifiers()));
            impl_->measure_changed();
        }
        break;
    case Impl::Gesture::band:
        impl_->select_in(impl_->band, impl_->band_kind(at), event->modifiers());
        break;
    case Impl::Gesture::zoom_box:
        if (impl_->band.width() >= QApplication::startDragDistance() &&
            impl_->band.height() >= QApplication::startDragDistance()) {
            const Point a = impl_->view.to_plan(impl_->band.bottomLeft());
            const Point b = impl_->view.to_plan(impl_->band.topRight());
            setView(MapView::fitting({a.x, a.y, b.x, b.y}, viewport()->size(), 0));
        } else if (impl_->mode == Mode::select) {
            impl_->pick(at, event->modifiers()); // not dragged: a click that adds
        }
        break;
    case Impl::Gesture::pan:
    case Impl::Gesture::none:
        break;
    }
    impl_->update_cursor();
    viewport()->update();
    event->accept();
}

void MapCanvas::mouseDoubleClickEvent(QMouseEvent* event) {
    if (event->button() == Qt::MiddleButton) {
        zoomToAll();
    } else if (event->button() == Qt::LeftButton && impl_->mode == Mode::measure) {
        impl_->end_measurement();
    }
    event->accept();
}

void MapCanvas::leaveEvent(QEvent* event) {
    QGraphicsView::leaveEvent(event);
    Q_EMIT cursorLeft();
}

bool MapCanvas::Impl::navigate(const QKeyEvent& key) {
    const QRectF viewport = self->viewport()->rect();
    const QPointF direction = arrow(key.key());
    if (!direction.isNull()) {
        const double share = key.modifiers().testFlag(Qt::ShiftModifier) ? 0.5 : 0.1;
        self->setView(shifted(view, {direction.x() * std::round(viewport.width() * share),
                                     direction.y() * std::round(viewport.height() * share)}));
        return true;
    }
    switch (key.key()) {
    case Qt::Key_Plus:
    case Qt::Key_Equal:
        self->zoomBy(key_zoom, viewport.center());
        return true;
    case Qt::Key_Minus:
        self->zoomBy(1 / key_zoom, viewport.center());
        return true;
    case Qt::Key_Home:
        self->zoomToAll();
        return true;
    case Qt::Key_0:
        if (!key.modifiers().testFlag(Qt::ControlModifier)) return false;
        self->zoomToAll();
        return true;
    case Qt::Key_Space:
        space_held = true;
        update_cursor();
        return true;
    default:
        return false;
    }
}

bool MapCanvas::Impl::cancel() {
    if (gesture != Gesture::none) {
        gesture = Gesture::none;
    } else if (measurement.state() != Measurement::State::empty) {
        measurement.clear();
        measure_changed();
    } else if (mode != Mode::select) {
        self->setMode(Mode::select);
    } else if (!selected.empty()) {
        Q_EMIT self->selectionRequested({}, Qt::NoModifier);
    } else {
        return false;
    }
    update_cursor();
    self->viewport()->update();
    return true;
}

bool MapCanvas::Impl::operate(const QKeyEvent& key) {
    const bool measuring = mode == Mode::measure;
    switch (key.key()) {
    case Qt::Key_Escape:
        return cancel();
    case Qt::Key_Return:
    case Qt::Key_Enter:
        if (measuring) {
            end_measurement();
        } else {
            pick(QRectF(self->viewport()->rect()).center(), key.modifiers());
        }
        return true;
    case Qt::Key_Backspace:
        if (!measuring) return false;
        measurement.remove_last();
        measure_changed();
        return true;
    default:
        return false;
    }
}

void MapCanvas::keyPressEvent(QKeyEvent* event) {
    // Not every platform counts the key itself among the modifiers of its own press and release.
    if (event->key() == Qt::Key_Shift) impl_->follow(impl_->last, event->modifiers() | Qt::ShiftModifier);
    // Other keys are left to the window.
    event->setAccepted(impl_->navigate(*event) || impl_->operate(*event));
}

void MapCanvas::keyReleaseEvent(QKeyEvent* event) {
    if (event->key() == Qt::Key_Shift) impl_->follow(impl_->last, event->modifiers() & ~Qt::ShiftModifier);
    if (event->key() == Qt::Key_Space && !event->isAutoRepeat()) {
        impl_->space_held = false;
        impl_->update_cursor();
        return;
    }
    event->ignore();
}

void MapCanvas::focusInEvent(QFocusEvent* event) {
    QGraphicsView::focusInEvent(event);
    impl_->keyboard_focus = event->reason() == Qt::TabFocusReason ||
                            event->reason() == Qt::BacktabFocusReason ||
                            event->reason() == Qt::ShortcutFocusReason;
    viewport()->update();
}

void MapCanvas::focusOutEvent(QFocusEvent* event) {
    QGraphicsView::focusOutEvent(event);
    impl_->keyboard_focus = false;
    impl_->space_held = false;
    impl_->update_cursor();
    viewport()->update();
}

void MapCanvas::dragEnterEvent(QDragEnterEvent* event) {
    if (local_files(*event->mimeData()).isEmpty()) return;
    impl_->dropping = true;
    viewport()->update();
    event->acceptProposedAction();
}

void MapCanvas::dragMoveEvent(QDragMoveEvent* event) {
    if (impl_->dropping) event->acceptProposedAction();
}

void MapCanvas::dragLeaveEvent(QDragLeaveEvent* event) {
    impl_->dropping = false;
    viewport()->update();
    event->accept();
}

void MapCanvas::dropEvent(QDropEvent* event) {
    impl_->dropping = false;
    viewport()->update();
    const QStringList files = local_files(*event->mimeData());
    if (files.isEmpty()) return;
    event->acceptProposedAction();
    Q_EMIT filesDropped(files, view().to_plan(event->position()));
}

} // namespace prospect::app
