// The light somebody on foot meets along a path, and what follows from it.
#pragma once

#include "analysis/lighting/given_light.h"
#include "analysis/lighting/light.h"
#include "analysis/scene/scored_paths.h"

#include <optional>
#include <vector>

namespace prospect::lighting {

// At one station, lux; not a number where the light is not known. Forward is the way the path is drawn.
struct WalkStation {
    double chainage_m = 0;
    Point place;
    double eh = 0;
    double esc_forward = 0;  // on the face of a person who comes towards somebody walking forward
    double esc_backward = 0; // on that of one who comes towards somebody walking backward
};

// Where the light of a walk comes from: what is given stands in for the lamps. Null where there is none.
struct WalkSources {
    const Lights* lamps = nullptr;
    const GivenLight* ground = nullptr;
    const GivenLight* faces = nullptr; // one number for both ways
};

std::vector<WalkStation> walk_light(const scene::ScoredPath& path, const WalkSources& sources,
                                    double face_height_m);

// A run of neighbouring stations with less light on the ground than the threshold.
struct DarkStretch {
    std::size_t first = 0; // station
    std::size_t last = 0;
    double threshold_lx = 0;
    double length_m = 0; // from the first to the last
    double least_lx = 0;
    double mean_lx = 0;
};

// Those at least `least_m` long, in order. A station whose light is not known is in none. Stations more
// than 1.5 steps apart are no neighbours: the path leaves the study area or the open between them.
std::vector<DarkStretch> dark_stretches(const std::vector<WalkStation>& stations, double threshold_lx,
                                        double least_m, double step_m);

struct Contrast {
    double ratio = 1;
    std::size_t first = 0; // station
    std::size_t last = 0;
};

// The largest ratio of light on the ground between two stations about over_m apart where it is known, the
// first of several; less than 0.1 lx, about moonlight, counts as that. Absent for a path without such
// stations.
std::optional<Contrast> most_contrast(const std::vector<WalkStation>& stations, double over_m, double step_m);

} // namespace prospect::lighting
