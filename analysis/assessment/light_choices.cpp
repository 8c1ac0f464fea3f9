#include "analysis/assessment/light_choices.h"

#include "analysis/assessment/facts.h"
#include "analysis/assessment/lamp_places.h"
#include "analysis/assessment/light_words.h"
#include "analysis/lighting/p_class.h"

#include <algorithm>

namespace prospect::assessment {

namespace {

bool parked_beside(const Facts& facts, const Feature& path, double within_m) {
    const auto& activities = facts.of(Role::activity);
    return std::any_of(activities.begin(), activities.end(), [&](const FeaturePtr& activity) {
        if (own_text(*activity, "kind") != "parking") return false;
        const auto places = stations(path.geometry, 2);
        return std::any_of(places.begin(), places.end(), [&](const Station& one) {
            return distance(activity->geometry, one.at) <= within_m;
        });
    });
}

struct Offer {
    std::string name; // "P4"
    std::string because;
};

Offer offer_for(const MetricInput& input, const Feature& path) {
    const std::string kind = own_text(path, "kind");
    const bool wheels = kind == "road" || kind == "service" || kind.empty();
    lighting::PClassWeights weights;
    Offer offer;
    if (wheels) {
        weights.speed = lighting::WaySpeed::low;
        weights.traffic = lighting::WayTraffic::all;
        offer.because = "people on foot, cycles and vehicles at low speed";
    } else if (kind == "cycleway") {
        weights.speed = lighting::WaySpeed::low;
        weights.traffic = lighting::WayTraffic::on_foot_and_cycles;
        offer.because = "people on foot and cycles";
    } else {
        offer.because = "people on foot";
    }
    if (wheels && parked_beside(input.facts, path, input.criterion.setting("parked_m"))) {
        weights.parked = lighting::ParkedVehicles::some;
        offer.because += ", parked vehicles";
    }
    offer.name = lighting::p_class_of(weights);
    return offer;
}

} // namespace

Measured without_class(const MetricInput& input) {
    Measured measured;
    for (const FeaturePtr& path : input.facts.scored(Role::path)) {
        if (own_text(*path, "night_route") != "1") continue;
        const std::string name = own_text(*path, "lit_class");
        Measurement measurement{.subject = {path->id}, .at = label_point(path->geometry)};
        measurement.value = name.empty() ? 1 : 0;
        measurement.grounds.thing(Role::path, *path).word(Role::path, *path, "night_route");
        measurement.says_demand = true;
        if (name.empty()) {
            const Offer offer = offer_for(input, *path);
            measurement.text = "No lighting class is chosen for " + called(Role::path, *path) +
                               ": nothing says how bright it ought to be. With usual numbers of people (" +
                               offer.because + ") the weights of CEN/TR 13201-1 come to " + offer.name +
                               "; who answers for the route decides";
        } else {
            measurement.text = sentence(called(Role::path, *path)) + " has class " + name;
        }
        measurement.evidence.push_back({"route at night", path->id, {}});
        measured.subjects.push_back(std::move(measurement));
    }
    if (measured.subjects.empty())
        measured.gaps.push_back({.text = "no path is marked as a route at night", .lacks = "path"});
    return measured;
}

Measured colour_rendering(const MetricInput& input) {
    Measured measured;
    const auto lamps = input.facts.scored(Role::luminaire);
    if (lamps.empty())
        measured.gaps.push_back(
            {.text = "no lamp is on the plan, which is missing data and not darkness", .lacks = "lamp"});
    Gap unknown{.text = "the colour rendering of the lamp is not given (cri)", .lacks = "lamp"};
    for (const FeaturePtr& lamp : lamps) {
        const Point at = label_point(lamp->geometry);
        const Attribute* own = lamp->find("cri");
        if (own == nullptr || !as_number(own->value)) {
            ++unknown.subjects;
            unknown.features.push_back(lamp->id);
            unknown.at = unknown.at.value_or(at);
            continue;
        }
        Measurement measurement{.subject = {lamp->id}, .at = at};
        measurement.grounds.thing(Role::luminaire, *lamp);
        measurement.value = measurement.grounds.measured(Role::luminaire, *lamp, "cri").value;
        measurement.says_demand = true;
        const double preferred = input.criterion.setting("preferred");
        measurement.text =
            sentence(input.facts.called(Role::luminaire, *lamp)) + " shows colours with an index (Ra) of " +
            limit_text(measurement.value) + ", where " + limit_text(input.criterion.threshold) +
            " is the least for pictures of cameras and witnesses, and " + limit_text(preferred) + " better";
        measurement.evidence.push_back({"lamp", lamp->id, {}});
        measurement.causes.push_back(lamp->id);
        if (!input.only_values && !input.criterion.holds(measurement.value))
            measurement.proposals.push_back({"Fit " + lamp_words(input.facts, *lamp) +
                                                 " with a light source of Ra " + rounded_text(preferred),
                                             change_of("Better colours", lamp->id, "cri", preferred)});
        measured.subjects.push_back(std::move(measurement));
    }
    if (unknown.subjects > 0) measured.gaps.push_back(std::move(unknown));
    return measured;
}

} // namespace prospect::assessment
