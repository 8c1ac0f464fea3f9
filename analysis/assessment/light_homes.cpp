#include "analysis/assessment/light_homes.h"

#include "analysis/assessment/facts.h"
#include "analysis/assessment/lit_ways.h"
#include "analysis/assessment/more_light.h"
#include "analysis/assessment/shared.h"
#include "analysis/lighting/obtrusive_light.h"
#include "analysis/scene/building_use.h"

#include <algorithm>
#include <cmath>
#include <map>

namespace prospect::assessment {

namespace {

using lighting::WindowLight;

using Limits = std::array<double, lighting::curfew_times>;

// Windows of one building, or one window.
struct LitHome {
    FeaturePtr building; // null where the window is in none
    std::vector<const WindowLight*> windows;
};

double share_of(const WindowLight& window, const Limits& limits, std::size_t time) {
    return window.ev_lx[time] / limits[time];
}

std::size_t worse_time(const WindowLight& window, const Limits& limits) {
    return share_of(window, limits, 0) > share_of(window, limits, 1) ? 0 : 1;
}

double worst_share(const WindowLight& window, const Limits& limits) {
    return share_of(window, limits, worse_time(window, limits));
}

bool counts(const Facts& facts, const WindowLight& window) {
    if (!scene::is_of_a_home(*window.plane.feature, facts.find(window.plane.building).get())) return false;
    if (facts.study().contains({window.plane.at.x, window.plane.at.y})) return true;
    const FeaturePtr lamp = facts.find(window.worst().first);
    return lamp && facts.study().contains(label_point(lamp->geometry));
}

// By the first window of each in the order of the plan.
std::vector<LitHome> homes_of(const Facts& facts, const std::vector<WindowLight>& windows) {
    std::vector<LitHome> homes;
    std::map<Uuid, std::size_t> places;
    for (const WindowLight& window : windows) {
        if (!counts(facts, window)) continue;
        const FeaturePtr building =
            window.plane.building.is_nil() ? nullptr : facts.find(window.plane.building);
        if (!building) {
            homes.push_back({nullptr, {&window}});
            continue;
        }
        const auto [place, fresh] = places.try_emplace(window.plane.building, homes.size());
        if (fresh) homes.push_back({building, {}});
        homes[place->second].windows.push_back(&window);
    }
    return homes;
}

const lighting::Luminaire* lamp_of(const MetricInput& input, const Uuid& id) {
    const lighting::LitPlan* plan = input.shared.night_light();
    if (plan == nullptr) return nullptr;
    for (const lighting::Luminaire& lamp : plan->lights->luminaires())
        if (lamp.feature->id == id) return &lamp;
    return nullptr;
}

// To what share of now the lamp that gives each window too much most has to be dimmed.
std::map<Uuid, double> shares_left(const LitHome& home, const Limits& limits) {
    std::map<Uuid, double> shares;
    for (const WindowLight* window : home.windows) {
        const std::size_t time = worse_time(*window, limits);
        if (window->ev_lx[time] <= limits[time]) continue;
        const auto [lamp, lux] = window->worst();
        const double others = window->ev_lx[time] - lux;
        const double left = std::max(0.0, (limits[time] - others) / lux);
        const auto [place, fresh] = shares.try_emplace(lamp, left);
        if (!fresh) place->second = std::min(place->second, left);
    }
    return shares;
}

std::vector<Proposal> less_light(const MetricInput& input, const LitHome& home, const WindowLight& worst,
                                 const Limits& limits) {
    const auto shares = shares_left(home, limits);
    const Point at{worst.plane.at.x, worst.plane.at.y};
    if (const auto* lamp = lamp_of(input, worst.worst().first); lamp && shares.size() == 1)
        return less_light_of(input, *lamp, shares.begin()->second, at);
    std::vector<std::pair<const lighting::Luminaire*, double>> lamps;
    for (const auto& [id, share] : shares)
        if (const auto* lamp = lamp_of(input, id)) lamps.emplace_back(lamp, share);
    if (lamps.empty() || !home.building) return {};
    return less_light_of_all(lamps, "the " + count_text(lamps.size()) + " lamps before " +
                                        input.facts.called(Role::building, *home.building));
}

std::string time_text(std::size_t time) {
    return time == 0 ? "in the evening" : "late at night";
}

// "6.4 lx"; "just over 2 lx" where it would read like the limit.
std::string light_words(double lux, double limit) {
    const std::string text = lux_text(lux) + " lx";
    return lux > limit && lux_text(lux) == lux_text(limit) ? "just over " + text : text;
}

// "E3: suburbs, small town centres".
std::string zone_words(const lighting::EnvironmentalZone& zone) {
    const std::size_t colon = zone.title.find(": ");
    return zone.name + ": " + (colon == std::string::npos ? zone.title : zone.title.substr(colon + 2));
}

Measurement measure(const MetricInput& input, const LitHome& home, const Limits& limits,
                    const std::string& zone) {
    const WindowLight& worst =
        **std::max_element(home.windows.begin(), home.windows.end(), [&](const auto* a, const auto* b) {
            return worst_share(*a, limits) < worst_share(*b, limits);
        });
    const std::size_t time = worse_time(worst, limits);
    const FeaturePtr subject = home.building ? home.building : worst.plane.feature;
    const Role role = home.building ? Role::building : Role::opening;
    Measurement measurement{.subject = {subject->id}, .at = {worst.plane.at.x, worst.plane.at.y}};
    measurement.value = 100 * worst_share(worst, limits);
    const auto over = std::count_if(home.windows.begin(), home.windows.end(), [&](const WindowLight* one) {
        return !input.criterion.holds(100 * worst_share(*one, limits));
    });
    const std::string name = input.facts.called(role, *subject);
    measurement.text = "Lamps throw " + light_words(worst.ev_lx[time], limits[time]) + " on " +
                       (home.building ? "a window of " + name : name) + " " + time_text(time) + ", where " +
                       lux_text(limits[time]) + " lx are allowed (zone " + zone + ")" +
                       (over > 1 ? "; " + count_text(static_cast<std::size_t>(over)) + " of its " +
                                       count_text(home.windows.size()) + " windows get too much"
                                 : std::string());
    measurement.says_demand = true;
    measurement.evidence.push_back({sentence(name), subject->id, {}});
    measurement.evidence.push_back({"most light falls on this window", worst.plane.feature->id, {}});
    measurement.grounds.thing(Role::opening, *worst.plane.feature)
        .number(Role::opening, *worst.plane.feature, "sill_m");
    if (home.building) measurement.grounds.thing(Role::building, *home.building);
    if (input.only_values) return measurement;
    if (const auto* lamp = lamp_of(input, worst.worst().first)) {
        add_lamp_grounds(*lamp, measurement.grounds);
        measurement.causes.push_back(lamp->feature->id);
        measurement.evidence.push_back(
            {"this lamp gives it most (" + lux_text(worst.worst().second) + " lx)", lamp->feature->id, {}});
    }
    if (!input.criterion.holds(measurement.value))
        measurement.proposals = less_light(input, home, worst, limits);
    return measurement;
}

} // namespace

Measured light_on_homes(const MetricInput& input) {
    Measured measured;
    if (input.facts.of(Role::opening).empty())
        measured.gaps.push_back({.text = "no window is on the plan", .lacks = "window"});
    const auto* windows = input.shared.lit_windows(input.changed);
    if (windows == nullptr)
        measured.gaps.push_back({.text = input.shared.why_no_light_on_windows(), .lacks = "lamp"});
    if (!measured.gaps.empty()) return measured;
    const auto number = std::clamp(static_cast<int>(input.criterion.setting("zone")), 1, 4);
    const lighting::EnvironmentalZone& zone =
        lighting::ObtrusiveLight::bundled().zone("E" + std::to_string(number));
    const Limits limits{zone.ev_before_lx.value(), zone.ev_after_lx.value()};
    for (const LitHome& home : homes_of(input.facts, *windows))
        measured.subjects.push_back(measure(input, home, limits, zone_words(zone)));
    if (measured.subjects.empty())
        measured.gaps.push_back({.text = "no window of a home is on the plan", .lacks = "window"});
    if (!input.changed.empty())
        measured.also_untouched = [changed = input.changed,
                                   &facts = input.facts](std::span<const Uuid> subject) {
            const FeaturePtr home = subject.empty() ? nullptr : facts.find(subject.front());
            return home && !light_reaches(home->geometry.box(), changed);
        };
    return measured;
}

} // namespace prospect::assessment
