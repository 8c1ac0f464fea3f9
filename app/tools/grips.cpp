#include "app/tools/grips.h"

#include "app/tools/corner_path.h"
#include "app/tools/snapper.h"

#include <QCoreApplication>

#include <algorithm>
#include <unordered_set>

namespace prospect::app {

namespace {

struct GripText {
    Q_DECLARE_TR_FUNCTIONS(GripText)
};

// An edge shorter than so many reaches has no handle in its middle: it would lie on those of its ends.
constexpr double room_for_middle = 4;

bool any_ring_crosses_itself(const Geometry& geometry) {
    if (geometry.kind != GeometryKind::polygon) return false;
    for (std::size_t r = 0; r < geometry.ring_count(); ++r)
        if (crosses_itself(geometry.ring(r))) return true;
    return false;
}

} // namespace

void Grips::set_site(SitePtr site) {
    site_ = std::move(site);
    resolve();
}

void Grips::set_features(std::vector<Uuid> features) {
    if (features != ids_) active_ = {};
    ids_ = std::move(features);
    refusal_.clear();
    resolve();
}

void Grips::resolve() {
    grabbed_ = {};
    dragging_ = false;
    features_.clear();
    stand_free_ = true;
    vertices_ = 0;
    if (!site_ || ids_.empty()) return;
    const std::unordered_set<Uuid> wanted(ids_.begin(), ids_.end());
    for (const LayerPtr& layer : site_->layers)
        for (const FeaturePtr& one : layer->features)
            if (wanted.contains(one->id)) {
                features_.push_back(one);
                stand_free_ = stand_free_ && stands_free(layer->role, one->geometry.kind);
                vertices_ += one->geometry.points.size();
            }
    const Feature* held = feature(active_.feature);
    if (!held || active_.place.ring >= held->geometry.ring_count() ||
        active_.place.index >= held->geometry.ring(active_.place.ring).size())
        active_ = {};
}

const Feature* Grips::feature(const Uuid& id) const {
    for (const FeaturePtr& one : features_)
        if (one->id == id) return one.get();
    return nullptr;
}

Grips::Hit Grips::hit(Point p, double reach_m, const std::optional<Uuid>& topmost) const {
    Hit best;
    double best_m = reach_m;
    const auto offer = [&](Part part, const Uuid& id, VertexPlace place, Point at) {
        if (distance(p, at) > best_m) return;
        best_m = distance(p, at);
        best = {part, id, place};
    };
    if (vertices_ <= most_vertices)
        for (const FeaturePtr& one : features_) {
            const Geometry& shape = one->geometry;
            if (shape.kind == GeometryKind::point) continue;
            for (std::size_t r = 0; r < shape.ring_count(); ++r)
                for (std::size_t i = 0; i < shape.ring(r).size(); ++i)
                    offer(Part::vertex, one->id, {r, i}, shape.ring(r)[i]);
            for_each_edge(shape, [&](VertexPlace place, const Segment& edge) {
                if (distance(edge.a, edge.b) >= room_for_middle * reach_m)
                    offer(Part::between, one->id, place, (edge.a + edge.b) * 0.5);
            });
        }
    if (best.part == Part::nothing && topmost && feature(*topmost)) best = {Part::body, *topmost, {}};
    return best;
}

Grips::Part Grips::part_at(Point p, double reach_m, const std::optional<Uuid>& topmost) const {
    return hit(p, reach_m, topmost).part;
}

Grips::Part Grips::grab(Point p, double reach_m, const std::optional<Uuid>& topmost) {
    refusal_.clear();
    dragging_ = false;
    grabbed_ = hit(p, reach_m, topmost);
    if (grabbed_.part == Part::nothing || grabbed_.part == Part::body) active_ = {};
    from_ = p;
    // A vertex is taken by itself, not by where it was touched.
    if (grabbed_.part == Part::vertex) from_ = vertex(feature(grabbed_.feature)->geometry, grabbed_.place);
    to_ = {from_, SnapKind::none, reach_m};
    return grabbed_.part;
}

void Grips::drag(const ToolPoint& to) {
    if (!is_grabbed()) return;
    to_ = to;
    if (distance(from_, to.at) > to.reach_m / 2) dragging_ = true;
}

Point Grips::displacement() const {
    return to_.at - from_;
}

Geometry Grips::reshaped(const Hit& held) const {
    Geometry shape = feature(held.feature)->geometry;
    if (held.part == Part::vertex)
        move_vertex(shape, held.place, to_.at);
    else
        insert_vertex(shape, held.place, to_.at);
    return shape;
}

void Grips::finish_reshaping(const Feature& held, Geometry geometry, const QString& title) {
    normalise(geometry);
    // What was crossed before may be on its way to being mended.
    if (any_ring_crosses_itself(geometry) && !any_ring_crosses_itself(held.geometry))
        refusal_ = GripText::tr("The outline would cross itself there.");
    else if (geometry.kind == GeometryKind::line && length(geometry) == 0)
        refusal_ = GripText::tr("A line needs at least two points.");
    else
        edit_ = SiteEdit{title.toStdString(), {ChangeGeometry{held.id, std::move(geometry)}}};
}

void Grips::drop() {
    const Hit held = std::exchange(grabbed_, {});
    const bool moved = std::exchange(dragging_, false);
    if (held.part == Part::vertex) active_ = held;
    if (!moved) return;
    if (held.part == Part::body) {
        SiteEdit edit;
        edit.title = GripText::tr("Move %1").arg(things_text(features_.size())).toStdString();
        for (const FeaturePtr& one : features_)
            edit.steps.push_back(ChangeGeometry{one->id, translated(one->geometry, displacement())});
        edit_ = std::move(edit);
        return;
    }
    finish_reshaping(*feature(held.feature), reshaped(held),
                     held.part == Part::vertex ? GripText::tr("Move a corner")
                                               : GripText::tr("Add a corner"));
    if (held.part == Part::between && edit_)
        active_ = {Part::vertex, held.feature, {held.place.ring, held.place.index + 1}};
}

bool Grips::cancel() {
    if (is_grabbed()) {
        grabbed_ = {};
        dragging_ = false;
        return true;
    }
    refusal_.clear();
    return std::exchange(active_, {}).part != Part::nothing;
}

bool Grips::remove_active() {
    const Hit active = std::exchange(active_, {});
    const Feature* held = feature(active.feature);
    if (active.part == Part::nothing || !held) return false;
    Geometry shape = held->geometry;
    if (remove_vertex(shape, active.place))
        finish_reshaping(*held, std::move(shape), GripText::tr("Remove a corner"));
    else
        refusal_ = shape.kind == GeometryKind::polygon ? GripText::tr("An area needs at least three corners.")
                                                       : GripText::tr("A line needs at least two points.");
    return true;
}

std::optional<Point> Grips::anchor() const {
    const Feature* held = feature(grabbed_.feature);
    if (!held) return std::nullopt;
    if (grabbed_.part == Part::body) return from_;
    const auto ring = held->geometry.ring(grabbed_.place.ring);
    const std::size_t i = grabbed_.place.index;
    if (grabbed_.part == Part::between) return ring[i];
    if (i > 0) return ring[i - 1];
    return held->geometry.kind == GeometryKind::polygon ? ring.back() : ring[1];
}

Tool::Pull Grips::pull() const {
    return stand_free_ ? Tool::Pull::asked : Tool::Pull::always;
}

std::vector<Uuid> Grips::moving() const {
    if (grabbed_.part == Part::body) return ids_;
    return {grabbed_.feature};
}

Preview Grips::preview() const {
    Preview preview;
    preview.refusal = refusal_;
    if (dragging_) {
        if (grabbed_.part == Part::body)
            for (const FeaturePtr& one : features_)
                preview.shapes.push_back(translated(one->geometry, displacement()));
        else
            preview.shapes.push_back(reshaped(grabbed_));
        preview.pointer = to_.at;
        preview.snap = to_.snap;
        preview.measure = way_text(*anchor(), to_.at);
        return preview;
    }
    if (!refusal_.isEmpty()) preview.pointer = to_.at;
    if (vertices_ > most_vertices) return preview;
    for (const FeaturePtr& one : features_) {
        const Geometry& shape = one->geometry;
        if (shape.kind == GeometryKind::point) continue;
        for_each_edge(shape, [&](VertexPlace, const Segment& edge) {
            preview.grips.push_back(
                {(edge.a + edge.b) * 0.5, GripKind::between, distance(edge.a, edge.b) / room_for_middle});
        });
        for (std::size_t r = 0; r < shape.ring_count(); ++r)
            for (std::size_t i = 0; i < shape.ring(r).size(); ++i) {
                const bool active = active_ == Hit{Part::vertex, one->id, {r, i}};
                preview.grips.push_back({shape.ring(r)[i], active ? GripKind::active : GripKind::vertex, 0});
            }
    }
    return preview;
}

QString Grips::prompt() const {
    if (!refusal_.isEmpty()) return refusal_;
    if (dragging_) return GripText::tr("Let go where it is to be · Shift: steps of 45° · Esc gives up");
    if (active_.part != Part::nothing) return GripText::tr("Delete takes the corner away · drag moves it");
    return {};
}

} // namespace prospect::app
