#include "analysis/sightlines/hiding_along.h"

#include "analysis/engine/engine.h"
#include "analysis/sightlines/hiding_places.h"

#include <algorithm>
#include <array>

namespace prospect::sightlines {

namespace {

constexpr double rounding_m = 1e-6;

HidingBeside beside(const HidingPlace& place, const scene::Space& space, const Grid& lattice) {
    HidingBeside made{.outline = outline_of(place, lattice),
                      .at = place.at,
                      .chainage_m = place.chainage_m,
                      .left = place.left,
                      .ahead = place.forward,
                      .area_m2 = place.area_m2,
                      .near_m2 = place.near_m2,
                      .first_seen_m = place.first_seen_m};
    for (const auto& [thing, cells] : place.hidden_by)
        made.hidden_by.push_back(space.feature_of(thing));
    for (const HiddenSpot& spot : place.spots)
        if (!spot.forward.in_time) made.spots.push_back({spot.forward.foot_m, spot.forward.from_m});
    if (made.ahead && !made.spots.empty())
        made.first_seen_m = std::min_element(made.spots.begin(), made.spots.end(), [](auto& a, auto& b) {
                                return a.seen_from_m < b.seen_from_m;
                            })->seen_from_m;
    return made;
}

} // namespace

bool HidingBeside::unseen_from(double chainage, double reaction_m) const {
    return std::any_of(spots.begin(), spots.end(), [&](const Spot& spot) {
        const double away = spot.foot_m - chainage;
        return away >= -rounding_m && away < reaction_m - rounding_m && away > spot.seen_from_m + rounding_m;
    });
}

std::optional<double> HidingBeside::begins_m(double reaction_m) const {
    std::optional<double> first;
    for (const Spot& spot : spots)
        first = std::min(first.value_or(spot.foot_m), spot.foot_m - reaction_m);
    return first;
}

HidingAlong hiding_along(const engine::Context& context, const FeaturePtr& path,
                         const ConcealmentParams& params, double near_m) {
    HidingSettings settings = hiding_settings(params);
    settings.near_m = near_m;
    const auto space = context.space();
    const scene::Footing footing(context.scene(), params.eye_height_m);
    const std::array one{path};
    const auto walks = walks_of(context, *space, one, params.step_m, params.eye_height_m,
                                std::max({params.look_back_m, params.reach_m, params.short_m}))
                           .walks;
    HidingAlong along{.reaction_m = settings.reaction_m, .short_m = params.short_m, .near_m = near_m};
    if (walks.empty()) return along;
    for (const StationSight& sight :
         forward_sight(context, context.workers(0, 0.2, "Looking ahead"), *space, walks,
                       {params.eye_height_m, params.target_height_m, params.reach_m})) {
        const bool ended = sight.ahead.end == SightEnd::thing;
        along.sights.push_back({walks[sight.walk].stations[sight.station].chainage_m, sight.ahead.length_m,
                                sight.ahead.short_of(params.short_m),
                                ended ? space->feature_of(sight.ahead.thing) : Uuid{}, sight.back.length_m,
                                sight.back.short_of(params.short_m)});
    }
    Box box;
    for (const Walk& walk : walks)
        box.add(walk.line.box());
    Field field("concealment", "", grid_of_box(box, params.cell_m, context.site().frame.origin));
    HidingGround ground = ground_of(field, walks, params.beside_m);
    ground.field = nullptr;
    for (const HidingPlace& place :
         hiding_places(context, context.workers(0.2, 1, "Looking for hiding places"), *space, footing, walks,
                       ground, settings)
             .places)
        along.places.push_back(beside(place, *space, ground.lattice));
    std::stable_sort(along.places.begin(), along.places.end(),
                     [](const auto& a, const auto& b) { return a.chainage_m < b.chainage_m; });
    std::stable_sort(along.sights.begin(), along.sights.end(),
                     [](const auto& a, const auto& b) { return a.chainage_m < b.chainage_m; });
    return along;
}

HidingAlong hiding_along(const std::shared_ptr<const scene::Scene>& scene, const FeaturePtr& path,
                         const ConcealmentParams& params, const Progress& progress, double near_m) {
    const std::array analyses{concealment_analysis()};
    engine::Engine engine(analyses);
    const engine::Request request{
        .site = {}, .scenario = {}, .time = scene->time(), .extent = {}, .seed = 0, .threads = 1};
    const engine::Context context(engine, request, analyses.front().info(), scene, progress);
    return hiding_along(context, path, params, near_m);
}

} // namespace prospect::sightlines
