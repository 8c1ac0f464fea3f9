#include "analysis/assessment/rear.h"

#include "analysis/assessment/facts.h"

#include <algorithm>

namespace prospect::assessment {

Rear rear_of(const MetricInput& input) {
    const Criterion& rule = input.criterion;
    Rear rear;
    rear.graph = input.context.access_graph({.widest_gap_m = rule.setting("widest_gap_m")});
    rear.reach = access::reach_from_outside(*rear.graph, access::Buildings::lead_nowhere);
    rear.edges = access::private_edges(input.facts.scene(), *rear.graph, rear.reach,
                                       {rule.setting("depth_m"), rule.setting("half_width_m")});
    return rear;
}

std::optional<Gap> no_private_ground(const Facts& facts) {
    const auto& zones = facts.of(Role::zone);
    if (std::any_of(zones.begin(), zones.end(),
                    [](const FeaturePtr& zone) { return own_text(*zone, "ownership") == "private"; }))
        return std::nullopt;
    return Gap{.text = "the plan does not say which ground is private", .lacks = "zone"};
}

} // namespace prospect::assessment
