#include "analysis/lighting/lit_plan.h"

#include <algorithm>
#include <set>

namespace prospect::lighting {

namespace {

using engine::Note;

void add_photometry_notes(const std::vector<Luminaire>& luminaires, std::vector<Note>& notes) {
    std::size_t bundled = 0;
    std::set<std::string> typical;
    std::set<std::string> told;
    for (const Luminaire& lamp : luminaires) {
        if (lamp.bundled) {
            ++bundled;
            typical.insert(lamp.photometry_name);
            continue;
        }
        if (!told.insert(lamp.photometry->sha256).second) continue;
        for (const PhotometryNote& note : lamp.photometry->notes)
            if (note.doubt)
                notes.push_back(
                    {Note::Level::warning, "photometry_doubt", lamp.photometry_name + ": " + note.text});
    }
    if (bundled == 0) return;
    std::string names;
    for (const std::string& name : typical)
        names += (names.empty() ? "" : ", ") + name;
    notes.push_back({Note::Level::warning, "photometry_assumed",
                     "for " + std::to_string(bundled) + " of " + std::to_string(luminaires.size()) +
                         " lamps typical light of no maker is taken (" + names +
                         "): levels are an estimate until the light data of the real lamps is there"});
}

void add_maintenance_note(const std::vector<Luminaire>& luminaires, std::vector<Note>& notes) {
    double least = 1;
    double most = 0;
    for (const Luminaire& lamp : luminaires) {
        least = std::min(least, lamp.maintenance);
        most = std::max(most, lamp.maintenance);
    }
    notes.push_back({Note::Level::info, "maintenance",
                     "levels are those in use, with a maintenance factor of " + as_text(Value(least)) +
                         (least == most ? "" : " to " + as_text(Value(most)))});
}

} // namespace

std::vector<Note> notes_of(const scene::Scene& scene, const scene::Space& opaque) {
    std::vector<Note> notes;
    for (const Note& note : scene.notes())
        if (note.code != "flat_view") notes.push_back(note); // light runs over the ground as it is
    notes.insert(notes.end(), opaque.notes().begin(), opaque.notes().end());
    return notes;
}

namespace {

// All but the lights; gives the lamps that are lit.
std::vector<Luminaire> begin_plan(const scene::Scene& scene, std::optional<double> maintenance,
                                  const TimeContext& time, LitPlan& plan) {
    Luminaires found = lit_luminaires(scene, *plan.space, maintenance, time);
    plan.off = found.off;
    plan.left_out = std::move(found.left_out);
    plan.notes = notes_of(scene, *plan.space);
    plan.notes.insert(plan.notes.end(), found.notes.begin(), found.notes.end());
    add_photometry_notes(found.lit, plan.notes);
    add_maintenance_note(found.lit, plan.notes);
    if (plan.off > 0)
        plan.notes.push_back({Note::Level::info, "lamps_off",
                              std::to_string(plan.off) + (plan.off == 1 ? " lamp is" : " lamps are") +
                                  " off at this time by the hours of the plan"});
    plan.notes.push_back({Note::Level::info, "direct_light",
                          "direct light only: what walls, ground and sky send back is not in it"});
    return std::move(found.lit);
}

} // namespace

LitPlan lit_plan(const scene::Scene& scene, std::shared_ptr<const scene::Space> opaque,
                 std::optional<double> maintenance, double cutoff_lx, const TimeContext& time) {
    LitPlan plan;
    plan.space = std::move(opaque);
    auto lamps = begin_plan(scene, maintenance, time, plan);
    plan.lights = std::make_shared<const Lights>(scene, plan.space, std::move(lamps), cutoff_lx);
    return plan;
}

LitPlan lit_plan(const scene::Scene& scene, const std::shared_ptr<const LightScene>& around,
                 std::optional<double> maintenance, double cutoff_lx, const TimeContext& time) {
    LitPlan plan;
    plan.space = std::shared_ptr<const scene::Space>(around, &around->opaque());
    auto lamps = begin_plan(scene, maintenance, time, plan);
    plan.lights = std::make_shared<const Lights>(around, std::move(lamps), cutoff_lx);
    return plan;
}

LitPlan lit_plan(const engine::Context& context, std::optional<double> maintenance, double cutoff_lx) {
    return lit_plan(context.scene(), context.opaque_space(), maintenance, cutoff_lx, context.time());
}

void LitPlan::report(const Frame& frame, engine::AnalysisResult& result) const {
    result.notes.insert(result.notes.end(), notes.begin(), notes.end());
    scene::add_merged(result.notes, left_out, "lamps give no light and are left out", frame);
    const auto count = [](std::size_t n) { return static_cast<std::int64_t>(n); };
    result.counts.emplace_back("luminaires", count(lights->luminaires().size()));
    result.counts.emplace_back("luminaires_off", count(off));
    result.counts.emplace_back("luminaires_left_out", count(left_out.size()));
    result.counts.emplace_back("rays", lights->rays());
    result.partial = result.partial || !left_out.empty();
}

std::vector<std::string> luminaires_columns() {
    return {"id",          "photometry", "flux_lm",  "x",           "y",      "height_m",
            "azimuth_deg", "tilt_deg",   "roll_deg", "maintenance", "dimming"};
}

engine::Table luminaires_table(const std::vector<Luminaire>& luminaires, const Frame& frame) {
    engine::Table table{"luminaires", luminaires_columns(), {}, {}};
    for (const Luminaire& lamp : luminaires) {
        const Point full = frame.to_full({lamp.at.x, lamp.at.y});
        table.rows.push_back({Value(lamp.feature->id.text()), Value(lamp.photometry_name),
                              Value(lamp.photometry->flux_lm), Value(full.x), Value(full.y),
                              Value(lamp.height_m), Value(lamp.azimuth_deg), Value(lamp.tilt_deg),
                              Value(lamp.roll_deg), Value(lamp.maintenance), Value(lamp.dimming)});
        table.geometries.push_back(Geometry::make_point({lamp.at.x, lamp.at.y}));
    }
    return table;
}

engine::ParameterInfo maintenance_parameter() {
    return {.name = "maintenance",
            .label = "Maintenance factor of all lamps",
            .help =
                "Share of the new light that is left in use, instead of each lamp's own; none: each lamp's "
                "own.",
            .min = 0,
            .max = 1,
            .advanced = true};
}

engine::ParameterInfo cutoff_parameter() {
    return {.name = "cutoff_lx",
            .label = "Leave out light below",
            .unit = "lx",
            .help = "Light of a lamp weaker than this is left out, for speed; 0 leaves none out.",
            .min = 0,
            .max = 1,
            .advanced = true};
}

engine::ParameterInfo face_height_parameter() {
    return {.name = "face_height_m",
            .label = "Height of faces",
            .unit = "m",
            .help = "Height above the ground of faces and of upright planes.",
            .min = 0,
            .max = most_height_m,
            .advanced = true};
}

std::vector<Role> lit_roles() {
    return {Role::luminaire, Role::building, Role::barrier, Role::planting,
            Role::tree,      Role::opening,  Role::terrain};
}

} // namespace prospect::lighting
