#include "analysis/sightlines/seen_and_lit.h"

#include "analysis/lighting/lit_plan.h"
#include "analysis/scene/study_area.h"
#include "analysis/scene/zones.h"
#include "analysis/sightlines/eye.h"
#include "geometry/base/error.h"

#include <algorithm>
#include <array>
#include <set>

namespace prospect::sightlines {

namespace {

using engine::AnalysisResult;

constexpr std::size_t kinds = 4;
constexpr std::size_t lit_bit = 1;
constexpr std::size_t seen_bit = 2;

const Field& field_of(const engine::Run& run, std::string_view name) {
    for (const Field& field : run.result.fields)
        if (field.name == name) return field;
    throw Error(ErrorCode::internal, "no field " + std::string(name));
}

void add_shares(const engine::Context& context, const Field& field, AnalysisResult& result) {
    const scene::StudyArea study(context.site());
    const scene::Zones zones(context.scene());
    std::array<std::int64_t, kinds> cells{};
    std::int64_t valued = 0;
    std::int64_t scored = 0;
    for (std::int64_t i = 0; i < field.grid.cell_count(); ++i) {
        const float kind = field.values[static_cast<std::size_t>(i)];
        if (kind == nodata) continue;
        ++valued;
        const Point p = field.grid.center(i % field.grid.columns, i / field.grid.columns);
        if (!study.contains(p) || !zones.public_at(p)) continue;
        ++scored;
        ++cells[static_cast<std::size_t>(kind)];
    }
    result.counts = {{"cells", field.grid.cell_count()},
                     {"nodata_cells", field.grid.cell_count() - valued},
                     {"public_cells", scored}};
    if (scored == 0) return;
    const auto share = [&](std::size_t kind) {
        return static_cast<double>(cells[kind]) / static_cast<double>(scored);
    };
    result.metrics = {{"seen_and_lit_share", share(seen_bit | lit_bit)},
                      {"seen_dark_share", share(seen_bit)},
                      {"lit_unseen_share", share(lit_bit)},
                      {"neither_share", share(0)}};
}

// Each once: both say the same of plan and lamps.
void add_notes(const engine::Run& run, std::set<std::string>& told, AnalysisResult& result) {
    for (const engine::Note& note : run.result.notes)
        if (told.insert(note.message).second) result.notes.push_back(note);
    result.partial = result.partial || run.result.partial;
}

engine::AnalysisInfo info() {
    std::vector<Role> reads = lighting::lit_roles();
    reads.insert(reads.end(), {Role::zone, Role::study_area, Role::path, Role::activity});
    return {
        .id = "sightlines.seen_and_lit",
        .title = "Seen from a window and lit",
        .term = "natural surveillance by night",
        .summary =
            "Where the ground is lit at night and a window or door overlooks it, where only one of the "
            "two holds, and where neither does.",
        .reference =
            "lighting.illuminance and sightlines.overlooking of one grid, compared with two limits of "
            "this program",
        .reads = reads,
        .time = {.band = true, .season = true, .growth = true, .phase = true},
        .usual_band = DayBand::night,
        .needs = {"lighting.illuminance", "sightlines.overlooking"},
        .fields = {{.name = "seen_and_lit",
                    .unit = "",
                    .label = "Seen from a window and lit",
                    .meaning =
                        "Whether the ground is lit (from 2 lx, unless set otherwise) and a window or door "
                        "within 43 m overlooks it",
                    .ramp = "cividis",
                    .words = {{0, "neither seen nor lit"},
                              {1, "lit, but no window sees it"},
                              {2, "a window sees it, but it is dark"},
                              {3, "seen from a window and lit"}}}},
        .metrics = {{"seen_and_lit_share", "Share of the public ground that is seen from a window and lit"},
                    {"seen_dark_share", "Share that a window sees, but that is dark"},
                    {"lit_unseen_share", "Share that is lit, but that no window sees"},
                    {"neither_share", "Share that is neither"}},
    };
}

engine::Schema<SeenAndLitParams> schema() {
    engine::Schema<SeenAndLitParams> schema;
    schema.add(&SeenAndLitParams::cell_m, engine::cell_parameter())
        .add(&SeenAndLitParams::lit_lx, {.name = "lit_lx",
                                         .label = "Lit from",
                                         .unit = "lx",
                                         .help = "Light on the ground from which on it counts as lit.",
                                         .min = 0,
                                         .max = 1000})
        .add(&SeenAndLitParams::openings,
             {.name = "openings",
              .label = "Seen from so many windows",
              .help = "Windows and doors within 43 m with a clear line, from which on ground counts as seen.",
              .min = 1,
              .max = 100})
        .add(&SeenAndLitParams::assume_windows, assume_windows_parameter());
    return schema;
}

} // namespace

AnalysisResult seen_and_lit(const engine::Context& context, const SeenAndLitParams& params) {
    const std::string cell = as_text(Value(params.cell_m));
    const engine::RunPtr light =
        context.require("lighting.illuminance", {{"cell_m", cell}, {"quantities", "eh"}});
    const engine::RunPtr eyes =
        context.require("sightlines.overlooking",
                        {{"cell_m", cell}, {"assume_windows", params.assume_windows ? "yes" : "no"}});
    const Field& lux = field_of(*light, "eh");
    const Field& openings = field_of(*eyes, "openings_43m");
    Field field("seen_and_lit", "", lux.grid);
    context.for_blocks(field.grid.rows, 1, [&](std::int64_t begin, std::int64_t end) {
        for (auto i = static_cast<std::size_t>(begin * field.grid.columns);
             i < static_cast<std::size_t>(end * field.grid.columns); ++i) {
            if (lux.values[i] == nodata || openings.values[i] == nodata) continue;
            const bool is_lit = static_cast<double>(lux.values[i]) >= params.lit_lx;
            const bool is_seen =
                static_cast<double>(openings.values[i]) >= static_cast<double>(params.openings);
            field.values[i] = static_cast<float>((is_lit ? lit_bit : 0) | (is_seen ? seen_bit : 0));
        }
    });
    AnalysisResult result;
    add_shares(context, field, result);
    std::set<std::string> told;
    add_notes(*light, told, result);
    add_notes(*eyes, told, result);
    result.fields.push_back(std::move(field));
    return result;
}

engine::Analysis seen_and_lit_analysis() {
    return engine::Analysis::make<SeenAndLitParams>(info(), schema(), seen_and_lit);
}

} // namespace prospect::sightlines
