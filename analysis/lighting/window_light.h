// Light on the windows of a plan, before curfew and after it.
#pragma once

#include "analysis/engine/workers.h"
#include "analysis/lighting/lit_plan.h"
#include "analysis/lighting/lit_windows.h"

#include <map>
#include <span>

namespace prospect::lighting {

inline constexpr std::size_t curfew_times = 2; // before curfew, after it

// The lamps lit before and after curfew; at one of the two there may be none.
struct CurfewLight {
    std::array<std::optional<LitPlan>, curfew_times> plans;
    std::string why_none; // of a time without light

    const LitPlan& any() const { return plans[0] ? *plans[0] : *plans[1]; }
    bool same_lamps() const { return plans[0] && plans[1] && plans[0]->lights == plans[1]->lights; }
};

// Before curfew: 20:00 of a winter's day; after: the hour of the night of `time` (23:30 where it is of none).
// Crowns are as the scene has them in both. night: made before, of that hour; null: it is made here. Where
// the same lamps are lit at both, they share their lights. Throws Error(refused) as lit_luminaires() where no
// lamp is lit at either.
CurfewLight curfew_light(const scene::Scene& scene, const std::shared_ptr<const scene::Space>& opaque,
                         std::optional<double> maintenance, const TimeContext& time,
                         const LitPlan* night = nullptr);

struct WindowLight {
    LitWindow plane;
    std::array<double, curfew_times> ev_lx{};
    std::array<std::map<Uuid, double>, curfew_times> by_lamp; // what each lamp gives it, lux

    std::pair<Uuid, double> worst(std::size_t time) const; // the lamp that gives it most then
    std::pair<Uuid, double> worst() const;                 // at either time
};

// Says of a plan in summer that its trees are in leaf at both times; nothing else.
void add_leaf_note(const scene::Scene& scene, std::vector<scene::Note>& notes);

// Vertical illuminance on each: on the plane of its wall, direct light past all that stands. Cost: a line for
// each window and lamp and time at which other lamps are lit.
void shine_on_windows(const CurfewLight& light, const engine::Workers& workers,
                      std::span<WindowLight> windows);

} // namespace prospect::lighting
