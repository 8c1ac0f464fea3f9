// The ground that is scored.
#pragma once

#include "geometry/raster/field.h"
#include "geometry/site/study_area.h"

namespace prospect::scene {

// The red line (geometry/site/study_area.h); everything where there is none (contract §2, What counts).
class StudyArea {
public:
    explicit StudyArea(const Site& site);

    bool drawn() const { return !polygons_.empty(); }
    bool contains(Point p) const;

private:
    std::vector<std::pair<Box, Geometry>> polygons_;
};

// The cells of a run without an extent, for what is shown live. Throws Error(refused) for a plan with nothing
// on it.
Grid study_grid(const Site& site, double cell_m);

} // namespace prospect::scene
