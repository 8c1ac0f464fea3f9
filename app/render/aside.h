// What of a plan is not painted as it is.
#pragma once

#include "geometry/site/feature.h"

#include <set>

namespace prospect::render {

struct Aside {
    std::set<Uuid> faint;    // notes that step back
    std::set<Uuid> left_out; // things that somebody else paints, with their names
};

} // namespace prospect::render
