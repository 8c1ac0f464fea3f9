#include "analysis/lighting/recognition.h"

#include "analysis/lighting/given_light.h"
#include "analysis/lighting/lit_plan.h"
#include "analysis/scene/study_area.h"
#include "analysis/scene/zones.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <numeric>

namespace prospect::lighting {

namespace {

using engine::AnalysisResult;

// Where somebody is told in time (domain.md §3a-v, LT-08): the face outline near by, who it is further away.
constexpr std::array<double, 2> near_and_far_m{4, 10};

engine::AnalysisInfo info() {
    std::vector<Role> reads = lit_roles();
    reads.insert(reads.end(), {Role::zone, Role::study_area});
    return {
        .id = "lighting.recognition",
        .title = "From how far a face can be read",
        .term = "recognition distance by semicylindrical illuminance",
        .summary =
            "From how many metres somebody is recognised at night by the light on their face, whichever "
            "of four ways they look.",
        .reference =
            "d = 17 (1 - exp(-0.46218 E^0.59368)): a curve of this program through 0.4 lx at 4 m and "
            "3 lx at 10 m of Rombauts (1989), with his end at 17 m; E: semicylindrical illuminance",
        .reads = reads,
        .time = {.band = true, .season = true, .growth = true, .phase = true},
        .usual_band = DayBand::night,
        .needs = {"lighting.illuminance"},
        .fields =
            {{"recognition", "m", "From how far a face can be read",
              "Metres from which somebody there is recognised, in the worst of four directions they look",
              "cividis"}},
        .metrics = {{"recognised_share_4m",
                     "Share of the public ground where a face is read from 4 m or more"},
                    {"recognised_share_10m",
                     "Share of the public ground where a face is read from 10 m or more"}},
    };
}

engine::Schema<RecognitionParams> schema() {
    engine::Schema<RecognitionParams> schema;
    schema.add(&RecognitionParams::cell_m, engine::cell_parameter())
        .add(&RecognitionParams::face_height_m, face_height_parameter())
        .add(&RecognitionParams::maintenance, maintenance_parameter())
        .add(&RecognitionParams::esc_file, esc_file_parameter());
    return schema;
}

void add_shares(const engine::Context& context, const Field& field, AnalysisResult& result) {
    const scene::StudyArea study(context.site());
    const scene::Zones zones(context.scene());
    std::int64_t cells = 0;
    std::int64_t scored = 0;
    std::array<std::int64_t, 2> reached{};
    for (std::int64_t i = 0; i < field.grid.cell_count(); ++i) {
        const float metres = field.values[static_cast<std::size_t>(i)];
        if (metres == nodata) continue;
        ++cells;
        const Point p = field.grid.center(i % field.grid.columns, i / field.grid.columns);
        if (!study.contains(p) || !zones.public_at(p)) continue;
        ++scored;
        for (std::size_t d = 0; d < reached.size(); ++d)
            reached[d] += static_cast<double>(metres) >= near_and_far_m[d] ? 1 : 0;
    }
    result.counts = {{"cells", field.grid.cell_count()},
                     {"nodata_cells", field.grid.cell_count() - cells},
                     {"public_cells", scored}};
    if (scored == 0) return;
    const auto share = [&](std::size_t d) {
        return static_cast<double>(reached[d]) / static_cast<double>(scored);
    };
    result.metrics = {{"recognised_share_4m", share(0)}, {"recognised_share_10m", share(1)}};
}

} // namespace

double recognition_m(double esc_lx) {
    constexpr double limit_m = 17;
    return limit_m * (1 - std::exp(-0.46218 * std::pow(std::max(0.0, esc_lx), 0.59368)));
}

namespace {

// The light on the faces of people by cell, and what it rests on.
struct FaceLight {
    Field esc;
    AnalysisResult about; // notes, counts and whether lamps are left out
};

FaceLight by_the_lamps(const engine::Context& context, const RecognitionParams& params) {
    const auto text = [](double value) { return as_text(Value(value)); };
    const engine::RunPtr light = context.require(
        "lighting.illuminance", {{"cell_m", text(params.cell_m)},
                                 {"quantities", "esc_min"},
                                 {"face_height_m", text(params.face_height_m)},
                                 {"maintenance", params.maintenance ? text(*params.maintenance) : "none"}});
    FaceLight made{light->result.fields.front(), {}};
    made.about.notes = light->result.notes;
    for (const auto& [name, number] : light->result.counts)
        if (name.starts_with("luminaires")) made.about.counts.emplace_back(name, number);
    made.about.partial = light->result.partial;
    return made;
}

FaceLight as_given(const engine::Context& context, const RecognitionParams& params, const GivenLight& given) {
    // The light, the distance, one of them while it is written.
    FaceLight made{Field("esc_min", "lx", context.grid(params.cell_m, 3 * sizeof(float))), {}};
    std::vector<std::int64_t> open(static_cast<std::size_t>(made.esc.grid.rows)); // by row
    std::vector<std::int64_t> lit(open.size());
    context.for_blocks(made.esc.grid.rows, 1, [&](std::int64_t begin, std::int64_t end) {
        for (std::int64_t row = begin; row < end; ++row)
            for (std::int64_t column = 0; column < made.esc.grid.columns; ++column) {
                const Point p = made.esc.grid.center(column, row);
                if (context.scene().in_building(p, params.face_height_m)) continue;
                ++open[static_cast<std::size_t>(row)];
                const auto lux = given.at(p);
                if (!lux) continue;
                ++lit[static_cast<std::size_t>(row)];
                made.esc.values[static_cast<std::size_t>(row * made.esc.grid.columns + column)] =
                    static_cast<float>(*lux);
            }
    });
    const auto all = std::accumulate(open.begin(), open.end(), std::int64_t{0});
    const auto with = std::accumulate(lit.begin(), lit.end(), std::int64_t{0});
    given.report(params.face_height_m, with, all - with, "spots", made.about.notes);
    for (const engine::Note& note : context.scene().notes())
        if (note.code != "flat_view") made.about.notes.push_back(note);
    note_unused_maintenance(params.maintenance, made.about.notes);
    return made;
}

} // namespace

AnalysisResult recognition(const engine::Context& context, const RecognitionParams& params) {
    const auto given = given_light(params.esc_file, GivenQuantity::faces, context.site().frame);
    const FaceLight faces = given ? as_given(context, params, *given) : by_the_lamps(context, params);
    Field field("recognition", "m", faces.esc.grid);
    context.for_blocks(field.grid.rows, 1, [&](std::int64_t begin, std::int64_t end) {
        for (auto i = static_cast<std::size_t>(begin * field.grid.columns);
             i < static_cast<std::size_t>(end * field.grid.columns); ++i)
            if (faces.esc.values[i] != nodata)
                field.values[i] = static_cast<float>(recognition_m(static_cast<double>(faces.esc.values[i])));
    });
    AnalysisResult result;
    add_shares(context, field, result);
    result.notes.insert(result.notes.end(), faces.about.notes.begin(), faces.about.notes.end());
    result.counts.insert(result.counts.end(), faces.about.counts.begin(), faces.about.counts.end());
    result.partial = faces.about.partial;
    result.fields.push_back(std::move(field));
    return result;
}

engine::Analysis recognition_analysis() {
    return engine::Analysis::make<RecognitionParams>(info(), schema(), recognition);
}

} // namespace prospect::lighting
