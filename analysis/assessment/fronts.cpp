#include "analysis/assessment/fronts.h"

#include "analysis/access/building_fronts.h"
#include "analysis/assessment/more_eyes.h"
#include "analysis/assessment/shared.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <set>

namespace prospect::assessment {

namespace {

using access::BuildingFronts;
using access::RunFigures;
using access::WallRing;
using access::WallRun;
using access::WallStep;
using scene::metres_text;

const BuildingFronts& fronts_of(const MetricInput& input) {
    access::FrontSettings settings;
    settings.depth_m = input.criterion.setting("depth_m");
    settings.eye_height_m = input.criterion.setting("eye_height_m");
    return input.shared.fronts(settings, input.changed);
}

// Gaps that hold for the whole plan; none on trial, when only a part of it is looked at.
std::vector<Gap> nothing_to_measure(const MetricInput& input, const BuildingFronts& fronts) {
    std::vector<Gap> gaps;
    if (!input.changed.empty()) return gaps;
    if (fronts.paths.empty()) gaps.push_back({.text = "no path is on the plan", .lacks = "path"});
    if (fronts.windows + fronts.doors == 0)
        gaps.push_back({.text = "no window or door is on the plan", .lacks = "window"});
    return gaps;
}

// Buildings with an opening in a wall, and those that have none by their use.
std::set<Uuid> known_buildings(const BuildingFronts& fronts) {
    std::set<Uuid> known;
    for (const WallRing& ring : fronts.rings)
        if (!ring.openings.empty() || access::stays_empty(*ring.building)) known.insert(ring.building->id);
    return known;
}

bool scored_front(const WallStep& step) {
    return step.scored && !step.paths.empty();
}

// How a building is called within a sentence.
std::string house(const MetricInput& input, const Feature& building) {
    return input.facts.called(Role::building, building);
}

void add_openings(const RunFigures& run, Grounds& grounds) {
    for (const access::FrontOpening* opening : run.openings)
        grounds.thing(Role::opening, *opening->feature);
}

// Along one path.
struct Along {
    double known_m = 0;
    double unknown_m = 0;
    double active_m = 0;
    std::size_t doors = 0;
    Grounds grounds;
    std::vector<Evidence> blanks;
};

void add_run(const MetricInput& input, const WallRing& ring, const RunFigures& figures, bool known,
             Along& along) {
    constexpr double long_blank_m = 5;
    if (!known) {
        along.unknown_m += figures.length_m;
        return;
    }
    along.known_m += figures.length_m;
    along.active_m += figures.active_m;
    along.doors += static_cast<std::size_t>(std::count_if(
        figures.openings.begin(), figures.openings.end(),
        [](const access::FrontOpening* opening) { return opening->door && opening->at_eye_level; }));
    along.grounds.thing(Role::building, *ring.building);
    add_openings(figures, along.grounds);
    if (figures.blank_m >= long_blank_m)
        along.blanks.push_back(
            {metres_text(figures.blank_m) + " m of blank wall of " + house(input, *ring.building),
             ring.building->id, Geometry::make_point(*figures.blank_at)});
}

// By path.
std::vector<Along> along_all(const MetricInput& input, const BuildingFronts& fronts,
                             const std::set<Uuid>& known) {
    const double active_m = input.criterion.setting("active_m");
    std::vector<Along> found(fronts.paths.size());
    for (std::size_t p = 0; p < found.size(); ++p)
        found[p].grounds.thing(Role::path, *fronts.paths[p]);
    for (const WallRing& ring : fronts.rings) {
        input.context.progress().checkpoint();
        for (const std::uint32_t p : access::paths_of(ring))
            for (const WallRun& run :
                 access::runs_of(ring, [&](const WallStep& step) { return access::scored_along(step, p); }))
                add_run(input, ring, access::figures_of(ring, run, active_m),
                        known.contains(ring.building->id), found[p]);
    }
    return found;
}

// Measures every path with enough wall along it; `of` fills in value and text.
template <class Of>
Measured along_paths(const MetricInput& input, const Of& of) {
    const BuildingFronts& fronts = fronts_of(input);
    Measured measured{.subjects = {}, .gaps = nothing_to_measure(input, fronts), .notes = {}};
    if (!measured.gaps.empty()) return measured;
    const std::set<Uuid> known = known_buildings(fronts);
    Gap unknown{.text = "no window or door of the buildings along the path is on the plan",
                .lacks = "window"};
    std::vector<Along> all = along_all(input, fronts, known);
    for (std::size_t p = 0; p < all.size(); ++p) {
        const Feature& path = *fronts.paths[p];
        if (!access::front_reached(path.geometry.box(), fronts.reach_m, input.changed)) {
            measured.untouched.push_back(path.id);
            continue;
        }
        Along& along = all[p];
        if (along.known_m + along.unknown_m < input.criterion.setting("least_m")) continue;
        if (along.unknown_m > along.known_m) {
            ++unknown.subjects;
            unknown.features.push_back(path.id);
            unknown.at = unknown.at.value_or(label_point(path.geometry));
            continue;
        }
        Measurement measurement{.subject = {path.id}, .at = label_point(path.geometry)};
        if (!of(path, along, measurement)) continue;
        measurement.grounds = along.grounds;
        measurement.evidence = std::move(along.blanks);
        measurement.evidence.push_back({called_first(Role::path, path), path.id, {}});
        measured.subjects.push_back(std::move(measurement));
    }
    if (unknown.subjects > 0) measured.gaps.push_back(std::move(unknown));
    return measured;
}

// Windows that leave no stretch of the blank wall longer than the threshold.
std::optional<Proposal> windows_into(const MetricInput& input, const WallRing& ring,
                                     const RunFigures& blank) {
    constexpr double width_m = 1.2; // the usual width of a window
    if (access::stays_empty(*ring.building)) return std::nullopt;
    const double longest_m = input.criterion.threshold;
    const double wanted = std::max(1.0, std::ceil((blank.blank_m - longest_m) / (longest_m + width_m)));
    std::vector<FeaturePtr> made;
    for (double i = 1; i <= wanted; ++i)
        made.push_back(
            window_at(ring.building->id,
                      access::place_on(ring, blank.blank_from_m + blank.blank_m * i / (wanted + 1)), 0));
    const std::string windows = counted(made.size(), "window");
    auto added = add_openings(input.facts, std::move(made));
    if (!added) return std::nullopt;
    SiteEdit edit{"Windows into a blank wall", {}};
    edit.steps.emplace_back(std::move(*added));
    return Proposal{"Put " + (wanted == 1 ? std::string("a window") : windows) + " into this wall of " +
                        house(input, *ring.building),
                    std::move(edit)};
}

} // namespace

Measured active_share(const MetricInput& input) {
    return along_paths(input, [](const Feature& path, const Along& along, Measurement& measurement) {
        measurement.value = 100 * along.active_m / along.known_m;
        measurement.text = called_first(Role::path, path) + " has windows or doors of rooms in use on " +
                           rounded_text(measurement.value) + " % of the " + rounded_text(along.known_m) +
                           " m of wall along it";
        return true;
    });
}

Measured door_density(const MetricInput& input) {
    return along_paths(input, [](const Feature& path, const Along& along, Measurement& measurement) {
        if (own_text(path, "kind") != "road") return false;
        measurement.value = 100 * static_cast<double>(along.doors) / along.known_m;
        measurement.text = called_first(Role::path, path) + " has " + counted(along.doors, "door") +
                           " on the " + rounded_text(along.known_m) + " m of wall along it, " +
                           metres_text(measurement.value) + " on 100 m";
        return true;
    });
}

Measured blank_wall(const MetricInput& input) {
    const BuildingFronts& fronts = fronts_of(input);
    Measured measured{.subjects = {}, .gaps = nothing_to_measure(input, fronts), .notes = {}};
    if (!measured.gaps.empty()) return measured;
    if (!input.changed.empty())
        for (const FeaturePtr& building : input.facts.of(Role::building))
            if (!access::front_reached(building->geometry.box(), fronts.reach_m, input.changed))
                measured.untouched.push_back(building->id);
    const std::set<Uuid> known = known_buildings(fronts);
    Gap unknown{.text = "no window or door of the building is on the plan", .lacks = "window"};
    struct Longest {
        const WallRing* ring = nullptr;
        RunFigures run;
        Grounds grounds;
    };
    std::vector<Longest> of_buildings;
    std::map<Uuid, std::size_t> places;
    for (const WallRing& ring : fronts.rings) {
        if (!access::front_reached(ring.building->geometry.box(), fronts.reach_m, input.changed)) continue;
        for (const WallRun& run : access::runs_of(ring, scored_front)) {
            const auto [place, fresh] = places.emplace(ring.building->id, of_buildings.size());
            if (fresh) of_buildings.push_back({&ring, {}, Grounds().thing(Role::building, *ring.building)});
            Longest& longest = of_buildings[place->second];
            RunFigures figures = access::figures_of(ring, run, 0);
            add_openings(figures, longest.grounds);
            if (figures.blank_m <= longest.run.blank_m) continue;
            longest.ring = &ring;
            longest.run = std::move(figures);
        }
    }
    for (Longest& longest : of_buildings) {
        const Feature& building = *longest.ring->building;
        const Point at = longest.run.blank_at.value_or(label_point(building.geometry));
        if (!known.contains(building.id)) {
            ++unknown.subjects;
            unknown.features.push_back(building.id);
            unknown.at = unknown.at.value_or(at);
            continue;
        }
        Measurement measurement{
            .subject = {building.id}, .at = at, .value = longest.run.blank_m, .grounds = longest.grounds};
        measurement.text = sentence(house(input, building)) + " has " + metres_text(longest.run.blank_m) +
                           " m of wall without a window or door at eye level along a way";
        measurement.evidence.push_back({"middle of the blank wall", building.id, Geometry::make_point(at)});
        measurement.causes = {building.id};
        if (!input.criterion.holds(measurement.value))
            if (auto proposal = windows_into(input, *longest.ring, longest.run))
                measurement.proposals.push_back(std::move(*proposal));
        measured.subjects.push_back(std::move(measurement));
    }
    if (unknown.subjects > 0) measured.gaps.push_back(std::move(unknown));
    return measured;
}

} // namespace prospect::assessment
