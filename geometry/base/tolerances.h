// Every tolerance of the project, with its reason. Nothing else defines one.
#pragma once

namespace prospect::tolerance {

// A point this close to an edge or vertex is on it (contract: isovist status on_wall). Half a millimetre: the exact
// kernel works on whole millimetres.
inline constexpr double on_edge_m = 0.0005;
// Whole units per metre of the exact kernel.
inline constexpr double kernel_units_per_m = 1000.0;
// An opening this close to a barrier, building or zone edge belongs to it (contract §2).
inline constexpr double opening_host_m = 0.5;
// A barrier end further than this from the next barrier leaves a gap (contract §4, access.seal).
inline constexpr double barrier_end_gap_m = 0.3;
// A drawing's polyline whose ends are this close counts as closed; more is a gap that is shown.
inline constexpr double close_ring_m = 0.01;
// Slack of ceil() when a box is cut into cells (contract §3, Grid).
inline constexpr double grid_slack = 1e-6;
// Local coordinates are whole multiples of this, 2^-20 m, a millionth of a metre: then local + origin is exact in a
// double anywhere in a projected system, and a site that is saved and loaded has the same bits.
inline constexpr double coordinate_step_m = 1.0 / 1048576;
// Coordinates beyond this are no place on Earth in any projected system.
inline constexpr double coordinate_limit_m = 1e9;
// A site wider than this holds sources that do not belong together.
inline constexpr double site_limit_m = 200e3;
// Two drawings of one thing whose vertices are this close show the same shape: programs round when they export.
inline constexpr double same_shape_m = 0.005;
// A thing in a newer drawing without ids is an older thing moved or reshaped when it is this close: points by their
// distance; lines by that of their course, twice as far counting for nothing.
inline constexpr double same_thing_m = 1.0;
// … and of areas, when they share this much of what both cover together.
inline constexpr double same_thing_share = 0.5;
// A drawing knows what stands this far outside the box of all that is drawn in it.
inline constexpr double drawing_margin_m = 10;

} // namespace prospect::tolerance
