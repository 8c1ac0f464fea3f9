// What is doubtful or wrong in a site: said, never repaired in silence.
#pragma once

#include "geometry/site/site.h"

namespace prospect {

struct Problem {
    enum class Level : std::uint8_t { warning, error } level = Level::warning;
    std::string code;    // "value_out_of_range"
    std::string message; // one sentence
    Uuid feature;        // nil when it concerns a layer or the site
    Point place;
    std::string attribute{}; // "height_m"; empty when it concerns none
};

// Attributes out of range or of the wrong type, choices that do not exist, geometry kinds a role does not
// take, non-finite coordinates, empty geometry, repeated ids. One entry per problem, in layer order.
std::vector<Problem> validate(const Site& site);

} // namespace prospect
