// Edits that cut things, put them together and lead them along at a distance.
#pragma once

#include "app/tools/copies.h"
#include "geometry/base/progress.h"

namespace prospect::app {

// An edit with what is selected after it, or why there is none. `note`: what has been decided on the way.
struct ShapeEdit {
    std::optional<SiteEdit> edit;
    std::vector<Uuid> made;
    QString refusal;
    QString note;
};

// Lines and areas that the cut leads through become several things that keep all that is known of the
// original; the largest piece (of a line: the first) keeps its id.
ShapeEdit split_edit(std::span<const Copied> things, std::span<const Point> cut);
// Areas of one kind that overlap or share an edge become one, which keeps id, name and facts of the largest.
ShapeEdit merge_edit(std::span<const Copied> things, const Progress& progress = {});
// A copy of each line or area at that distance (geometry/kernel/shape_operations.h, parallel).
ShapeEdit parallel_edit(const Site& site, std::span<const Copied> things, double distance_m);

} // namespace prospect::app
