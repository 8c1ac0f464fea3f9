// What a change on trial opens to view that was private.
#pragma once

#include "analysis/assessment/check_run.h"
#include "analysis/assessment/privacy.h"
#include "analysis/assessment/profile.h"

#include <set>
#include <span>
#include <string>
#include <vector>

namespace prospect::assessment {

// Code of the rule and id, of gardens and windows that come to be seen and were private, and of gardens that
// windows it adds look into; and the same in words.
struct OpenedViews {
    std::set<std::string> keys;
    std::vector<std::string> warnings;
};

// The rule about privacy of the profile, else of the catalogue: whatever is asked for. Null when there is
// none.
const Criterion* privacy_of(const Profile& profile);

// run: of the plan with the edit; places: of the edit, not empty; before: of all of the plan as it is.
OpenedViews opened_views(const CheckRun& run, const Criterion& privacy, const SiteEdit& edit,
                         std::span<const Box> places, const PrivateViews& before);

} // namespace prospect::assessment
