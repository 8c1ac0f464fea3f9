#include "analysis/assessment/gates_across.h"

#include "analysis/assessment/facts.h"
#include "geometry/base/tolerances.h"

#include <algorithm>

namespace prospect::assessment {

namespace {

const Layer* layer_of(const Facts& facts, Role role) {
    for (const LayerPtr& layer : facts.site().layers)
        if (layer->role == role) return layer.get();
    return nullptr;
}

std::string place_name(Point at) {
    return as_text(Value(at.x)) + " " + as_text(Value(at.y));
}

FeaturePtr fence_at(const GatePlace& place) {
    auto fence = std::make_shared<Feature>();
    fence->id = Uuid::from_name("fence with a gate " + place_name(place.at));
    fence->name = "Fence with a gate";
    fence->geometry = Geometry::make_line(std::vector<Point>{place.across.a, place.across.b});
    fence->basis = Basis::drawn;
    fence->set("kind", std::string("fence"), Basis::drawn);
    fence->set("height_m", 2.0, Basis::drawn);
    fence->set("opacity", 0.3, Basis::drawn);
    fence->set("passable", std::string("none"), Basis::drawn);
    return fence;
}

FeaturePtr gate_at(const GatePlace& place) {
    constexpr double usual_m = 1.2;
    auto gate = std::make_shared<Feature>();
    gate->id = Uuid::from_name("gate across " + place_name(place.at));
    gate->name = "Gate";
    gate->geometry = Geometry::make_point(on_grid(place.at));
    gate->basis = Basis::drawn;
    gate->set("kind", std::string("gate"), Basis::drawn);
    gate->set("width_m", std::min(usual_m, distance(place.across.a, place.across.b)), Basis::drawn);
    gate->set("control", std::string("locked"), Basis::drawn);
    return gate;
}

} // namespace

std::optional<GatePlace> gate_place(const access::WaySides& sides, Point at, Point direction,
                                    double reach_m) {
    const auto both = sides.beside(at, direction, reach_m);
    if (!both) return std::nullopt;
    return GatePlace{at, direction, {on_grid(both->left.at), on_grid(both->right.at)}};
}

std::optional<SiteEdit> gates_across(const Facts& facts, const std::string& title,
                                     std::span<const GatePlace> places) {
    const Layer* barriers = layer_of(facts, Role::barrier);
    const Layer* openings = layer_of(facts, Role::opening);
    if (barriers == nullptr || openings == nullptr || places.empty()) return std::nullopt;
    AddFeatures fences{.layer = barriers->id, .features = {}};
    AddFeatures gates{.layer = openings->id, .features = {}};
    for (const GatePlace& place : places) {
        fences.features.push_back(fence_at(place));
        gates.features.push_back(gate_at(place));
    }
    SiteEdit edit{title, {}};
    edit.steps.emplace_back(std::move(fences));
    edit.steps.emplace_back(std::move(gates));
    return edit;
}

} // namespace prospect::assessment
