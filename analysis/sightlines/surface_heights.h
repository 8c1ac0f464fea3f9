// A surface raster as heights in metres, or why it cannot be.
#pragma once

#include "analysis/scene/notes.h"
#include "geometry/raster/field.h"

namespace prospect::sightlines {

// unit: auto, m, dm, cm, mm or ft. auto takes metres, and throws Error(refused) for a grid in degrees and for
// whole numbers that climb more steeply from cell to cell than any place does, as decimetres read as metres
// do: the advice names the units that may be given. Notes: whole metres; a unit that was converted; cells
// that are not square.
Field surface_in_metres(const Field& raster, const Site& site, const std::string& unit,
                        std::vector<scene::Note>& notes);

} // namespace prospect::sightlines
