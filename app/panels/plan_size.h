// How large a plan is and how that is known, in words.
#pragma once

#include "geometry/io/import.h"

#include <QString>

#include <optional>
#include <vector>

namespace prospect::app {

// One scale that may count, and the size of the plan by it.
struct ScaleChoice {
    double denominator = 0; // at the page's own size
    QString printed;        // as the page has it: "1:500 at A1"; "" for what was measured
    QString size;           // "184 × 120 m"
};

struct PlanSize {
    QString sentence;
    bool doubtful = false;
    // Scales that contradict one another, the printed ones first: the person is asked which counts.
    std::vector<ScaleChoice> choices;
    bool measurable = true; // false: it lies on known points already
};

// `measured`: the denominator a person's own measurement gave. `settled`: the person has said that what is
// used is right.
PlanSize plan_size(const io::PlanFacts& facts, std::optional<double> measured, bool settled);

// The denominator of a plan shown at `used_scale` on which a length of `true_m` reads `read_m`.
inline double measured_scale(double used_scale, double read_m, double true_m) {
    return used_scale * true_m / read_m;
}

} // namespace prospect::app
