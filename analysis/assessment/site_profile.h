// The guidance a site is checked by.
#pragma once

#include "analysis/assessment/criterion.h"
#include "geometry/site/site.h"

namespace prospect::assessment {

// The profile its site sheet chose; the default one when it chose none, or one that is not known here.
const Profile& profile_of(const SiteMeta& meta);

} // namespace prospect::assessment
