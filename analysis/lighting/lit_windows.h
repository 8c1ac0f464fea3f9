// Windows of a plan as planes that light falls on.
#pragma once

#include "analysis/scene/space.h"

#include <vector>

namespace prospect::lighting {

struct LitWindow {
    FeaturePtr feature;
    Uuid building;       // nil where none is near
    Point3 at;           // 5 cm before the wall, in the middle between sill and head, above the datum
    double height_m = 0; // of it above the ground
    Point3 outward;      // unit, level
};

struct LitWindows {
    std::vector<LitWindow> all;       // in layer order
    std::vector<scene::Note> unknown; // one each: why it is left out
    std::vector<scene::Note> inward;  // one each: said to face into its building
    std::vector<scene::Note> notes;   // defaults
};

// Those drawn that are there in the scene's phase; assumed ones are none.
LitWindows lit_windows(const scene::Scene& scene, const scene::Space& space);

} // namespace prospect::lighting
