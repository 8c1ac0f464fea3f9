#include "app/tools/rectangle_tool.h"

#include "app/models/words.h"
#include "app/tools/typed_place.h"

#include <QCoreApplication>
#include <QLocale>

#include <cmath>

namespace prospect::app {

namespace {

struct Rectangles {
    Q_DECLARE_TR_FUNCTIONS(Rectangles)
};

// A rectangle less deep would be a line.
constexpr double least_depth_m = 0.01;

std::optional<double> number(const QString& text) {
    bool good = false;
    const double value = text.toDouble(&good);
    return good && std::isfinite(value) ? std::optional(value) : std::nullopt;
}

QString metres(double value) {
    return QLocale().toString(value, 'f', 2);
}

} // namespace

double RectangleTool::depth_at(Point p) const {
    const Point edge = path().corners[1] - path().corners[0];
    return cross(edge, p - path().corners[0]) / length(edge);
}

std::vector<Point> RectangleTool::corners(double depth_m) const {
    const Point a = path().corners[0];
    const Point b = path().corners[1];
    const Point edge = b - a;
    const Point across = Point{-edge.y, edge.x} * (depth_m / length(edge));
    return {a, b, b + across, a + across};
}

void RectangleTool::set(double depth_m) {
    if (!(std::abs(depth_m) >= least_depth_m)) {
        refuse(Rectangles::tr("Point to the side it lies on: a rectangle needs a depth."));
        return;
    }
    typed_m_.reset();
    const std::vector<Point> outline = corners(depth_m);
    path().corners.clear();
    add(Geometry::make_polygon(outline));
}

void RectangleTool::click(const ToolPoint& point) {
    if (!is_finite(point.at)) return;
    if (!has_edge()) {
        path().click(point);
        return;
    }
    path().pointer = point;
    set(depth_at(point.at));
}

void RectangleTool::press(Key key) {
    typed_m_.reset();
    if (path().press(key) == CornerPath::Pressed::end)
        end();
    else if (key == Key::enter && has_edge() && path().pointer)
        set(depth_at(path().pointer->at));
}

bool RectangleTool::type(const QString& text) {
    if (!has_edge()) return false;
    const auto depth_m = number(text);
    if (!depth_m) return false; // a place
    const double side = path().pointer ? depth_at(path().pointer->at) : 1;
    set(std::copysign(*depth_m, side));
    return true;
}

bool RectangleTool::preview_typed(const QString& text) {
    typed_m_ = has_edge() ? number(text) : std::nullopt;
    return typed_m_.has_value();
}

std::optional<Point> RectangleTool::anchor() const {
    return has_edge() ? std::nullopt : DrawTool::anchor();
}

Preview RectangleTool::preview() const {
    if (!has_edge()) {
        Preview preview = path().preview();
        if (!path().pointer || path().corners.empty()) return preview;
        const Point from = path().corners.front();
        preview.shapes.push_back(Geometry::make_line(std::vector<Point>{from, path().pointer->at}));
        preview.measure = way_text(from, path().pointer->at);
        return preview;
    }
    Preview preview = path().preview();
    if (!path().pointer) return preview;
    double depth_m = depth_at(path().pointer->at);
    if (typed_m_) depth_m = std::copysign(*typed_m_, depth_m);
    const double wide_m = length(path().corners[1] - path().corners[0]);
    preview.shapes.push_back(Geometry::make_polygon(corners(depth_m)));
    preview.measure =
        Rectangles::tr("%1 × %2\u202Fm · %3")
            .arg(metres(wide_m), metres(std::abs(depth_m)), quantity_text(wide_m * std::abs(depth_m), "m2"));
    return preview;
}

QString RectangleTool::prompt() const {
    const QString& what = drawable().label;
    if (path().corners.empty())
        return Rectangles::tr("%1 as a rectangle: click the first corner · Esc stops").arg(what);
    if (!has_edge())
        return Rectangles::tr("%1: click the end of the first edge, or type %2 · Esc gives up")
            .arg(what, typed_forms({TypedForm::length, TypedForm::polar, TypedForm::offset}));
    return Rectangles::tr(
               "%1: click how deep it is, or type it: 5 · Backspace takes the edge back · Esc gives up")
        .arg(what);
}

} // namespace prospect::app
