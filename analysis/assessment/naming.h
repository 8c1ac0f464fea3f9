// What people call the spots a check found.
#pragma once

#include "analysis/assessment/facts.h"
#include "analysis/assessment/finding.h"

namespace prospect::assessment {

// A place in words, from what is there, the best first:
// 1. the name of the area people stay in, of the small zone, of the path (8 m) or of the boundary (15 m)
// there;
// 2. what the weightiest finding is about: "Seat in the play area", "Hedge", "Corner"; a path without a name
// goes
//    by what lies at its ends: "Footway between Garages and Block D".
// Where that does not say where, the building or the text of the drawing near it (60 m and 30 m): "beside"
// within 3 m, "behind" or "in front of" where its main entrances tell, else "by"; without any, the part of
// the site: "Hedge in the north-east of the site". Never coordinates. Names of protected and personal things
// go to nobody this way. subject: null when the finding is about no feature.
std::string place_name(const Facts& facts, Point at, const Feature* subject = nullptr, bool corner = false);

// Makes names that are used several times different: by the part of what they are named after that each is at
// ("Fence behind the west end of 2–16 Mill Row", "Lamp by the north side of Garages", "Back Path, middle");
// those still alike, or named after nothing with a shape, by how they lie to one another ("the eastern one")
// if that tells each from all; else by numbers from the second on.
void tell_apart(const Facts& facts, std::vector<Place>& places);

// "north-east": the eighth of the compass that d points to.
std::string compass(Point d);

} // namespace prospect::assessment
