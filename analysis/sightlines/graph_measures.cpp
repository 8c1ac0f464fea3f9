#include "analysis/sightlines/graph_measures.h"

#include <array>

namespace prospect::sightlines {

namespace {

const std::array<Measure, 17> measures{{
    {"connectivity", "", "Connectivity", "", false, Work::rows, "Spots you can see",
     "Number of other spots that can be seen from here"},
    {"mean_depth", "", "Visual Mean Depth", "", false, Work::depths, "Steps to everywhere",
     "How many straight lines of sight one needs on average to reach any other spot"},
    {"integration_hh", "", "Visual Integration [HH]", "", false, Work::depths,
     "Easy to reach from everywhere",
     "High where few lines of sight lead to all others: where people tend to pass"},
    {"integration_pvalue", "", "Visual Integration [P-value]", "", false, Work::depths,
     "Easy to reach, P-value", "As integration, measured against a graph that branches evenly"},
    {"integration_tekl", "", "Visual Integration [Tekl]", "", false, Work::depths,
     "Easy to reach, Teklenburg", "As integration, by a formula that depends less on the number of spots"},
    {"entropy", "", "Visual Entropy", "", false, Work::depths, "Spread of steps",
     "Low where most spots are the same number of steps away, high where they are spread over many"},
    {"relativised_entropy", "", "Visual Relativised Entropy", "", false, Work::depths,
     "Spread of steps against chance",
     "How the spots are spread over the steps, compared with a Poisson distribution of the same mean"},
    {"clustering", "", "Visual Clustering Coefficient", "", false, Work::neighbours,
     "Neighbours see each other",
     "Share of the pairs of spots seen from here that see each other: 1 in a convex room, low at corners"},
    {"control", "", "Visual Control", "", false, Work::neighbours, "Power over neighbours",
     "High where this spot is a large part of what the spots around it can see"},
    {"controllability", "", "Visual Controllability", "", false, Work::neighbours, "Easily watched",
     "Spots seen from here as a share of those and what they see: high where a place is watched at one "
     "glance"},
    {"point_first_moment", "m", "Point First Moment", "", false, Work::rows, "Sum of distances seen",
     "Sum of the distances to all spots seen from here"},
    {"through_vision", "", "Through vision", "", true, Work::crossings, "Lines of sight across",
     "How many lines of sight between other spots cross this one"},
    {"metric_mean_depth", "m", "Metric Mean Shortest-Path Distance", "Metric Node Count", true, Work::ways,
     "Walking distance to everywhere", "Mean length of the shortest ways from here to all other spots"},
    {"metric_mean_straight_line", "m", "Metric Mean Straight-Line Distance", "Metric Node Count", false,
     Work::lines, "Distance to everywhere",
     "Mean distance as the crow flies to all spots that can be reached from here"},
    {"angular_mean_depth", "", "Angular Mean Depth", "Angular Node Count", true, Work::turns,
     "Turns to everywhere", "Mean of the least turning on the way to all other spots, in quarter turns"},
    {"isovist_area", "m2", "Isovist Area", "", false, Work::views, "Ground you can see",
     "Area of the ground that can be seen from here"},
    {"step_depth", "", "Visual Step Depth", "", false, Work::steps, "Steps from the chosen spot",
     "How many straight lines of sight lead here from the chosen points"},
}};

} // namespace

std::span<const Measure> all_measures() {
    return measures;
}

} // namespace prospect::sightlines
