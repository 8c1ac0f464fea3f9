// Where one can walk: the ground by how many doors and gates one passes to get there.
#pragma once

#include "app/render/plan_brush.h"

#include <array>
#include <vector>

namespace prospect::render {

struct WalkGround {
    // Past none, one, two, three and more; where nobody gets to. Triangles, counter-clockwise, local.
    std::array<std::vector<std::array<Point, 3>>, 5> by_doors;
};
inline constexpr std::size_t walk_classes = 5;

// Each class in one piece, without seams between its triangles.
void paint_walk(PlanBrush& brush, const WalkGround& ground);
void paint_walk_swatch(QPainter& painter, const QRectF& box, std::size_t doors, const Theme& theme);

} // namespace prospect::render
