#include "analysis/assessment/light_levels.h"

#include "analysis/assessment/facts.h"
#include "analysis/assessment/lit_ways.h"
#include "analysis/assessment/more_light.h"
#include "analysis/assessment/shared.h"

#include <algorithm>
#include <array>
#include <limits>

namespace prospect::assessment {

namespace {

using lighting::ClassMeasure;
using lighting::ClassQuantity;
using lighting::ClassStatistic;
using lighting::LightingClass;
using lighting::Requirement;

bool on_ground(const Requirement& one) {
    return one.quantity == ClassQuantity::eh || one.quantity == ClassQuantity::ehs;
}

bool asks_ground(const LightingClass& one) {
    return std::any_of(one.asks.begin(), one.asks.end(), on_ground);
}

// Light only adds up, which makes averages and least values better; what is even may become uneven.
Light better_of(const LightingClass& one) {
    const bool only_more = std::all_of(one.asks.begin(), one.asks.end(), [](const Requirement& asked) {
        return !on_ground(asked) || asked.statistic == ClassStatistic::average ||
               asked.statistic == ClassStatistic::minimum;
    });
    return only_more ? Light::more : Light::either;
}

// Per cent of what is asked on the ground.
double reached(const ClassMeasure& measure, const LightingClass& asked) {
    double least = std::numeric_limits<double>::infinity();
    for (const Requirement& one : asked.asks)
        if (on_ground(one)) least = std::min(least, measure.reached(one));
    return 100 * least;
}

std::string of_asked(const ClassMeasure& measure, const Requirement& one) {
    const ClassQuantity q = one.quantity;
    const std::string asked = " (" + limit_text(one.limit) + " asked)";
    const double least = measure.least(q);
    const auto times_darkest = [&](double lux) {
        return least > 0 ? ratio_beside(lux / least, one.limit) + " times the " + lux_text(least) +
                               " lx where it is darkest (at most " + limit_text(one.limit) + " asked)"
                         : lux_text(lux) + " lx, and none where it is darkest (at most " +
                               limit_text(one.limit) + " times that asked)";
    };
    switch (one.statistic) {
    case ClassStatistic::average:
        return lux_beside(measure.average(q), one.limit) + " lx on average" + asked;
    case ClassStatistic::minimum:
        return lux_beside(least, one.limit) + " lx where it is darkest" + asked;
    case ClassStatistic::uniformity:
        return "an evenness, darkest by average, of " + ratio_beside(measure.uniformity(q), one.limit) +
               asked;
    case ClassStatistic::average_by_minimum:
        return "an average of " + times_darkest(measure.average(q));
    case ClassStatistic::maximum_by_minimum:
        break;
    }
    return "where it is brightest " + times_darkest(measure.most(q));
}

// "2.1 lx on average (5 asked) and 0.3 lx where it is darkest (1 asked)".
std::string light_text(const ClassMeasure& measure, const LightingClass& asked) {
    std::string text;
    for (const Requirement& one : asked.asks)
        if (on_ground(one)) text += (text.empty() ? "" : " and ") + of_asked(measure, one);
    return text;
}

Measurement measurement_of(const MetricInput& input, const LitWay& way, ClassQuantity quantity) {
    Measurement measurement{.subject = {way.feature().id}, .at = darkest_of(way, quantity)};
    const Role role = input.facts.site().layer_of(way.feature().id)->role;
    measurement.grounds.thing(role, way.feature());
    if (way.subject.path) measurement.grounds.number(role, way.feature(), "width_m");
    measurement.evidence.push_back({sentence(way.called()), way.feature().id, {}});
    return measurement;
}

// After the text is made.
void finish(const MetricInput& input, const LitWay& way, const std::string& here, Measurement& measurement) {
    measurement.says_demand = true;
    measurement.evidence.push_back({here, {}, Geometry::make_point(measurement.at)});
    add_lamps(input, way, 0, measurement);
}

void add_broken(Gap gap, Measured& measured) {
    if (gap.subjects > 0) measured.gaps.push_back(std::move(gap));
}

// Of paths whose class is not worked with.
void add_unknown_classes(const LitWays& ways, Measured& measured) {
    std::vector<Gap> gaps; // one for each class
    for (const LitWay& way : ways.paths) {
        if (way.subject.class_text.empty() || way.subject.asked.one) continue;
        const std::string why = lighting::class_fault(way.subject.class_text);
        auto gap = std::find_if(gaps.begin(), gaps.end(), [&](const Gap& one) { return one.text == why; });
        if (gap == gaps.end())
            gap = gaps.insert(
                gaps.end(),
                Gap{.text = why, .lacks = "path", .features = {}, .at = label_point(way.feature().geometry)});
        ++gap->subjects;
        gap->features.push_back(way.feature().id);
    }
    measured.gaps.insert(measured.gaps.end(), gaps.begin(), gaps.end());
}

} // namespace

Measured class_light(const MetricInput& input) {
    Measured measured;
    const LitWays* ways = ways_by_night(input, measured);
    if (ways == nullptr) return measured;
    Gap broken = broken_gap();
    bool any = false;
    for (const LitWay& way : ways->paths) {
        const LightingClass* asked = way.subject.asked.one;
        any = any || asked != nullptr;
        if (asked == nullptr || !asks_ground(*asked)) continue;
        Measurement measurement = measurement_of(input, way, way.subject.quantity());
        measurement.value = reached(way.subject.measure, *asked);
        if (left_unknown(way, input.criterion.holds(measurement.value), better_of(*asked), broken)) continue;
        measurement.grounds.word(Role::path, way.feature(), "lit_class");
        const bool holds = input.criterion.holds(measurement.value);
        measurement.text = sentence(way.called()) + (holds ? " has the light" : " has too little light") +
                           (holds ? " of its class " : " for its class ") + asked->name + ": " +
                           light_text(way.subject.measure, *asked);
        finish(input, way, "darkest here", measurement);
        if (!input.only_values && !input.criterion.holds(measurement.value))
            measurement.proposals = more_light_on(input, way);
        measured.subjects.push_back(std::move(measurement));
    }
    add_broken(std::move(broken), measured);
    add_unknown_classes(*ways, measured);
    add_left_out(ways->no_paths, has_class, measured);
    if (measured.subjects.empty() && measured.gaps.empty() && measured.untouched.empty())
        measured.gaps.push_back({.text = any ? "the lighting classes of the paths ask for no light on the "
                                               "ground (SC and EV are about faces)"
                                             : "no path has a lighting class (lit_class)",
                                 .lacks = "path"});
    return measured;
}

Measured over_lit(const MetricInput& input) {
    Measured measured;
    const LitWays* ways = ways_by_night(input, measured);
    if (ways == nullptr) return measured;
    Gap broken = broken_gap();
    for (const LitWay& way : ways->paths) {
        const lighting::NamedClass& asked = way.subject.asked;
        if (!asked.one || !asked.one->over_lit) continue;
        const ClassQuantity quantity = asked.family->quantity;
        const double class_lx = *asked.one->limit(quantity, ClassStatistic::average);
        const double mean_lx = way.subject.measure.average(quantity);
        Measurement measurement = measurement_of(input, way, quantity);
        measurement.value = mean_lx / class_lx;
        if (left_unknown(way, input.criterion.holds(measurement.value), Light::less, broken)) continue;
        measurement.at = label_point(way.feature().geometry);
        measurement.grounds.word(Role::path, way.feature(), "lit_class");
        const double most_lx = input.criterion.threshold * class_lx;
        measurement.text = sentence(way.called()) + " is lit with " + lux_beside(mean_lx, most_lx) +
                           " lx on average, where its class " + asked.one->name + " asks for " +
                           limit_text(class_lx) + " lx and more than " + limit_text(most_lx) +
                           " lx is too much";
        finish(input, way, "middle of the path", measurement);
        if (!input.only_values && !input.criterion.holds(measurement.value))
            measurement.proposals = less_light_on(input, way, input.criterion.threshold / measurement.value);
        measured.subjects.push_back(std::move(measurement));
    }
    add_broken(std::move(broken), measured);
    add_left_out(ways->no_paths, has_class, measured);
    if (measured.subjects.empty() && measured.gaps.empty() && measured.untouched.empty())
        measured.gaps.push_back(
            {.text = "no path has a lighting class that says what is too much (P1 to P6)", .lacks = "path"});
    return measured;
}

Measured evenness(const MetricInput& input) {
    Measured measured;
    const LitWays* ways = ways_by_night(input, measured);
    if (ways == nullptr) return measured;
    Gap broken = broken_gap();
    Gap dark{.text = "there is hardly any light on it that could be even (less than " +
                     limit_text(input.criterion.setting("least_lx")) + " lx on average)"};
    bool any = !measured.untouched.empty();
    for (const LitWay& way : ways->paths) {
        if (!way.night_route) continue;
        any = true;
        const ClassMeasure& found = way.subject.measure;
        if (found.average(ClassQuantity::eh) < input.criterion.setting("least_lx")) {
            add_to(dark, way.feature());
            continue;
        }
        Measurement measurement = measurement_of(input, way, ClassQuantity::eh);
        measurement.value = found.uniformity(ClassQuantity::eh);
        if (left_unknown(way, input.criterion.holds(measurement.value), Light::either, broken)) continue;
        measurement.grounds.word(Role::path, way.feature(), "night_route");
        const double floor = input.criterion.setting("floor");
        if (measurement.value >= floor) measurement.gravest = Level::look;
        const bool even = input.criterion.holds(measurement.value);
        measurement.text =
            sentence(way.called()) + (even ? " has " : " is lit unevenly: ") +
            lux_text(found.least(ClassQuantity::eh)) + " lx where it is darkest, " +
            lux_text(found.average(ClassQuantity::eh)) + " lx on average, a ratio of " +
            ratio_beside(measurement.value, measurement.value < floor ? floor : input.criterion.threshold) +
            "; the aim is " + limit_text(input.criterion.threshold) + ", and less than " + limit_text(floor) +
            " is too little";
        finish(input, way, "darkest here", measurement);
        if (!input.only_values && !input.criterion.holds(measurement.value))
            measurement.proposals = evener_light_on(input, way);
        measured.subjects.push_back(std::move(measurement));
    }
    add_broken(std::move(broken), measured);
    if (dark.subjects > 0) measured.gaps.push_back(std::move(dark));
    any = add_left_out(ways->no_paths, is_night_route, measured) || any;
    if (!any) measured.gaps.push_back({.text = "no path is marked as a route at night", .lacks = "path"});
    return measured;
}

Measured car_park_light(const MetricInput& input) {
    static constexpr std::array<const char*, 3> classes{"car_park_light", "car_park_medium",
                                                        "car_park_heavy"};
    static constexpr std::array<const char*, 3> traffic{"light", "medium", "heavy"};
    Measured measured;
    const LitWays* ways = ways_by_night(input, measured);
    if (ways == nullptr) return measured;
    const auto chosen =
        static_cast<std::size_t>(std::clamp(static_cast<int>(input.criterion.setting("traffic")), 1, 3) - 1);
    const LightingClass& asked = *lighting::LightingClasses::bundled().find(classes[chosen]).one;
    Gap broken = broken_gap();
    for (const LitWay& way : ways->car_parks) {
        Measurement measurement = measurement_of(input, way, ClassQuantity::eh);
        measurement.value = reached(way.subject.measure, asked);
        if (left_unknown(way, input.criterion.holds(measurement.value), better_of(asked), broken)) continue;
        measurement.text =
            sentence(way.called()) +
            (input.criterion.holds(measurement.value) ? " has the light" : " has too little light") +
            " for " + traffic[chosen] +
            " traffic, as it is taken to have: " + light_text(way.subject.measure, asked);
        finish(input, way, "darkest here", measurement);
        if (!input.only_values && !input.criterion.holds(measurement.value))
            measurement.proposals = more_light_on(input, way);
        measured.subjects.push_back(std::move(measurement));
    }
    add_broken(std::move(broken), measured);
    add_left_out(
        ways->no_car_parks, [](const Feature&) { return true; }, measured);
    if (measured.subjects.empty() && measured.gaps.empty() && measured.untouched.empty())
        measured.gaps.push_back({.text = "no car park is on the plan", .lacks = "activity"});
    return measured;
}

} // namespace prospect::assessment
