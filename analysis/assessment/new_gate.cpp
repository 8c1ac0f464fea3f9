#include "analysis/assessment/new_gate.h"

#include "analysis/assessment/more_eyes.h"

#include <algorithm>

namespace prospect::assessment {

namespace {

constexpr double usual_gate_m = 1.5;
constexpr double least_gate_m = 0.9;
constexpr double post_m = 0.1;     // of fence on either side of the gate
constexpr double most_bent = 1.05; // length of a gap against the straight line from end to end

// Of the pieces of the gap together: they lie in one line.
Segment whole_of(const scene::Passage& gap) {
    Segment whole = gap.pieces.front();
    for (const Segment& piece : gap.pieces)
        for (const Point p : {piece.a, piece.b}) {
            const double long_m = distance(whole.a, whole.b);
            if (distance(p, whole.a) > long_m && distance(p, whole.a) >= distance(p, whole.b)) whole.b = p;
            if (distance(p, whole.b) > long_m && distance(p, whole.b) > distance(p, whole.a)) whole.a = p;
        }
    return whole;
}

const Layer* barrier_layer(const Facts& facts, const Feature* beside) {
    if (beside != nullptr)
        if (const Layer* layer = facts.site().layer_of(beside->id);
            layer != nullptr && layer->role == Role::barrier)
            return layer;
    for (const LayerPtr& layer : facts.site().layers)
        if (layer->role == Role::barrier && !layer->raster) return layer.get();
    return nullptr;
}

} // namespace

bool add_gate(const Facts& facts, const scene::Passage& gap, SiteEdit& edit) {
    if (gap.width_m < least_gate_m + 2 * post_m || gap.pieces.empty()) return false;
    const bool is_barrier = gap.kind == scene::Passage::Kind::gap && gap.thing;
    const Layer* layer = barrier_layer(facts, is_barrier ? gap.thing.get() : nullptr);
    if (layer == nullptr) return false;
    const Segment whole = whole_of(gap);
    if (gap.width_m > most_bent * distance(whole.a, whole.b)) return false;
    auto fence = std::make_shared<Feature>();
    const std::string place = as_text(Value(whole.a.x)) + "," + as_text(Value(whole.a.y));
    fence->id = Uuid::from_name("fence in the gap at " + place);
    fence->geometry = Geometry::make_line(std::vector<Point>{whole.a, whole.b});
    fence->basis = Basis::drawn;
    fence->set("kind", std::string("fence"), Basis::drawn);
    fence->set("height_m", is_barrier ? number_of(Role::barrier, *gap.thing, "height_m").value : 1.8,
               Basis::drawn);
    fence->set("opacity", 0.3, Basis::drawn);
    auto gate = std::make_shared<Feature>();
    gate->id = Uuid::from_name("gate in the gap at " + place);
    gate->geometry = Geometry::make_point((whole.a + whole.b) * 0.5);
    gate->basis = Basis::drawn;
    gate->set("kind", std::string("gate"), Basis::drawn);
    gate->set("width_m", std::min(usual_gate_m, gap.width_m - 2 * post_m), Basis::drawn);
    gate->set("control", std::string("controlled"), Basis::drawn);
    auto added = add_openings(facts, {std::move(gate)});
    if (!added) return false;
    if (gap.kind == scene::Passage::Kind::opening) // the hole itself goes
        edit.steps.push_back(RemoveFeatures{{gap.thing->id}});
    edit.steps.push_back(AddFeatures{.layer = layer->id, .features = {std::move(fence)}});
    edit.steps.push_back(std::move(*added));
    return true;
}

} // namespace prospect::assessment
