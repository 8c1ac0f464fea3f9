#include "analysis/lighting/window_light.h"

#include "analysis/engine/context.h"
#include "geometry/base/error.h"

#include <algorithm>

namespace prospect::lighting {

namespace {

constexpr std::int64_t block = 64;

// At 20:00 of a winter's day: lamps that burn from dusk are lit.
TimeContext before_curfew(TimeContext time) {
    time.season = Season::winter;
    time.set_time("20:00");
    return time;
}

bool lights_the_same(const std::vector<Luminaire>& a, const std::vector<Luminaire>& b) {
    return std::equal(a.begin(), a.end(), b.begin(), b.end(), [](const Luminaire& one, const Luminaire& two) {
        return one.feature->id == two.feature->id;
    });
}

void shine(const LitPlan& plan, std::size_t time, std::span<WindowLight> windows) {
    std::vector<Point3> places;
    for (const WindowLight& window : windows)
        places.push_back(window.plane.at);
    const std::vector<Luminaire>& lamps = plan.lights->luminaires();
    plan.lights->for_beams(places, [&](std::size_t first, const Beam& beam) {
        for (std::size_t i = 0; i < beam.k.size(); ++i) {
            WindowLight& window = windows[first + beam.places[i]];
            const double towards = static_cast<double>(beam.x[i]) * window.plane.outward.x +
                                   static_cast<double>(beam.y[i]) * window.plane.outward.y;
            const double lx = static_cast<double>(beam.k[i]) * std::max(0.0, towards);
            if (lx <= 0) continue;
            window.ev_lx[time] += lx;
            double& most = window.by_lamp[time][lamps[beam.lamp].feature->id];
            most = std::max(most, lx);
        }
    });
}

} // namespace

CurfewLight curfew_light(const scene::Scene& scene, const std::shared_ptr<const scene::Space>& opaque,
                         std::optional<double> maintenance, const TimeContext& time, const LitPlan* night) {
    CurfewLight light;
    const TimeContext evening = before_curfew(time);
    std::optional<Error> fault; // of the night
    try {
        light.plans[1] =
            night ? *night : lit_plan(scene, opaque, maintenance, 0, engine::in_band(time, DayBand::night));
        if (lights_the_same(light.plans[1]->lights->luminaires(),
                            luminaires_in(scene, *opaque, maintenance, evening).lit)) {
            light.plans[0] = light.plans[1];
            return light;
        }
    } catch (const Error& error) {
        if (error.code() != ErrorCode::refused) throw;
        fault = error;
        light.why_none = error.message();
    }
    try {
        light.plans[0] = lit_plan(scene, opaque, maintenance, 0, evening);
    } catch (const Error& error) {
        if (error.code() != ErrorCode::refused) throw;
        if (fault) throw *fault;
        light.why_none = error.message();
    }
    return light;
}

std::pair<Uuid, double> WindowLight::worst(std::size_t time) const {
    std::pair<Uuid, double> most;
    for (const auto& one : by_lamp[time])
        if (one.second > most.second) most = one;
    return most;
}

std::pair<Uuid, double> WindowLight::worst() const {
    const auto before = worst(0);
    const auto after = worst(1);
    // Of lamps that give as much at different times the first by id, as within one time.
    if (before.second == after.second) return std::min(before, after);
    return before.second > after.second ? before : after;
}

void add_leaf_note(const scene::Scene& scene, std::vector<scene::Note>& notes) {
    if (scene.time().season == Season::summer && !scene.crowns().empty())
        notes.push_back({scene::Note::Level::info, "in_leaf",
                         "trees are in leaf, before and after curfew: bare ones let more light onto "
                         "windows, choose winter for that"});
}

void shine_on_windows(const CurfewLight& light, const engine::Workers& workers,
                      std::span<WindowLight> windows) {
    const bool once = light.same_lamps();
    workers.for_blocks(
        static_cast<std::int64_t>(windows.size()), block, [&](std::int64_t begin, std::int64_t end) {
            const auto some =
                windows.subspan(static_cast<std::size_t>(begin), static_cast<std::size_t>(end - begin));
            for (std::size_t time = once ? 1 : 0; time < curfew_times; ++time)
                if (light.plans[time]) shine(*light.plans[time], time, some);
            if (once)
                for (WindowLight& window : some) {
                    window.ev_lx[0] = window.ev_lx[1];
                    window.by_lamp[0] = window.by_lamp[1];
                }
        });
}

} // namespace prospect::lighting
