#include "analysis/assessment/site_profile.h"

#include <algorithm>

namespace prospect::assessment {

const Profile& profile_of(const SiteMeta& meta) {
    const auto& known = profiles();
    const auto chosen = meta.find("profile");
    if (chosen == meta.end()) return known.front();
    const auto found = std::find_if(known.begin(), known.end(),
                                    [&](const Profile& one) { return one.name == chosen->second; });
    return found == known.end() ? known.front() : *found;
}

} // namespace prospect::assessment
