#include "app/tools/grip_runner.h"

#include "app/canvas/map_canvas.h"
#include "app/tools/pointer_input.h"

#include <QKeyEvent>
#include <QMouseEvent>

namespace prospect::app {

using Part = Grips::Part;

GripRunner::GripRunner(MapCanvas& canvas, const ToolSession& snapping)
    : QObject(&canvas), canvas_(canvas), snapping_(snapping) {
    canvas_.installEventFilter(this);
    canvas_.viewport()->installEventFilter(this);
    grips_.set_site(canvas_.site());
    connect(&canvas_, &MapCanvas::siteSet, this, [this](const SitePtr& site) {
        grips_.set_site(site);
        Q_EMIT changed();
    });
    connect(&canvas_, &MapCanvas::selectionSet, this, [this](const std::vector<Uuid>& features) {
        grips_.set_features(features);
        Q_EMIT changed();
    });
}

bool GripRunner::eventFilter(QObject*, QEvent* event) {
    if (canvas_.hasTool() || canvas_.mode() != MapCanvas::Mode::select) return false;
    switch (event->type()) {
    case QEvent::MouseButtonPress:
        return press(*static_cast<QMouseEvent*>(event));
    case QEvent::MouseMove:
        return move(*static_cast<QMouseEvent*>(event));
    case QEvent::MouseButtonRelease:
        return release(*static_cast<QMouseEvent*>(event));
    case QEvent::ShortcutOverride:
    case QEvent::KeyPress:
        return handleKey(event);
    default:
        return false;
    }
}

double GripRunner::reach() const {
    return reach_px / canvas_.view().pixels_per_m;
}

std::optional<Uuid> GripRunner::topmost(const QMouseEvent& mouse) const {
    const FeaturePtr feature = canvas_.featureAt(mouse.position());
    return feature ? std::optional(feature->id) : std::nullopt;
}

bool GripRunner::press(const QMouseEvent& mouse) {
    // With Shift and Ctrl the map selects.
    if (mouse.button() != Qt::LeftButton || mouse.modifiers() != Qt::NoModifier || canvas_.isPanning() ||
        canvas_.selection().empty())
        return false;
    grabbed_ = grips_.grab(canvas_.view().to_plan(mouse.position()), reach(), topmost(mouse));
    Q_EMIT changed();
    // A press on the thing itself is the map's until it is dragged: it may be a click on what lies there.
    return grabbed_ == Part::vertex || grabbed_ == Part::between;
}

bool GripRunner::move(const QMouseEvent& mouse) {
    if (grabbed_ == Part::nothing) {
        if (mouse.buttons() == Qt::NoButton) hover(mouse);
        return false;
    }
    const PointerInput input = pointer_input(mouse, canvas_);
    const bool dragged_before = grips_.is_dragging();
    // Nothing pulls before it is clear that something is dragged.
    grips_.drag(dragged_before ? snapping_.snapped(input, grips_.anchor(), {}, grips_.moving(), grips_.pull())
                               : ToolPoint{input.at, SnapKind::none, input.reach_m});
    if (!dragged_before && grips_.is_dragging()) canvas_.forgetPress();
    Q_EMIT changed();
    return true;
}

void GripRunner::hover(const QMouseEvent& mouse) {
    Part part = Part::nothing;
    if (!canvas_.selection().empty() && !canvas_.isPanning())
        part = grips_.part_at(canvas_.view().to_plan(mouse.position()), reach(), topmost(mouse));
    if (part == hovered_) return;
    hovered_ = part;
    if (part == Part::nothing)
        canvas_.setToolCursor(std::nullopt);
    else
        canvas_.viewport()->setCursor(part == Part::body ? Qt::SizeAllCursor : Qt::PointingHandCursor);
}

bool GripRunner::release(const QMouseEvent& mouse) {
    if (mouse.button() != Qt::LeftButton || grabbed_ == Part::nothing) return false;
    const Part part = std::exchange(grabbed_, Part::nothing);
    const bool dragged = grips_.is_dragging();
    grips_.drop();
    afterInput();
    return dragged || part != Part::body;
}

bool GripRunner::handleKey(QEvent* event) {
    const auto& key = *static_cast<QKeyEvent*>(event);
    if (key.modifiers() != Qt::NoModifier) return false;
    const bool remove = key.key() == Qt::Key_Delete && grips_.has_active();
    const bool cancel = key.key() == Qt::Key_Escape && (grips_.has_active() || grips_.is_grabbed());
    if (!remove && !cancel) return false;
    if (event->type() == QEvent::ShortcutOverride) {
        event->accept(); // the key is ours, not a shortcut's
        return true;
    }
    if (remove)
        grips_.remove_active();
    else
        grips_.cancel();
    afterInput();
    return true;
}

void GripRunner::afterInput() {
    if (const auto edit = grips_.take_edit()) Q_EMIT edited(*edit);
    Q_EMIT changed();
}

} // namespace prospect::app
