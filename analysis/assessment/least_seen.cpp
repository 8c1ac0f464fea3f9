#include "analysis/assessment/check_grid.h"
#include "analysis/assessment/shared.h"
#include "analysis/assessment/surveillance.h"
#include "analysis/assessment/watchers.h"
#include "analysis/sightlines/closing_in.h"

#include <algorithm>
#include <limits>
#include <map>
#include <numbers>

namespace prospect::assessment {

namespace {

// Little seen ground along one path.
struct Group {
    std::size_t cells = 0;
    double sum_m2 = 0;
    double least_m2 = std::numeric_limits<double>::infinity();
    Point worst;
    std::vector<Point> some; // cells, evenly among them
    std::size_t every = 1;

    void add(Point cell) {
        constexpr std::size_t most = 256;
        if (cells++ % every == 0) some.push_back(cell);
        if (some.size() < most) return;
        for (std::size_t i = 0; 2 * i < some.size(); ++i)
            some[i] = some[2 * i];
        some.resize(some.size() / 2);
        every *= 2;
    }
};

FeaturePtr nearest_path(const Facts& facts, Point p, double within_m) {
    FeaturePtr best;
    double least = within_m;
    for (const FeaturePtr& path : facts.of(Role::path)) {
        if (!path->geometry.box().grown(within_m).contains(p)) continue;
        if (const double away = distance(path->geometry, p); away <= least) {
            least = away;
            best = path;
        }
    }
    return best;
}

const Field& ground_seen(const MetricInput& input, double cell_m, engine::RunPtr& kept) {
    const auto text = [&](const char* setting) { return as_text(Value(input.criterion.setting(setting))); };
    kept = input.context.require("sightlines.visible_area", {{"cell_m", as_text(Value(cell_m))},
                                                             {"eye_height_m", text("eye_height_m")},
                                                             {"reach_m", text("reach_m")},
                                                             {"measures", "area"}});
    return kept->result.fields.at(0);
}

// How many windows see a cell where little ground is seen.
struct Little {
    bool asked = false; // false: enough ground is seen, or nobody asks about it
    std::uint32_t windows = 0;
};

std::vector<Little> watch_cells(const MetricInput& input, const Watchers& watchers, const Field& field) {
    std::vector<Little> found(field.values.size());
    const double reach_m = input.criterion.setting("reach_m");
    const double target_m = input.criterion.setting("target_height_m");
    input.context.for_blocks(field.grid.cell_count(), 128, [&](std::int64_t begin, std::int64_t end) {
        for (std::int64_t i = begin; i < end; ++i) {
            const auto at = static_cast<std::size_t>(i);
            const Point p = field.grid.center(i % field.grid.columns, i / field.grid.columns);
            if (field.values[at] == nodata || input.criterion.holds(static_cast<double>(field.values[at])) ||
                !input.facts.study().contains(p) || !input.facts.zones().public_at(p))
                continue;
            found[at] = {true, static_cast<std::uint32_t>(watchers.count(above(p, target_m), reach_m))};
        }
    });
    return found;
}

// The size of the cells, as wanted or larger on a wide plan; absent where they would be wider than the ground
// along a path that the criterion is about.
std::optional<double> cells_for(const MetricInput& input, Measured& measured) {
    const Box box = input.facts.site().study_box();
    const double wanted_m = input.criterion.setting("cell_m");
    const double cell_m = bounded_cell_m(box, wanted_m);
    if (cell_m > 2 * input.criterion.setting("path_m")) {
        measured.gaps.push_back({.text = "the plan spans " + span_text(box) +
                                         ", too wide to look at closely: draw the site boundary (red line)"});
        return std::nullopt;
    }
    if (cell_m > wanted_m)
        measured.notes.push_back(coarse_note("least_seen_coarse",
                                             "the ground seen of " + input.criterion.code, cell_m, wanted_m,
                                             "the plan spans " + span_text(box)));
    return cell_m;
}

// What some of the group's cells rest on: the windows near them, and what bounds the view, for were that
// lower one would see more.
Grounds grounds_of(const MetricInput& input, const Watchers& watchers, const Group& group) {
    constexpr std::size_t looked_from = 8;
    const double height_m = input.criterion.setting("eye_height_m");
    const double target_m = input.criterion.setting("target_height_m");
    const double reach_m = input.criterion.setting("reach_m");
    Overlooking seen;
    for (const Point p : group.some)
        seen.add(watchers.on(above(p, target_m), reach_m));
    Grounds grounds = seen.grounds(watchers);
    const std::size_t step = std::max<std::size_t>(1, group.some.size() / looked_from);
    for (std::size_t i = 0; i < group.some.size(); i += step)
        for (const auto& [role, thing] :
             sightlines::closing_in(input.context, group.some[i], height_m, reach_m))
            grounds.blocker(role, *thing);
    return grounds;
}

Measurement measure_group(const MetricInput& input, const Watchers& watchers, const FeaturePtr& path,
                          const Group& group, double cell_m2) {
    const double reach_m = input.criterion.setting("reach_m");
    const double windows = input.criterion.setting("windows");
    Measurement measurement{.subject = {path->id},
                            .at = group.worst,
                            .value = group.sum_m2 / static_cast<double>(group.cells),
                            .grounds = grounds_of(input, watchers, group)};
    measurement.grounds.thing(Role::path, *path);
    measurement.text = "On " + rounded_text(static_cast<double>(group.cells) * cell_m2) + " m2 along " +
                       called(Role::path, *path) + " fewer than " + rounded_text(windows) +
                       " windows within " + rounded_text(reach_m) + " m see you, and you see only " +
                       rounded_text(measurement.value) + " m2 of ground around you on average";
    measurement.evidence.push_back({"least is seen here: " + rounded_text(group.least_m2) + " m2",
                                    {},
                                    Geometry::make_point(group.worst)});
    measurement.evidence.push_back({"way through it", path->id, {}});
    return measurement;
}

} // namespace

Measured least_seen(const MetricInput& input) {
    Measured measured;
    const Watchers& watchers = input.shared.watchers();
    if (const auto gap = no_windows(watchers)) measured.gaps.push_back(*gap);
    if (input.facts.of(Role::path).empty())
        measured.gaps.push_back({.text = "no path is on the plan", .lacks = "path"});
    if (!measured.gaps.empty()) return measured;
    const auto cell_m = cells_for(input, measured);
    if (!cell_m) return measured;
    engine::RunPtr run;
    const Field& field = ground_seen(input, *cell_m, run);
    const auto watched = watch_cells(input, watchers, field);
    const double path_m = input.criterion.setting("path_m");
    const double windows = input.criterion.setting("windows");
    std::map<Uuid, Group> groups;
    for (std::size_t i = 0; i < watched.size(); ++i) {
        if (!watched[i].asked || static_cast<double>(watched[i].windows) >= windows) continue;
        const auto cell = static_cast<std::int64_t>(i);
        const Point p = field.grid.center(cell % field.grid.columns, cell / field.grid.columns);
        const FeaturePtr path = nearest_path(input.facts, p, path_m);
        if (!path) continue;
        Group& group = groups[path->id];
        const auto seen_m2 = static_cast<double>(field.values[i]);
        group.sum_m2 += seen_m2;
        group.add(p);
        if (seen_m2 < group.least_m2) {
            group.least_m2 = seen_m2;
            group.worst = p;
        }
    }
    const double cell_m2 = field.grid.cell_x * field.grid.cell_y;
    const double reach_m = input.criterion.setting("reach_m");
    const double whole_circle_m2 = std::numbers::pi * reach_m * reach_m;
    for (const FeaturePtr& path : input.facts.scored(Role::path)) {
        const auto group = groups.find(path->id);
        const bool enough = group != groups.end() && static_cast<double>(group->second.cells) * cell_m2 >=
                                                         input.criterion.setting("least_m2");
        if (enough)
            measured.subjects.push_back(measure_group(input, watchers, path, group->second, cell_m2));
        else
            measured.subjects.push_back({.subject = {path->id},
                                         .at = label_point(path->geometry),
                                         .value = whole_circle_m2,
                                         .grounds = Grounds().thing(Role::path, *path),
                                         .text = called_first(Role::path, *path) +
                                                 " has no stretch that is both unseen and closed in"});
    }
    return measured;
}

} // namespace prospect::assessment
