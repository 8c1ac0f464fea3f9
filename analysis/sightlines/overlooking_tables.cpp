#include "analysis/sightlines/overlooking_tables.h"

#include "analysis/scene/path_stations.h"
#include "analysis/scene/standing_spot.h"
#include "analysis/sightlines/guardianship.h"
#include "analysis/sightlines/study_area.h"

#include <algorithm>
#include <cmath>
#include <map>

namespace prospect::sightlines {

namespace {

using engine::Note;
using engine::Table;

// Spots of a path that are looked at together.
constexpr std::size_t stretch = 64;

struct PathSpots {
    FeaturePtr path;
    double length_m = 0;
    std::vector<Point3> spots;
    std::vector<Watch> watched;
    std::vector<std::uint8_t> counted; // by guardian, as WatchedSpots::watch says
};

void watch_path(PathSpots& path, const WatchedSpots& watched, std::size_t guardians) {
    path.watched.resize(path.spots.size());
    path.counted.assign(guardians, 0);
    for (std::size_t begin = 0; begin < path.spots.size(); begin += stretch) {
        const std::size_t count = std::min(stretch, path.spots.size() - begin);
        watched.watch(std::span(path.spots).subspan(begin, count),
                      std::span(path.watched).subspan(begin, count), &path.counted);
    }
}

std::vector<std::optional<Value>> row_of(const PathSpots& path, const Frame& frame) {
    const auto near = std::count(path.counted.begin(), path.counted.end(), 2);
    const auto all = near + std::count(path.counted.begin(), path.counted.end(), 1);
    std::array<double, 2> sum{};
    std::array<double, 2> least{1, 1};
    std::size_t worst = 0;
    for (std::size_t i = 0; i < path.spots.size(); ++i) {
        const std::array<double, 2> found{path.watched[i].guardianship(DayBand::day),
                                          path.watched[i].guardianship(DayBand::evening)};
        if (found[0] < least[0]) worst = i;
        for (std::size_t band = 0; band < found.size(); ++band) {
            sum[band] += found[band];
            least[band] = std::min(least[band], found[band]);
        }
    }
    const auto spots = static_cast<double>(path.spots.size());
    const Point full = frame.to_full({path.spots[worst].x, path.spots[worst].y});
    return {Value(scene::title_of(*path.path)),
            Value(path.length_m),
            Value(static_cast<std::int64_t>(near)),
            Value(static_cast<std::int64_t>(all)),
            Value(static_cast<double>(near) / path.length_m),
            Value(static_cast<double>(all) / path.length_m),
            Value(sum[0] / spots),
            Value(least[0]),
            Value(sum[1] / spots),
            Value(least[1]),
            Value(full.x),
            Value(full.y)};
}

} // namespace

std::vector<std::string> paths_table_columns() {
    return {"path",
            "length_m",
            "openings_15m",
            "openings_43m",
            "openings_15m_per_m",
            "openings_43m_per_m",
            "mean_day",
            "least_day",
            "mean_evening",
            "least_evening",
            "x",
            "y"};
}

Table paths_table(const engine::Context& context, const scene::Space& space, const WatchedSpots& watched,
                  const std::vector<Guardian>& guardians, AlongPaths how, std::vector<Note>& notes) {
    std::vector<PathSpots> paths;
    std::vector<Note> no_length;
    std::vector<Note> indoors;
    const StudyArea study(context.site());
    for (const auto& [layer, feature] : context.site().features(Role::path)) {
        if (!present(*feature, context.time().phase) || feature->geometry.empty()) continue;
        const Point at = feature->geometry.points.front();
        const auto left_out = [&](const char* code, const char* why) {
            return Note{Note::Level::warning, code, "the path " + scene::title_of(*feature) + " " + why, at,
                        feature->id};
        };
        PathSpots path{.path = feature, .length_m = length(feature->geometry)};
        if (path.length_m <= 0) {
            no_length.push_back(left_out("path_without_length", "has no length and is left out"));
            continue;
        }
        bool scored = false;
        for (const scene::PathStation& station : scene::path_stations(feature->geometry, how.step_m)) {
            if (!study.contains(station.place)) continue;
            scored = true;
            if (const auto spot =
                    scene::standing_spot(context.scene(), space, station.place, how.target_height_m))
                path.spots.push_back(*spot);
        }
        if (!scored) continue; // context
        if (path.spots.empty())
            indoors.push_back(left_out("path_indoors", "lies within buildings and is left out"));
        else
            paths.push_back(std::move(path));
    }
    context.workers(0.9, 0.95).for_blocks(
        static_cast<std::int64_t>(paths.size()), 1, [&](std::int64_t begin, std::int64_t end) {
            for (std::int64_t i = begin; i < end; ++i)
                watch_path(paths[static_cast<std::size_t>(i)], watched, guardians.size());
        });
    const Frame& frame = context.site().frame;
    scene::add_merged(notes, no_length, "paths have no length and are left out", frame);
    scene::add_merged(notes, indoors, "paths lie within buildings and are left out", frame);
    Table table{"paths", paths_table_columns(), {}, {}};
    for (const PathSpots& path : paths) {
        table.rows.push_back(row_of(path, frame));
        table.geometries.push_back(path.path->geometry);
    }
    return table;
}

std::vector<std::string> openings_table_columns() {
    return {"opening",
            "kind",
            "x",
            "y",
            "height_m",
            "building",
            "occupied_day",
            "occupied_evening",
            "seen_from_15m",
            "seen_from_43m",
            "assumed"};
}

Table openings_table(const engine::Context& context, const scene::Transmission& sight,
                     const std::vector<Guardian>& guardians) {
    std::vector<std::size_t> openings;
    std::vector<Box> boxes;
    for (std::size_t g = 0; g < guardians.size(); ++g) {
        if (!guardians[g].counts()) continue;
        openings.push_back(g);
        const Point3 eye = guardians[g].eyes.front().at;
        boxes.push_back({eye.x, eye.y, eye.x, eye.y});
    }
    const SpatialIndex index(boxes);
    std::vector<std::array<std::int64_t, 2>> seen(openings.size()); // within 15 m, within 43 m
    context.workers(0.95, 1).for_blocks(
        static_cast<std::int64_t>(openings.size()), 16, [&](std::int64_t begin, std::int64_t end) {
            std::vector<Point3> targets;
            std::vector<scene::Transmission::Sight> sights;
            for (std::int64_t i = begin; i < end; ++i) {
                const auto o = static_cast<std::size_t>(i);
                const Guardian& from = guardians[openings[o]];
                const Point3 eye = from.eyes.front().at;
                targets.clear();
                for (const std::uint32_t other : index.query(boxes[o].grown(watch_reach_m))) {
                    const Guardian& to = guardians[openings[other]];
                    const Point3 place = to.eyes.front().at;
                    if (other != o &&
                        std::hypot(place.x - eye.x, place.y - eye.y, place.z - eye.z) <= watch_reach_m &&
                        facing(eye, place, from.outward) > 0 && facing(place, eye, to.outward) > 0)
                        targets.push_back(place);
                }
                sights.resize(targets.size());
                sight.from(eye, targets, sights);
                for (std::size_t t = 0; t < targets.size(); ++t) {
                    if (!sights[t].clear) continue;
                    const Point3 to = targets[t];
                    seen[o][1] += 1;
                    seen[o][0] +=
                        std::hypot(to.x - eye.x, to.y - eye.y, to.z - eye.z) <= near_reach_m ? 1 : 0;
                }
            }
        });
    Table table{"openings", openings_table_columns(), {}, {}};
    const Site& site = context.site();
    std::map<Uuid, std::string> buildings;
    for (const auto& [layer, building] : site.features(Role::building))
        buildings.emplace(building->id, scene::title_of(*building));
    for (std::size_t o = 0; o < openings.size(); ++o) {
        const Guardian& opening = guardians[openings[o]];
        const Guardian::Eye& eye = opening.eyes.front();
        const Point full = site.frame.to_full({eye.at.x, eye.at.y});
        const auto building = buildings.find(opening.building);
        table.rows.push_back(
            {Value(scene::title_of(*opening.feature)),
             Value(std::string(opening.kind == GuardianKind::window ? "window" : "door")), Value(full.x),
             Value(full.y), Value(eye.height_m),
             building == buildings.end() ? std::nullopt : std::optional<Value>(building->second),
             Value(opening.occupied[0]), Value(opening.occupied[1]), Value(seen[o][0]), Value(seen[o][1]),
             Value(std::int64_t{opening.assumed ? 1 : 0})});
        table.geometries.push_back(Geometry::make_point({eye.at.x, eye.at.y}));
    }
    return table;
}

} // namespace prospect::sightlines
