// The command line that does what the window did.
#pragma once

#include "analysis/engine/analysis.h"
#include "app/document/result_list.h"

#include <QString>

#include <filesystem>
#include <span>

namespace prospect::app {

// "prospect-cli analyse 'My plan.gpkg' sightlines.visible_area --cell_m 2 --time night --out results":
// settings and parts of the time that differ from the start values, quoted for a POSIX shell.
QString command_text(const Result& result, std::span<const engine::Analysis> catalogue,
                     const std::filesystem::path& file);

} // namespace prospect::app
