// Older project files brought up to the present schema, step by step. Included only by .cpp files of
// geometry/io.
#pragma once

#include "geometry/io/gdal.h"

#include <functional>
#include <span>
#include <string>
#include <vector>

namespace prospect::io {

// From one schema version to the next, on a private copy that is open for update.
struct Migration {
    int from = 0;
    std::string what; // for the note: "columns of cameras are named in degrees"
    std::function<void(GDALDatasetH)> run;
};

// All steps the program knows, in order. A new schema version adds one here and a file of the old version to
// tests/projects.
std::span<const Migration> migrations();

// Runs the steps from `version` to `target` in one transaction and returns what they did. Throws
// Error(refused) when a step is missing.
std::vector<std::string> migrate(GDALDatasetH file, int version, int target,
                                 std::span<const Migration> steps);

} // namespace prospect::io
