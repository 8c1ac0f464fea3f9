#include "analysis/risk/used_ground.h"

#include "analysis/scene/attribute_reader.h"
#include "analysis/scene/cells_near.h"
#include "analysis/scene/study_area.h"
#include "analysis/scene/zones.h"

#include <algorithm>
#include <limits>

namespace prospect::risk {

namespace {

constexpr double smaller_than_m2 = 10'000;
constexpr double beside_m = 6;
constexpr double near_m = 50;

std::vector<FeaturePtr> present_ones(const engine::Context& context, Role role) {
    std::vector<FeaturePtr> found;
    for (const auto& [layer, feature] : context.site().features(role))
        if (present(*feature, context.time().phase) && !feature->geometry.empty()) found.push_back(feature);
    return found;
}

void mark_near(const Geometry& geometry, double reach_m, const Grid& grid, std::vector<std::uint8_t>& cells) {
    for (const scene::CellRun& run : scene::cells_near(grid, {&geometry}, reach_m))
        for (std::int64_t column = run.first; column <= run.last; ++column)
            if (distance(geometry, grid.center(column, run.row)) <= reach_m)
                cells[static_cast<std::size_t>(run.row * grid.columns + column)] = 1;
}

// Its nearest, and how far that is; null and infinity where there is none.
std::pair<const Feature*, double> nearest(const std::vector<FeaturePtr>& features, Point p) {
    std::pair<const Feature*, double> found{nullptr, std::numeric_limits<double>::infinity()};
    for (const FeaturePtr& feature : features)
        if (const double away = distance(feature->geometry, p); away < found.second)
            found = {feature.get(), away};
    return found;
}

} // namespace

UsedGround used_ground(const engine::Context& context, const Grid& grid, PlacesOn places) {
    const scene::StudyArea study(context.site());
    const scene::Zones zones(context.scene());
    UsedGround made;
    made.told.resize(static_cast<std::size_t>(grid.cell_count()));
    engine::Workers(context.request().threads, Progress(context.progress().stop_token(), {}))
        .for_blocks(grid.rows, 4, [&](std::int64_t begin, std::int64_t end) {
            for (std::int64_t row = begin; row < end; ++row)
                for (std::int64_t column = 0; column < grid.columns; ++column) {
                    const Point p = grid.center(column, row);
                    made.told[static_cast<std::size_t>(row * grid.columns + column)] =
                        study.contains(p) && (places == PlacesOn::everywhere ||
                                              (!zones.private_at(p) && !zones.owned_at(p, "restricted")))
                            ? 1
                            : 0;
                }
        });
    if (places == PlacesOn::everywhere) {
        made.people = made.told;
        return made;
    }
    made.people.resize(made.told.size());
    scene::AttributeReader reader;
    const auto paths = present_ones(context, Role::path);
    const auto activities = present_ones(context, Role::activity);
    for (const FeaturePtr& path : paths)
        mark_near(path->geometry, reader.number(Role::path, *path, "width_m") / 2 + beside_path_m, grid,
                  made.people);
    for (const FeaturePtr& activity : activities)
        mark_near(activity->geometry,
                  activity->geometry.kind == GeometryKind::polygon ? 0 : around_activity_m, grid,
                  made.people);
    made.without_ways = paths.empty() && activities.empty();
    for (std::size_t i = 0; i < made.told.size(); ++i)
        made.people[i] = made.told[i] != 0 && (made.without_ways || made.people[i] != 0) ? 1 : 0;
    return made;
}

PlaceNames::PlaceNames(const engine::Context& context) : frame_(context.site().frame) {
    for (const Role role : {Role::activity, Role::zone, Role::path})
        for (const FeaturePtr& feature : present_ones(context, role)) {
            // A name that only the police may read does not go into a map for all.
            if (feature->name.empty() || feature->sensitivity != Sensitivity::ordinary) continue;
            if (role == Role::path) paths_.push_back(feature);
            (feature->geometry.kind == GeometryKind::polygon ? areas_ : ways_).push_back(feature);
        }
    std::stable_sort(areas_.begin(), areas_.end(), [](const FeaturePtr& a, const FeaturePtr& b) {
        return area(a->geometry) < area(b->geometry);
    });
}

std::string PlaceNames::at(Point p) const {
    const auto around = std::find_if(areas_.begin(), areas_.end(),
                                     [&](const FeaturePtr& one) { return contains(one->geometry, p); });
    if (around != areas_.end() && area((*around)->geometry) < smaller_than_m2) return (*around)->name;
    if (const auto [way, away] = nearest(ways_, p); away <= beside_m) return way->name;
    if (around != areas_.end()) return (*around)->name;
    if (const auto [path, away] = nearest(paths_, p); away <= near_m) return "near " + path->name;
    return scene::place_text(frame_, p);
}

} // namespace prospect::risk
