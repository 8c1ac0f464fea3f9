// What the factors measure on the ground, before it is judged.
#pragma once

#include "analysis/engine/context.h"
#include "analysis/risk/factors.h"
#include "analysis/risk/scoring.h"

#include <filesystem>
#include <functional>
#include <span>

namespace prospect::risk {

// A factor as asked for: one of the program, or values of a file that are taken as they are.
struct Chosen {
    std::string name;
    const FactorInfo* info = nullptr; // null: a file of a name the program has none of
    std::filesystem::path file;       // empty: worked out
    double weight = 0;

    std::string title() const { return info != nullptr ? info->title : name; }
    ValueFunction value() const { return file.empty() ? info->value : ValueFunction{0, 1}; }
};

// "name" or "name=FILE" each. Throws Error(usage) in one sentence: a factor there is none of (near and known
// ones are named), a name twice, a file's name of other than small letters, digits and _, a name or file that
// is missing, more than most_factors.
std::vector<Chosen> parse_chosen(const std::vector<std::string>& items);

struct Measured {
    Chosen chosen;
    Field measure; // in the factor's unit; nodata where not known

    FactorMeasures view() const {
        return {measure.values, chosen.value(), chosen.file.empty() && chosen.info->light,
                !chosen.file.empty()};
    }
};
std::vector<FactorMeasures> views(const std::vector<Measured>& measured);

// A needed analysis on some state of the plan; absent extent: that of the request.
using Runs = std::function<engine::RunPtr(const std::string& analysis, const engine::Settings& settings,
                                          const std::optional<Box>& extent)>;

// The factor on the cells of the grid, as its data say (factors.h). `missing` says in one sentence what the
// plan lacks where it cannot be told, and the field then has no value. handed: settings the factor may hand
// on.
struct Measure {
    Field field;
    std::string missing;
    std::string advice; // what the analysis says to do about it, its own settings among it; "" for none
};
Measure measure(const engine::Context& context, const Runs& runs, const FactorInfo& factor,
                const engine::Settings& handed, DayBand band, const Grid& grid,
                std::vector<engine::Note>& notes);

// Takes the values of all fields, which are of that grid, away in buildings: there is no ground.
void clear_buildings(const engine::Context& context, const Grid& grid, std::span<Field* const> fields);

// The values of a file at the cells' centres, between its own as Field::sampled_at has it. Throws
// Error(refused) in one sentence: a file that is no raster, of another map grid, with a value below 0 or
// above 1, or without any value here.
Field given_values(const std::string& what, const std::filesystem::path& file, const Frame& frame,
                   const Grid& grid);

} // namespace prospect::risk
