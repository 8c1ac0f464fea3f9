// What many eyes see of the cells of a grid: over a surface, or in the place itself.
#pragma once

#include "analysis/engine/context.h"
#include "analysis/scene/space.h"
#include "geometry/kernel/visibility.h"
#include "geometry/raster/field.h"

#include <optional>
#include <span>

namespace prospect::sightlines {

struct CellEye {
    Point place;         // local
    double height_m = 0; // of the eye above the datum
    kernel::Sight sight;
    std::optional<double> wall_floor_m; // of one on a wall without thickness: what it stands on
};

struct CellQuestion {
    double target_height_m = 0;
    bool curvature = false;    // over a surface: the ground falls away with the earth
    bool height_needed = true; // else only whether and by how many each cell is seen
};

// By cell of the grid, row by row from the north-west.
struct SeenCells {
    std::vector<std::int32_t> count; // eyes that see it; -1 where the cell has no ground
    std::vector<float> needed; // height at which the first eye sees it; nodata where no eye looks or none
                               // sees it however high it is; may be empty
};

// Whether the place lies within the reach and the field of view of the eye, and beyond its inner radius.
bool looks_at(const CellEye& eye, Point place);

// Over a grid of heights. part: first column and row and the numbers of columns and rows that are asked
// about.
struct GridPart {
    std::int64_t column = 0;
    std::int64_t row = 0;
    std::int64_t columns = 0;
    std::int64_t rows = 0;
};
SeenCells seen_on_surface(const engine::Context& context, const Field& surface, const GridPart& part,
                          std::span<const CellEye> eyes, const CellQuestion& question);

// Among what stands in the place, on a flat earth. The height needed is found by doubling and halving, to a
// centimetre: where one sees beneath something, a lower height may do as well.
SeenCells seen_in_space(const engine::Context& context, const scene::Space& space, const Grid& grid,
                        std::span<const CellEye> eyes, const CellQuestion& question);

} // namespace prospect::sightlines
