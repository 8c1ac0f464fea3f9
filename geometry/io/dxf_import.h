// Drawings: DXF files of every version from R12 on, ASCII.
#pragma once

#include "geometry/io/import.h"

namespace prospect::io {

// Every layer of the drawing becomes drafts: one for each role its shapes have, one "drawing only" for the
// rest. Sheets (paper space) are left out and counted; so is what GDAL cannot draw. Layers that are frozen or
// off come in hidden. Coordinates are metres, or those of the system GEODATA names; then `crs` is set. Throws
// Error(refused): no ASCII DXF, damaged, nothing drawn, unit absent or implausible (the unit to name and the
// size it gives are in the advice).
SourceDraft read_dxf(const std::filesystem::path& file, const ImportOptions& options,
                     const Progress& progress);

} // namespace prospect::io
