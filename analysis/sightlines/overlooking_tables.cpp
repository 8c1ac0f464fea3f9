#include "analysis/sightlines/overlooking_tables.h"

#include "analysis/sightlines/guardianship.h"

#include <algorithm>
#include <cmath>
#include <map>

namespace prospect::sightlines {

namespace {

using engine::Note;
using engine::Table;

std::vector<std::optional<Value>> row_of(const PathWatch& path, const std::vector<Guardian>& guardians,
                                         const Frame& frame) {
    const auto near = std::count(path.counted.begin(), path.counted.end(), 2);
    const auto all = near + std::count(path.counted.begin(), path.counted.end(), 1);
    std::size_t worst = 0;
    for (std::size_t i = 0; i < path.spots.size(); ++i)
        if (path.watched[i].guardianship(DayBand::day) < path.watched[worst].guardianship(DayBand::day))
            worst = i;
    const Point full = frame.to_full({path.spots[worst].x, path.spots[worst].y});
    std::vector<std::optional<Value>> row{Value(scene::title_of(*path.path)),
                                          Value(path.length_m),
                                          Value(static_cast<std::int64_t>(near)),
                                          Value(static_cast<std::int64_t>(all)),
                                          Value(static_cast<double>(near) / path.length_m),
                                          Value(static_cast<double>(all) / path.length_m)};
    for (const DayBand band : {DayBand::day, DayBand::evening, DayBand::night})
        for (const auto& share : {path.mean_guardianship(band), path.least_guardianship(band)}) {
            row.emplace_back();
            if (share) row.back() = *share;
        }
    row.emplace_back(full.x);
    row.emplace_back(full.y);
    for (const bool near_by : {true, false})
        for (const double height_m : opening_heights_m)
            row.emplace_back(std::in_place,
                             static_cast<std::int64_t>(path.openings(guardians, height_m, near_by)));
    return row;
}

// Between one opening and others that face each other near enough; scratch.
class Lines {
public:
    void clear() {
        targets_.clear();
        heights_.clear();
    }

    void add(const Guardian& from, const Guardian& to) {
        const Point3 eye = from.eyes.front().at;
        const Point3 place = to.eyes.front().at;
        if (std::hypot(place.x - eye.x, place.y - eye.y, place.z - eye.z) > watch_reach_m ||
            facing(eye, place, from.outward) <= 0 || facing(place, eye, to.outward) <= 0)
            return;
        targets_.push_back(place);
        heights_.push_back(std::max(from.eyes.front().height_m, to.eyes.front().height_m));
    }

    void count(const scene::Transmission& sight, const Guardian& from, SeenOpening& seen) {
        const Point3 eye = from.eyes.front().at;
        sights_.resize(targets_.size());
        sight.from(eye, targets_, sights_);
        for (std::size_t t = 0; t < targets_.size(); ++t) {
            if (!sights_[t].clear) continue;
            const Point3 to = targets_[t];
            const bool near_by = std::hypot(to.x - eye.x, to.y - eye.y, to.z - eye.z) <= near_reach_m;
            seen.by[1] += 1;
            seen.by[0] += near_by ? 1 : 0;
            for (std::size_t h = 0; h < opening_heights_m.size(); ++h) {
                if (heights_[t] > opening_heights_m[h]) continue;
                seen.by_height[h][1] += 1;
                seen.by_height[h][0] += near_by ? 1 : 0;
            }
        }
    }

private:
    std::vector<Point3> targets_;
    std::vector<double> heights_; // of the higher of the two openings
    std::vector<scene::Transmission::Sight> sights_;
};

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
            "mean_night",
            "least_night",
            "x",
            "y",
            "openings_15m_to_3m",
            "openings_15m_to_6m",
            "openings_15m_to_9m",
            "openings_43m_to_3m",
            "openings_43m_to_6m",
            "openings_43m_to_9m"};
}

Table paths_table(const engine::Context& context, const scene::Space& space, const WatchedSpots& watched,
                  const std::vector<Guardian>& guardians, AlongPaths how, std::vector<Note>& notes) {
    const std::vector<PathWatch> paths =
        watched_paths(context, context.workers(0.9, 0.95), space, watched, guardians.size(), how, notes);
    const Frame& frame = context.site().frame;
    Table table{"paths", paths_table_columns(), {}, {}};
    for (const PathWatch& path : paths) {
        table.rows.push_back(row_of(path, guardians, frame));
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
            "occupied_night",
            "seen_from_15m",
            "seen_from_43m",
            "assumed"};
}

std::vector<SeenOpening> seen_openings(const engine::Workers& workers, const scene::Transmission& sight,
                                       const std::vector<Guardian>& guardians) {
    std::vector<SeenOpening> openings;
    std::vector<Box> boxes;
    for (std::size_t g = 0; g < guardians.size(); ++g) {
        if (!guardians[g].counts()) continue;
        openings.push_back({.guardian = g});
        const Point3 eye = guardians[g].eyes.front().at;
        boxes.push_back({eye.x, eye.y, eye.x, eye.y});
    }
    const SpatialIndex index(boxes);
    workers.for_blocks(
        static_cast<std::int64_t>(openings.size()), 16, [&](std::int64_t begin, std::int64_t end) {
            Lines lines;
            for (std::int64_t i = begin; i < end; ++i) {
                const auto o = static_cast<std::size_t>(i);
                lines.clear();
                for (const std::uint32_t other : index.query(boxes[o].grown(watch_reach_m)))
                    if (other != o)
                        lines.add(guardians[openings[o].guardian], guardians[openings[other].guardian]);
                lines.count(sight, guardians[openings[o].guardian], openings[o]);
            }
        });
    return openings;
}

Table openings_table(const engine::Context& context, const scene::Transmission& sight,
                     const std::vector<Guardian>& guardians) {
    const std::vector<SeenOpening> openings = seen_openings(context.workers(0.95, 1), sight, guardians);
    Table table{"openings", openings_table_columns(), {}, {}};
    const Site& site = context.site();
    std::map<Uuid, std::string> buildings;
    for (const auto& [layer, building] : site.features(Role::building))
        buildings.emplace(building->id, scene::title_of(*building));
    for (const SeenOpening& seen : openings) {
        const Guardian& opening = guardians[seen.guardian];
        const Guardian::Eye& eye = opening.eyes.front();
        const Point full = site.frame.to_full({eye.at.x, eye.at.y});
        const auto building = buildings.find(opening.building);
        table.rows.push_back(
            {Value(scene::title_of(*opening.feature)),
             Value(std::string(opening.kind == GuardianKind::window ? "window" : "door")), Value(full.x),
             Value(full.y), Value(eye.height_m),
             building == buildings.end() ? std::nullopt : std::optional<Value>(building->second),
             Value(opening.occupied[0]), Value(opening.occupied[1]), Value(opening.occupied[2]),
             Value(seen.by[0]), Value(seen.by[1]), Value(std::int64_t{opening.assumed ? 1 : 0})});
        table.geometries.push_back(Geometry::make_point({eye.at.x, eye.at.y}));
    }
    return table;
}

} // namespace prospect::sightlines
