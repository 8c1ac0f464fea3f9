// Rules about what walkers see of the way ahead and of who may hide beside it (domain NS-10, NS-11).
#pragma once

#include "analysis/assessment/metric.h"
#include "analysis/assessment/profile.h"
#include "analysis/sightlines/concealment.h"
#include "geometry/raster/field.h"

namespace prospect::assessment {

// NS-10: per path, the least sight ahead in metres of both directions (sightlines/forward_sight.h), the worst
// least_m metres of the way left out; reach_m where nothing ends it. Settings: step_m, eye_height_m,
// target_height_m, reach_m, least_m.
Measured sight_ahead(const MetricInput& input);
// NS-11: per path, and per thing that hides it: square metres of ground at most near_m from the path's edge
// where somebody is seen at less than reaction_m (sightlines/hiding_places.h), 0 where there is none. Ground
// counts for the path whose edge is nearest. Places are those of the walk (sightlines/hiding_along.h), which
// looks beside_m from the edge; the evidence gives of each what counts and all of it. Settings: cell_m,
// step_m, near_m, beside_m, way_out_m, look_back_m, reaction_m, eye_height_m, target_height_m,
// hiding_height_m, least_m2 (smaller places are left out), lurk_m.
Measured hidden_beside(const MetricInput& input);

// A walk along one path that looks as the profile's rule about hiding does: the same ground counts, and is as
// large. The usual rule where the profile has none.
struct WalkRule {
    sightlines::ConcealmentParams params;
    double near_m = 3; // from the path's edge: what the rule counts
};
WalkRule walk_rule(const Profile& profile);

// The cells of NS-11 around all scored paths, for trials of changes to share strips on (KnownStrips).
Grid hiding_lattice(const Facts& facts, const Criterion& criterion);

// The scored paths, of a change on trial only those it may reach; all others go to measured.untouched.
// Without any path on the plan a gap. beside_m: how far from its edge what happens counts.
std::vector<FeaturePtr> paths_to_walk(const MetricInput& input, double beside_m, Measured& measured);

} // namespace prospect::assessment
