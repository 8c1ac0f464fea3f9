// What an analysis gives, and a finished run of one.
#pragma once

#include "analysis/scene/notes.h"
#include "geometry/io/export.h"
#include "geometry/raster/field.h"
#include "geometry/site/site.h"
#include "geometry/site/time_context.h"

#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <utility>
#include <vector>

namespace prospect::engine {

using io::Table;
using scene::Note;

// Fields and geometries are in local coordinates; columns x and y of tables in full CRS coordinates, as
// people read them. Names are those of AnalysisInfo.
struct AnalysisResult {
    std::vector<Field> fields;
    std::vector<Table> tables;
    std::vector<std::pair<std::string, double>> metrics;      // unit in the name
    std::vector<std::pair<std::string, std::int64_t>> counts; // cells, rays, points…
    std::vector<Note> notes;
    bool partial = false; // some of the points asked for have no answer (exit code 4)
};

// Canonical text of every parameter by name, defaults included: the form, the command line, the project file
// and the cache key all use this.
using Settings = std::map<std::string, std::string>;

struct Seconds {
    double load = 0;
    double scene = 0;
    double run = 0;
    double write = 0;
    double total = 0;
};

// Immutable once made.
struct Run {
    Uuid id;
    std::string analysis;
    int method_version = 1;
    Settings settings;
    std::string scenario; // "" = base
    TimeContext time;
    std::optional<Box> extent; // local, as asked for
    std::uint64_t seed = 0;
    std::string key;                    // content address: same key, same bits
    std::map<Role, Digest> role_hashes; // of the roles it read: the run is out of date when one differs
    std::vector<std::pair<std::string, std::string>> files; // name and sha256 of each file a setting names
    Digest extent_hash{}; // of the boxes that bound unlimited sight and the default grid
    Digest snapshot{};
    Sensitivity sensitivity = Sensitivity::ordinary;
    AnalysisResult result;
    Seconds seconds;
};
using RunPtr = std::shared_ptr<const Run>;

// Whether any role the run read, or the extent of the place, has changed since. site: the base; the run's
// scenario is applied to it, and a scenario that is gone counts as a change.
bool out_of_date(const Run& run, const Site& site);

} // namespace prospect::engine
