// What an edit of the plan touches.
#pragma once

#include "geometry/base/box.h"
#include "geometry/site/edit.h"
#include "geometry/site/site.h"

#include <set>
#include <vector>

namespace prospect::assessment {

// Of what it changes, adds and takes away.
std::set<Role> roles_of(const Site& site, const SiteEdit& edit);
std::set<Uuid> removed_by(const SiteEdit& edit);
// Of what it changes, the crowns of trees included; empty where that is not known.
std::vector<Box> places_of(const Site& site, const SiteEdit& edit);

} // namespace prospect::assessment
