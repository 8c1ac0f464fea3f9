#include "app/tools/shape_tools.h"

#include "app/models/words.h"
#include "geometry/base/edges.h"
#include "geometry/kernel/shape_operations.h"

#include <QCoreApplication>
#include <QLocale>

#include <cmath>
#include <limits>

namespace prospect::app {

namespace {

struct Shaping {
    Q_DECLARE_TR_FUNCTIONS(Shaping)
};

// Nearer than this to the original a copy would lie on it.
constexpr double least_distance_m = 0.001;

} // namespace

double signed_distance(std::span<const Copied> things, Point p) {
    double nearest = std::numeric_limits<double>::infinity();
    double side = 1;
    for (const Copied& one : things) {
        const Geometry& shape = one.feature->geometry;
        for_each_edge(shape, [&](VertexPlace, const Segment& edge) {
            if (edge.a == edge.b) return;
            const double away = distance(p, edge);
            // Seen from a corner both its edges are as near: the one p lies more squarely beside decides.
            const double beside = cross(edge.b - edge.a, p - edge.a) / length(edge.b - edge.a);
            if (away > nearest || (away == nearest && std::abs(beside) < std::abs(side))) return;
            nearest = away;
            side = shape.kind == GeometryKind::polygon ? (contains(shape, p) ? -away : away) : beside;
        });
    }
    return std::copysign(nearest, side);
}

void SplitTool::press(Key key) {
    const CornerPath::Pressed pressed = path_.press(key);
    if (pressed == CornerPath::Pressed::end) end();
    if (pressed == CornerPath::Pressed::finish) cut();
}

void SplitTool::cut() {
    ShapeEdit split = split_edit(things_, path_.corners);
    if (!split.edit) {
        refuse(split.refusal);
        return;
    }
    finish(std::move(*split.edit), std::move(split.made));
    end();
}

Preview SplitTool::preview() const {
    Preview preview = path_.preview();
    if (!path_.pointer || path_.corners.empty()) return preview;
    std::vector<Point> cut = path_.corners;
    cut.push_back(path_.pointer->at);
    preview.guides.push_back(Geometry::make_line(cut));
    preview.measure = way_text(path_.corners.back(), path_.pointer->at);
    return preview;
}

QString SplitTool::prompt() const {
    return path_.corners.empty()
               ? Shaping::tr("Split: click where the cut begins · Esc stops")
               : Shaping::tr("Split: click the next point of the cut · Enter or a double click "
                             "cuts · Esc gives up");
}

void ParallelTool::set(double distance_m) {
    if (!(std::abs(distance_m) >= least_distance_m)) {
        refuse(Shaping::tr("Point beside it: a copy at no distance would lie on the original."));
        return;
    }
    ShapeEdit made = parallel_edit(*site_, things_, distance_m);
    if (made.edit)
        finish(std::move(*made.edit), std::move(made.made));
    else
        refuse(made.refusal);
}

void ParallelTool::click(const ToolPoint& point) {
    pointer_ = point;
    set(signed_distance(things_, point.at));
}

void ParallelTool::press(Key key) {
    if (key != Key::backspace) end();
}

bool ParallelTool::type(const QString& text) {
    bool number = false;
    const double distance_m = text.toDouble(&number);
    if (!number || !std::isfinite(distance_m) || !pointer_)
        refuse(Shaping::tr("Point to the side it goes and type a distance in metres, as 2.5."));
    else
        set(std::copysign(distance_m, signed_distance(things_, pointer_->at)));
    return true;
}

bool ParallelTool::preview_typed(const QString& text) {
    bool number = false;
    const double distance_m = text.toDouble(&number);
    typed_m_.reset();
    if (number && std::isfinite(distance_m) && pointer_) typed_m_ = distance_m;
    return true;
}

Preview ParallelTool::preview() const {
    Preview preview = preview_at(pointer_);
    if (!pointer_) return preview;
    const double side = signed_distance(things_, pointer_->at);
    const double distance_m = typed_m_ ? std::copysign(*typed_m_, side) : side;
    if (!std::isfinite(distance_m)) return preview;
    for (const Copied& one : things_)
        if (auto led = parallel(one.feature->geometry, distance_m)) preview.shapes.push_back(std::move(*led));
    preview.measure = Shaping::tr("%1\u202Fm").arg(QLocale().toString(std::abs(distance_m), 'f', 2));
    return preview;
}

QString ParallelTool::prompt() const {
    return Shaping::tr("Parallel: click where it runs, or type its distance · Esc stops");
}

} // namespace prospect::app
