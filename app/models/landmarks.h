// Things with names that people know a place by.
#pragma once

#include "geometry/index/spatial_index.h"
#include "geometry/site/site.h"

#include <QString>

#include <span>
#include <vector>

namespace prospect::app {

// Safe from several threads.
class Landmarks {
public:
    // Of those kinds, such as buildings and gates. Cost: O(features of these kinds).
    Landmarks(const Site& site, std::span<const Role> kinds);

    // The name of the nearest within 80 m; of none that is called so itself. Empty where there is none.
    QString nearest(Point p, const QString& unlike = {}) const;

private:
    std::vector<FeaturePtr> things_;
    SpatialIndex index_;
};

} // namespace prospect::app
