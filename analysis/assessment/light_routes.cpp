#include "analysis/assessment/light_routes.h"

#include "analysis/assessment/facts.h"
#include "analysis/assessment/lit_ways.h"
#include "analysis/assessment/more_light.h"
#include "analysis/lighting/lit_paths.h"
#include "analysis/lighting/recognition.h"

#include <algorithm>
#include <functional>

namespace prospect::assessment {

namespace {

using lighting::ClassQuantity;
using lighting::ClassStatistic;
using lighting::Requirement;
using scene::metres_text;

Measurement measurement_at(const LitWay& way, Point at) {
    Measurement measurement{.subject = {way.feature().id}, .at = at};
    measurement.grounds.thing(Role::path, way.feature());
    if (way.night_route) measurement.grounds.word(Role::path, way.feature(), "night_route");
    measurement.evidence.push_back({sentence(way.called()), way.feature().id, {}});
    return measurement;
}

void finish(const MetricInput& input, const LitWay& way, double above_m, Measurement& measurement) {
    measurement.says_demand = true;
    add_lamps(input, way, above_m, measurement);
    if (!input.only_values && !input.criterion.holds(measurement.value))
        measurement.proposals = more_light_on(input, way);
}

// Measures all routes at night; absent: it has no such value.
Measured along_routes(const MetricInput& input, Light better, double above_m,
                      const std::function<std::optional<Measurement>(const LitWay&)>& measure) {
    Measured measured;
    const LitWays* ways = ways_by_night(input, measured);
    if (ways == nullptr) return measured;
    Gap broken = broken_gap();
    Gap nowhere{.text = no_ground_text};
    bool any = !measured.untouched.empty();
    for (const LitWay& way : ways->paths) {
        if (!way.night_route) continue;
        any = true;
        if (way.stations.empty()) {
            add_to(nowhere, way.feature());
            continue;
        }
        auto found = measure(way);
        if (!found || left_unknown(way, input.criterion.holds(found->value), better, broken)) continue;
        finish(input, way, above_m, *found);
        measured.subjects.push_back(std::move(*found));
    }
    for (Gap* gap : {&broken, &nowhere})
        if (gap->subjects > 0) measured.gaps.push_back(std::move(*gap));
    any = add_left_out(ways->no_paths, is_night_route, measured) || any;
    if (!any) measured.gaps.push_back({.text = "no path is marked as a route at night", .lacks = "path"});
    return measured;
}

bool on_faces(const Requirement& one) {
    return one.statistic == ClassStatistic::minimum &&
           (one.quantity == ClassQuantity::esc || one.quantity == ClassQuantity::ev);
}

// What the class of a way asks for faces: semicylindrical rather than vertical light.
std::optional<Requirement> asked_for_faces(const LitWay& way) {
    const lighting::LightingClass* asked = way.subject.asked.one;
    if (asked == nullptr) return std::nullopt;
    std::optional<Requirement> found;
    for (const auto* limits : {&asked->asks, &asked->faces}) {
        if (limits == &asked->faces && !way.night_route) continue;
        for (const Requirement& one : *limits)
            if (on_faces(one) && (!found || one.quantity == ClassQuantity::esc)) found = one;
    }
    return found;
}

// Of a path whose light is not known.
bool is_judged_by_faces(const Feature& path) {
    const auto* asked = lighting::LightingClasses::bundled().find(own_text(path, "lit_class")).one;
    return is_night_route(path) || (asked && std::any_of(asked->asks.begin(), asked->asks.end(), on_faces));
}

std::optional<Measurement> measure_faces(const MetricInput& input, const LitWay& way) {
    const auto asked = asked_for_faces(way);
    if (!asked && (!way.night_route || way.stations.empty())) return std::nullopt;
    double limit_lx = input.criterion.setting("floor_lx");
    double least_lx = 0;
    Point at;
    if (asked) {
        const auto quantity = static_cast<std::size_t>(asked->quantity);
        limit_lx = asked->limit;
        least_lx = way.subject.measure.least(asked->quantity);
        const auto& lux = way.subject.lux;
        const auto dimmest = std::min_element(
            lux.begin(), lux.end(), [&](const auto& a, const auto& b) { return a[quantity] < b[quantity]; });
        at = way.subject.points[static_cast<std::size_t>(dimmest - lux.begin())].place;
    } else {
        const lighting::WalkStation& dimmest = way.stations[dimmest_face_of(way)];
        least_lx = face_lx(dimmest);
        at = dimmest.place;
    }
    Measurement measurement = measurement_at(way, at);
    measurement.value = 100 * least_lx / limit_lx;
    if (asked) {
        measurement.grounds.word(Role::path, way.feature(), "lit_class");
        measurement.grounds.number(Role::path, way.feature(), "width_m"); // of the calculation points
    }
    measurement.text =
        "On " + way.called() + " a face gets " + lux_beside(least_lx, limit_lx) +
        " lx where it is dimmest, where " +
        (asked ? "class " + way.subject.asked.one->name + " asks for " + limit_text(limit_lx) + " lx"
               : limit_text(limit_lx) + " lx is the least, and " +
                     limit_text(input.criterion.setting("preferred_lx")) + " lx are better") +
        (asked && asked->quantity == ClassQuantity::ev ? " on upright planes" : "");
    measurement.evidence.push_back({"faces are dimmest here", {}, Geometry::make_point(at)});
    return measurement;
}

// "from 12.1 m", "only from 3.2 m", "only when they stand before you".
std::string distance_words(const Criterion& criterion, double recognised_m) {
    constexpr double before_you_m = 1;
    if (recognised_m < before_you_m) return "only when they stand before you";
    return (criterion.holds(recognised_m) ? "from " : "only from ") +
           beside_limit(metres_text(recognised_m), recognised_m, criterion.threshold) + " m";
}

} // namespace

Measured faces_lit(const MetricInput& input) {
    Measured measured;
    const LitWays* ways = ways_by_night(input, measured);
    if (ways == nullptr) return measured;
    Gap broken = broken_gap();
    bool any = !measured.untouched.empty();
    Gap nowhere{.text = no_ground_text};
    for (const LitWay& way : ways->paths) {
        auto found = measure_faces(input, way);
        if (!found && way.night_route) {
            any = true;
            add_to(nowhere, way.feature());
        }
        if (!found) continue;
        any = true;
        if (left_unknown(way, input.criterion.holds(found->value), Light::more, broken)) continue;
        finish(input, way, light_face_m, *found);
        measured.subjects.push_back(std::move(*found));
    }
    for (Gap* gap : {&broken, &nowhere})
        if (gap->subjects > 0) measured.gaps.push_back(std::move(*gap));
    any = add_left_out(ways->no_paths, is_judged_by_faces, measured) || any;
    if (!any)
        measured.gaps.push_back(
            {.text = "no path is marked as a route at night or has a class about faces", .lacks = "path"});
    return measured;
}

Measured recognised_along(const MetricInput& input) {
    return along_routes(
        input, Light::more, light_face_m, [&](const LitWay& way) -> std::optional<Measurement> {
            const lighting::WalkStation& dimmest = way.stations[dimmest_face_of(way)];
            Measurement measurement = measurement_at(way, dimmest.place);
            measurement.value = lighting::recognition_m(face_lx(dimmest));
            const double floor_m = input.criterion.setting("floor_m");
            if (measurement.value >= floor_m) measurement.gravest = Level::look;
            measurement.text =
                "At the dimmest spot of " + way.called() + " you recognise somebody who comes towards you " +
                distance_words(input.criterion, measurement.value) + " (" + lux_text(face_lx(dimmest)) +
                " lx on the face); the aim is " + as_text(Value(input.criterion.threshold)) +
                " m, and less than " + as_text(Value(floor_m)) + " m is too late";
            measurement.evidence.push_back(
                {"faces are dimmest here", {}, Geometry::make_point(dimmest.place)});
            return measurement;
        });
}

Measured dark_gap(const MetricInput& input) {
    return along_routes(input, Light::more, 0, [&](const LitWay& way) -> std::optional<Measurement> {
        const double least_lx = way.least_lx(input.criterion.setting("usual_lx"));
        const auto stretches = lighting::dark_stretches(way.stations, least_lx, 0, light_step_m);
        const auto longest =
            std::max_element(stretches.begin(), stretches.end(),
                             [](const auto& a, const auto& b) { return a.length_m < b.length_m; });
        const std::string asked = limit_text(least_lx) + " lx on the ground" +
                                  (lighting::class_minimum_lx(way.feature())
                                       ? ", the least its class " + way.subject.asked.one->name + " allows"
                                       : std::string());
        if (longest == stretches.end()) {
            Measurement none = measurement_at(way, darkest_of(way, ClassQuantity::eh));
            none.text = sentence(way.called()) + " has no stretch with less than " + asked;
            return none;
        }
        // A single spot is dark for a step.
        const double length_m = std::max(longest->length_m, light_step_m);
        Measurement measurement =
            measurement_at(way, way.stations[(longest->first + longest->last) / 2].place);
        measurement.value = length_m;
        if (length_m <= input.criterion.setting("warn_m")) measurement.gravest = Level::info;
        measurement.text = sentence(way.called()) + " is dark for " + rounded_text(length_m) +
                           " m: less than " + asked + ", down to " + lux_beside(longest->least_lx, least_lx) +
                           " lx; there should be no dark gap";
        std::vector<Point> line;
        for (std::size_t i = longest->first; i <= longest->last; ++i)
            line.push_back(way.stations[i].place);
        measurement.evidence.push_back(
            {"dark stretch",
             {},
             line.size() > 1 ? Geometry::make_line(line) : Geometry::make_point(line.front())});
        return measurement;
    });
}

Measured light_contrast(const MetricInput& input) {
    const double over_m = input.criterion.setting("over_m");
    return along_routes(input, Light::either, 0, [&](const LitWay& way) -> std::optional<Measurement> {
        const auto contrast = lighting::most_contrast(way.stations, over_m, light_step_m);
        if (!contrast) return std::nullopt; // too short for that
        const lighting::WalkStation& a = way.stations[contrast->first];
        const lighting::WalkStation& b = way.stations[contrast->last];
        Measurement measurement = measurement_at(way, (a.place + b.place) * 0.5);
        measurement.value = contrast->ratio;
        measurement.text = "On " + way.called() + " the light on the ground changes from " +
                           lux_text(std::max(a.eh, b.eh)) + " to " + lux_text(std::min(a.eh, b.eh)) +
                           " lx over " + as_text(Value(over_m)) + " m, " +
                           whole_beside(contrast->ratio, input.criterion.threshold) + " to 1" +
                           (std::min(a.eh, b.eh) < 0.1 ? ", since less than 0.1 lx counts as 0.1" : "") +
                           "; it should be at most " + as_text(Value(input.criterion.threshold)) +
                           " to 1 for eyes to follow";
        measurement.evidence.push_back(
            {"light changes here", {}, Geometry::make_line(std::vector<Point>{a.place, b.place})});
        return measurement;
    });
}

} // namespace prospect::assessment
