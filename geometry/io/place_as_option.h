// Placed drafts as an option of a site: what differs from the existing place.
#pragma once

#include "geometry/io/import.h"

namespace prospect::io {

// Before anything is read: the name will do, or is to be replaced, and there is a place to differ from.
// Throws Error(usage). Gives the name as the option bears it.
std::string check_new_option(const Site& site, const std::string& name, bool replace);
// Throws Error(refused) when nothing in the source can be part of an option: grids and pictures cannot.
void check_for_option(const SourceDraft& draft);
// Fills edit, difference and report. Coordinates of the drafts are local.
void compare_as_option(const Site& site, std::vector<SourceDraft> drafts, ImportOutcome& outcome,
                       const Progress& progress);

} // namespace prospect::io
