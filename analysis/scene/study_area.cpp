#include "analysis/scene/study_area.h"

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

} // namespace prospect::scene
