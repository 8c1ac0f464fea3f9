#include "analysis/assessment/greenery.h"
#include "analysis/assessment/hiders.h"
#include "analysis/scene/planting.h"
#include "analysis/suggest/candidate.h"

#include <algorithm>

namespace prospect::suggest {

namespace {

using assessment::Facts;

bool private_greenery(const Facts& facts, Role role, const Feature& thing) {
    return role == Role::barrier ? assessment::closes_private_ground(facts, thing)
                                 : facts.zones().private_at(label_point(thing.geometry));
}

// Whether it is in the opaque space, where nothing gets through.
bool is_opaque(const Facts& facts, const Uuid& thing) {
    const auto& obstacles = facts.scene().obstacles();
    const auto& crowns = facts.scene().crowns();
    const auto opaque = [&](const auto& one) {
        return one.feature == thing && one.opacity >= scene::opaque_opacity;
    };
    return std::any_of(obstacles.begin(), obstacles.end(), opaque) ||
           std::any_of(crowns.begin(), crowns.end(), opaque);
}

Box box_of(Role role, const Feature& thing) {
    const double crown_m = role == Role::tree ? assessment::number_of(role, thing, "crown_m").value : 0;
    return thing.geometry.box().grown(crown_m / 2);
}

} // namespace

std::vector<Candidate> trims(const Facts& facts) {
    std::vector<Candidate> made;
    for (const Role role : {Role::barrier, Role::planting, Role::tree})
        for (const FeaturePtr& thing : facts.of(role)) {
            if (!scene::is_planting(role, *thing) || private_greenery(facts, role, *thing)) continue;
            // The first is what the rules ask for, heights of 1.0 m and branches from 2.0 m on.
            const auto proposals = assessment::open_what_hides(facts, {{thing->id, 1}});
            if (proposals.empty() || proposals.front().at_last) continue;
            made.push_back({.measure = Measure::trim,
                            .alters = is_opaque(facts, thing->id) ? Alters::solids : Alters::greenery,
                            .edit = proposals.front().edit,
                            .text = proposals.front().text,
                            .shape = thing->geometry,
                            .at = label_point(thing->geometry),
                            .where_said = !facts.name_of(*thing).empty(),
                            .box = box_of(role, *thing)});
        }
    return made;
}

} // namespace prospect::suggest
