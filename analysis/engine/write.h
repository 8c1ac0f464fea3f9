// A run as files: DIR/<field>.tif, <table>.csv, <analysis>.gpkg, result.json (contract.md §3).
#pragma once

#include "analysis/engine/engine.h"

#include <filesystem>

namespace prospect::engine {

struct WrittenInputs {
    std::vector<std::pair<std::string, std::string>> inputs; // name, sha256
};
// result.json as text; place of notes in full CRS coordinates.
std::string result_json(const Run& run, const Frame& frame, const WrittenInputs& inputs);
// Writes all files into the folder (made when missing) and returns result.json's text; seconds.write is filled in.
std::string write_run(const Run& run, const AnalysisInfo& info, const Frame& frame, const WrittenInputs& inputs,
                      const std::filesystem::path& folder);

} // namespace prospect::engine
