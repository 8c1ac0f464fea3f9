#include "analysis/suggest/measures.h"

#include "analysis/sightlines/eye.h"

#include <cmath>

namespace prospect::suggest {

namespace {

using engine::AnalysisResult;
using engine::Table;

constexpr std::int64_t most_steps = 20;

const std::vector<std::string>& steps_columns() {
    static const std::vector<std::string> columns{"step",    "measure",     "text",        "x",
                                                  "y",       "azimuth_deg", "height_m",    "gain_m",
                                                  "gain_m2", "gain_share",  "share_after", "private_share",
                                                  "edit"};
    return columns;
}

const std::vector<std::string>& alternatives_columns() {
    static const std::vector<std::string> columns{"measure",  "goal",          "steps",        "shown_m",
                                                  "shown_m2", "already_share", "reached_share"};
    return columns;
}

using Cell = std::optional<Value>;

Cell number(const std::optional<double>& value) {
    return value ? Cell(Value(*value)) : Cell();
}

// Of the unit the ground is counted in.
Cell metres(const Suggestion& made, double size) {
    return made.ground == GroundKind::paths ? Cell(Value(size)) : Cell();
}
Cell square_metres(const Suggestion& made, double size) {
    return made.ground == GroundKind::paths ? Cell() : Cell(Value(size));
}

Table steps_table(const Suggestion& made, const Frame& frame) {
    Table table{"steps", steps_columns(), {}, {}};
    for (std::size_t n = 0; n < made.steps.size(); ++n) {
        const Step& step = made.steps[n];
        const Point full = frame.to_full(step.at);
        table.rows.push_back(
            {Value(static_cast<std::int64_t>(n + 1)), Value(std::string(name_of(step.measure))),
             Value(step.text), Value(full.x), Value(full.y), number(step.azimuth_deg), number(step.height_m),
             metres(made, step.gain), square_metres(made, step.gain), Value(step.gain / made.counted),
             Value(step.share_after), number(step.private_share), Value(to_json(step.edit))});
        table.geometries.push_back(step.shape);
    }
    return table;
}

Table alternatives_table(const Suggestion& made) {
    Table table{"alternatives", alternatives_columns(), {}, {}};
    const double shown = made.cameras_gain;
    const auto add = [&](Measure measure, Goal goal, std::size_t steps, double already, double reached) {
        table.rows.push_back({Value(std::string(name_of(measure))), Value(std::string(name_of(goal))),
                              Value(static_cast<std::int64_t>(steps)), metres(made, shown),
                              square_metres(made, shown), Value(already / shown), Value(reached / shown)});
    };
    if (shown <= 0) return table;
    for (const Alternative& one : made.alternatives)
        add(one.measure, one.goal, one.steps, one.already, one.reached);
    add(Measure::camera, Goal::camera, made.cameras, 0, shown);
    return table;
}

void add_metrics(const Suggestion& made, AnalysisResult& result) {
    const std::string unit = made.ground == GroundKind::paths ? "_m" : "_m2";
    double best = 0;
    for (const Step& step : made.steps)
        best = std::max(best, step.gain);
    result.metrics = {{"counted" + unit, made.counted},
                      {"share_before", made.share_before},
                      {"share_after", made.share_after()},
                      {"best_gain" + unit, best}};
    if (const auto step = made.saturated_at())
        result.metrics.emplace_back("saturation_step", static_cast<double>(*step));
}

std::vector<engine::FieldInfo::Word> step_words() {
    std::vector<engine::FieldInfo::Word> words{{-1, "not reached"}, {0, "reached as it is"}};
    for (std::size_t n = 1; n < last_told_step; ++n)
        words.push_back({static_cast<float>(n), "reached by step " + std::to_string(n)});
    words.push_back({static_cast<float>(last_told_step), "reached by a later step"});
    return words;
}

engine::AnalysisInfo info() {
    return {
        .id = "suggest.measures",
        .title = "What would help most",
        .term = "greedy maximum coverage, camera necessity",
        .summary =
            "Where a few lamps, windows or cameras would bring most ground to a goal, and which plants are "
            "best trimmed for it: one after another, with what each gains. Cameras come last.",
        .reference =
            "Greedy choice: Nemhauser, Wolsey & Fisher (1978), asked again only where it may matter: Minoux "
            "(1978); guardianship, light and detail as sightlines.overlooking, lighting.routes, "
            "lighting.illuminance and sightlines.cameras; cameras last: EDPB guidelines 3/2019, 24 and 25",
        .reads = {Role::study_area, Role::building, Role::barrier, Role::opening, Role::zone, Role::path,
                  Role::tree, Role::planting, Role::luminaire, Role::camera, Role::activity, Role::underlay,
                  Role::terrain},
        .time = {.band = true, .weekday = true, .season = true, .growth = true, .phase = true},
        .fields = {{.name = "step",
                    .unit = "",
                    .label = "Which step reaches it",
                    .meaning = "Ground that counts by the step that first brings it to the goal, 6 for all "
                               "from the sixth on; 0 where it is there "
                               "as it is, -1 where no step reaches it",
                    .words = step_words()}},
        .tables = {{"steps", steps_columns(),
                    "One row a change, in the order to make them: where it goes and what it gains"},
                   {"alternatives", alternatives_columns(),
                    "What measures that are no cameras reach on the ground that cameras would newly show; "
                    "empty where "
                    "cameras were not asked for"}},
        .metrics = {{"counted_m", "Length of the paths that count"},
                    {"counted_m2", "Public ground that counts"},
                    {"share_before", "Share of it that has reached the goal as it is"},
                    {"share_after", "Share of it after all steps"},
                    {"best_gain_m", "What the step that gains most gains"},
                    {"best_gain_m2", "What the step that gains most gains"},
                    {"saturation_step",
                     "First step that gains less than a tenth of what the first one gains"}},
    };
}

void add_goals(engine::Schema<SuggestParams>& schema) {
    schema
        .add(
            &SuggestParams::measure,
            {.name = "measure",
             .label = "What may be changed",
             .help =
                 "Trimming of plants, windows, lamps or cameras; any: all that serve the goal, cameras last.",
             .choices = {"any", "trim", "window", "lamp", "camera"}})
        .add(&SuggestParams::count, {.name = "count",
                                     .label = "How many",
                                     .help = "The largest number of changes.",
                                     .min = 1,
                                     .max = most_steps})
        .add(&SuggestParams::goal,
             {.name = "goal",
              .label = "What for",
              .help = "Eyes on the ground at the time chosen, light on faces by night, or the picture of a "
                      "camera; "
                      "usual: light for lamps and for any by night, the camera for cameras, else eyes.",
              .choices = {"usual", "eyes", "light", "camera"}})
        .add(&SuggestParams::ground,
             {.name = "ground",
              .label = "Which ground counts",
              .help = "The paths (for light the routes at night), or all public ground.",
              .choices = {"paths", "public"}})
        .add(&SuggestParams::least_guardianship,
             {.name = "least_guardianship",
              .label = "Watched from",
              .help = "From which on a spot counts as watched, 0 to 1: 0.5 for 50 of 100.",
              .min = 0,
              .max = 1})
        .add(&SuggestParams::least_lx, {.name = "least_lx",
                                        .label = "Light on faces from",
                                        .unit = "lx",
                                        .help = "Semicylindrical light from which on a face counts as lit.",
                                        .min = 0.01,
                                        .max = 1000})
        .add(&SuggestParams::least_pixels,
             {.name = "least_pixels",
              .label = "Detail of the picture from",
              .unit = "px/m",
              .help =
                  "Pixels on a metre from which on a camera shows a spot; 80 tells what a person does (EN "
                  "62676-4:2025, discern).",
              .min = 1,
              .max = 10000});
}

void add_places(engine::Schema<SuggestParams>& schema) {
    const auto add = [&](auto member, engine::ParameterInfo info) {
        info.advanced = true;
        schema.add(member, std::move(info));
    };
    engine::ParameterInfo cell = engine::cell_parameter();
    cell.advanced = true;
    schema.add(&SuggestParams::cell_m, std::move(cell));
    add(&SuggestParams::step_m, {.name = "step_m",
                                 .label = "Step along paths",
                                 .unit = "m",
                                 .help = "Distance between the spots of a path.",
                                 .min = 0.1,
                                 .max = 1000});
    add(&SuggestParams::target_height_m,
        {.name = "target_height_m",
         .label = "Height of what is looked at",
         .unit = "m",
         .help = "Height above the ground of what is seen or lit; 1.5 for a face.",
         .min = 0,
         .max = sightlines::max_eye_height_m});
    add(&SuggestParams::spacing_m, {.name = "spacing_m",
                                    .label = "Distance between places tried",
                                    .unit = "m",
                                    .help = "How far apart places along paths and walls are that are tried.",
                                    .min = 1,
                                    .max = 100});
    add(&SuggestParams::lamp_height_m,
        {.name = "lamp_height_m",
         .label = "Height of new lamps",
         .unit = "m",
         .help = "Of columns; 0: as the nearest lamp on the plan. On walls it is 4 m.",
         .min = 0,
         .max = 50});
    add(&SuggestParams::lamp_photometry,
        {.name = "lamp_photometry",
         .label = "Light of new lamps",
         .help = "Name of a photometry the plan or the program has; none: as the nearest lamp on the plan."});
    add(&SuggestParams::camera_height_m, {.name = "camera_height_m",
                                          .label = "Height of new cameras",
                                          .unit = "m",
                                          .help = "Height above the ground at which new cameras hang.",
                                          .min = 0.5,
                                          .max = 50});
    add(&SuggestParams::hfov_deg,
        {.name = "hfov_deg",
         .label = "Angle of new cameras",
         .unit = "deg",
         .help = "Horizontal angle of view of new cameras; their picture is 1920 by 1080.",
         .min = 1,
         .max = 179});
    add(&SuggestParams::assume_windows, sightlines::assume_windows_parameter());
}

engine::Schema<SuggestParams> schema() {
    engine::Schema<SuggestParams> schema;
    add_goals(schema);
    add_places(schema);
    return schema;
}

} // namespace

AnalysisResult measures(const engine::Context& context, const SuggestParams& params) {
    Suggestion made = suggest(context, params);
    AnalysisResult result;
    add_metrics(made, result);
    const auto count = [](std::size_t n) { return static_cast<std::int64_t>(n); };
    result.counts = {{"places", count(made.places)},
                     {"candidates", count(made.candidates)},
                     {"gains_asked", count(made.asked)}};
    result.tables.push_back(steps_table(made, context.site().frame));
    result.tables.push_back(alternatives_table(made));
    result.fields.push_back(std::move(made.map));
    result.notes = std::move(made.notes);
    return result;
}

engine::Analysis measures_analysis() {
    return engine::Analysis::make<SuggestParams>(info(), schema(), measures);
}

} // namespace prospect::suggest
