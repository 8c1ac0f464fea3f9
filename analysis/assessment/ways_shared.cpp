#include "analysis/assessment/ways_shared.h"

#include "analysis/assessment/facts.h"
#include "analysis/assessment/shared.h"

namespace prospect::assessment {

std::shared_ptr<const scene::AccessGraph> graph_of(const MetricInput& input) {
    return input.context.access_graph({});
}

bool ways_untouched(const MetricInput& input, Measured& measured) {
    // Strips of ground beside paths are kept only where a change cannot alter what stops people.
    const bool same_stops = input.shared.strips_before() != nullptr;
    if (input.changed.empty() ||
        (!same_stops && (input.shared.may_change(Role::barrier) || input.shared.may_change(Role::opening) ||
                         input.shared.may_change(Role::building) || input.shared.may_change(Role::zone))))
        return false;
    measured.also_untouched = [](std::span<const Uuid>) { return true; };
    return true;
}

Evidence evidence_of(const Facts& facts, const scene::Passage& passage) {
    using scene::Passage;
    if (passage.kind == Passage::Kind::opening)
        return {sentence(facts.called(Role::opening, *passage.thing)) + ": " +
                    std::string(scene::who_passes(passage.control.control)) + " gets through",
                passage.thing->id,
                {}};
    return {(passage.kind == Passage::Kind::gap ? "A gap of " : "Open edge of ") +
                scene::metres_text(passage.width_m) + " m",
            {},
            scene::shape_of(passage)};
}

void rest_on(const scene::Passage& passage, Grounds& grounds) {
    if (passage.kind != scene::Passage::Kind::opening) return;
    grounds.thing(Role::opening, *passage.thing);
    if (!own_text(*passage.thing, "control").empty()) grounds.word(Role::opening, *passage.thing, "control");
}

} // namespace prospect::assessment
