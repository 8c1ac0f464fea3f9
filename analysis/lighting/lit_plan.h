// A plan with its lamps lit: what every analysis of light begins with, and what it says of them.
#pragma once

#include "analysis/engine/analysis.h"
#include "analysis/lighting/light.h"

namespace prospect::lighting {

struct LitPlan {
    std::shared_ptr<const scene::Space> space;
    std::shared_ptr<const Lights> lights;
    std::size_t off = 0;
    std::vector<scene::Note> left_out;
    std::vector<scene::Note> notes; // assumptions, all of them

    // Counts of lamps, notes, and whether some lamps are left out.
    void report(const Frame& frame, engine::AnalysisResult& result) const;
};

// What is to be known of a plan that light falls on, lit or not.
std::vector<scene::Note> notes_of(const scene::Scene& scene, const scene::Space& opaque);

// opaque: opaque_space() of the scene, which must outlive what is made; time: of the lamps' hours. Throws
// Error(refused) as lit_luminaires().
LitPlan lit_plan(const scene::Scene& scene, std::shared_ptr<const scene::Space> opaque,
                 std::optional<double> maintenance, double cutoff_lx, const TimeContext& time);
// The same past what is around the lamps of another state of the plan, whose lamps alone are others.
LitPlan lit_plan(const scene::Scene& scene, const std::shared_ptr<const LightScene>& around,
                 std::optional<double> maintenance, double cutoff_lx, const TimeContext& time);
LitPlan lit_plan(const engine::Context& context, std::optional<double> maintenance, double cutoff_lx);

// One row a lamp: id,photometry,flux_lm,x,y,height_m,azimuth_deg,tilt_deg,roll_deg,maintenance,dimming.
// flux_lm is what the lamp gives when new and not dimmed, by the integral of its table.
std::vector<std::string> luminaires_columns();
engine::Table luminaires_table(const std::vector<Luminaire>& luminaires, const Frame& frame);

// Nothing is measured higher above the ground.
inline constexpr double most_height_m = 500;

// Parameters every analysis of light shares.
engine::ParameterInfo maintenance_parameter();
engine::ParameterInfo cutoff_parameter();
engine::ParameterInfo face_height_parameter();
// The roles whose features give light or stand in its way.
std::vector<Role> lit_roles();

} // namespace prospect::lighting
