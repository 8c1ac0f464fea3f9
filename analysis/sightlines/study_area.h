// The ground that is scored.
#pragma once

#include "geometry/site/site.h"

namespace prospect::sightlines {

// The red line (study areas of kind application); everything where there is none (contract §2, What counts).
class StudyArea {
public:
    explicit StudyArea(const Site& site);

    bool drawn() const { return !polygons_.empty(); }
    bool contains(Point p) const;

private:
    std::vector<std::pair<Box, Geometry>> polygons_;
};

} // namespace prospect::sightlines
