// Analyses small enough to follow: one numbers the cells of its grid, another asks for that twice.
#pragma once

#include "analysis/engine/engine.h"
#include "tests/support/site_builder.h"

#include <atomic>

namespace prospect::test {

using namespace prospect::engine;

// How often cells were numbered, since the analyses are plain functions.
inline std::atomic<int> cells_counted{0};

struct Params {
    double cell_m = 1;
    std::filesystem::path points_file;
};

inline Schema<Params> schema() {
    Schema<Params> made;
    made.add(&Params::cell_m, {.name = "cell_m", .unit = "m", .min = 1e-9, .max = 1000})
        .add(&Params::points_file, {.name = "points_file"});
    return made;
}

// Number of cells of the grid, and a field of cell numbers filled by the loop.
inline AnalysisResult number_cells(const Context& context, const Params& params) {
    ++cells_counted;
    AnalysisResult result;
    Field field("cell", "", context.grid(params.cell_m, 8));
    context.for_blocks(field.grid.cell_count(), 7, [&](std::int64_t begin, std::int64_t end) {
        for (std::int64_t i = begin; i < end; ++i)
            field.values[static_cast<std::size_t>(i)] = static_cast<float>(i);
    });
    result.fields.push_back(std::move(field));
    return result;
}

inline AnalysisResult ask_twice(const Context& context, const Params& params) {
    const Settings settings{{"cell_m", std::to_string(params.cell_m)}};
    const RunPtr first = context.require("test.cells", settings);
    const RunPtr second = context.require("test.cells", settings);
    AnalysisResult result;
    result.metrics = {{"same", first == second ? 1.0 : 0.0},
                      {"cells", static_cast<double>(first->result.fields[0].values.size())}};
    return result;
}

inline Analysis counting_analysis() {
    return Analysis::make<Params>({.id = "test.cells", .reads = {Role::building}, .time = {.season = true}},
                                  schema(), number_cells);
}
inline Analysis asking_analysis() {
    return Analysis::make<Params>({.id = "test.twice", .reads = {Role::building}, .needs = {"test.cells"}},
                                  schema(), ask_twice);
}

// One building of 20 by 10 m, a note and an incident.
inline SiteBuilder block() {
    SiteBuilder builder;
    builder.add(Role::building, rectangle(0, 0, 20, 10), {{"height_m", 9.0}});
    builder.add(Role::annotation, point(5, 5), {{"title", std::string("dark")}});
    builder.add(Role::incident, point(6, 6), {{"category", std::string("theft")}});
    return builder;
}

inline Request on(const SitePtr& site) {
    return {.site = site, .threads = 2};
}

} // namespace prospect::test
