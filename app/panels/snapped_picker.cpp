#include "app/panels/snapped_picker.h"

#include "app/canvas/map_canvas.h"
#include "app/panels/map_overlay.h"
#include "app/tools/map_picker.h"

#include <QKeyEvent>

namespace prospect::app {

namespace {

constexpr double reach_px = 8;

} // namespace

SnappedPicker::SnappedPicker(MapCanvas& canvas, QObject* parent)
    : QObject(parent), canvas_(canvas), overlay_(new MapOverlay(canvas)),
      picker_(new MapPicker(canvas, this)) {
    canvas_.installEventFilter(this); // before the picker's own
    connect(picker_, &MapPicker::pointsChanged, this, &SnappedPicker::take);
    connect(picker_, &MapPicker::ended, this, [this] {
        if (picking_) restart(); // Enter ends nothing here
    });
}

bool SnappedPicker::eventFilter(QObject* watched, QEvent* event) {
    const bool key = event->type() == QEvent::KeyPress || event->type() == QEvent::ShortcutOverride;
    if (!picking_ || watched != &canvas_ || !key || static_cast<QKeyEvent*>(event)->key() != Qt::Key_Escape)
        return false;
    event->accept();
    if (event->type() == QEvent::KeyPress) Q_EMIT escaped();
    return true;
}

void SnappedPicker::setSite(const SitePtr& site) {
    snapper_.set_site(site);
}

void SnappedPicker::start(std::size_t most, bool joined) {
    most_ = most;
    joined_ = joined;
    picking_ = true;
    restart();
    show();
}

void SnappedPicker::restart() {
    restarting_ = true;
    picker_->start(points_);
    restarting_ = false;
}

void SnappedPicker::stop() {
    picking_ = false;
    picker_->stop();
}

void SnappedPicker::clear() {
    points_.clear();
    if (picking_) restart();
    show();
}

void SnappedPicker::removeAt(std::size_t index) {
    if (index >= points_.size()) return;
    points_.erase(points_.begin() + static_cast<std::ptrdiff_t>(index));
    if (picking_) restart();
    show();
    Q_EMIT changed();
}

Point SnappedPicker::snapped(Point at) const {
    SnapQuery query;
    query.at = at;
    query.reach_m = reach_px / canvas_.view().pixels_per_m;
    return snapper_.snap(query).at;
}

void SnappedPicker::take(const std::vector<Point>& picked) {
    if (restarting_) return;
    if (picked.size() > points_.size()) {
        const Point place = snapped(picked.back());
        if (most_ > 0 && points_.size() >= most_) {
            points_ = {place};
            restart();
        } else {
            points_.push_back(place);
        }
    } else {
        points_.resize(picked.size());
    }
    show();
    Q_EMIT changed();
}

void SnappedPicker::show() {
    std::vector<Geometry> lines;
    if (joined_ && points_.size() > 1) lines.push_back(Geometry::make_line(points_));
    overlay_->setShapes(std::move(lines));
    overlay_->setPoints(points_);
}

} // namespace prospect::app
