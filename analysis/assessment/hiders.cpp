#include "analysis/assessment/hiders.h"

#include "analysis/assessment/boundaries.h"
#include "analysis/assessment/facts.h"
#include "analysis/assessment/greenery.h"
#include "analysis/scene/planting.h"

#include <algorithm>

namespace prospect::assessment {

namespace {

using scene::metres_text;

constexpr double low_m = 1.0;       // height that NS-07 asks for
constexpr double low_crown_m = 2.0; // clear stem that NS-08 asks for
constexpr double high_crown_m = 3.0;
constexpr std::size_t tried = 3;

std::optional<Proposal> lowering(const Facts& facts, Role role, const Feature& thing) {
    if (number_of(role, thing, "height_m").value <= low_m) return std::nullopt;
    // Lowered, it would let people see, and climb in.
    if (role == Role::barrier && (is_groundwork(thing) || keeps_people_out(facts, thing)))
        return std::nullopt;
    SiteEdit edit = change_of("Lower what hides the place", thing.id, "height_m", low_m);
    if (role == Role::planting)
        edit.steps.emplace_back(ChangeAttribute{thing.id, "mature_m", Value(low_m), Basis::drawn});
    return Proposal{"Lower " + called(role, thing) + " to " + metres_text(low_m) + " m", edit};
}

std::optional<Proposal> lifting(const Feature& tree, double to_m) {
    if (number_of(Role::tree, tree, "clear_stem_m").value >= to_m) return std::nullopt;
    return Proposal{"Lift the crown of " + called(Role::tree, tree) + " to " + metres_text(to_m) + " m",
                    change_of("Lift the crown", tree.id, "clear_stem_m", to_m)};
}

std::optional<Proposal> removal(const Facts& facts, Role role, const Feature& thing) {
    if (!scene::is_planting(role, thing) || (role == Role::barrier && closes_private_ground(facts, thing)))
        return std::nullopt;
    return Proposal{"Take " + called(role, thing) + " away",
                    SiteEdit{"Take away what hides the place", {RemoveFeatures{{thing.id}}}}, true};
}

void add(std::optional<Proposal> proposal, bool at_last, std::vector<Proposal>& made) {
    if (!proposal) return;
    proposal->at_last = at_last;
    made.push_back(std::move(*proposal));
}

} // namespace

std::vector<std::pair<std::size_t, FeaturePtr>> by_times(const Facts& facts, const Hiders& hiders) {
    std::vector<std::pair<std::size_t, FeaturePtr>> order;
    for (const auto& [id, times] : hiders)
        if (const FeaturePtr thing = facts.find(id)) order.emplace_back(times, thing);
    std::stable_sort(order.begin(), order.end(),
                     [](const auto& a, const auto& b) { return a.first > b.first; });
    return order;
}

std::string hiders_text(const Facts& facts, const Hiders& hiders) {
    constexpr std::size_t named = 2;
    std::vector<std::string> names;
    for (const auto& [times, thing] : by_times(facts, hiders))
        if (std::string name = facts.called(facts.site().layer_of(thing->id)->role, *thing);
            std::find(names.begin(), names.end(), name) == names.end())
            names.push_back(std::move(name));
    std::string text;
    for (std::size_t i = 0; i < std::min(named, names.size()); ++i)
        text += (i == 0 ? "" : i + 1 == names.size() ? " and " : ", ") + names[i];
    return names.size() > named ? text + " and " + count_text(names.size() - named) + " more" : text;
}

std::vector<Proposal> open_what_hides(const Facts& facts, const Hiders& hiders) {
    std::vector<Proposal> made;
    std::size_t opened = 0;
    for (const auto& [times, thing] : by_times(facts, hiders)) {
        const Layer* layer = facts.site().layer_of(thing->id);
        if (layer == nullptr || layer->role == Role::building) continue;
        const std::size_t before = made.size();
        if (layer->role == Role::tree) {
            add(lifting(*thing, low_crown_m), false, made);
            add(lifting(*thing, high_crown_m), true, made);
        } else if (layer->role == Role::barrier || layer->role == Role::planting) {
            add(lowering(facts, layer->role, *thing), false, made);
        }
        add(removal(facts, layer->role, *thing), true, made);
        if (made.size() > before && ++opened == tried) break;
    }
    return made;
}

void add_hiders(const Facts& facts, const Hiders& hiders, const std::string& does, Measurement& measurement) {
    for (const auto& [times, thing] : by_times(facts, hiders)) {
        const Role role = facts.site().layer_of(thing->id)->role;
        measurement.grounds.blocker(role, *thing);
        measurement.evidence.push_back({sentence(facts.called(role, *thing)) + " " + does, thing->id, {}});
        if (role != Role::building) measurement.causes.push_back(thing->id);
    }
}

} // namespace prospect::assessment
