#include "analysis/assessment/surveillability.h"

#include "analysis/assessment/facts.h"
#include "analysis/assessment/shared.h"
#include "analysis/sightlines/guardianship.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>

namespace prospect::assessment {

namespace {

using sightlines::Guardian;
using sightlines::PathWatch;

sightlines::AlongPaths how_of(const Criterion& criterion) {
    return {criterion.setting("step_m"), criterion.setting("target_height_m")};
}

std::string openings_text(std::size_t count) {
    return count == 1 ? "1 window or door" : count_text(count) + " windows and doors";
}

std::string two_digits(double value) {
    char text[32];
    std::snprintf(text, sizeof text, "%.2f", value);
    return text;
}

// What is missing for all of these rules.
bool lacks(const MetricInput& input, Measured& measured) {
    if (input.facts.of(Role::path).empty())
        measured.gaps.push_back({.text = "no path is on the plan", .lacks = "path"});
    if (input.facts.of(Role::opening).empty() || input.shared.eyes().guardians.windows == 0)
        measured.gaps.push_back({.text = "no window is on the plan", .lacks = "window"});
    return !measured.gaps.empty();
}

// Turns values on a metre into ranks.
void rank(const MetricInput& input, Measured& measured) {
    std::vector<Measurement>& paths = measured.subjects;
    if (static_cast<double>(paths.size()) < input.criterion.setting("least_paths")) {
        measured.gaps.push_back({.text = "there are fewer than " +
                                         rounded_text(input.criterion.setting("least_paths")) +
                                         " paths to compare with one another",
                                 .lacks = "path",
                                 .subjects = std::max<std::size_t>(1, paths.size())});
        paths.clear();
        return;
    }
    std::vector<double> values;
    for (const Measurement& path : paths)
        values.push_back(path.value);
    std::sort(values.begin(), values.end());
    const std::string paths_text = counted(values.size(), "path");
    for (Measurement& path : paths) {
        const auto fewer = std::lower_bound(values.begin(), values.end(), path.value) - values.begin();
        const bool most = path.value > 0 && path.value >= values.back();
        path.value = most ? 100 : 100 * static_cast<double>(fewer) / static_cast<double>(values.size() - 1);
        if (most) {
            path.text += ". That is the most on a metre of all " + paths_text;
        } else if (fewer == 0) {
            path.text += ". That is the least on a metre of all " + paths_text + "; the mark is more than " +
                         rounded_text(input.criterion.threshold) + " % of the other paths have";
            path.says_demand = true;
        } else {
            path.text +=
                ". That is more on a metre than " + rounded_text(path.value) + " % of the other paths have";
        }
    }
}

Measurement start(const PathWatch& path) {
    Measurement measurement{.subject = {path.path->id}, .at = label_point(path.path->geometry)};
    measurement.grounds.thing(Role::path, *path.path);
    measurement.evidence.push_back({called_first(Role::path, *path.path), path.path->id, {}});
    return measurement;
}

// Counts at all distances and heights that the research reports.
std::string classes_text(const PathWatch& path, const std::vector<Guardian>& guardians) {
    std::string text;
    for (const double height : sightlines::opening_heights_m)
        text += (text.empty() ? "" : "; ") + std::string("up to ") + rounded_text(height) + " m high " +
                count_text(path.openings(guardians, height, true)) + " within 15 m and " +
                count_text(path.openings(guardians, height, false)) + " within 43 m";
    return text;
}

// The path each opening is along: places in `paths`, absent where none is near.
std::vector<std::optional<std::size_t>> nearest_paths(const MetricInput& input,
                                                      const std::vector<PathWatch>& paths,
                                                      const std::vector<sightlines::SeenOpening>& openings,
                                                      const std::vector<Guardian>& guardians) {
    const double along_m = input.criterion.setting("along_m");
    std::vector<Box> boxes;
    for (const PathWatch& path : paths)
        boxes.push_back(path.path->geometry.box());
    const SpatialIndex index(boxes);
    std::vector<std::optional<std::size_t>> found;
    for (const sightlines::SeenOpening& opening : openings) {
        const Point3 eye = guardians[opening.guardian].eyes.front().at;
        const Point at{eye.x, eye.y};
        double least = along_m;
        std::optional<std::size_t> nearest;
        for (const std::uint32_t p : index.query(Box{at.x, at.y, at.x, at.y}.grown(along_m)))
            if (const double away = distance(paths[p].path->geometry, at);
                away < least || (away <= least && !nearest)) {
                least = away;
                nearest = p;
            }
        found.push_back(nearest);
    }
    return found;
}

} // namespace

Measured road_surveillability(const MetricInput& input) {
    Measured measured;
    if (lacks(input, measured)) return measured;
    const std::vector<Guardian>& guardians = input.shared.eyes().guardians.all;
    const double highest_m = input.criterion.setting("highest_m");
    for (const PathWatch& path : input.shared.path_watches(how_of(input.criterion))) {
        Measurement measurement = start(path);
        const std::size_t openings = path.openings(guardians, highest_m, false);
        measurement.value = static_cast<double>(openings) / path.length_m;
        for (std::size_t g = 0; g < path.counted.size(); ++g)
            if (path.counted[g] > 0) measurement.grounds.thing(Role::opening, *guardians[g].feature);
        measurement.text = called_first(Role::path, *path.path) + " is seen from " + openings_text(openings) +
                           " within 43 m, " + two_digits(measurement.value) + " on a metre of its " +
                           rounded_text(path.length_m) + " m (" + classes_text(path, guardians) + ")";
        measured.subjects.push_back(std::move(measurement));
    }
    rank(input, measured);
    return measured;
}

Measured occupant_surveillability(const MetricInput& input) {
    Measured measured;
    if (lacks(input, measured)) return measured;
    const std::vector<Guardian>& guardians = input.shared.eyes().guardians.all;
    const auto& paths = input.shared.path_watches(how_of(input.criterion));
    const auto& openings = input.shared.seen_openings();
    const auto along = nearest_paths(input, paths, openings, guardians);
    const double highest_m = input.criterion.setting("highest_m");
    // The class of the greatest height that is not above the one asked for.
    std::size_t height = 0;
    while (height + 1 < sightlines::opening_heights_m.size() &&
           sightlines::opening_heights_m[height + 1] <= highest_m)
        ++height;
    for (std::size_t p = 0; p < paths.size(); ++p) {
        Measurement measurement = start(paths[p]);
        std::size_t own = 0;
        std::int64_t near_by = 0;
        std::int64_t lines = 0;
        for (std::size_t o = 0; o < openings.size(); ++o) {
            if (along[o] != p) continue;
            ++own;
            near_by += openings[o].by_height[height][0];
            lines += openings[o].by_height[height][1];
            measurement.grounds.thing(Role::opening, *guardians[openings[o].guardian].feature);
        }
        if (own == 0) continue;
        measurement.value = static_cast<double>(lines) / paths[p].length_m;
        measurement.text = "Along " + called(Role::path, *paths[p].path) + " " + openings_text(own) +
                           " are seen from others by " + count_text(static_cast<std::size_t>(lines)) +
                           " views within 43 m (one view: one window or door sees another), " +
                           two_digits(measurement.value) + " on a metre of its " +
                           rounded_text(paths[p].length_m) + " m (" +
                           count_text(static_cast<std::size_t>(near_by)) + " within 15 m; up to " +
                           rounded_text(sightlines::opening_heights_m[height]) + " m high)";
        measured.subjects.push_back(std::move(measurement));
    }
    rank(input, measured);
    return measured;
}

Measured gain_of_an_opening(const MetricInput& input) {
    Measured measured;
    if (lacks(input, measured)) return measured;
    Gap unseen{.text = "no window or door sees the path", .lacks = "window"};
    for (const PathWatch& path : input.shared.path_watches(how_of(input.criterion))) {
        double sum = 0;
        std::size_t spots = 0;
        std::size_t seen_from = 0;
        for (const sightlines::Watch& watch : path.watched) {
            if (watch.openings == 0) continue;
            // One more opening watches as those there do on average; places in use watch, too.
            const double one_more =
                1 - std::pow(watch.unwatched_from_openings, 1 / static_cast<double>(watch.openings));
            sum += (1 - watch.guardianship(DayBand::day)) * one_more;
            seen_from += watch.openings;
            ++spots;
        }
        if (spots == 0) {
            ++unseen.subjects;
            unseen.features.push_back(path.path->id);
            unseen.at = unseen.at.value_or(label_point(path.path->geometry));
            continue;
        }
        Measurement measurement = start(path);
        measurement.value = 100 * sum / static_cast<double>(spots);
        measurement.grounds.supposed(somebody_looks);
        measurement.text = "On " + called(Role::path, *path.path) +
                           " one more window like those that see it would raise the chance that somebody "
                           "looks, by day, by " +
                           two_digits(measurement.value) + " in 100; " +
                           openings_text(static_cast<std::size_t>(
                               std::lround(static_cast<double>(seen_from) / static_cast<double>(spots)))) +
                           " see a spot of it already, on average";
        measured.subjects.push_back(std::move(measurement));
    }
    if (unseen.subjects > 0) measured.gaps.push_back(std::move(unseen));
    return measured;
}

} // namespace prospect::assessment
