#include "analysis/assessment/threats.h"

#include "analysis/assessment/facts.h"
#include "analysis/threat/approaches.h"
#include "analysis/threat/capacity_duties.h"
#include "analysis/threat/crowd_places.h"
#include "analysis/threat/vehicle_ratings.h"

#include <algorithm>

namespace prospect::assessment {

namespace {

using scene::metres_text;
using threat::Approach;
using threat::Approaches;
using threat::CrowdPlace;

threat::GapRule gap_rule(const Criterion& criterion) {
    return {criterion.setting("widest_m"), criterion.setting("narrowest_m"),
            criterion.setting("bollard_diameter_m")};
}

threat::ApproachSettings approach_settings(const Criterion& criterion) {
    return {.vehicle = {criterion.setting("acceleration_ms2"), criterion.setting("mass_kg"),
                        criterion.setting("friction"), threat::ms_of(criterion.setting("entry_speed_kmh"))},
            .ways = {},
            .gaps = gap_rule(criterion)};
}

std::string kmh_text(double speed_ms) {
    return rounded_text(threat::kmh_of(speed_ms)) + " km/h";
}

// Of each of these places to which no run-up leads; none has a subject where all are reached.
Gap no_road_gap(const Approaches& found, const std::vector<std::size_t>& places) {
    Gap gap{.text = "no road ends within " + metres_text(threat::arrival_m) + " m of it",
            .lacks = "path",
            .features = {},
            .at = {}};
    for (const std::size_t p : places) {
        if (std::any_of(found.all.begin(), found.all.end(),
                        [&](const Approach& one) { return one.place == p; }))
            continue;
        const Feature& place = *found.places[p].feature;
        ++gap.subjects;
        gap.features.push_back(place.id);
        gap.at = gap.at.value_or(label_point(place.geometry));
    }
    return gap;
}

// The roads of a run-up, with their kind and width, and its place.
Grounds grounds_of(const Approaches& found, const Approach& approach) {
    const threat::ProtectedPlace& place = found.places[approach.place];
    Grounds grounds;
    grounds.thing(place.role, *place.feature).word(place.role, *place.feature, "kind");
    for (const std::uint32_t p : approach.run_up.paths)
        grounds.thing(Role::path, *found.ground.network.paths[p])
            .word(Role::path, *found.ground.network.paths[p], "kind");
    if (approach.stopped) grounds.thing(approach.stopped->role, *approach.stopped->feature);
    return grounds;
}

// How fast it meets what stands in its way; nothing where that was tested for it and ends further from the
// place than a vehicle came past it, or that is not known.
double meets_ms(const Approach& approach, double mass_kg) {
    if (!approach.stopped) return approach.run_up.speed_ms;
    return approach.stopped->is_rated_for(mass_kg) ? 0 : approach.stopped->speed_ms;
}

bool is_worse(const Approach& one, const Approach& other, double mass_kg) {
    const double ms = meets_ms(one, mass_kg);
    const double other_ms = meets_ms(other, mass_kg);
    if (ms != other_ms) return ms > other_ms;
    const auto doubted = [](const Approach& a) { return a.stopped && !a.stopped->is_enough_away(); };
    return ms == 0 && doubted(one) && !doubted(other);
}

std::string in_the_way(const MetricInput& input, const Approach& approach) {
    if (!approach.stopped) return "nothing on the plan stands in its way";
    const std::string what = input.facts.called(approach.stopped->role, *approach.stopped->feature);
    if (!approach.stopped->complete)
        return what + " stands in its way, in a line of bollards that can be passed";
    if (!approach.stopped->covers) return what + " stands in its way, but does not reach across it";
    if (approach.stopped->rating_text.empty()) return what + " stands in its way, without a recorded rating";
    return what + " stands in its way, rated " + approach.stopped->rating_text;
}

Measurement speed_of(const MetricInput& input, const Approaches& found, const Approach& worst) {
    const threat::ProtectedPlace& place = found.places[worst.place];
    const double mass_kg = input.criterion.setting("mass_kg");
    const double speed_ms = meets_ms(worst, mass_kg);
    const double arrives_ms = worst.stopped ? worst.stopped->speed_ms : worst.run_up.speed_ms;
    Measurement made{.subject = {place.feature->id}, .at = worst.run_up.way.back()};
    made.value = threat::kmh_of(speed_ms);
    made.grounds = grounds_of(found, worst);
    made.text = "A vehicle of " + rounded_text(mass_kg) + " kg reaches " +
                input.facts.called(place.role, *place.feature) + " at " + kmh_text(arrives_ms) + " (" +
                rounded_text(threat::energy_kj(mass_kg, arrives_ms)) + " kJ) after " +
                rounded_text(worst.run_up.length_m) + " m of run-up; " + in_the_way(input, worst);
    if (const auto level =
            threat::least_covering(threat::vehicle_ratings(), mass_kg, threat::kmh_of(arrives_ms)))
        made.text += "; to compare with: " + level->text();
    if (worst.stopped && worst.stopped->is_rated_for(mass_kg) && !worst.stopped->is_enough_away())
        made.doubt = {
            "what stands in the way is rated for it, but " +
                (worst.stopped->rating->penetration_m
                     ? "a vehicle came further past it in the test than the place is away"
                     : std::string("it is not recorded how far a vehicle came past it in the test")),
            "barrier"};
    made.evidence.push_back(
        {"run-up", found.ground.network.paths[worst.end.path]->id, Geometry::make_line(worst.run_up.way)});
    made.evidence.push_back({"place to protect", place.feature->id, {}});
    if (worst.stopped) made.evidence.push_back({"stands in its way", worst.stopped->feature->id, {}});
    return made;
}

// Whether a place of one of the kinds is there; else says what is missing.
template <class Counts>
std::vector<std::size_t> scored_places(const std::vector<threat::ProtectedPlace>& places, Counts counts) {
    std::vector<std::size_t> found;
    for (std::size_t p = 0; p < places.size(); ++p)
        if (places[p].scored && counts(places[p])) found.push_back(p);
    return found;
}

threat::CrowdSettings crowd_settings(const Criterion& criterion) {
    threat::CrowdSettings settings;
    settings.least_people = criterion.setting("least_people");
    return settings;
}

// The crowd places in the study area; without ways of vehicles.
std::vector<CrowdPlace> crowds(const MetricInput& input, const threat::VehicleGround& ground,
                               const threat::CrowdSettings& settings, Measured& measured) {
    threat::CrowdPlaces found = threat::crowd_places(input.context, ground, settings);
    std::erase_if(found.places, [](const CrowdPlace& place) { return !place.scored; });
    if (found.places.empty())
        measured.gaps.push_back({.text = "no crowd place (activity of kind crowd) is on the plan",
                                 .lacks = "activity",
                                 .features = {},
                                 .at = {}});
    return std::move(found.places);
}

Grounds grounds_of(const CrowdPlace& place) {
    Grounds grounds;
    grounds.thing(Role::activity, *place.feature).word(Role::activity, *place.feature, "kind");
    return grounds;
}

void add_unknown(const std::string& text, const CrowdPlace& place, Gap& gap) {
    gap.text = text;
    gap.lacks = "activity";
    ++gap.subjects;
    gap.features.push_back(place.feature->id);
    gap.at = gap.at.value_or(label_point(place.feature->geometry));
}

} // namespace

Measured vehicle_speed(const MetricInput& input) {
    Measured measured;
    const auto counts = [](const threat::ProtectedPlace& place) { return place.kind != "sign"; };
    if (scored_places(threat::protected_places(input.facts.scene()), counts).empty()) {
        measured.gaps.push_back({.text = "no crowd place and no target is on the plan",
                                 .lacks = "target",
                                 .features = {},
                                 .at = {}});
        return measured;
    }
    const Approaches found = threat::approaches_of(input.context, approach_settings(input.criterion));
    const double mass_kg = input.criterion.setting("mass_kg");
    for (const std::size_t p : scored_places(found.places, counts)) {
        const Approach* worst = nullptr;
        for (const Approach& one : found.all)
            if (one.place == p && (worst == nullptr || is_worse(one, *worst, mass_kg))) worst = &one;
        if (worst != nullptr) measured.subjects.push_back(speed_of(input, found, *worst));
    }
    Gap unreached = no_road_gap(found, scored_places(found.places, counts));
    if (unreached.subjects > 0) measured.gaps.push_back(std::move(unreached));
    measured.notes = found.notes;
    return measured;
}

Measured stand_off(const MetricInput& input) {
    Measured measured;
    const auto counts = [](const threat::ProtectedPlace& place) { return place.kind == "asset"; };
    if (scored_places(threat::protected_places(input.facts.scene()), counts).empty()) {
        measured.gaps.push_back({.text = "no asset (target of that kind) is on the plan",
                                 .lacks = "target",
                                 .features = {},
                                 .at = {}});
        return measured;
    }
    const Approaches found = threat::approaches_of(input.context, approach_settings(input.criterion));
    Gap open{.text = "nothing on the plan stops a vehicle before the asset",
             .lacks = "barrier",
             .features = {},
             .at = {}};
    for (const std::size_t p : scored_places(found.places, counts)) {
        const Feature& asset = *found.places[p].feature;
        const Approach* nearest = nullptr;
        bool unstopped = false;
        for (const Approach& one : found.all) {
            if (one.place != p) continue;
            unstopped = unstopped || !one.stopped || !one.stopped->complete || !one.stopped->covers;
            if (one.stopped &&
                (nearest == nullptr || one.stopped->stand_off_m < nearest->stopped->stand_off_m))
                nearest = &one;
        }
        if (unstopped) {
            ++open.subjects;
            open.features.push_back(asset.id);
            open.at = open.at.value_or(label_point(asset.geometry));
        }
        if (unstopped || nearest == nullptr) continue;
        Measurement made{
            .subject = {asset.id}, .at = nearest->stopped->at, .value = nearest->stopped->stand_off_m};
        made.grounds = grounds_of(found, *nearest);
        made.text = "Vehicles are stopped " + metres_text(made.value) + " m from " +
                    input.facts.called(Role::target, asset) + ", by " +
                    input.facts.called(nearest->stopped->role, *nearest->stopped->feature);
        made.evidence = {{"asset", asset.id, {}}, {"stops vehicles", nearest->stopped->feature->id, {}}};
        measured.subjects.push_back(std::move(made));
    }
    if (open.subjects > 0) measured.gaps.push_back(std::move(open));
    Gap unreached = no_road_gap(found, scored_places(found.places, counts));
    if (unreached.subjects > 0) measured.gaps.push_back(std::move(unreached));
    measured.notes = found.notes;
    return measured;
}

Measured crowd_on_axis(const MetricInput& input) {
    Measured measured;
    threat::CrowdSettings settings = crowd_settings(input.criterion);
    settings.axis_width_m = input.criterion.setting("axis_width_m");
    settings.axis_length_m = input.criterion.setting("axis_length_m");
    if (crowds(input, {}, settings, measured).empty()) return measured;
    const threat::VehicleGround ground =
        threat::vehicle_ground(input.facts.scene(), {}, gap_rule(input.criterion));
    if (ground.network.paths.empty()) {
        measured.gaps.push_back(
            {.text = "no road is on the plan", .lacks = "path", .features = {}, .at = {}});
        return measured;
    }
    Gap points{.text = {}, .lacks = {}, .features = {}, .at = {}};
    Gap uncounted = points;
    for (const CrowdPlace& place : crowds(input, ground, settings, measured)) {
        if (!place.area_m2) {
            add_unknown("the place is a point or encloses no ground", place, points);
            continue;
        }
        const double least = input.criterion.setting("least_per_m2");
        Measurement made{.subject = {place.feature->id},
                         .at = label_point(place.feature->geometry),
                         .value = place.overlap_m2,
                         .grounds = grounds_of(place)};
        if (!place.density_in_use && !input.criterion.holds(place.overlap_m2)) {
            add_unknown("a road leads straight at the place, which says no number of people (people)", place,
                        uncounted);
            continue;
        }
        if (place.density_in_use.value_or(0) < least) made.gravest = Level::info;
        if (!place.roads_through.empty())
            made.doubt = {"a road runs through the place, where people stand on the road itself", ""};
        if (place.density_in_use) made.grounds.number(Role::activity, *place.feature, "people");
        made.text = "Of " + input.facts.called(Role::activity, *place.feature) + ", " +
                    rounded_text(place.overlap_m2) +
                    " m2 lie straight beyond the end of a road with nothing in between";
        for (const threat::AxisHit& hit : place.axes) {
            made.grounds.thing(Role::path, *hit.path).word(Role::path, *hit.path, "kind");
            if (hit.overlap_m2 > 0)
                made.evidence.push_back({"on the axis of this road", hit.path->id, hit.area});
        }
        made.evidence.push_back({"crowd place", place.feature->id, {}});
        measured.subjects.push_back(std::move(made));
    }
    if (points.subjects > 0) measured.gaps.push_back(std::move(points));
    if (uncounted.subjects > 0) measured.gaps.push_back(std::move(uncounted));
    return measured;
}

Measured crowd_density(const MetricInput& input) {
    Measured measured;
    const double standing = input.criterion.setting("standing_per_m2");
    Gap unknown{.text = {}, .lacks = {}, .features = {}, .at = {}};
    for (const CrowdPlace& place : crowds(input, {}, crowd_settings(input.criterion), measured)) {
        if (!place.density_in_use) {
            add_unknown("the place says no number of people, or has no area", place, unknown);
            continue;
        }
        Measurement made{.subject = {place.feature->id},
                         .at = label_point(place.feature->geometry),
                         .value = *place.density_in_use,
                         .grounds = grounds_of(place)};
        made.grounds.number(Role::activity, *place.feature, "people");
        const bool packed = made.value > standing;
        if (!packed) made.gravest = Level::look;
        made.text = sentence(input.facts.called(Role::activity, *place.feature)) + " has " +
                    rounded_text(*place.people) + " people on " + rounded_text(*place.area_m2) + " m2, " +
                    metres_text(made.value) + " on a square metre" +
                    (packed ? ", too dense to stand safely" : "");
        made.evidence.push_back({"crowd place", place.feature->id, {}});
        made.causes = {place.feature->id};
        measured.subjects.push_back(std::move(made));
    }
    if (unknown.subjects > 0) measured.gaps.push_back(std::move(unknown));
    return measured;
}

Measured crowd_duty(const MetricInput& input) {
    Measured measured;
    const threat::DutyProfile* duties = threat::duty_profile("uk_2025");
    Gap unknown{.text = {}, .lacks = {}, .features = {}, .at = {}};
    for (const CrowdPlace& place : crowds(input, {}, crowd_settings(input.criterion), measured)) {
        if (!place.people) {
            add_unknown("the place says no number of people", place, unknown);
            continue;
        }
        Measurement made{.subject = {place.feature->id},
                         .at = label_point(place.feature->geometry),
                         .value = *place.people,
                         .grounds = grounds_of(place)};
        made.grounds.number(Role::activity, *place.feature, "people");
        const std::string duty = duties != nullptr ? duties->duty_of(*place.people) : "";
        made.text = sentence(input.facts.called(Role::activity, *place.feature)) + " holds " +
                    rounded_text(*place.people) + " people at once";
        if (!duty.empty())
            made.text += ", which brings " + duty + " duties where the law applies (" + duties->title +
                         ", in force " + duties->in_force + ")";
        made.says_demand = !duty.empty();
        made.evidence.push_back({"crowd place", place.feature->id, {}});
        measured.subjects.push_back(std::move(made));
    }
    if (unknown.subjects > 0) measured.gaps.push_back(std::move(unknown));
    return measured;
}

} // namespace prospect::assessment
