// Best positions for a few lamps, cameras or windows, and what is best trimmed.
#pragma once

#include "analysis/engine/context.h"
#include "analysis/suggest/goal.h"
#include "analysis/suggest/ground.h"

#include <optional>
#include <string>
#include <vector>

namespace prospect::suggest {

struct SuggestParams {
    std::string measure = "any"; // or a name of Measure
    std::string goal = "usual";  // or a name of Goal
    std::int64_t count = 5;
    std::string ground = "paths"; // or public
    double least_guardianship = 0.5;
    double least_lx = 1;
    double least_pixels = 80; // on a metre
    double cell_m = 2;
    double step_m = 1;
    double target_height_m = 1.5;
    double spacing_m = 8;
    double lamp_height_m = 0; // 0: as the nearest one
    std::string lamp_photometry;
    double camera_height_m = 3.5;
    double hfov_deg = 90;
    bool assume_windows = false;
};

// One change after another; each as it may be applied to an option (fitted()).
struct Step {
    Measure measure{};
    SiteEdit edit;
    std::string text; // "Put a window on the ground floor of Block D, 12 m east of the bins"
    Geometry shape;   // of what is cut or added
    Point at;         // local
    std::optional<double> azimuth_deg;
    std::optional<double> height_m;
    std::optional<double> private_share; // of cameras, candidate.h
    double gain = 0;                     // ground, of the unit of Suggestion::counted
    double share_after = 0;
};

// What a measure that is no camera reaches on the ground that as many cameras would newly show.
struct Alternative {
    Measure measure{};
    Goal goal{};           // by which it is measured: eyes or light
    std::size_t steps = 0; // that it took
    double already = 0;    // ground that has reached that goal as it is
    double reached = 0;    // with the measure, that included
};

// As many colours as can be told apart.
inline constexpr std::size_t last_told_step = 6;

struct Suggestion {
    Goal goal{};
    GroundKind ground{};
    double counted = 0; // metres of paths, or square metres
    double share_before = 0;
    std::vector<Step> steps; // cameras after all others
    // Whether cameras were looked at; then how much ground they would newly show, as many as were asked for
    // and no other measure, and what the others reach on it.
    bool cameras_compared = false;
    std::size_t cameras = 0;
    double cameras_gain = 0;
    std::vector<Alternative> alternatives;
    // By place: 0 reached as it is, n by step n (last_told_step by all from there on), -1 not.
    Field map;
    std::vector<engine::Note> notes;
    std::size_t candidates = 0;
    std::size_t places = 0;
    std::size_t asked = 0; // how often it was worked out what a candidate gains

    double share_after() const { return steps.empty() ? share_before : steps.back().share_after; }
    // The first step that gains less than a tenth of what the first one gains; absent where none does.
    std::optional<std::size_t> saturated_at() const;
};

// By greedy cover: each time what gains most (search.h says what is promised). After the last step the share
// is what the analysis of the goal gives on the plan with all edits: sightlines.overlooking, the light on
// faces of lighting.illuminance (public ground) and lighting.routes (paths), sightlines.cameras; with cameras
// for eyes, ground that a new camera shows counts beside ground that is watched. Throws Error(usage) for a
// measure that does not serve the goal, Error(refused) where nothing counts or nothing is known of the goal.
// Cost: `places` looked at as that analysis does, again for each step near it, and for each thing that may be
// trimmed a plan of its own (2 to 30 ms on the sample).
Suggestion suggest(const engine::Context& context, const SuggestParams& params);

// The edit as it fits that site: without layers it would add that are there from an earlier step.
SiteEdit fitted(const SiteEdit& edit, const Site& site);

} // namespace prospect::suggest
