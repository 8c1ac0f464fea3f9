// Painters of one batch each, by kind of drawing. All expect a painter in picture pixels and leave its pen
// and brush as they like.
#pragma once

#include "app/render/plan_brush.h"

namespace prospect::render {

// Pictograms: from this scale on in pixels per metre, and the radius of their disc in pixels.
inline constexpr double pictogram_scale = 1.5;
inline constexpr double disc_px = 9.5;

// Filled polygons with hairlines: zones, greenery, water, buildings; points and lines of the same things as
// strokes.
void paint_areas(PlanBrush& brush, const Batch& batch);
// Ways with their width. All edges are drawn before any filling, so that junctions open: first call
// paint_way_edges for every batch.
void paint_way_edges(PlanBrush& brush, const Batch& batch);
void paint_way_fills(PlanBrush& brush, const Batch& batch);
// Walls, fences, hedges, railings, kerbs, bollards: each its own line.
void paint_barriers(PlanBrush& brush, const Batch& batch);
// Doors, gates, gaps, windows.
void paint_openings(PlanBrush& brush, const Batch& batch);
// Soft fillings of crowns, camera wedges, activity grounds and clouds: on the ground, so that a result keeps
// its colours.
void paint_shades(PlanBrush& brush, const Batch& batch);
// Trees, lamps, cameras, activities, people, incidents.
void paint_symbols(PlanBrush& brush, const Batch& batch);
// Hatching over what is assumed of the batch; names nothing else.
void paint_assumed(PlanBrush& brush, const Batch& batch);
// The red line and the blue line.
void paint_study_lines(PlanBrush& brush, const Batch& batch);

} // namespace prospect::render
