// What somebody meets who walks along one path from its start: where others could hide beside it, and how far
// ahead it is seen.
#pragma once

#include "analysis/sightlines/concealment.h"
#include "analysis/sightlines/forward_sight.h"

#include <optional>
#include <vector>

namespace prospect::sightlines {

struct HidingBeside {
    Geometry outline;
    Point at;                // the cell in its middle
    double chainage_m = 0;   // of the path beside `at`
    bool left = false;       // of who walks from the start
    bool ahead = false;      // hidden from who walks from the start; else from who comes the other way
    double area_m2 = 0;      // of it, what is hidden from either
    double near_m2 = 0;      // of that, at most HidingAlong::near_m from the path's edge
    double first_seen_m = 0; // of its most hidden spot, from the start; from the other way where not `ahead`
    std::vector<Uuid> hidden_by; // things, what hides most of it first; nil is the ground

    // Of the spots hidden from who walks from the start: where they come to the path, and from how far before
    // that they are seen.
    struct Spot {
        double foot_m = 0;
        double seen_from_m = 0;
    };
    std::vector<Spot> spots;

    // Whether somebody who has come so far along the path is within reaction_m of a spot that they do not see
    // yet.
    bool unseen_from(double chainage_m, double reaction_m) const;
    // Where that begins: the place along the path from which it is so for the first time; absent unless
    // `ahead`.
    std::optional<double> begins_m(double reaction_m) const;
};

struct SightAhead {
    double chainage_m = 0;
    double length_m = 0; // of path that is seen without a break
    bool is_short = false;
    Uuid ended_by; // the thing that ends it; nil: none, or the ground
    // Of who comes the other way.
    double back_m = 0;
    bool back_is_short = false;
};

struct HidingAlong {
    std::vector<HidingBeside> places; // by chainage
    std::vector<SightAhead> sights;   // in the study area, by chainage
    double reaction_m = 0;
    double short_m = 0;
    double near_m = 0;
};

// The walks of that one path, its hiding places and its sight ahead as concealment() finds them with the same
// parameters. path: of paths_of(). near_m: ground of the places that is so near to the path's edge is told by
// itself. Cost: some 0.1 ms a metre of path, and the scene's space where that is not
// made yet. Throws as concealment().
HidingAlong hiding_along(const engine::Context& context, const FeaturePtr& path,
                         const ConcealmentParams& params, double near_m = 3);
// The same on a scene alone.
HidingAlong hiding_along(const std::shared_ptr<const scene::Scene>& scene, const FeaturePtr& path,
                         const ConcealmentParams& params, const Progress& progress = {}, double near_m = 3);

} // namespace prospect::sightlines
