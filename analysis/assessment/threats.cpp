#include "analysis/assessment/threats.h"

#include "analysis/assessment/facts.h"
#include "analysis/threat/approaches.h"
#include "analysis/threat/capacity_duties.h"
#include "analysis/threat/crowd_places.h"
#include "analysis/threat/vehicle_ratings.h"

#include <algorithm>
#include <cmath>
#include <set>

namespace prospect::assessment {

namespace {

using scene::metres_text;
using threat::Approach;
using threat::Approaches;
using threat::CrowdPlace;
using BollardGap = threat::Gap;

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

Gap no_road_gap(const std::string& what) {
    return {.text = "no road ends within " + metres_text(threat::arrival_m) + " m of " + what,
            .lacks = "path",
            .features = {},
            .at = {}};
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

// How fast it meets what stands in its way; nothing where that was tested for it.
double meets_ms(const Approach& approach, double mass_kg) {
    if (!approach.stopped) return approach.run_up.speed_ms;
    return approach.stopped->is_rated_for(mass_kg) ? 0 : approach.stopped->speed_ms;
}

std::string in_the_way(const MetricInput& input, const Approach& approach) {
    if (!approach.stopped) return "nothing on the plan stands in its way";
    const std::string what = input.facts.called(approach.stopped->role, *approach.stopped->feature);
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

std::string gap_ends(const MetricInput& input, const BollardGap& gap) {
    if (!gap.other) return "";
    const std::string one = input.facts.called(Role::barrier, *gap.bollard);
    if (gap.other->id == gap.bollard->id) return "in " + one;
    const Role role = input.facts.site().layer_of(gap.other->id)->role;
    if (!gap.at_wall && input.facts.name_of(*gap.bollard).empty()) return "between two bollards";
    return "between " + one + " and " + input.facts.called(role, *gap.other);
}

// Bollards that leave no gap for a car and still one for a wheelchair. Absent where there is no such number
// of them: the line has to be set out anew.
std::optional<Proposal> bollards_into(const MetricInput& input, const BollardGap& gap) {
    const threat::GapRule rule = gap_rule(input.criterion);
    const Layer* layer = input.facts.site().layer_of(gap.bollard->id);
    if (layer == nullptr || gap.bollard->geometry.kind != GeometryKind::point || !gap.gap_m)
        return std::nullopt;
    const double wanted =
        std::ceil((*gap.gap_m - rule.widest_m) / (rule.widest_m + rule.bollard_diameter_m) - 1e-9);
    const double left_m = (*gap.gap_m - wanted * rule.bollard_diameter_m) / (wanted + 1);
    if (wanted < 1 || (!gap.at_wall && left_m < rule.narrowest_m)) return std::nullopt;
    AddFeatures add{.layer = layer->id, .features = {}};
    const Point way = gap.line.b - gap.line.a;
    const double half_m = rule.bollard_diameter_m / 2;
    for (double i = 1; i <= wanted; ++i) {
        const double along_m = half_m + i * left_m + (i - 1) * rule.bollard_diameter_m + half_m;
        const Point at = gap.line.a + way * (along_m / length(way));
        auto bollard = std::make_shared<Feature>();
        bollard->id = Uuid::from_name("bollard " + gap.bollard->id.text() + " " + gap.other->id.text() + " " +
                                      std::to_string(static_cast<int>(i)));
        bollard->geometry = Geometry::make_point(at);
        bollard->basis = Basis::drawn;
        bollard->set("kind", std::string("bollard"), Basis::drawn);
        if (const Attribute* height = gap.bollard->find("height_m"))
            bollard->set("height_m", height->value, Basis::drawn);
        add.features.push_back(std::move(bollard));
    }
    const std::size_t count = add.features.size();
    SiteEdit edit{"Close a gap between bollards", {}};
    edit.steps.emplace_back(std::move(add));
    return Proposal{"Add " + (count == 1 ? std::string("a bollard") : counted(count, "bollard")) + " " +
                        gap_ends(input, gap),
                    std::move(edit)};
}

Measurement gap_measured(const MetricInput& input, const BollardGap& gap) {
    const Criterion& criterion = input.criterion;
    Measurement made{.subject = {gap.bollard->id}, .at = gap.at, .value = *gap.gap_m};
    if (gap.other->id != gap.bollard->id) made.subject.push_back(gap.other->id);
    made.grounds.thing(Role::barrier, *gap.bollard).word(Role::barrier, *gap.bollard, "kind");
    made.grounds.thing(input.facts.site().layer_of(gap.other->id)->role, *gap.other);
    if (gap.source == threat::GapSource::given) {
        const bool own = gap.bollard->find("gap_m") != nullptr;
        made.grounds.measured(Role::barrier, own ? *gap.bollard : *gap.other, "gap_m");
    } else if (gap.bollard->geometry.kind == GeometryKind::point) {
        made.grounds.usual(Role::barrier, *gap.bollard, "diameter", criterion.setting("bollard_diameter_m"));
    }
    made.text = "The clear gap " + gap_ends(input, gap) + " is " + metres_text(*gap.gap_m) + " m";
    if (gap.fault == threat::GapFault::too_narrow)
        made.doubt = {"it is narrower than " + metres_text(criterion.setting("narrowest_m")) +
                          " m, so that no wheelchair gets through",
                      ""};
    made.evidence.push_back(
        {"gap", gap.bollard->id, Geometry::make_line(std::vector<Point>{gap.line.a, gap.line.b})});
    made.causes = {gap.bollard->id};
    if (!gap.at_wall && gap.other->id != gap.bollard->id) made.causes.push_back(gap.other->id);
    if (!input.only_values && !criterion.holds(made.value))
        if (auto proposal = bollards_into(input, gap)) made.proposals.push_back(std::move(*proposal));
    return made;
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
            if (one.place == p && (worst == nullptr || meets_ms(one, mass_kg) > meets_ms(*worst, mass_kg)))
                worst = &one;
        if (worst != nullptr) measured.subjects.push_back(speed_of(input, found, *worst));
    }
    if (measured.subjects.empty()) measured.gaps.push_back(no_road_gap("a crowd place or target"));
    return measured;
}

Measured bollard_gaps(const MetricInput& input) {
    Measured measured;
    const threat::BollardLines lines = threat::bollard_lines(input.facts.scene(), gap_rule(input.criterion));
    Gap unknown{.text = {}, .lacks = "barrier", .features = {}, .at = {}};
    std::set<std::vector<Uuid>> told;
    for (const BollardGap& gap : lines.gaps) {
        if (!input.facts.study().contains(gap.at)) continue;
        if (gap.gap_m && gap.other) {
            Measurement one = gap_measured(input, gap);
            // Rows drawn as one line, and features of several bollards: the widest of their gaps.
            if (told.insert(one.subject).second) {
                measured.subjects.push_back(std::move(one));
                continue;
            }
            const auto same =
                std::find_if(measured.subjects.begin(), measured.subjects.end(),
                             [&](const Measurement& other) { return other.subject == one.subject; });
            if (one.value > same->value) *same = std::move(one);
            continue;
        }
        if (gap.at_wall) continue; // an open end: the run-ups tell of it
        unknown.text = "the clear gap (gap_m) of rows of bollards drawn as lines is not given";
        ++unknown.subjects;
        unknown.features.push_back(gap.bollard->id);
        unknown.at = unknown.at.value_or(gap.at);
    }
    if (unknown.subjects > 0) measured.gaps.push_back(std::move(unknown));
    if (measured.subjects.empty() && measured.gaps.empty())
        measured.gaps.push_back(
            {.text = "no line of bollards is on the plan", .lacks = "barrier", .features = {}, .at = {}});
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
            unstopped = unstopped || !one.stopped;
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
    if (measured.subjects.empty() && measured.gaps.empty()) measured.gaps.push_back(no_road_gap("an asset"));
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
        if (place.density_in_use.value_or(0) < least) made.gravest = Level::info;
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
