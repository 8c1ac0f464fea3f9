#include "analysis/access/frontage.h"

#include "analysis/access/building_fronts.h"
#include "analysis/sightlines/eye.h"

#include <algorithm>
#include <array>
#include <map>

namespace prospect::access {

namespace {

using engine::AnalysisResult;
using engine::Note;
using engine::Table;

struct Sum {
    double length_m = 0;
    double active_m = 0;
    double blank_m = 0; // the longest
    std::optional<Point> blank_at;
    FeaturePtr blank_building;
    std::int64_t doors = 0;
    std::int64_t windows = 0; // at eye level

    void add(const WallRing& ring, const RunFigures& run) {
        length_m += run.length_m;
        active_m += run.active_m;
        for (const FrontOpening* opening : run.openings) {
            doors += opening->door && opening->at_eye_level ? 1 : 0;
            windows += !opening->door && opening->at_eye_level ? 1 : 0;
        }
        if (run.blank_m <= blank_m) return;
        blank_m = run.blank_m;
        blank_at = run.blank_at;
        blank_building = ring.building;
    }
    double active_share() const { return length_m > 0 ? active_m / length_m : 0; }
    double doors_per_100m() const { return length_m > 0 ? static_cast<double>(doors) / length_m * 100 : 0; }
};

const std::vector<std::string>& frontage_columns() {
    static const std::vector<std::string> columns{
        "path",  "kind",           "length_m", "frontage_m",      "active_m",       "active_share",
        "doors", "doors_per_100m", "windows",  "longest_blank_m", "blank_building", "x",
        "y"};
    return columns;
}

const std::vector<std::string>& facades_columns() {
    static const std::vector<std::string> columns{"building",        "length_m", "active_share",
                                                  "longest_blank_m", "doors",    "windows"};
    return columns;
}

// By path, of the walls in the study area.
std::vector<Sum> sums_of_paths(const engine::Context& context, const BuildingFronts& fronts,
                               double active_m) {
    std::vector<Sum> sums(fronts.paths.size());
    for (const WallRing& ring : fronts.rings) {
        context.progress().checkpoint();
        for (const std::uint32_t p : paths_of(ring))
            for (const WallRun& run :
                 runs_of(ring, [&](const WallStep& step) { return scored_along(step, p); }))
                sums[p].add(ring, figures_of(ring, run, active_m));
    }
    return sums;
}

Table frontage_table(const engine::Context& context, const BuildingFronts& fronts, double active_m) {
    const Frame& frame = context.site().frame;
    Table table{"frontage", frontage_columns(), {}, {}};
    const std::vector<Sum> sums = sums_of_paths(context, fronts, active_m);
    for (std::uint32_t p = 0; p < fronts.paths.size(); ++p) {
        const Feature& path = *fronts.paths[p];
        const Sum& sum = sums[p];
        const auto measured = [&](double value) {
            return sum.length_m > 0 ? std::optional<Value>(value) : std::nullopt;
        };
        const Point at = frame.to_full(sum.blank_at.value_or(Point{}));
        const auto of_blank = [&](double value) {
            return sum.blank_at ? std::optional<Value>(value) : std::nullopt;
        };
        const Attribute* kind = path.find("kind");
        table.rows.push_back(
            {Value(scene::title_of(path)), kind ? std::optional<Value>(as_text(kind->value)) : std::nullopt,
             Value(length(path.geometry)), Value(sum.length_m), Value(sum.active_m),
             measured(sum.active_share()), Value(sum.doors), measured(sum.doors_per_100m()),
             Value(sum.windows), measured(sum.blank_m),
             sum.blank_building ? std::optional<Value>(scene::title_of(*sum.blank_building)) : std::nullopt,
             of_blank(at.x), of_blank(at.y)});
        table.geometries.push_back(path.geometry);
    }
    return table;
}

Geometry line_of(const WallRing& ring, const WallRun& run) {
    std::vector<Point> points;
    const auto end_of = [&](std::size_t step, double side) {
        const WallStep& wall = ring.steps[step];
        const Point along{-wall.outward.y, wall.outward.x};
        return wall.at + along * (side * (wall.to_m - wall.from_m) / 2);
    };
    points.push_back(end_of(run.steps.front(), -1));
    for (std::size_t i = 1; i < run.steps.size(); ++i)
        if (!(ring.steps[run.steps[i]].outward == ring.steps[run.steps[i - 1]].outward))
            points.push_back(end_of(run.steps[i], -1));
    points.push_back(end_of(run.steps.back(), 1));
    return Geometry::make_line(points);
}

bool scored_front(const WallStep& step) {
    return step.scored && !step.paths.empty();
}

engine::AnalysisInfo info() {
    return {
        .id = "access.frontage",
        .title = "Active frontage",
        .term = "active frontage, blank walls, door density",
        .summary = "How much of the walls along the paths has windows and doors at eye level, how long the "
                   "longest blank wall is, and how dense the doors are.",
        .reference = "Active frontage after the Urban Design Compendium and Gehl's grades of ground "
                     "floors; numbers are starting values",
        .reads = {Role::building, Role::opening, Role::path, Role::barrier, Role::planting, Role::tree,
                  Role::study_area, Role::terrain},
        .time = {.season = true, .growth = true, .phase = true},
        .tables = {{"frontage", frontage_columns(),
                    "One row a path: the walls along it, how much of them is active, the longest blank one"},
                   {"facades", facades_columns(), "The walls along paths, as lines",
                    engine::TableFile::gpkg}},
        .metrics = {{"frontage_m", "Length of walls along paths in the study area"},
                    {"active_share", "Share of it near a window or door of a room in use"},
                    {"longest_blank_m", "Longest wall without a window or door at eye level"},
                    {"doors_per_100m", "Doors on 100 m of it"}},
    };
}

engine::Schema<FrontageParams> schema() {
    engine::Schema<FrontageParams> schema;
    schema
        .add(&FrontageParams::depth_m, {.name = "depth_m",
                                        .label = "How far before a wall a path counts",
                                        .unit = "m",
                                        .help = "A wall belongs to the paths whose edge is this near.",
                                        .min = 0,
                                        .max = 1000})
        .add(&FrontageParams::active_m, {.name = "active_m",
                                         .label = "Wall beside an opening",
                                         .unit = "m",
                                         .help = "So much wall on each side counts as active with it.",
                                         .min = 0,
                                         .max = 100})
        .add(&FrontageParams::eye_height_m, {.name = "eye_height_m",
                                             .label = "Eye height",
                                             .unit = "m",
                                             .help = "Height above the ground at which walls are looked at.",
                                             .min = 0,
                                             .max = 100})
        .add(&FrontageParams::step_m, {.name = "step_m",
                                       .label = "Step along walls",
                                       .unit = "m",
                                       .help = "Distance between the places of a wall that are looked at.",
                                       .min = 0.05,
                                       .max = 100,
                                       .advanced = true})
        .add(&FrontageParams::assume_windows, sightlines::assume_windows_parameter());
    return schema;
}

} // namespace

AnalysisResult frontage(const engine::Context& context, const FrontageParams& params) {
    const auto space = context.space();
    const BuildingFronts fronts = building_fronts(
        context, *space,
        {params.depth_m, params.eye_height_m, params.step_m,
         params.assume_windows ? scene::MissingWindows::assume : scene::MissingWindows::leave_out});
    if (fronts.paths.empty())
        throw Error(ErrorCode::refused, "there is no path on the plan, so no wall is along one",
                    "draw paths (role path)");
    if (fronts.windows + fronts.doors == 0)
        throw Error(ErrorCode::refused,
                    "there is no window or door in a wall of the plan, so nothing is known of its fronts",
                    "draw them (role opening) or agree to assumed windows (--assume_windows yes)");
    AnalysisResult result;
    for (const Note& note : context.scene().notes())
        if (note.code != "flat_view") result.notes.push_back(note);
    result.notes.insert(result.notes.end(), space->notes().begin(), space->notes().end());
    result.notes.insert(result.notes.end(), fronts.notes.begin(), fronts.notes.end());
    Sum all;
    Table facades{"facades", facades_columns(), {}, {}};
    for (const WallRing& ring : fronts.rings)
        for (const WallRun& run : runs_of(ring, scored_front)) {
            const RunFigures figures = figures_of(ring, run, params.active_m);
            all.add(ring, figures);
            Sum one;
            one.add(ring, figures);
            facades.rows.push_back({Value(scene::title_of(*ring.building)), Value(figures.length_m),
                                    Value(one.active_share()), Value(figures.blank_m), Value(one.doors),
                                    Value(one.windows)});
            facades.geometries.push_back(line_of(ring, run));
        }
    if (all.length_m > 0)
        result.metrics = {{"frontage_m", all.length_m},
                          {"active_share", all.active_share()},
                          {"longest_blank_m", all.blank_m},
                          {"doors_per_100m", all.doors_per_100m()}};
    result.counts = {{"paths", static_cast<std::int64_t>(fronts.paths.size())},
                     {"windows", static_cast<std::int64_t>(fronts.windows)},
                     {"windows_assumed", static_cast<std::int64_t>(fronts.assumed_windows)},
                     {"doors", static_cast<std::int64_t>(fronts.doors)}};
    result.tables = {frontage_table(context, fronts, params.active_m), std::move(facades)};
    return result;
}

engine::Analysis frontage_analysis() {
    return engine::Analysis::make<FrontageParams>(info(), schema(), frontage);
}

} // namespace prospect::access
