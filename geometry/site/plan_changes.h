// What differs between two versions of one place, thing by thing.
#pragma once

#include "geometry/site/site.h"

#include <string>
#include <vector>

namespace prospect {

struct PlanChange {
    enum class Kind { removed, changed, added } kind = Kind::changed;
    Role role = Role::underlay;
    FeaturePtr before; // null when added
    FeaturePtr after;  // null when removed
    // Of what changed:
    bool reshaped = false; // another shape or place (feature_match.h: same_shape)
    bool renamed = false;
    std::vector<std::string>
        attributes; // with another value (feature_match.h: same_value), or one only here or there; sorted

    const Feature& feature() const { return after ? *after : *before; }
};

std::string_view name_of(PlanChange::Kind kind);

// Things are the same by id; one that changed its role counts as removed and added. Annotations are no part
// of a plan. In the order of roles, then removed, changed, added, then of layers. Layers that both versions
// share cost one look.
std::vector<PlanChange> plan_changes(const Site& from, const Site& to);

} // namespace prospect
