// Where somebody can hide beside a path, how far walkers see ahead, and where they can be trapped.
#pragma once

#include "analysis/engine/analysis.h"

namespace prospect::sightlines {

struct ConcealmentParams {
    double cell_m = 0.5;
    double step_m = 1;
    double beside_m = 5;
    double way_out_m = 10;
    double look_back_m = 50;
    double eye_height_m = 1.6;
    double target_height_m = 1.5;
    double hiding_height_m = 1.2;
    double walker_m_s = 1.4;
    double other_m_s = 3.0;
    double reaction_s = 1.5;
    double reaction_m = 0; // 0: from the former three
    double least_m2 = 0.3;
    double lurk_m = 20;
    double reach_m = 100;
    double short_m = 15;
    double trap_cell_m = 1;
    double trap_reach_m = 4;
    double trap_enclosure = 0.75;
    double trap_exit_m = 2.5;
    double trap_route_m = 5;
};

// (walker_m_s + other_m_s) reaction_s, unless reaction_m says otherwise.
double reaction_distance_m(const ConcealmentParams& params);

struct HidingSettings;
// Throws Error(usage) when look_back_m is less than the reaction distance.
HidingSettings hiding_settings(const ConcealmentParams& params);

// Along every path, in both directions, lines of sight in three dimensions:
// - table forward_sight (NS-10): how far the path ahead is seen without a break (forward_sight.h);
// - field concealment and table hiding (NS-11): ground where somebody could stand unseen until a walker is
//   nearer than the reaction distance d = (walker_m_s + other_m_s) reaction_s (hiding_places.h);
// - table entrapment (NS-12): corners without a second way out (trap_spots.h).
// Sources: Toronto Safe City and Brisbane guides for the notions, clear zones of 3 to 5 m beside paths from
// CHD Partners, 15 m from the rule of fifteen (Wagenaar and van der Schrier 1996); speeds, reaction time and
// the numbers of traps are our own. Tables and metrics count the study area, whatever the
// extent of the field. Throws Error(usage) when
// look_back_m is less than the reaction distance. Cost on two cores: some 0.1 ms a metre of path.
engine::AnalysisResult concealment(const engine::Context& context, const ConcealmentParams& params);
engine::Analysis concealment_analysis();

} // namespace prospect::sightlines
