// Doors, gates and gaps in what stops people, as they are at one time: who passes, and how long it takes.
#pragma once

#include "analysis/scene/scene.h"

#include <vector>

namespace prospect::access {

struct Gate {
    FeaturePtr opening;
    Point at;                    // on or beside what it is in
    std::vector<Segment> across; // the stretches of walls and fences it interrupts: who passes crosses one
    double width_m = 0;
    bool locked = false; // for somebody without a key, at the time
    double delay_s = 0;  // to get through; of a locked one, to get through without a key
};

struct GatesAt {
    std::vector<Gate> all;
    std::vector<scene::Note> notes;      // closed by their hours, hours not understood
    std::vector<scene::Note> lock_notes; // of interest to who comes through locked ones: delays assumed
};

// Ways through barriers that stop people (as scene::Footing has them), in layer order. Locked: admitted or
// locked at the time (scene::control_at). lock_delay_s: of a locked one whose delay_s is not given.
GatesAt gates_at(const scene::Scene& scene, double person_m, double lock_delay_s);

// The stretches of all locked gates.
std::vector<Segment> closed_stretches(const GatesAt& gates);

} // namespace prospect::access
