// A run as files: DIR/<field>.tif, <table>.csv, <analysis>.gpkg, result.json; the catalogue as JSON
// (contract.md §3).
#pragma once

#include "analysis/engine/analysis.h"

#include <filesystem>
#include <span>
#include <string>

namespace prospect::engine {

// Files the run was made from, besides those its own settings name.
struct WrittenInputs {
    std::vector<std::pair<std::string, std::string>> inputs; // name, sha256
};

// Whether the shapes of a run are also written as a drawing, DIR/<analysis>.dxf.
enum class Drawing : std::uint8_t { none, dxf };

// What is written on everything that shows such results, in files and pictures; "" for ordinary ones.
std::string mark_of(Sensitivity sensitivity);

// The run without what rests on data its readers may not see: fields, tables and metrics that the analysis
// says so of (FieldInfo::sensitivity), and notes of that kind. Others than the police see ordinary ones alone; a
// note counts what is left out. With any of it the run itself is marked as personal.
Run for_audience(Run run, const AnalysisInfo& info, io::Audience audience);

// result.json of a run that is kept without files of its own: `file` of fields and tables is null. Places of
// notes in full CRS coordinates. analysis: the one that made the run. A result that is not for everybody says so
// in a note and in `sensitivity`.
std::string result_json(const Run& run, const Analysis& analysis, const Frame& frame,
                        const WrittenInputs& inputs);

// Writes all files into the folder (made when missing) and returns result.json's text, with the seconds the
// writing took. A drawing is asked for in vain when no table has shapes. Throws Error(internal) when the
// folder cannot be made or written.
std::string write_run(const Run& run, const Analysis& analysis, const Frame& frame,
                      const WrittenInputs& inputs, const std::filesystem::path& folder,
                      Drawing drawing = Drawing::none);

// `list analyses --json`.
std::string catalogue_json(std::span<const Analysis> catalogue);

} // namespace prospect::engine
