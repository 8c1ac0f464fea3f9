// How much of the ground people can be on a view takes in, and how much of it is hidden.
#pragma once

#include "analysis/scene/scene.h"
#include "geometry/kernel/visibility.h"
#include "geometry/raster/field.h"

#include <vector>

namespace prospect::sightlines {

// Open ground: outdoors, in the study area (the whole plan where none is drawn), where somebody can stand
// (scene::Footing: no building, nothing solid, no planting of half a metre or more), no water and not private
// (a zone whose ownership says so). Water as is_water() knows it. What is below a crown is open ground.
struct GroundSeen {
    double seen_m2 = 0;  // open ground within the view
    double all_m2 = 0;   // open ground within its field of view and its reach
    double water_m2 = 0; // water within the view; no open ground

    double hidden_m2() const { return all_m2 - seen_m2; }
    // 0 where there is none.
    double share() const { return all_m2 > 0 ? seen_m2 / all_m2 : 0; }
};

// Counted in square cells by their centres, 0.25 m large, or twice, four times and so on as large where that
// would make more than four million of them. Immutable, safe from several threads.
class OpenGround {
public:
    // Cost: cells, and of each shape the cells within it. Throws Cancelled.
    OpenGround(const scene::Scene& scene, double eye_height_m, const Progress& progress = {});

    // `sight` as given to view_from, its inner radius left out of account. Cost: by the rows of cells
    // that each edge of the view crosses.
    GroundSeen seen_in(const kernel::View& view, const kernel::Sight& sight) const;
    double cell_m() const { return grid_.cell_x; }
    double all_m2() const;
    // Whether a red line says what counts.
    bool has_red_line() const { return red_line_; }

private:
    // Of a row's cells: how many of the first so many are counted.
    using Sums = std::vector<std::int32_t>;
    Sums sums_of(const std::vector<char>& cells, char wanted) const;
    double area_in(const Sums& sums, const kernel::View& view) const;

    Grid grid_;
    bool red_line_ = false;
    Sums open_;
    Sums water_;
};

} // namespace prospect::sightlines
