#include "app/tools/draw_tool.h"

#include "app/models/words.h"
#include "app/tools/typed_place.h"
#include "geometry/base/edges.h"

#include <QCoreApplication>
#include <QLocale>

#include <cmath>

namespace prospect::app {

namespace {

struct Drawing {
    Q_DECLARE_TR_FUNCTIONS(Drawing)
};

} // namespace

QString way_text(Point from, Point to) {
    const Point way = to - from;
    const int azimuth = static_cast<int>(std::lround(azimuth_of(way))) % 360;
    return QStringLiteral("%1\u202Fm · %2°").arg(QLocale().toString(length(way), 'f', 2)).arg(azimuth);
}

std::size_t DrawTool::least_corners() const {
    return drawable_.shape == GeometryKind::polygon ? 3 : 2;
}

bool DrawTool::closes_at(const ToolPoint& point) const {
    return corners_.size() >= 3 && distance(point.at, corners_.front()) <= point.reach_m;
}

void DrawTool::click(const ToolPoint& point) {
    if (!is_finite(point.at)) return;
    pointer_ = point;
    if (drawable_.shape == GeometryKind::point) {
        add(Geometry::make_point(point.at));
    } else if (closes_at(point)) {
        std::vector<Point> closed = corners_;
        closed.push_back(closed.front());
        finish_shape(closed);
    } else if (corners_.empty() || corners_.back() != point.at) {
        corners_.push_back(point.at);
    }
}

void DrawTool::double_click() {
    if (!corners_.empty()) press(Key::enter);
}

void DrawTool::press(Key key) {
    switch (key) {
    case Key::enter:
        if (corners_.empty())
            end();
        else
            finish_shape(corners_);
        break;
    case Key::escape:
        if (corners_.empty()) end();
        corners_.clear();
        break;
    case Key::backspace:
        if (!corners_.empty()) corners_.pop_back();
        break;
    }
}

void DrawTool::finish_shape(const std::vector<Point>& path) {
    if (corners_.size() < least_corners()) {
        refuse(drawable_.shape == GeometryKind::polygon ? Drawing::tr("An area needs at least three corners.")
                                                        : Drawing::tr("A line needs at least two points."));
        return;
    }
    if (drawable_.shape == GeometryKind::line) {
        add(Geometry::make_line(path));
    } else if (crosses_itself(corners_)) {
        refuse(Drawing::tr("The outline crosses itself: Backspace takes the last corner back."));
        return;
    } else {
        add(Geometry::make_polygon(corners_));
    }
    corners_.clear();
}

void DrawTool::add(Geometry shape) {
    const FeaturePtr feature = drawn_feature(drawable_, std::move(shape));
    LayerToDrawIn target = layer_to_draw_in(*site_, drawable_.role);
    SiteEdit edit;
    edit.title = Drawing::tr("Draw %1").arg(drawable_.label).toStdString();
    edit.steps = std::move(target.steps);
    edit.steps.push_back(AddFeatures{target.layer, {feature}});
    finish(std::move(edit), {feature->id});
}

std::optional<Point> DrawTool::anchor() const {
    return corners_.empty() ? std::nullopt : std::optional(corners_.back());
}

std::vector<Point> DrawTool::own_corners() const {
    return corners_;
}

Preview DrawTool::preview() const {
    Preview preview;
    preview.corners = corners_;
    if (!pointer_) return preview;
    preview.pointer = pointer_->at;
    preview.snap = pointer_->snap;
    if (corners_.empty()) return preview;
    std::vector<Point> path = corners_;
    if (path.back() != pointer_->at) path.push_back(closes_at(*pointer_) ? path.front() : pointer_->at);
    if (drawable_.shape == GeometryKind::polygon && path.size() > 2)
        preview.shapes.push_back(Geometry::make_polygon(path));
    else
        preview.shapes.push_back(Geometry::make_line(path));
    preview.measure = way_text(corners_.back(), path.back());
    if (drawable_.shape == GeometryKind::polygon && path.size() > 2)
        preview.measure += QStringLiteral(" · ") + quantity_text(area(preview.shapes.back()), "m2");
    return preview;
}

QString DrawTool::prompt() const {
    const QString& what = drawable_.label;
    if (drawable_.shape == GeometryKind::point)
        return Drawing::tr("%1: click where it stands · Esc stops").arg(what);
    const bool is_area = drawable_.shape == GeometryKind::polygon;
    if (corners_.empty())
        return is_area ? Drawing::tr("%1: click the first corner · Esc stops").arg(what)
                       : Drawing::tr("%1: click where it begins · Esc stops").arg(what);
    if (corners_.size() < least_corners())
        return is_area
                   ? Drawing::tr("%1: click the next corner, or type its distance · Backspace takes the "
                                 "last one back · Esc gives up")
                         .arg(what)
                   : Drawing::tr("%1: click the next point, or type its distance · Esc gives up").arg(what);
    return is_area ? Drawing::tr("%1: click the next corner · Enter or the first corner closes it · "
                                 "Backspace takes the last one back · Esc gives up")
                         .arg(what)
                   : Drawing::tr("%1: click the next point · Enter or a double click ends it · Backspace "
                                 "takes the last one back · Esc gives up")
                         .arg(what);
}

} // namespace prospect::app
