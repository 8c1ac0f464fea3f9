#include "analysis/assessment/guarded.h"

#include "analysis/assessment/check_grid.h"
#include "analysis/assessment/facts.h"
#include "analysis/assessment/shared.h"
#include "analysis/scene/spots.h"
#include "analysis/scene/standing_spot.h"
#include "analysis/sightlines/guardianship.h"

#include <algorithm>
#include <limits>

namespace prospect::assessment {

namespace {

constexpr double spots_of_a_place = 50;

struct WatchedPlace {
    std::size_t spots = 0;
    std::size_t watched = 0;
    double least = std::numeric_limits<double>::infinity();
    Point worst;
    std::size_t openings = 0; // that see any of it
    Grounds grounds;
};

WatchedPlace watch(const MetricInput& input, const Feature& place) {
    const Eyes& eyes = input.shared.eyes();
    const std::vector<sightlines::Guardian>& guardians = eyes.guardians.all;
    std::vector<Point3> spots;
    for (const Point p : scene::spots_of(place.geometry, spots_of_a_place, input.facts.site().frame.origin))
        if (const auto spot = scene::standing_spot(input.facts.scene(), *eyes.opaque, p,
                                                   input.criterion.setting("target_height_m")))
            spots.push_back(*spot);
    WatchedPlace found{.spots = spots.size(), .worst = label_point(place.geometry)};
    std::vector<sightlines::Watch> watches(spots.size());
    std::vector<std::uint8_t> counted(guardians.size());
    eyes.watched.watch(spots, watches, &counted);
    for (std::size_t i = 0; i < spots.size(); ++i) {
        const double guardianship = watches[i].guardianship(DayBand::day);
        found.watched += guardianship >= input.criterion.setting("guardianship") ? 1 : 0;
        if (guardianship >= found.least) continue;
        found.least = guardianship;
        found.worst = {spots[i].x, spots[i].y};
    }
    for (std::size_t g = 0; g < guardians.size(); ++g)
        if (counted[g] != 0) {
            ++found.openings;
            found.grounds.thing(Role::opening, *guardians[g].feature);
        }
    return found;
}

std::string openings_text(std::size_t count) {
    if (count <= 1) return (count == 0 ? "no" : "1") + std::string(" window or door");
    return count_text(count) + " windows and doors";
}

// Public ground of the study area, in cells of the map of guardianship.
struct PublicGround {
    std::size_t cells = 0;
    std::size_t watched = 0;
    double sum = 0; // of guardianship
    std::optional<Point> worst;
};

PublicGround public_ground(const MetricInput& input, const Field& day) {
    const double enough = input.criterion.setting("guardianship");
    PublicGround ground;
    std::vector<std::uint8_t> unwatched(day.values.size());
    for (std::size_t i = 0; i < day.values.size(); ++i) {
        const auto cell = static_cast<std::int64_t>(i);
        const Point p = day.grid.center(cell % day.grid.columns, cell / day.grid.columns);
        if (day.values[i] == nodata || !input.facts.study().contains(p) || !input.facts.zones().public_at(p))
            continue;
        ++ground.cells;
        ground.sum += static_cast<double>(day.values[i]);
        const bool watched = static_cast<double>(day.values[i]) >= enough;
        ground.watched += watched ? 1 : 0;
        unwatched[i] = watched ? 0 : 1;
    }
    ground.worst = thickest_of(day.grid, [&](std::size_t i) { return unwatched[i] != 0; });
    return ground;
}

} // namespace

engine::RunPtr map_of_eyes(const MetricInput& input, Measured& measured) {
    const Site& site = input.facts.site();
    const double wanted_m = input.criterion.setting("cell_m");
    const double cell_m = bounded_cell_m(site.study_box(), wanted_m);
    if (cell_m > wanted_m)
        measured.notes.push_back(coarse_note("watched_coarse", "the ground of " + input.criterion.code,
                                             cell_m, wanted_m,
                                             "the plan spans " + span_text(site.study_box())));
    const auto text = [](double value) { return as_text(Value(value)); };
    return input.context.require(
        "sightlines.overlooking",
        {{"cell_m", text(cell_m)}, {"target_height_m", text(input.criterion.setting("target_height_m"))}});
}

Measured watched_by_day(const MetricInput& input) {
    Measured measured;
    const Site& site = input.facts.site();
    if (input.facts.of(Role::opening).empty() || input.shared.eyes().guardians.windows == 0) {
        measured.gaps.push_back({.text = "no window is on the plan", .lacks = "window"});
        return measured;
    }
    const engine::RunPtr eyes = map_of_eyes(input, measured);
    const Field& day = eyes->result.fields.at(0);
    const PublicGround ground = public_ground(input, day);
    if (ground.cells == 0) {
        measured.gaps.push_back({.text = "the site has no public ground", .lacks = "zone", .subjects = 1});
        return measured;
    }
    Measurement measurement{.at = ground.worst.value_or(site.study_box().center()), .of_the_site = true};
    for (const FeaturePtr& area : red_line(site).features) {
        measurement.subject.push_back(area->id);
        measurement.grounds.thing(Role::study_area, *area);
    }
    const auto cells = static_cast<double>(ground.cells);
    measurement.value = 100 * static_cast<double>(ground.watched) / cells;
    measurement.grounds.supposed(somebody_looks);
    measurement.text = "Somebody is likely to watch " + rounded_text(measurement.value) + " % of the " +
                       rounded_text(cells * day.grid.cell_x * day.grid.cell_y) +
                       " m2 of public ground by day; eyes on a spot of it are " +
                       rounded_text(100 * ground.sum / cells) + " of 100 on average";
    if (ground.worst)
        measurement.evidence.push_back(
            {"most of the ground hardly watched is here", {}, Geometry::make_point(*ground.worst)});
    measured.subjects.push_back(std::move(measurement));
    return measured;
}

Measured parking_watched(const MetricInput& input) {
    Measured measured;
    std::vector<FeaturePtr> car_parks;
    bool any = false;
    for (const FeaturePtr& activity : input.facts.scored(Role::activity)) {
        if (own_text(*activity, "kind") != "parking") continue;
        any = true;
        if (input.reaches(activity->geometry.box().grown(sightlines::watch_reach_m)))
            car_parks.push_back(activity);
        else
            measured.untouched.push_back(activity->id);
    }
    if (any && car_parks.empty()) return measured;
    Box near_by; // on trial those that may look at these car parks are enough
    for (const FeaturePtr& car_park : car_parks)
        near_by.add(car_park->geometry.box().grown(sightlines::watch_reach_m + 1));
    const Eyes& eyes = input.shared.eyes(input.changed.empty() ? nullptr : &near_by);
    if (input.facts.of(Role::opening).empty() || (input.changed.empty() && eyes.guardians.windows == 0))
        measured.gaps.push_back({.text = "no window is on the plan", .lacks = "window"});
    if (!any) measured.gaps.push_back({.text = "no car park is on the plan", .lacks = "activity"});
    if (!measured.gaps.empty()) return measured;
    for (const FeaturePtr& car_park : car_parks) {
        WatchedPlace place = watch(input, *car_park);
        if (place.spots == 0) continue; // under a building
        Measurement measurement{.subject = {car_park->id}, .at = place.worst};
        measurement.value = 100 * static_cast<double>(place.watched) / static_cast<double>(place.spots);
        measurement.grounds = place.grounds;
        measurement.grounds.thing(Role::activity, *car_park).word(Role::activity, *car_park, "kind");
        measurement.grounds.supposed(somebody_looks);
        measurement.text = called_first(Role::activity, *car_park) + " is well watched by day on " +
                           rounded_text(measurement.value) + " % of its ground; " +
                           openings_text(place.openings) + " within 43 m " +
                           (place.openings <= 1 ? "sees" : "see") + " some of it";
        measurement.evidence.push_back({"car park", car_park->id, {}});
        measurement.evidence.push_back({"least watched here", {}, Geometry::make_point(place.worst)});
        measured.subjects.push_back(std::move(measurement));
    }
    return measured;
}

} // namespace prospect::assessment
