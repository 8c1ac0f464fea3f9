#include "analysis/lighting/lit_paths.h"

#include "analysis/lighting/coverage.h"
#include "analysis/lighting/lighting_classes.h"
#include "analysis/scene/attribute_reader.h"

namespace prospect::lighting {

namespace {

struct Row {
    std::vector<std::optional<Value>> values;
    std::size_t class_spots = 0; // of a path with a class
    std::size_t class_lit = 0;   // with the least light it allows, or more
};

Row row_of(const scene::ScoredPath& path, const Lights& lights, double height_m, const Frame& frame) {
    const std::vector<Light> lit = light_along(path, lights, height_m);
    const auto least = class_minimum_lx(*path.path);
    Row made;
    Coverage coverage;
    std::size_t darkest = 0;
    for (std::size_t i = 0; i < lit.size(); ++i) {
        coverage.add(lit[i].eh());
        if (lit[i].eh() < lit[darkest].eh()) darkest = i;
        if (least) made.class_lit += lit[i].eh() >= *least ? 1 : 0;
    }
    if (least) made.class_spots = lit.size();
    const Point full = frame.to_full(path.stations[darkest].place);
    made.values = {Value(scene::title_of(*path.path)), Value(path.length_m)};
    for (std::size_t i = 0; i < covered_from_lx.size(); ++i)
        made.values.emplace_back(std::in_place, coverage.share(i));
    made.values.emplace_back();
    if (least)
        made.values.back().emplace(static_cast<double>(made.class_lit) /
                                   static_cast<double>(made.class_spots));
    for (const double number : {coverage.mean(), coverage.least(), coverage.uniformity(), full.x, full.y})
        made.values.emplace_back(std::in_place, number);
    return made;
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

std::optional<double> class_minimum_lx(const Feature& path) {
    const std::string name = scene::AttributeReader::own_text(path, "lit_class");
    if (name.empty()) return std::nullopt;
    const NamedClass asked = LightingClasses::bundled().find(name);
    return asked.one ? asked.one->ground_minimum_lx() : std::nullopt;
}

std::vector<std::string> lit_paths_columns() {
    std::vector<std::string> columns{"path", "length_m"};
    for (std::string& name : covered_share_names())
        columns.push_back(std::move(name));
    for (const char* name : {"covered_share_class", "e_avg", "e_min", "u0", "x", "y"})
        columns.emplace_back(name);
    return columns;
}

LitPaths lit_paths(const engine::Context& context, const engine::Workers& workers, const LitPlan& plan,
                   double step_m, double height_m, std::vector<scene::Note>& notes) {
    const auto paths = scene::scored_paths(context.scene(), *plan.space, step_m, height_m, notes);
    std::vector<Row> rows(paths.size());
    workers.for_blocks(static_cast<std::int64_t>(paths.size()), 1, [&](std::int64_t begin, std::int64_t end) {
        for (auto i = static_cast<std::size_t>(begin); i < static_cast<std::size_t>(end); ++i)
            rows[i] = row_of(paths[i], *plan.lights, height_m, context.site().frame);
    });
    LitPaths made{{"paths", lit_paths_columns(), {}, {}}, {}};
    std::size_t spots = 0;
    std::size_t lit = 0;
    for (std::size_t i = 0; i < paths.size(); ++i) {
        made.table.rows.push_back(std::move(rows[i].values));
        made.table.geometries.push_back(paths[i].path->geometry);
        spots += rows[i].class_spots;
        lit += rows[i].class_lit;
    }
    if (spots > 0) made.covered_share_class = static_cast<double>(lit) / static_cast<double>(spots);
    return made;
}

} // namespace prospect::lighting
