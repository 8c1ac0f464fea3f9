#include "analysis/scene/study_area.h"

#include "geometry/base/error.h"

#include <algorithm>

namespace prospect::scene {

StudyArea::StudyArea(const Site& site) {
    for (const FeaturePtr& feature : red_line(site).features)
        polygons_.emplace_back(feature->geometry.box(), feature->geometry);
}

bool StudyArea::contains(Point p) const {
    return polygons_.empty() || std::any_of(polygons_.begin(), polygons_.end(), [&](const auto& polygon) {
               return polygon.first.contains(p) && prospect::contains(polygon.second, p);
           });
}

Grid study_grid(const Site& site, double cell_m) {
    const Box box = site.study_box();
    if (box.empty())
        throw Error(ErrorCode::refused, "there is nothing on the plan yet", "draw or add something");
    return grid_of_box(box, cell_m, site.frame.origin);
}

} // namespace prospect::scene
