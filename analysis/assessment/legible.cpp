#include "analysis/assessment/legible.h"

#include "analysis/access/front_boundaries.h"
#include "analysis/assessment/facts.h"
#include "analysis/assessment/shared.h"
#include "analysis/assessment/watchers.h"
#include "analysis/scene/path_stations.h"

#include <algorithm>

namespace prospect::assessment {

namespace {

constexpr int more_steps = 3;
constexpr double door_m = 1.5;        // height of what is looked for
constexpr double before_door_m = 0.3; // so far off the wall

// A place on a path.
struct Spot {
    Point at;
    FeaturePtr path;
};

struct Walks {
    std::vector<Spot> spots;   // in the study area, out of doors
    std::vector<Spot> entries; // where a path comes in over the red line
};

Walks walks_of(const MetricInput& input) {
    constexpr double fine_m = 0.5;
    const double step_m = input.criterion.setting("step_m");
    Walks walks;
    for (const FeaturePtr& path : input.facts.of(Role::path)) {
        const auto stations = scene::path_stations(path->geometry, fine_m);
        double next_m = 0;
        for (std::size_t i = 0; i < stations.size(); ++i) {
            const Point at = stations[i].place;
            const bool in = input.facts.study().contains(at);
            if (i > 0 && in != input.facts.study().contains(stations[i - 1].place))
                walks.entries.push_back({in ? at : stations[i - 1].place, path});
            if (!in || stations[i].chainage_m < next_m || input.facts.built_at(at)) continue;
            walks.spots.push_back({at, path});
            next_m = stations[i].chainage_m + step_m;
        }
    }
    return walks;
}

// What is seen from where.
class Sight {
public:
    explicit Sight(const MetricInput& input)
        : lines_(input.shared.watchers().lines()), reach_m_(input.criterion.setting("reach_m")),
          eye_m_(input.criterion.setting("eye_height_m")) {}

    bool sees_door(Point eye, const access::MainEntrance& door) const {
        const Point at = door.at + door.outward * before_door_m;
        return dot(eye - door.at, door.outward) > 0 && distance(eye, at) <= reach_m_ &&
               lines_.clear(above(eye, eye_m_), above(at, door_m));
    }
    bool sees_spot(Point eye, Point spot) const {
        return distance(eye, spot) <= reach_m_ && lines_.clear(above(eye, eye_m_), above(spot, eye_m_));
    }

private:
    const ClearLines& lines_;
    double reach_m_;
    double eye_m_;
};

// How a door is found.
struct Found {
    int steps = more_steps;
    const Spot* from = nullptr; // the entry, or the place on a path
};

Found found_from(const Walks& walks, const std::vector<std::uint8_t>& seen, const Sight& sight,
                 const access::MainEntrance& door) {
    for (const Spot& entry : walks.entries)
        if (sight.sees_door(entry.at, door)) return {1, &entry};
    for (std::size_t i = 0; i < walks.spots.size(); ++i)
        if (seen[i] != 0 && sight.sees_door(walks.spots[i].at, door)) return {2, &walks.spots[i]};
    return {};
}

std::string steps_text(int steps) {
    if (steps == 1) return " is seen from where a path enters the site";
    if (steps == 2) return " is seen from a path that one sees on entering the site";
    return " is seen from no place that one sees on entering the site";
}

} // namespace

Measured entrance_steps(const MetricInput& input) {
    Measured measured;
    const auto entrances =
        access::main_entrances(input.facts.scene().facades(), input.facts.scored(Role::opening));
    const Walks walks = walks_of(input);
    if (!input.facts.study().drawn())
        measured.gaps.push_back(
            {.text = "no site boundary tells where one enters the site", .lacks = "study_area"});
    else if (walks.entries.empty())
        measured.gaps.push_back({.text = "no path crosses the site boundary", .lacks = "path"});
    if (entrances.empty())
        measured.gaps.push_back(
            {.text = "no door in a building's wall is marked as a main entrance", .lacks = "door"});
    if (!measured.gaps.empty()) return measured;
    const Sight sight(input);
    std::vector<std::uint8_t> seen(walks.spots.size());
    input.context.for_blocks(
        static_cast<std::int64_t>(seen.size()), 8, [&](std::int64_t begin, std::int64_t end) {
            for (auto i = static_cast<std::size_t>(begin); i < static_cast<std::size_t>(end); ++i)
                seen[i] = std::any_of(walks.entries.begin(), walks.entries.end(), [&](const Spot& entry) {
                    return sight.sees_spot(entry.at, walks.spots[i].at);
                });
        });
    std::vector<Found> found(entrances.size());
    input.context.for_blocks(
        static_cast<std::int64_t>(found.size()), 1, [&](std::int64_t begin, std::int64_t end) {
            for (auto i = static_cast<std::size_t>(begin); i < static_cast<std::size_t>(end); ++i)
                found[i] = found_from(walks, seen, sight, entrances[i]);
        });
    for (std::size_t i = 0; i < entrances.size(); ++i) {
        const access::MainEntrance& door = entrances[i];
        Measurement measurement{
            .subject = {door.door->id}, .at = door.at, .value = static_cast<double>(found[i].steps)};
        measurement.grounds.thing(Role::opening, *door.door).word(Role::opening, *door.door, "main");
        measurement.text =
            sentence(input.facts.called(Role::opening, *door.door)) + steps_text(found[i].steps);
        measurement.evidence.push_back({"main entrance", door.door->id, {}});
        if (const Spot* from = found[i].from) {
            measurement.grounds.thing(Role::path, *from->path);
            measurement.evidence.push_back({"seen from " + input.facts.called(Role::path, *from->path),
                                            {},
                                            Geometry::make_line(std::vector<Point>{from->at, door.at})});
        } else {
            for (const Spot& entry : walks.entries)
                measurement.grounds.thing(Role::path, *entry.path);
        }
        measurement.causes = {door.door->id};
        measured.subjects.push_back(std::move(measurement));
    }
    return measured;
}

} // namespace prospect::assessment
