#include "analysis/lighting/lit_paths.h"

#include "analysis/lighting/coverage.h"

namespace prospect::lighting {

namespace {

std::vector<std::optional<Value>> row_of(const scene::ScoredPath& path, const Lights& lights, double height_m,
                                         const Frame& frame) {
    const std::vector<Light> lit = light_along(path, lights, height_m);
    Coverage coverage;
    std::size_t darkest = 0;
    for (std::size_t i = 0; i < lit.size(); ++i) {
        coverage.add(lit[i].eh());
        if (lit[i].eh() < lit[darkest].eh()) darkest = i;
    }
    const Point full = frame.to_full(path.stations[darkest].place);
    std::vector<std::optional<Value>> row{Value(scene::title_of(*path.path)), Value(path.length_m)};
    for (std::size_t i = 0; i < covered_from_lx.size(); ++i)
        row.emplace_back(std::in_place, coverage.share(i));
    for (const double number : {coverage.mean(), coverage.least(), coverage.uniformity(), full.x, full.y})
        row.emplace_back(std::in_place, number);
    return row;
}

} // namespace

std::vector<Light> light_along(const scene::ScoredPath& path, const Lights& lights, double height_m) {
    std::vector<Point3> places;
    for (std::size_t i = 0; i < path.stations.size(); ++i)
        places.push_back(path.place(i, height_m));
    std::vector<Light> lit(places.size());
    lights.at(places, lit);
    return lit;
}

std::vector<std::string> lit_paths_columns() {
    std::vector<std::string> columns{"path", "length_m"};
    for (std::string& name : covered_share_names())
        columns.push_back(std::move(name));
    for (const char* name : {"e_avg", "e_min", "u0", "x", "y"})
        columns.emplace_back(name);
    return columns;
}

engine::Table lit_paths_table(const engine::Context& context, const engine::Workers& workers,
                              const LitPlan& plan, double step_m, double height_m,
                              std::vector<scene::Note>& notes) {
    const auto paths = scene::scored_paths(context.scene(), *plan.space, step_m, height_m, notes);
    engine::Table table{"paths", lit_paths_columns(), {}, {}};
    table.rows.resize(paths.size());
    workers.for_blocks(static_cast<std::int64_t>(paths.size()), 1, [&](std::int64_t begin, std::int64_t end) {
        for (auto i = static_cast<std::size_t>(begin); i < static_cast<std::size_t>(end); ++i)
            table.rows[i] = row_of(paths[i], *plan.lights, height_m, context.site().frame);
    });
    for (const scene::ScoredPath& path : paths)
        table.geometries.push_back(path.path->geometry);
    return table;
}

} // namespace prospect::lighting
