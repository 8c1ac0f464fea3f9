// The paths of a plan, each under a title that tells it from the others.
#pragma once

#include "geometry/site/site.h"

#include <QString>

#include <vector>

namespace prospect::app {

struct NamedWay {
    Uuid feature;
    QString title;
    bool operator==(const NamedWay&) const = default;
};

// All paths that are lines, at most so many, by their names, then by their lengths. Titles: "Mill Row · 120
// m"; of several of one name with the nearest building or gate that has one, "Mill Row near Block C · 120 m";
// those still alike are numbered. Cost: O(features), and a search for each path that shares its name.
std::vector<NamedWay> ways_of(const Site& site, std::size_t most);

} // namespace prospect::app
