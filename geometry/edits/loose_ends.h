// Ends of barriers that stop short of what stands near them.
#pragma once

#include "geometry/base/edges.h"
#include "geometry/site/feature.h"

#include <span>
#include <vector>

namespace prospect {

// A building or barrier, with its shape: normalised.
struct StandingShape {
    FeaturePtr thing;
    const Geometry* shape = nullptr;
};

struct LooseEnd {
    FeaturePtr barrier;
    VertexPlace vertex; // of its shape
    Point end;
    struct Near {
        FeaturePtr thing; // the barrier itself for another of its lines
        Point place;
        double gap_m = 0;
    };
    std::vector<Near> near; // nearest first, none further than asked for; of its own line another stretch
};

// Of all lines among the shapes that do not close: ends that touch nothing, with what stands
// within widest_m of them; in the order of the shapes. Ends with nothing near are left out. Cost: a look-up
// by index for each end.
std::vector<LooseEnd> loose_ends(std::span<const StandingShape> shapes, double widest_m);

} // namespace prospect
