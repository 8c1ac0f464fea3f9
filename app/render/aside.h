// What of a plan is painted otherwise than it is.
#pragma once

#include "geometry/site/feature.h"

#include <memory>
#include <set>

namespace prospect::render {

struct WalkGround;

struct Aside {
    std::set<Uuid> faint;    // notes that step back
    std::set<Uuid> left_out; // things that somebody else paints, with their names
    bool owners = false;     // zones have the colour of whose ground they are (paint_owners.h)
    std::shared_ptr<const WalkGround> walk; // the ground by how one gets there (paint_walk.h); null: as it is
};

} // namespace prospect::render
