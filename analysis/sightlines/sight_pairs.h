// From where to where somebody looks: from a file of pairs, or from the plan's observers to its targets.
#pragma once

#include "analysis/engine/context.h"

#include <filesystem>

namespace prospect::sightlines {

// One end of a line of sight: its height is given above the ground or above the datum of the terrain.
struct SightEnd {
    Point place; // local
    Point full;  // as given
    double height_m = 0;
    bool above_datum = false;
    Uuid feature; // of an observer or target
};

struct SightPair {
    SightEnd eye;
    SightEnd target;
};

// In the order of the input; carried: further columns of the input, one row for each pair.
struct SightPairs {
    std::vector<SightPair> pairs;
    std::vector<std::string> carried_columns;
    std::vector<std::vector<std::optional<Value>>> carried;
    std::vector<engine::Note> notes; // heights that were assumed
};

// What holds where an observer or a target has no height of its own.
struct SightHeights {
    double eye_m = 1.6;
    double target_m = 1.5;
};

// With a file, its rows: ax,ay,bx,by and for each end its height above the ground (az, bz) or above the datum
// (az_asl, bz_asl); all columns but those six first are carried. Else every observer present to every target
// present (carried columns observer and target: name, else id). Throws Error(refused) naming the missing
// column, the row of a bad cell or of a place further than tolerance::site_limit_m from the plan, or what to
// do when there are no pairs.
SightPairs sight_pairs_of(const engine::Context& context, const std::filesystem::path& pairs_file,
                          const SightHeights& heights);

} // namespace prospect::sightlines
