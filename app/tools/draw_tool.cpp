#include "app/tools/draw_tool.h"

#include "app/models/words.h"
#include "app/tools/snapper.h"
#include "app/tools/typed_place.h"
#include "geometry/base/edges.h"

#include <QCoreApplication>

namespace prospect::app {

namespace {

struct Drawing {
    Q_DECLARE_TR_FUNCTIONS(Drawing)
};

} // namespace

std::size_t DrawTool::least_corners() const {
    return drawable_.shape == GeometryKind::polygon ? 3 : 2;
}

bool DrawTool::closes_at(const ToolPoint& point) const {
    return path_.corners.size() >= 3 && distance(point.at, path_.corners.front()) <= point.reach_m;
}

void DrawTool::click(const ToolPoint& point) {
    if (!is_finite(point.at)) return;
    path_.pointer = point;
    if (drawable_.shape == GeometryKind::point) {
        add(Geometry::make_point(point.at));
    } else if (closes_at(point)) {
        std::vector<Point> closed = path_.corners;
        closed.push_back(closed.front());
        finish_shape(closed);
    } else {
        path_.click(point);
    }
}

void DrawTool::double_click() {
    if (!path_.corners.empty()) press(Key::enter);
}

void DrawTool::press(Key key) {
    const CornerPath::Pressed pressed = path_.press(key);
    if (pressed == CornerPath::Pressed::end) end();
    if (pressed == CornerPath::Pressed::finish) finish_shape(path_.corners);
}

void DrawTool::finish_shape(const std::vector<Point>& path) {
    if (path_.corners.size() < least_corners()) {
        refuse(drawable_.shape == GeometryKind::polygon ? Drawing::tr("An area needs at least three corners.")
                                                        : Drawing::tr("A line needs at least two points."));
        return;
    }
    if (drawable_.shape == GeometryKind::line) {
        add(Geometry::make_line(path));
    } else if (crosses_itself(path_.corners)) {
        refuse(Drawing::tr("The outline crosses itself: Backspace takes the last corner back."));
        return;
    } else {
        add(Geometry::make_polygon(path_.corners));
    }
    path_.corners.clear();
}

void DrawTool::add(Geometry shape) {
    const FeaturePtr feature = drawn_feature(drawable_, std::move(shape));
    LayerToDrawIn target = layer_to_draw_in(*site_, drawable_.role, drawable_.kind, drawable_.shape);
    SiteEdit edit;
    edit.title = Drawing::tr("Draw %1").arg(drawable_.label).toStdString();
    edit.steps = std::move(target.steps);
    edit.steps.push_back(AddFeatures{target.layer, {feature}});
    finish(std::move(edit), {feature->id});
}

Tool::Pull DrawTool::pull() const {
    return stands_free(drawable_.role, drawable_.shape) ? Pull::asked : Pull::always;
}

Preview DrawTool::preview() const {
    Preview preview = path_.preview();
    if (!path_.pointer || path_.corners.empty()) return preview;
    std::vector<Point> path = path_.corners;
    if (path.back() != path_.pointer->at)
        path.push_back(closes_at(*path_.pointer) ? path.front() : path_.pointer->at);
    if (drawable_.shape == GeometryKind::polygon && path.size() > 2)
        preview.shapes.push_back(Geometry::make_polygon(path));
    else
        preview.shapes.push_back(Geometry::make_line(path));
    QStringList measures;
    if (path.back() != path_.corners.back()) measures += way_text(path_.corners.back(), path.back());
    if (drawable_.shape == GeometryKind::polygon && path.size() > 2)
        measures += quantity_text(area(preview.shapes.back()), "m2");
    preview.measure = measures.join(QStringLiteral(" · "));
    return preview;
}

QString DrawTool::prompt() const {
    const QString& what = drawable_.label;
    if (drawable_.shape == GeometryKind::point)
        return Drawing::tr("%1: click where it stands · Esc stops").arg(what);
    const bool is_area = drawable_.shape == GeometryKind::polygon;
    if (path_.corners.empty())
        return is_area ? Drawing::tr("%1: click the first corner · Esc stops").arg(what)
                       : Drawing::tr("%1: click where it begins · Esc stops").arg(what);
    const QString next = Drawing::tr("%1: click the next point, or type %2").arg(what, typed_forms());
    if (path_.corners.size() < least_corners()) return Drawing::tr("%1 · Esc gives up").arg(next);
    return is_area ? Drawing::tr("%1 · Enter closes it · Backspace takes the last corner back · Esc gives up")
                         .arg(next)
                   : Drawing::tr("%1 · Enter ends it · Backspace takes the last point back · Esc gives up")
                         .arg(next);
}

} // namespace prospect::app
