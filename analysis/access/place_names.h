// What people call a piece of ground, and how far a step from one to another goes.
#pragma once

#include "analysis/scene/access_graph.h"

#include <string>

namespace prospect::access {

// Within: a store in a court is called by the building, a flat that is drawn as a zone of a house by the
// zone.
bool is_called_by_building(const scene::AccessPlace& place);

// "Garden of 3 Mill Row", "inside Block C", "the public realm", "ground in no zone".
std::string name_of_place(const scene::AccessPlace& place);

// How many classes between them a step from one ownership to another leaves out (public to private: two).
// Ground in no zone counts as public; 0 into and out of buildings that no zone says anything of.
int classes_skipped(const scene::AccessPlace& a, const scene::AccessPlace& b);

} // namespace prospect::access
