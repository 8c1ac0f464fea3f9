#include "analysis/assessment/lit_ways.h"

#include "analysis/assessment/facts.h"
#include "analysis/assessment/shared.h"
#include "analysis/lighting/lit_paths.h"
#include "analysis/scene/scored_paths.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>
#include <set>

namespace prospect::assessment {

double matters_within_m(double height_m) {
    constexpr double heights_away = 5;
    constexpr double least_m = 30;
    return std::max(heights_away * height_m, least_m);
}

namespace {

bool is_about_faces(const lighting::ClassSubject& subject) {
    const lighting::LightingClass* asked = subject.asked.one;
    return asked && std::any_of(asked->asks.begin(), asked->asks.end(), [](const auto& one) {
               return one.quantity == lighting::ClassQuantity::esc ||
                      one.quantity == lighting::ClassQuantity::ev;
           });
}

bool judged(const LitWay& way) {
    return !way.subject.path || !way.subject.class_text.empty() || way.night_route || way.not_by_night;
}

// A zone used for parking where the car park is an activity of its own.
bool is_drawn_twice(const Facts& facts, const lighting::ClassSubject& subject) {
    if (subject.path || facts.site().layer_of(subject.feature->id)->role != Role::zone) return false;
    const auto& activities = facts.of(Role::activity);
    return std::any_of(activities.begin(), activities.end(), [&](const FeaturePtr& one) {
        return own_text(*one, "kind") == "parking" && one->geometry.kind == GeometryKind::polygon &&
               (contains(one->geometry, label_point(subject.feature->geometry)) ||
                contains(subject.feature->geometry, label_point(one->geometry)));
    });
}

void find_lamps(const Facts& facts, const lighting::LitPlan& plan, LitWay& way) {
    std::vector<std::pair<double, const lighting::Luminaire*>> near_by;
    for (const lighting::Luminaire& lamp : plan.lights->luminaires())
        if (const double away = distance(way.feature().geometry, {lamp.at.x, lamp.at.y});
            away <= matters_within_m(lamp.height_m))
            near_by.emplace_back(away, &lamp);
    std::stable_sort(near_by.begin(), near_by.end(),
                     [](const auto& a, const auto& b) { return a.first < b.first; });
    for (const auto& [away, lamp] : near_by)
        way.lamps.push_back(lamp);
    way.broken = broken_near(facts, plan.left_out, way.feature().geometry);
}

// The least light it is judged by; without a class that asks for less, the 1 lx of routes without one.
double least_asked_lx(const lighting::ClassSubject& subject) {
    double least = 1;
    const lighting::LightingClass* asked = subject.asked.one;
    if (asked == nullptr) return least;
    for (const auto* limits : {&asked->asks, &asked->faces})
        for (const lighting::Requirement& one : *limits)
            if (one.statistic == lighting::ClassStatistic::average ||
                one.statistic == lighting::ClassStatistic::minimum)
                least = std::min(least, one.limit);
    return std::min(least, asked->ground_minimum_lx().value_or(least));
}

// What is no subject of lighting classes and would be one if its light could be worked out.
void find_left_out(const Facts& facts, const std::vector<FeaturePtr>& no_ground, LitWays& made) {
    for (const FeaturePtr& one : no_ground) {
        const bool path = facts.site().layer_of(one->id)->role == Role::path;
        (path ? made.no_paths : made.no_car_parks).push_back({one, no_ground_text});
    }
    for (const FeaturePtr& path : facts.scored(Role::path))
        if (length(path->geometry) <= 0)
            made.no_paths.push_back({path, "the path has no length on the plan: draw it as a line"});
    for (const FeaturePtr& place : facts.scored(Role::activity)) {
        if (own_text(*place, "kind") != "parking" || place->geometry.kind == GeometryKind::polygon) continue;
        const Point at = label_point(place->geometry);
        const bool drawn = std::any_of(made.car_parks.begin(), made.car_parks.end(), [&](const LitWay& one) {
            return contains(one.feature().geometry, at);
        });
        if (!drawn)
            made.no_car_parks.push_back(
                {place, "the car park is drawn as a point, so its ground is not known: draw its outline"});
    }
}

void walk_routes(const engine::Context& context, const lighting::LitPlan& plan, std::vector<LitWay>& paths) {
    std::map<Uuid, LitWay*> routes;
    for (LitWay& way : paths)
        if (way.night_route) routes.emplace(way.feature().id, &way);
    if (routes.empty()) return;
    std::vector<scene::Note> notes; // a gap of each rule tells of those left out
    std::vector<std::pair<scene::ScoredPath, LitWay*>> walks;
    for (scene::ScoredPath& path : scene::scored_paths(context.scene(), *plan.space, light_step_m, 0, notes))
        if (const auto route = routes.find(path.path->id); route != routes.end())
            walks.emplace_back(std::move(path), route->second);
    context.workers().for_blocks(
        static_cast<std::int64_t>(walks.size()), 1, [&](std::int64_t begin, std::int64_t end) {
            for (auto i = static_cast<std::size_t>(begin); i < static_cast<std::size_t>(end); ++i)
                walks[i].second->stations =
                    lighting::walk_light(walks[i].first, {.lamps = plan.lights.get()}, light_face_m);
        });
}

// How far from its line or edge a way is lit and measured, at most.
double beside_m(const Feature& way) {
    return number_of(Role::path, way, "width_m").value / 2 + 1;
}

// Whether the box and the triangle have a point in common, by separating axes.
bool meets(const Box& box, Point a, Point b, Point c) {
    const auto apart = [&](Point axis) {
        const auto on = [&](Point p) { return p.x * axis.x + p.y * axis.y; };
        const double least = std::min({on(a), on(b), on(c)});
        const double most = std::max({on(a), on(b), on(c)});
        double box_least = std::numeric_limits<double>::infinity();
        double box_most = -box_least;
        for (const Point corner : {Point{box.xmin, box.ymin}, Point{box.xmax, box.ymin},
                                   Point{box.xmin, box.ymax}, Point{box.xmax, box.ymax}}) {
            box_least = std::min(box_least, on(corner));
            box_most = std::max(box_most, on(corner));
        }
        return most < box_least || least > box_most;
    };
    const auto normal = [](Point p, Point q) { return Point{p.y - q.y, q.x - p.x}; };
    return !(apart({1, 0}) || apart({0, 1}) || apart(normal(a, b)) || apart(normal(b, c)) ||
             apart(normal(c, a)));
}

} // namespace

double light_reach_m(double most_cd, double least_lx) {
    constexpr double least_m = 50;
    constexpr double share = 0.05; // of what is asked
    return std::max(least_m, std::sqrt(most_cd / (share * least_lx)));
}

double most_candela(const lighting::LitPlan& plan) {
    double most = 0;
    for (const lighting::Luminaire& lamp : plan.lights->luminaires())
        most = std::max(most, lamp.photometry->max_cd);
    return most;
}

std::vector<FeaturePtr> broken_near(const Facts& facts, std::span<const scene::Note> left_out,
                                    const Geometry& place) {
    std::vector<FeaturePtr> found;
    for (const scene::Note& note : left_out)
        if (const FeaturePtr lamp = facts.find(note.feature);
            lamp && distance(place, label_point(lamp->geometry)) <=
                        matters_within_m(number_of(Role::luminaire, *lamp, "height_m").value))
            found.push_back(lamp);
    return found;
}

bool light_reaches(const Box& box, std::span<const Box> changed, double reach_m) {
    const Box near_by = box.grown(reach_m);
    return changed.empty() || std::any_of(changed.begin(), changed.end(),
                                          [&](const Box& one) { return one.intersects(near_by); });
}

bool shade_reaches(const lighting::LitPlan& plan, const Geometry& place, double beside_m,
                   std::span<const Box> changed, double reach_m) {
    constexpr double margin_m = 2; // openings in what they are in, and a little more
    const Box here = place.box().grown(beside_m);
    for (const Box& one : changed) {
        const Box box = one.grown(beside_m + margin_m);
        if (place.kind == GeometryKind::polygon && box.intersects(here)) return true;
        for (const lighting::Luminaire& lamp : plan.lights->luminaires()) {
            const Point from{lamp.at.x, lamp.at.y};
            if (!here.grown(reach_m).intersects(Box{from.x, from.y, from.x, from.y})) continue;
            for (std::size_t r = 0; r < place.ring_count(); ++r) {
                const auto ring = place.ring(r);
                const std::size_t before_first = place.kind == GeometryKind::polygon ? ring.size() - 1 : 0;
                for (std::size_t i = 0; i < ring.size(); ++i)
                    if (meets(box, from, ring[i], ring[i > 0 ? i - 1 : before_first])) return true;
            }
        }
    }
    return false;
}

std::string LitWay::called() const {
    if (subject.path) return assessment::called(Role::path, feature());
    return feature().name.empty() ? "the car park" : feature().name;
}

double LitWay::least_lx(double usual_lx) const {
    return lighting::class_minimum_lx(feature()).value_or(usual_lx);
}

LitWays lit_ways(const engine::Context& context, const Facts& facts, const lighting::LitPlan& plan,
                 std::span<const Box> changed, LightChange change, double most_cd) {
    LitWays made;
    std::vector<LitWay> ways;
    std::vector<lighting::ClassSubject> subjects;
    const auto& profile = lighting::LightingClasses::bundled().profile("en_13201");
    lighting::ClassSubjects all = lighting::class_subjects(context.scene(), plan, profile, {}, {});
    for (lighting::ClassSubject& subject : all.found) {
        if (is_drawn_twice(facts, subject)) continue;
        LitWay way;
        const std::string marked = subject.path ? own_text(*subject.feature, "night_route") : std::string();
        way.night_route = marked == "1";
        way.not_by_night = marked == "0";
        way.subject = std::move(subject);
        if (!judged(way)) continue;
        const double reach_m = light_reach_m(most_cd, least_asked_lx(way.subject));
        const Geometry& place = way.feature().geometry;
        if (!light_reaches(place.box(), changed, reach_m) ||
            (change == LightChange::only_shade &&
             !shade_reaches(plan, place, beside_m(way.feature()), changed, reach_m))) {
            made.untouched.push_back(way.feature().id);
            continue;
        }
        way.subject.faces = way.subject.path && (way.night_route || is_about_faces(way.subject));
        subjects.push_back(std::move(way.subject));
        ways.push_back(std::move(way));
    }
    lighting::light_subjects(context, subjects, *plan.lights, light_face_m);
    for (std::size_t i = 0; i < ways.size(); ++i) {
        ways[i].subject = std::move(subjects[i]);
        find_lamps(facts, plan, ways[i]);
        (ways[i].subject.path ? made.paths : made.car_parks).push_back(std::move(ways[i]));
    }
    walk_routes(context, plan, made.paths);
    find_left_out(facts, all.no_ground, made);
    return made;
}

std::size_t GroundAlong::darkest() const {
    return static_cast<std::size_t>(std::min_element(lux.begin(), lux.end()) - lux.begin());
}

std::vector<GroundAlong> ground_along_routes(const engine::Context& context, const lighting::LitPlan& plan,
                                             const LitWays& ways) {
    std::set<Uuid> routes;
    for (const LitWay& way : ways.paths)
        if (way.night_route) routes.insert(way.feature().id);
    std::vector<scene::Note> notes; // a gap of the rule tells of those left out
    std::vector<scene::ScoredPath> paths =
        scene::scored_paths(context.scene(), *plan.space, light_step_m, 0, notes);
    std::erase_if(paths, [&](const scene::ScoredPath& one) { return !routes.contains(one.path->id); });
    std::vector<GroundAlong> made(paths.size());
    context.workers().for_blocks(
        static_cast<std::int64_t>(paths.size()), 1, [&](std::int64_t begin, std::int64_t end) {
            for (auto i = static_cast<std::size_t>(begin); i < static_cast<std::size_t>(end); ++i) {
                made[i].path = paths[i].path;
                for (const lighting::Light& one : lighting::light_along(paths[i], *plan.lights, 0))
                    made[i].lux.push_back(one.eh());
                for (const scene::PathStation& one : paths[i].stations)
                    made[i].places.push_back(one.place);
            }
        });
    return made;
}

const LitWays* ways_by_night(const MetricInput& input, Measured& measured) {
    if (input.shared.keeps_light()) {
        measured.also_untouched = [](std::span<const Uuid>) { return true; };
        return nullptr;
    }
    const LitWays* ways = input.shared.lit_ways(input.changed);
    if (ways == nullptr) {
        measured.gaps.push_back({.text = input.shared.why_no_light(), .lacks = "lamp"});
        return nullptr;
    }
    measured.untouched = ways->untouched;
    add_light_notes(input, *input.shared.night_light(), measured);
    return ways;
}

void add_light_notes(const MetricInput& input, const lighting::LitPlan& plan, Measured& measured) {
    if (input.only_values) return;
    for (const scene::Note& note : plan.notes)
        if (note.code == "photometry_assumed" || note.code == "photometry_doubt" ||
            note.code == "hours_not_understood" || note.code == "lamps_off" || note.code == "direct_light")
            measured.notes.push_back(note);
    scene::add_merged(measured.notes, plan.left_out, "lamps give no light and are left out",
                      input.facts.site().frame);
}

bool add_left_out(const std::vector<LeftOutWay>& ways, const std::function<bool(const Feature&)>& counts,
                  Measured& measured) {
    std::vector<Gap> gaps; // one for each reason
    for (const LeftOutWay& way : ways) {
        if (!counts(*way.feature)) continue;
        auto gap =
            std::find_if(gaps.begin(), gaps.end(), [&](const Gap& one) { return one.text == way.why; });
        if (gap == gaps.end())
            gap = gaps.insert(gaps.end(), Gap{.text = way.why, .lacks = {}, .features = {}, .at = {}});
        add_to(*gap, *way.feature);
    }
    measured.gaps.insert(measured.gaps.end(), gaps.begin(), gaps.end());
    return !gaps.empty();
}

bool is_night_route(const Feature& path) {
    return own_text(path, "night_route") == "1";
}

bool has_class(const Feature& path) {
    return !own_text(path, "lit_class").empty();
}

void add_to(Gap& gap, const Feature& subject) {
    ++gap.subjects;
    gap.features.push_back(subject.id);
    if (!gap.at) gap.at = label_point(subject.geometry);
}

bool left_unknown(const LitWay& way, bool holds, Light better, Gap& gap) {
    const bool settled =
        (better == Light::more && holds) || (better == Light::less && !holds); // light only adds up
    if (way.broken.empty() || settled) return false;
    add_to(gap, way.feature());
    return true;
}

Gap broken_gap() {
    return {.text = "a lamp near it gives no light as it is described (the notes say why)", .lacks = "lamp"};
}

void add_lamp_grounds(const lighting::Luminaire& lamp, Grounds& grounds) {
    constexpr double least_lean = 0.02; // of the flux: less and it is the same whichever way the lamp points
    const Feature& feature = *lamp.feature;
    grounds.thing(Role::luminaire, feature);
    grounds.number(Role::luminaire, feature, "height_m");
    grounds.number(Role::luminaire, feature, "maintenance");
    grounds.number(Role::luminaire, feature, "dimming");
    for (const char* lean : {"tilt_deg", "roll_deg"}) {
        grounds.number(Role::luminaire, feature, lean);
        // Other lamps hang level where nothing else is said; a floodlight is made to be aimed.
        if (lamp.photometry->goniometer != Goniometer::type_c &&
            number_of(Role::luminaire, feature, lean).defaulted)
            grounds.stands_in(Role::luminaire, feature, lean, "0");
    }
    const Point3 flux = lighting::turned(lamp.rotation, flux_vector(*lamp.photometry));
    if (std::hypot(flux.x, flux.y) > least_lean * lamp.photometry->flux_lm)
        grounds.number(Role::luminaire, feature, "azimuth_deg");
    if (lamp.bundled) grounds.stands_in(Role::luminaire, feature, "light data", lamp.photometry_name);
}

namespace {

void add_what_shades(const MetricInput& input, const LitWay& way, double above_m, Measurement& measurement) {
    constexpr std::size_t looked_from = 3;
    const Eyes& eyes = input.shared.eyes();
    const Point3 place = above(measurement.at, eyes.opaque->ground_at(measurement.at) + above_m);
    std::set<Uuid> told;
    for (std::size_t i = 0; i < std::min(looked_from, way.lamps.size()); ++i) {
        const auto thing = eyes.sight.first_blocking(way.lamps[i]->at, place);
        const FeaturePtr feature =
            thing && told.insert(thing->feature).second ? input.facts.find(thing->feature) : nullptr;
        if (!feature) continue;
        const Role role = input.facts.site().layer_of(feature->id)->role;
        measurement.grounds.blocker(role, *feature);
        measurement.evidence.push_back(
            {sentence(input.facts.called(role, *feature)) + " stands in the light", feature->id, {}});
        if (role != Role::building) measurement.causes.push_back(feature->id);
    }
}

} // namespace

void add_lamps(const MetricInput& input, const LitWay& way, double above_m, Measurement& measurement) {
    constexpr std::size_t shown = 4;
    if (input.only_values) return;
    if (!input.criterion.holds(measurement.value)) add_what_shades(input, way, above_m, measurement);
    for (std::size_t i = 0; i < way.lamps.size(); ++i) {
        const Feature& lamp = *way.lamps[i]->feature;
        add_lamp_grounds(*way.lamps[i], measurement.grounds);
        if (i < shown)
            measurement.evidence.push_back(
                {sentence(input.facts.called(Role::luminaire, lamp)) + " near it", lamp.id, {}});
    }
}

Point darkest_of(const LitWay& way, lighting::ClassQuantity quantity) {
    const auto of = static_cast<std::size_t>(quantity);
    std::size_t darkest = 0;
    for (std::size_t i = 0; i < way.subject.points.size(); ++i)
        if (way.subject.lux[i][of] < way.subject.lux[darkest][of]) darkest = i;
    return way.subject.points[darkest].place;
}

double face_lx(const lighting::WalkStation& station) {
    return std::min(station.esc_forward, station.esc_backward);
}

std::size_t dimmest_face_of(const LitWay& way) {
    const auto dimmest =
        std::min_element(way.stations.begin(), way.stations.end(),
                         [](const auto& a, const auto& b) { return face_lx(a) < face_lx(b); });
    return static_cast<std::size_t>(dimmest - way.stations.begin());
}

} // namespace prospect::assessment
