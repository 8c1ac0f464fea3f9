// Changes that bring eyes to a place: windows towards it, or the place to where windows are.
#pragma once

#include "analysis/assessment/metric.h"

namespace prospect::assessment {

class Watchers;

// A window, put into a wall by a change on trial. Its id follows from what it is for and where it is.
FeaturePtr window_at(const Uuid& building, Point at, int storey);
// The step that adds windows or gaps; absent where the plan has no layer of openings.
std::optional<AddFeatures> add_openings(const Facts& facts, std::vector<FeaturePtr> openings);

// Windows in the wall that would see most of the spots (heights above the ground), on the storey from which
// most are seen of those the building has, of equally good ones where they look into no garden
// (garden_views.h, settings of the catalogue), as many as bring `missing` more windows to them on average; at
// most most_windows, and a metre and a half from one another and from the windows and doors there are in that
// storey. Absent where no wall with room of a building in which people stay has a clear line to any of them.
// Cost: a line for each spot, storey and wall near it.
inline constexpr std::size_t most_windows = 6;
std::optional<Proposal> windows_towards(const MetricInput& input, const std::string& place,
                                        std::span<const Point3> spots, double missing, double reach_m);

// Moves a seat, a bin store or a small play area to the nearest ground within most_moved_m that takes it
// (free_ground.h) and that `wanted` windows see. Absent for what does not move and where there is none.
inline constexpr double most_moved_m = 40;
std::optional<Proposal> moved_to_eyes(const MetricInput& input, const Feature& stay, double target_height_m,
                                      double wanted, double reach_m);

} // namespace prospect::assessment
