// Doors, gates and gaps in what stops people, as they are at one time: who passes, and how long it takes.
#pragma once

#include "analysis/scene/access_lines.h"
#include "analysis/scene/footing.h"

#include <vector>

namespace prospect::access {

struct Gate {
    FeaturePtr opening;
    Point at;                    // on or beside what it is in
    std::vector<Segment> across; // its leaves, of all that it interrupts: who passes crosses one
    double width_m = 0;          // its own, else as drawn, else the default
    bool locked = false;         // for somebody without a key, at the time
    double delay_s = 0;          // to get through; of a locked one, to get through without a key
};

struct GatesAt {
    std::vector<Gate> all;
    std::vector<scene::Note> notes;      // closed by their hours, hours not understood, control not given
    std::vector<scene::Note> lock_notes; // of interest to who comes through locked ones: delays assumed
};

// What stops people on foot in the cells, and the ways through: the same lines that the access graph is made
// of, so that both tell alike who gets where.
struct WalkGround {
    explicit WalkGround(const scene::Scene& scene, double lock_delay_s = 0);

    scene::AccessLines lines;
    scene::Footing footing; // past all gates
    GatesAt gates;
    std::vector<scene::Note> notes; // of the lines and gates
};

// The openings with a leaf in what stops people, or in the gap between two ends of it, in layer order; not
// doors of buildings, which lead in and not through. Locked: admitted or locked at the time
// (scene::control_at). lock_delay_s: of a locked one whose delay_s is not given.
GatesAt gates_at(const scene::Scene& scene, const scene::AccessLines& lines, const scene::Footing& footing,
                 double lock_delay_s);

// The stretches of all locked gates.
std::vector<Segment> closed_stretches(const GatesAt& gates);

} // namespace prospect::access
