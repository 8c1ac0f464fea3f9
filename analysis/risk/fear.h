// Where people are likely to be afraid: little prospect, much refuge for others, few ways to escape.
#pragma once

#include "analysis/engine/analysis.h"

namespace prospect::risk {

struct FearParams {
    double cell_m = 1;
    double eye_height_m = 1.6;
    double prospect_m = 25; // how far one wants to see
    double refuge_m = 10;   // hiding places this near count
    double refuge_m2 = 10;  // so much ground to hide on counts as the worst
    double escape_m = 50;   // ways out of the view that far
    double way_m = 0.8;     // a way narrower than that is none
    double prospect_weight = 0.35;
    double refuge_weight = 0.40;
    double escape_weight = 0.25;
};

// Fisher & Nasar (1992), prospect-refuge-escape:
//   fear = wP (1 - A/A_ref) + wR min(1, C/C_ref) + wE (1 - min(1, e/2)), the weights made to add up to 1.
// A: ground seen within prospect_m, A_ref its whole disc: half of each lies ahead on the mean over all
// directions. C: ground to hide on (field concealment of sightlines.concealment times the size of a cell)
// within refuge_m. e: separate ways wider than way_m out of the view to escape_m; one that takes up more than
// half of all directions counts as two. Likely fear, never crime. Field fear on and beside paths, where
// hiding places are known; elsewhere no value. Cost: a view a cell beside a path.
engine::AnalysisResult fear(const engine::Context& context, const FearParams& params);
engine::Analysis fear_analysis();

} // namespace prospect::risk
