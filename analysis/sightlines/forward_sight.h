// How far somebody who walks sees the path ahead (domain NS-10).
#pragma once

#include "analysis/sightlines/walks.h"

namespace prospect::sightlines {

struct ForwardSightSettings {
    double eye_height_m = 1.6;
    double target_height_m = 1.5;
    double reach_m = 100; // 0: to the end of the path and of what leads on from it (Walk)
};

// What ends the sight along a path.
enum class SightEnd : std::uint8_t { path_end, reach, thing };

struct SightAlong {
    double length_m = 0; // of path that is seen without a break, from the station on
    SightEnd end = SightEnd::path_end;
    rays::Thing thing = 0; // that hides the next station, or has it within itself
    std::size_t last = 0;  // the last station seen

    bool short_of(double least_m) const { return end == SightEnd::thing && length_m < least_m; }
};

struct StationSight {
    std::size_t walk = 0;
    std::size_t station = 0;
    SightAlong ahead; // towards the end of the path
    SightAlong back;  // of who walks the other way
};

// From every scored station where somebody looks, by walk and station. Stations are looked at one after
// another: the first that is hidden, lies within something or has no terrain ends the sight. Cost: a ray for
// each station seen.
std::vector<StationSight> forward_sight(const engine::Context& context, const engine::Workers& workers,
                                        const scene::Space& space, const std::vector<Walk>& walks,
                                        const ForwardSightSettings& settings);

// "path_end", "reach", or the name of what hides it.
std::string ends_at(const SightAlong& sight, const scene::Space& space);

engine::Table forward_sight_table(const std::vector<StationSight>& sights, const std::vector<Walk>& walks,
                                  const scene::Space& space, const Frame& frame);

} // namespace prospect::sightlines
