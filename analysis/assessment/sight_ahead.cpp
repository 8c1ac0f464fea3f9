#include "analysis/assessment/concealment.h"
#include "analysis/assessment/facts.h"
#include "analysis/assessment/hiders.h"
#include "analysis/sightlines/forward_sight.h"

#include <algorithm>
#include <cmath>
#include <map>

namespace prospect::assessment {

namespace {

using scene::metres_text;
using sightlines::SightAlong;
using sightlines::SightEnd;
using sightlines::StationSight;
using sightlines::Walk;

// Of one path, both ways.
struct Sights {
    std::vector<double> lengths; // reach_m where no thing ends it
    double short_m = 0;          // of way, both directions together
    const SightAlong* worst = nullptr;
    const StationSight* from = nullptr;
    std::map<Uuid, std::size_t> ended_by; // of the short ones

    void add(const StationSight& sight, const SightAlong& along, double reach_m) {
        const bool ended = along.end == SightEnd::thing;
        lengths.push_back(ended ? std::min(along.length_m, reach_m) : reach_m);
        if (!ended || (worst != nullptr && worst->length_m <= along.length_m)) return;
        worst = &along;
        from = &sight;
    }
    // But for the worst least_m metres.
    double value(double least_m, double step_m) {
        std::sort(lengths.begin(), lengths.end());
        const auto left_out = static_cast<std::size_t>(least_m / step_m);
        return lengths[std::min(left_out, lengths.size() - 1)];
    }
};

Geometry way_seen(const Walk& walk, const StationSight& from, const SightAlong& along) {
    const auto [first, last] = std::minmax(from.station, along.last);
    std::vector<Point> points;
    for (std::size_t i = first; i <= last; ++i)
        points.push_back(walk.stations[i].place);
    return points.size() > 1 ? Geometry::make_line(points) : Geometry::make_point(points.front());
}

Measurement missed(const MetricInput& input, const FeaturePtr& path, const Walk& walk, const Sights& sights,
                   double value) {
    const Facts& facts = input.facts;
    const Point at = walk.stations[sights.from->station].place;
    const double least_m = input.criterion.setting("least_m"); // left out of the value
    Measurement measurement{.subject = {path->id}, .at = at, .value = value};
    measurement.grounds.thing(Role::path, *path);
    measurement.text = "On " + called(Role::path, *path) + " one sees only " + rounded_text(value) +
                       " m of the way ahead" +
                       (std::lround(sights.worst->length_m) < std::lround(value)
                            ? " (less on the worst " + rounded_text(least_m) + " m)"
                            : std::string()) +
                       ", and less than " + rounded_text(input.criterion.threshold) + " m along " +
                       rounded_text(sights.short_m) + " m of it";
    if (!sights.ended_by.empty()) measurement.text += ", because of " + hiders_text(facts, sights.ended_by);
    measurement.evidence.push_back({"from here " + metres_text(sights.worst->length_m) + " m are seen",
                                    {},
                                    way_seen(walk, *sights.from, *sights.worst)});
    add_hiders(facts, sights.ended_by, "ends the sight ahead", measurement);
    measurement.evidence.push_back({called_first(Role::path, *path), path->id, {}});
    measurement.proposals = open_what_hides(facts, sights.ended_by);
    return measurement;
}

} // namespace

std::vector<FeaturePtr> paths_to_walk(const MetricInput& input, double beside_m, Measured& measured) {
    std::vector<FeaturePtr> paths = input.facts.scored(Role::path);
    if (paths.empty()) measured.gaps.push_back({.text = "no path is on the plan", .lacks = "path"});
    std::erase_if(paths, [&](const FeaturePtr& path) {
        const double half_width_m = number_of(Role::path, *path, "width_m").value / 2;
        const bool reached = input.reaches(path->geometry.box().grown(half_width_m + beside_m));
        if (!reached) measured.untouched.push_back(path->id);
        return !reached;
    });
    return paths;
}

Measured sight_ahead(const MetricInput& input) {
    Measured measured;
    const double reach_m = input.criterion.setting("reach_m");
    const double lead_m = std::max(reach_m, input.criterion.threshold);
    const auto paths = paths_to_walk(input, lead_m, measured);
    if (paths.empty()) return measured;
    const double step_m = input.criterion.setting("step_m");
    const double eye_m = input.criterion.setting("eye_height_m");
    const auto space = input.context.space();
    const auto walks = sightlines::walks_of(input.context, *space, paths, step_m, eye_m, lead_m).walks;
    const auto all = sightlines::forward_sight(input.context, input.context.workers(), *space, walks,
                                               {eye_m, input.criterion.setting("target_height_m"), reach_m});
    std::map<Uuid, Sights> by_path;
    for (const StationSight& sight : all) {
        Sights& sights = by_path[walks[sight.walk].path->id];
        bool is_short = false;
        for (const SightAlong* along : {&sight.ahead, &sight.back}) {
            sights.add(sight, *along, reach_m);
            if (!along->short_of(input.criterion.threshold)) continue;
            is_short = true;
            if (const Uuid thing = space->feature_of(along->thing); !thing.is_nil()) ++sights.ended_by[thing];
        }
        sights.short_m += is_short ? step_m : 0;
    }
    for (const FeaturePtr& path : paths) {
        const auto found = by_path.find(path->id);
        if (found == by_path.end()) continue;
        Sights& sights = found->second;
        const double value = sights.value(input.criterion.setting("least_m"), step_m);
        if (!input.criterion.holds(value)) {
            measured.subjects.push_back(missed(input, path, walks[sights.from->walk], sights, value));
            continue;
        }
        measured.subjects.push_back({.subject = {path->id},
                                     .at = label_point(path->geometry),
                                     .value = value,
                                     .grounds = Grounds().thing(Role::path, *path),
                                     .text = "On " + called(Role::path, *path) + " one sees at least " +
                                             rounded_text(value) + " m of the way ahead"});
    }
    if (measured.subjects.empty() && input.changed.empty())
        measured.gaps.push_back({.text = "nobody can walk on the paths of the plan", .lacks = "path"});
    return measured;
}

} // namespace prospect::assessment
