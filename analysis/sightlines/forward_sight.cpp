#include "analysis/sightlines/forward_sight.h"

#include <array>
#include <cmath>

namespace prospect::sightlines {

namespace {

constexpr std::size_t looked_at_once = 16;

// From one station along the path, in one of the two directions.
class Look {
public:
    Look(const scene::Space& space, const Walk& walk, std::size_t from, int step,
         const ForwardSightSettings& settings)
        : space_(space), walk_(walk), from_(from), step_(step), settings_(settings),
          eye_(walk.stations[from].at_height(settings.eye_height_m)) {}

    SightAlong look() const {
        SightAlong sight{0, SightEnd::path_end, 0, from_};
        while (true) {
            std::array<Point3, looked_at_once> targets;
            std::array<std::uint8_t, looked_at_once> hidden{};
            const std::size_t count = gather(sight, targets);
            space_.rays().blocked_from(eye_, std::span(targets).first(count), std::span(hidden).first(count));
            for (std::size_t i = 0; i < count; ++i) {
                // What only grazes an edge is seen.
                const auto hit = hidden[i] != 0 ? space_.rays().first_hit({eye_, targets[i]}) : std::nullopt;
                if (hit) {
                    sight.end = SightEnd::thing;
                    sight.thing = hit->thing;
                    return sight;
                }
                sight.last = next(sight.last);
                sight.length_m = away(sight.last);
            }
            if (count < looked_at_once) return sight;
        }
    }

private:
    std::size_t next(std::size_t station) const {
        return step_ > 0 ? station + 1 : station - 1; // one before the first wraps beyond the last
    }
    double away(std::size_t station) const {
        return std::abs(walk_.stations[station].chainage_m - walk_.stations[from_].chainage_m);
    }

    // The stations after the last seen one, up to what ends the sight whoever looks, which goes to `sight`.
    std::size_t gather(SightAlong& sight, std::array<Point3, looked_at_once>& targets) const {
        std::size_t count = 0;
        for (std::size_t at = next(sight.last); count < looked_at_once; at = next(at)) {
            if (at >= walk_.stations.size()) return count;
            if (settings_.reach_m > 0 && away(at) > settings_.reach_m) {
                sight.end = SightEnd::reach;
                return count;
            }
            const WalkStation& station = walk_.stations[at];
            if (!station.looks()) {
                sight.end = SightEnd::thing;
                sight.thing = station.inside.value_or(rays::ground_thing);
                return count;
            }
            targets[count++] = station.at_height(settings_.target_height_m);
        }
        return count;
    }

    const scene::Space& space_;
    const Walk& walk_;
    std::size_t from_;
    int step_;
    const ForwardSightSettings& settings_;
    Point3 eye_;
};

} // namespace

std::vector<StationSight> forward_sight(const engine::Context& context, const engine::Workers& workers,
                                        const scene::Space& space, const std::vector<Walk>& walks,
                                        const ForwardSightSettings& settings) {
    std::vector<StationSight> sights;
    for (std::size_t w = 0; w < walks.size(); ++w)
        for (std::size_t s = 0; s < walks[w].stations.size(); ++s)
            if (walks[w].stations[s].scored && walks[w].stations[s].looks()) sights.push_back({w, s, {}, {}});
    context.progress().checkpoint();
    workers.for_blocks(static_cast<std::int64_t>(sights.size()), 32,
                       [&](std::int64_t begin, std::int64_t end) {
                           for (std::int64_t i = begin; i < end; ++i) {
                               StationSight& sight = sights[static_cast<std::size_t>(i)];
                               const Walk& walk = walks[sight.walk];
                               sight.ahead = Look(space, walk, sight.station, 1, settings).look();
                               sight.back = Look(space, walk, sight.station, -1, settings).look();
                           }
                       });
    return sights;
}

std::string ends_at(const SightAlong& sight, const scene::Space& space) {
    switch (sight.end) {
    case SightEnd::path_end:
        return "path_end";
    case SightEnd::reach:
        return "reach";
    case SightEnd::thing:
        break;
    }
    return space.name_of(sight.thing);
}

engine::Table forward_sight_table(const std::vector<StationSight>& sights, const std::vector<Walk>& walks,
                                  const scene::Space& space, const Frame& frame) {
    engine::Table table{
        "forward_sight",
        {"path", "chainage_m", "x", "y", "forward_m", "backward_m", "forward_ends_at", "backward_ends_at"},
        {},
        {}};
    for (const StationSight& sight : sights) {
        const WalkStation& station = walks[sight.walk].stations[sight.station];
        const Point full = frame.to_full(station.place);
        table.rows.push_back({Value(walks[sight.walk].name), Value(station.chainage_m), Value(full.x),
                              Value(full.y), Value(sight.ahead.length_m), Value(sight.back.length_m),
                              Value(ends_at(sight.ahead, space)), Value(ends_at(sight.back, space))});
        table.geometries.push_back(Geometry::make_point(station.place));
    }
    return table;
}

} // namespace prospect::sightlines
