// What an edit of the plan touches, and in what two states of it differ.
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

// In what one state of a plan differs from another.
struct Touched {
    std::set<Role> roles;
    std::vector<Box> places; // of each thing that is other, before and after, the crowns of trees included
    bool everywhere = false; // a raster, light data or the frame is another one
};
// Cost: linear in the features of the layers that are not shared.
Touched touched_between(const Site& before, const Site& after);

// Whether the same things stop people after the edit: heights do not matter (scene/footing.h), but those of
// planting one wades in.
bool keeps_footing(const Site& site, const SiteEdit& edit);
// Whether it adds or takes away what keeps people from a way or lets them through: fences, gates, doors,
// gaps.
bool changes_ways(const Site& site, const SiteEdit& edit);
// Whether light falls where it fell: the edit only adds windows, which stand in walls of buildings.
bool keeps_light(const SiteEdit& edit);

} // namespace prospect::assessment
