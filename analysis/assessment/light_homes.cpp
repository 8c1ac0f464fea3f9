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

// The lamp that gives it most at its worse time.
std::pair<Uuid, double> worst_lamp(const WindowLight& window, const Limits& limits) {
    return window.worst(worse_time(window, limits));
}

bool counts(const Facts& facts, const WindowLight& window, const Limits& limits) {
    if (!scene::is_of_a_home(*window.plane.feature, facts.find(window.plane.building).get())) return false;
    if (facts.study().contains({window.plane.at.x, window.plane.at.y})) return true;
    const FeaturePtr lamp = facts.find(worst_lamp(window, limits).first);
    return lamp && facts.study().contains(label_point(lamp->geometry));
}

// By the first window of each in the order of the plan.
std::vector<LitHome> homes_of(const Facts& facts, const std::vector<WindowLight>& windows,
                              const Limits& limits) {
    std::vector<LitHome> homes;
    std::map<Uuid, std::size_t> places;
    for (const WindowLight& window : windows) {
        if (!counts(facts, window, limits)) continue;
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

// Of all homes of a plan.
struct Asked {
    const lighting::CurfewLight& light;
    Limits limits;
    std::string zone; // in words
};

// At whichever time it is lit.
const lighting::Luminaire* lamp_of(const lighting::CurfewLight& light, const Uuid& id) {
    for (const auto& plan : light.plans)
        if (plan)
            for (const lighting::Luminaire& lamp : plan->lights->luminaires())
                if (lamp.feature->id == id) return &lamp;
    return nullptr;
}

// To what share of now the lamp that gives each window too much most has to be dimmed, at both times.
// share: of the limits that is asked for.
std::map<Uuid, double> shares_left(const LitHome& home, const Limits& limits, double share) {
    std::map<Uuid, double> shares;
    for (const WindowLight* window : home.windows)
        for (std::size_t time = 0; time < lighting::curfew_times; ++time) {
            const double limit = share * limits[time];
            if (window->ev_lx[time] <= limit) continue;
            const auto [lamp, lux] = window->worst(time);
            const double others = window->ev_lx[time] - lux;
            const double left = std::max(0.0, (limit - others) / lux);
            const auto [place, fresh] = shares.try_emplace(lamp, left);
            if (!fresh) place->second = std::min(place->second, left);
        }
    return shares;
}

std::vector<Proposal> less_light(const MetricInput& input, const LitHome& home, const WindowLight& worst,
                                 const Asked& asked) {
    const auto shares = shares_left(home, asked.limits, input.criterion.threshold / 100);
    const Point at{worst.plane.at.x, worst.plane.at.y};
    if (const auto* lamp = lamp_of(asked.light, worst_lamp(worst, asked.limits).first);
        lamp && shares.size() == 1)
        return less_light_of(input, *lamp, shares.begin()->second, at);
    std::vector<std::pair<const lighting::Luminaire*, double>> lamps;
    for (const auto& [id, left] : shares)
        if (const auto* lamp = lamp_of(asked.light, id)) lamps.emplace_back(lamp, left);
    if (lamps.empty() || !home.building) return {};
    return less_light_of_all(lamps, "the " + count_text(lamps.size()) + " lamps before " +
                                        input.facts.called(Role::building, *home.building));
}

std::string time_text(std::size_t time) {
    return time == 0 ? "in the evening" : "late at night";
}

// "E3: suburbs, small town centres".
std::string zone_words(const lighting::EnvironmentalZone& zone) {
    const std::size_t colon = zone.title.find(": ");
    return zone.name + ": " + (colon == std::string::npos ? zone.title : zone.title.substr(colon + 2));
}

// What stands between a window and the lamps near it: that it holds may rest on how high that is.
void add_what_shades(const MetricInput& input, const WindowLight& window, const Asked& asked,
                     Grounds& grounds) {
    constexpr std::size_t looked_at = 3;
    std::vector<std::pair<double, const lighting::Luminaire*>> lamps;
    const Point at{window.plane.at.x, window.plane.at.y};
    const Point outward{window.plane.outward.x, window.plane.outward.y};
    const auto& plan = asked.light.plans[1] ? asked.light.plans[1] : asked.light.plans[0];
    for (const lighting::Luminaire& lamp : plan->lights->luminaires())
        if (const Point to = Point{lamp.at.x, lamp.at.y} - at;
            length(to) <= matters_within_m(lamp.height_m) && dot(to, outward) > 0)
            lamps.emplace_back(length(to), &lamp);
    std::stable_sort(lamps.begin(), lamps.end(),
                     [](const auto& a, const auto& b) { return a.first < b.first; });
    for (std::size_t i = 0; i < std::min(looked_at, lamps.size()); ++i) {
        const auto thing =
            plan->lights->scene()->sight().first_blocking(window.plane.at, lamps[i].second->at);
        if (const FeaturePtr feature = thing ? input.facts.find(thing->feature) : nullptr)
            grounds.blocker(input.facts.site().layer_of(feature->id)->role, *feature);
    }
}

void add_window_grounds(const MetricInput& input, const LitHome& home, const WindowLight& worst,
                        const Asked& asked, bool holds, Grounds& grounds) {
    const Feature& window = *worst.plane.feature;
    grounds.thing(Role::opening, window).number(Role::opening, window, "sill_m");
    grounds.number(Role::opening, window, "head_m");
    if (home.building) grounds.thing(Role::building, *home.building);
    if (holds && !input.only_values)
        for (const WindowLight* one : home.windows)
            add_what_shades(input, *one, asked, grounds);
}

// Where a profile asks for another share of what the zone allows.
std::string share_words(const Criterion& criterion) {
    return criterion.threshold == 100
               ? std::string()
               : "; at most " + as_text(Value(criterion.threshold)) + " % of that is asked for";
}

Measurement measure(const MetricInput& input, const LitHome& home, const Asked& asked) {
    const Limits& limits = asked.limits;
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
    const double allowed = limits[time] * input.criterion.threshold / 100;
    measurement.text = "Lamps throw " + lux_beside(worst.ev_lx[time], allowed) + " lx on " +
                       (home.building ? "a window of " + name : name) + " " + time_text(time) + ", where " +
                       limit_text(limits[time]) + " lx are allowed (zone " + asked.zone +
                       share_words(input.criterion) + ")" +
                       (over > 1 ? "; " + count_text(static_cast<std::size_t>(over)) + " of its " +
                                       count_text(home.windows.size()) + " windows get too much"
                                 : std::string());
    measurement.says_demand = true;
    measurement.evidence.push_back({sentence(name), subject->id, {}});
    measurement.evidence.push_back({"most light falls on this window", worst.plane.feature->id, {}});
    const bool holds = input.criterion.holds(measurement.value);
    add_window_grounds(input, home, worst, asked, holds, measurement.grounds);
    if (input.only_values) return measurement;
    const auto [most, most_lx] = worst_lamp(worst, limits);
    if (const auto* lamp = lamp_of(asked.light, most)) {
        add_lamp_grounds(*lamp, measurement.grounds);
        measurement.causes.push_back(lamp->feature->id);
        measurement.evidence.push_back(
            {"this lamp gives it most (" + lux_text(most_lx) + " lx)", lamp->feature->id, {}});
    }
    if (!holds) measurement.proposals = less_light(input, home, worst, asked);
    return measurement;
}

// Those that give no light as they are described, at either time.
bool near_broken_lamp(const MetricInput& input, const LitHome& home, const lighting::CurfewLight& light) {
    return std::any_of(home.windows.begin(), home.windows.end(), [&](const WindowLight* window) {
        const Geometry at = Geometry::make_point({window->plane.at.x, window->plane.at.y});
        return std::any_of(light.plans.begin(), light.plans.end(), [&](const auto& plan) {
            return plan && !broken_near(input.facts, plan->left_out, at).empty();
        });
    });
}

// Windows on which the light is not known, in the study area and of homes as far as that can be told.
void add_unknown_windows(const MetricInput& input, const LitHomes& found, Measured& measured) {
    Gap unknown{.text = "it is not known which way the window faces, or how high it stands (the notes say "
                        "why)",
                .lacks = "window"};
    std::vector<scene::Note> notes;
    for (const scene::Note& note : found.unknown) {
        const FeaturePtr window = input.facts.find(note.feature);
        if (!window || !scene::is_of_a_home(*window, nullptr) ||
            !input.facts.study().contains(label_point(window->geometry)))
            continue;
        add_to(unknown, *window);
        notes.push_back(note);
    }
    if (unknown.subjects > 0) measured.gaps.push_back(std::move(unknown));
    if (!input.only_values)
        scene::add_merged(measured.notes, notes, "windows are left out", input.facts.site().frame);
}

void measure_homes(const MetricInput& input, const LitHomes& found, const Asked& asked, Measured& measured) {
    Gap broken = broken_gap();
    for (const LitHome& home : homes_of(input.facts, found.windows, asked.limits)) {
        Measurement one = measure(input, home, asked);
        // Light only adds up.
        if (input.criterion.holds(one.value) && near_broken_lamp(input, home, found.light))
            add_to(broken, home.building ? *home.building : *home.windows.front()->plane.feature);
        else
            measured.subjects.push_back(std::move(one));
    }
    if (broken.subjects > 0) measured.gaps.push_back(std::move(broken));
    add_unknown_windows(input, found, measured);
}

} // namespace

Measured light_on_homes(const MetricInput& input) {
    Measured measured;
    const auto number = std::clamp(static_cast<int>(input.criterion.setting("zone")), 1, 4);
    const lighting::EnvironmentalZone& zone =
        lighting::ObtrusiveLight::bundled().zone("E" + std::to_string(number));
    const Limits limits{zone.ev_before_lx.value(), zone.ev_after_lx.value()};
    if (input.facts.of(Role::opening).empty())
        measured.gaps.push_back({.text = "no window is on the plan", .lacks = "window"});
    const LitHomes* found = input.shared.lit_homes(input.changed, std::min(limits[0], limits[1]));
    if (found == nullptr)
        measured.gaps.push_back({.text = input.shared.why_no_light_on_windows(), .lacks = "lamp"});
    if (!measured.gaps.empty()) return measured;
    const lighting::LitPlan* night = input.shared.night_light();
    add_light_notes(input, night ? *night : found->light.any(), measured);
    if (!input.only_values) lighting::add_leaf_note(input.context.scene(), measured.notes);
    measure_homes(input, *found, {found->light, limits, zone_words(zone)}, measured);
    if (measured.subjects.empty() && measured.gaps.empty())
        measured.gaps.push_back({.text = "no window of a home is on the plan", .lacks = "window"});
    if (!input.changed.empty())
        measured.also_untouched = [changed = input.changed, reach_m = found->reach_m,
                                   &facts = input.facts](std::span<const Uuid> subject) {
            const FeaturePtr home = subject.empty() ? nullptr : facts.find(subject.front());
            return home && !light_reaches(home->geometry.box(), changed, reach_m);
        };
    return measured;
}

} // namespace prospect::assessment
