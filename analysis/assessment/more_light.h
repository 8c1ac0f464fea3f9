// Changes of lamps and crowns worth trying where there is too little light, or too much.
#pragma once

#include "analysis/assessment/lit_ways.h"
#include "analysis/lighting/crown_loss.h"

namespace prospect::assessment {

// A lamp like the nearest one beside the darkest stretch of the way; the nearest lamp turned towards it where
// it is near enough and its light leans away; crowns between lamps and a stretch of no more than 12 m cut
// back or lifted; at last as many lamps along all its dark stretches as stand four heights apart, six at
// most. Where no lamp is on the plan to be like: none. Of a car park a lamp at its darkest point, then at
// four spots.
std::vector<Proposal> more_light_on(const MetricInput& input, const LitWay& way);

// The same of the path with that id; none where its light is not known.
std::vector<Proposal> more_light_along(const MetricInput& input, const Uuid& path);

// Its lamps raised to the next usual height of columns, where the light is not too uneven for that, and
// more_light_on.
std::vector<Proposal> evener_light_on(const MetricInput& input, const LitWay& way);

// The lamps along it dimmed so that about that share of the light is left, a little less.
std::vector<Proposal> less_light_on(const MetricInput& input, const LitWay& way, double share);

// One lamp dimmed to a share of what it gives now, and turned away from a place where its light leans to it.
std::vector<Proposal> less_light_of(const MetricInput& input, const lighting::Luminaire& lamp, double share,
                                    Point away_from);

// Several dimmed, each to its share, as one change. words: "the 3 lamps before Block D".
std::vector<Proposal> less_light_of_all(std::span<const std::pair<const lighting::Luminaire*, double>> lamps,
                                        const std::string& words);

// Crowns in the way of light from these lamps to the places, the most in the way first.
std::vector<Uuid> crowns_in_the_way(const std::vector<lighting::StandingCrown>& crowns,
                                    std::span<const lighting::Luminaire* const> lamps,
                                    std::span<const Point3> places);
// Of the first two of them, each at a time: cut back to 60 % of its width, at last lifted so far that light
// from `lamp_height_m` passes below.
std::vector<Proposal> trims_of(const Facts& facts, std::span<const Uuid> trees, double lamp_height_m);

} // namespace prospect::assessment
