// Shapes cut in two, put together, and led along at a distance.
#pragma once

#include "geometry/base/geometry.h"
#include "geometry/base/progress.h"

#include <optional>
#include <span>
#include <vector>

namespace prospect {

// The pieces of an area after cutting along a line, one polygon each, largest first. A cut that does not lead
// through leaves as many as there were. Crossings are rounded to whole millimetres and shared by both pieces;
// all other vertices keep their bits. Heights are lost.
std::vector<Geometry> split_area(const Geometry& area, std::span<const Point> cut);
// The pieces of lines, cut where the cut crosses them, in their own order. Heights are lost.
std::vector<Geometry> split_line(const Geometry& line, std::span<const Point> cut);
// What lies in any of the areas: one part for each piece that hangs together along edges. As split_area.
Geometry merge_areas(std::span<const Geometry> areas, const Progress& progress = {});
// What lies in `area` and in none of `taken`, one polygon for each piece, largest first. As split_area.
std::vector<Geometry> without_areas(const Geometry& area, std::span<const Geometry> taken,
                                    const Progress& progress = {});
// The area with outlines that neither cross nor touch themselves: all that a part's outer ring runs around in
// either direction (both halves of a bow tie), less what its inner rings run around; parts that overlap
// become one. Empty when nothing is enclosed. As split_area.
Geometry valid_area(const Geometry& area);

// The shape led along at a distance, corners kept sharp. Lines: to the left of their direction when positive,
// else to the right. Areas: larger when positive, smaller when negative. Absent when parts of it would come
// nearer to the original than that distance, or nothing would be left: too far for a tight bend.
std::optional<Geometry> parallel(const Geometry& shape, double distance_m);

} // namespace prospect
