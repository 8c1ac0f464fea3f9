#include "analysis/lighting/routes.h"

#include "analysis/lighting/coverage.h"
#include "analysis/lighting/given_light.h"
#include "analysis/lighting/lit_paths.h"
#include "analysis/lighting/lit_plan.h"
#include "analysis/lighting/recognition.h"
#include "analysis/lighting/walk_light.h"
#include "geometry/base/error.h"
#include "geometry/base/text.h"

#include <algorithm>
#include <cmath>

namespace prospect::lighting {

namespace {

using engine::AnalysisResult;
using engine::Note;
using engine::Table;

constexpr double contrast_over_m = 5; // LT-10

// The lamps as far as they are needed, and what is given in their place.
struct RouteLight {
    std::shared_ptr<const scene::Space> space;
    std::optional<GivenLight> ground;
    std::optional<GivenLight> faces;
    std::optional<LitPlan> lamps;
    std::string why_no_lamps;

    WalkSources sources() const {
        return {lamps ? lamps->lights.get() : nullptr, ground ? &*ground : nullptr,
                faces ? &*faces : nullptr};
    }
};

struct Walk {
    scene::ScoredPath path;
    std::vector<WalkStation> stations;
    std::vector<std::vector<DarkStretch>> dark; // by threshold, the class's last
};

std::vector<double> thresholds_of(const RoutesParams& params) {
    std::vector<double> thresholds;
    for (const std::string& text : params.thresholds_lx) {
        const auto lux = number_from(text);
        if (!lux || *lux <= 0)
            throw Error(ErrorCode::usage, "--thresholds_lx \"" + text + "\" is no number above 0",
                        "give lux on the ground, such as 1,2");
        thresholds.push_back(*lux);
    }
    if (thresholds.empty())
        throw Error(ErrorCode::usage, "--thresholds_lx is empty", "give lux on the ground, such as 1,2");
    return thresholds;
}

// And the least that the path's class allows.
std::vector<double> thresholds_for(const Feature& path, std::vector<double> thresholds) {
    const auto least = class_minimum_lx(path);
    if (least && std::find(thresholds.begin(), thresholds.end(), *least) == thresholds.end())
        thresholds.push_back(*least);
    return thresholds;
}

RouteLight light_of(const engine::Context& context, const RoutesParams& params) {
    const Frame& frame = context.site().frame;
    RouteLight light;
    light.ground = given_light(params.eh_file, GivenQuantity::ground, frame);
    light.faces = given_light(params.esc_file, GivenQuantity::faces, frame);
    light.space = context.opaque_space();
    if (light.ground && light.faces) return light;
    try {
        light.lamps = lit_plan(context, params.maintenance, 0);
    } catch (const Error& error) {
        if (error.code() != ErrorCode::refused || (!light.ground && !light.faces)) throw;
        light.why_no_lamps = error.message();
    }
    return light;
}

// Empty where it is not known.
std::optional<Value> cell(double number) {
    return std::isnan(number) ? std::nullopt : std::optional<Value>(number);
}

std::optional<Value> recognition_cell(double esc_lx) {
    return std::isnan(esc_lx) ? std::nullopt : std::optional<Value>(recognition_m(esc_lx));
}

// Of those that are known; not a number where none is.
double least_known(double a, double b) {
    return std::isnan(a) || b < a ? b : a;
}

std::vector<std::string> profile_columns() {
    return {"path",
            "chainage_m",
            "x",
            "y",
            "eh",
            "esc_forward",
            "esc_backward",
            "recognition_forward_m",
            "recognition_backward_m"};
}

Table profile_table(const std::vector<Walk>& walks, const Frame& frame) {
    Table table{"profile", profile_columns(), {}, {}};
    for (const Walk& walk : walks)
        for (const WalkStation& station : walk.stations) {
            const Point full = frame.to_full(station.place);
            table.rows.push_back({Value(scene::title_of(*walk.path.path)), Value(station.chainage_m),
                                  Value(full.x), Value(full.y), cell(station.eh), cell(station.esc_forward),
                                  cell(station.esc_backward), recognition_cell(station.esc_forward),
                                  recognition_cell(station.esc_backward)});
            table.geometries.push_back(Geometry::make_point(station.place));
        }
    return table;
}

std::vector<std::string> dark_columns() {
    return {"path",    "threshold_lx", "start_m", "end_m", "length_m", "min_lx",
            "mean_lx", "x1",           "y1",      "x2",    "y2"};
}

Table dark_table(const std::vector<Walk>& walks, const Frame& frame) {
    Table table{"dark_stretches", dark_columns(), {}, {}};
    for (const Walk& walk : walks)
        for (const std::vector<DarkStretch>& stretches : walk.dark)
            for (const DarkStretch& stretch : stretches) {
                const WalkStation& first = walk.stations[stretch.first];
                const WalkStation& last = walk.stations[stretch.last];
                const Point from = frame.to_full(first.place);
                const Point to = frame.to_full(last.place);
                table.rows.push_back({Value(scene::title_of(*walk.path.path)), Value(stretch.threshold_lx),
                                      Value(first.chainage_m), Value(last.chainage_m),
                                      Value(stretch.length_m), Value(stretch.least_lx),
                                      Value(stretch.mean_lx), Value(from.x), Value(from.y), Value(to.x),
                                      Value(to.y)});
                std::vector<Point> line;
                for (std::size_t i = stretch.first; i <= stretch.last; ++i)
                    line.push_back(walk.stations[i].place);
                table.geometries.push_back(line.size() > 1 ? Geometry::make_line(line)
                                                           : Geometry::make_point(line.front()));
            }
    return table;
}

std::vector<std::string> routes_columns() {
    return {"path",
            "length_m",
            "e_avg",
            "e_min",
            "u0",
            "esc_forward_min",
            "esc_backward_min",
            "recognition_min_m",
            "longest_dark_m",
            "contrast",
            "x",
            "y"};
}

std::vector<std::optional<Value>> route_row(const Walk& walk, const Frame& frame, double step_m) {
    Coverage coverage;
    const WalkStation* darkest = nullptr;
    double forward = walk.stations.front().esc_forward;
    double backward = walk.stations.front().esc_backward;
    for (const WalkStation& station : walk.stations) {
        forward = least_known(forward, station.esc_forward);
        backward = least_known(backward, station.esc_backward);
        if (std::isnan(station.eh)) continue;
        coverage.add(station.eh);
        if (!darkest || station.eh < darkest->eh) darkest = &station;
    }
    std::vector<std::optional<Value>> row{Value(scene::title_of(*walk.path.path)), Value(walk.path.length_m)};
    const auto on_ground = [&](double number) {
        row.push_back(darkest ? std::optional<Value>(number) : std::nullopt);
    };
    for (const double number : {coverage.mean(), coverage.least(), coverage.uniformity()})
        on_ground(number);
    row.push_back(cell(forward));
    row.push_back(cell(backward));
    row.push_back(recognition_cell(least_known(forward, backward)));
    double dark = 0;
    for (const DarkStretch& stretch : walk.dark.front())
        dark = std::max(dark, stretch.length_m);
    on_ground(dark);
    const auto contrast = most_contrast(walk.stations, contrast_over_m, step_m);
    row.push_back(contrast ? std::optional<Value>(contrast->ratio) : std::nullopt);
    const Point full = frame.to_full(darkest ? darkest->place : Point{});
    on_ground(full.x);
    on_ground(full.y);
    return row;
}

Table routes_table(const std::vector<Walk>& walks, const Frame& frame, double step_m) {
    Table table{"routes", routes_columns(), {}, {}};
    for (const Walk& walk : walks) {
        table.rows.push_back(route_row(walk, frame, step_m));
        table.geometries.push_back(walk.path.path->geometry);
    }
    return table;
}

// The longest dark stretches, one sentence each, with the place of their middle.
void add_dark_notes(const std::vector<Walk>& walks, const std::string& below, std::vector<Note>& notes) {
    constexpr std::size_t most_notes = 8;
    std::vector<std::pair<const Walk*, const DarkStretch*>> longest;
    for (const Walk& walk : walks)
        for (const DarkStretch& stretch : walk.dark.front())
            longest.emplace_back(&walk, &stretch);
    std::stable_sort(longest.begin(), longest.end(),
                     [](const auto& a, const auto& b) { return a.second->length_m > b.second->length_m; });
    for (std::size_t i = 0; i < std::min(most_notes, longest.size()); ++i) {
        const auto& [walk, stretch] = longest[i];
        const WalkStation& first = walk->stations[stretch->first];
        notes.push_back({Note::Level::warning, "dark_stretch",
                         scene::title_of(*walk->path.path) + " has " + below + " for " +
                             std::to_string(std::lround(stretch->length_m)) + " m, from " +
                             std::to_string(std::lround(first.chainage_m)) + " m along it on",
                         walk->stations[(stretch->first + stretch->last) / 2].place, walk->path.path->id});
    }
    if (longest.size() > most_notes)
        notes.push_back({Note::Level::info, "more_dark_stretches",
                         std::to_string(longest.size() - most_notes) +
                             " more dark stretches are in the table dark_stretches"});
}

void add_figures(const std::vector<Walk>& walks, const std::vector<double>& thresholds,
                 AnalysisResult& result) {
    double length = 0;
    double dark = 0;
    double longest = 0;
    std::int64_t stations = 0;
    std::int64_t known = 0;
    for (const Walk& walk : walks) {
        length += walk.path.length_m;
        stations += static_cast<std::int64_t>(walk.stations.size());
        known += std::count_if(walk.stations.begin(), walk.stations.end(),
                               [](const WalkStation& station) { return !std::isnan(station.eh); });
        for (const DarkStretch& stretch : walk.dark.front()) {
            dark += stretch.length_m;
            longest = std::max(longest, stretch.length_m);
        }
    }
    result.counts = {{"paths", static_cast<std::int64_t>(walks.size())}, {"stations", stations}};
    result.metrics = {{"length_m", length}};
    if (known == 0) return; // not known is not bright
    result.metrics.emplace_back("dark_length_m", dark);
    result.metrics.emplace_back("longest_dark_m", longest);
    const std::string below = "less than " + as_text(Value(thresholds.front())) + " lx on the ground";
    result.notes.push_back({Note::Level::info, "dark_threshold", "dark here means " + below});
    add_dark_notes(walks, below, result.notes);
}

void report_given(const GivenLight& given, double height_m, const std::vector<Walk>& walks,
                  double WalkStation::*lux, std::vector<Note>& notes) {
    std::int64_t with = 0;
    std::int64_t without = 0;
    for (const Walk& walk : walks)
        for (const WalkStation& station : walk.stations)
            ++(std::isnan(station.*lux) ? without : with);
    given.report(height_m, with, without, "spots of the paths", notes);
}

// What the light rests on.
void report_light(const RouteLight& light, const engine::Context& context, const RoutesParams& params,
                  const std::vector<Walk>& walks, AnalysisResult& result) {
    if (light.ground) report_given(*light.ground, 0, walks, &WalkStation::eh, result.notes);
    if (light.faces) {
        report_given(*light.faces, params.face_height_m, walks, &WalkStation::esc_forward, result.notes);
        result.notes.push_back({Note::Level::info, "light_given_both_ways",
                                light.faces->light().file +
                                    " has one number for a spot: it counts for faces that look either way"});
    }
    if (light.lamps) return light.lamps->report(context.site().frame, result);
    if (!light.why_no_lamps.empty())
        result.notes.push_back({Note::Level::warning, "light_unknown",
                                std::string("the light ") + (light.ground ? "on faces" : "on the ground") +
                                    " is not known and is left empty: " + light.why_no_lamps});
    const std::vector<Note> of_plan = notes_of(context.scene(), *light.space);
    result.notes.insert(result.notes.end(), of_plan.begin(), of_plan.end());
    note_unused_maintenance(params.maintenance, result.notes);
}

engine::AnalysisInfo info() {
    std::vector<Role> reads = lit_roles();
    reads.insert(reads.end(), {Role::path, Role::study_area});
    return {
        .id = "lighting.routes",
        .title = "Light along paths",
        .term = "illuminance profile, dark stretches",
        .summary = "How bright every path is at night, both ways: on the ground, on the faces of people who "
                   "come towards one, from how far they are recognised, and where it is dark for how long.",
        .reference =
            "Illuminance after EN 13201-3:2015, direct light alone; recognition after Rombauts (1989); 1 and "
            "2 lx: reassurance follows the minimum on the ground, Fotios et al. (2018)",
        .reads = reads,
        .time = {.band = true, .season = true, .growth = true, .phase = true},
        .usual_band = DayBand::night,
        .tables = {{"profile", profile_columns(),
                    "One row every step of a path: lux on the ground and on faces, metres of recognition"},
                   {"dark_stretches", dark_columns(),
                    "One row a stretch of a path with less light on the ground than a threshold or its class "
                    "allows"},
                   {"routes", routes_columns(),
                    "One row a path: means, least values, contrast, where it is darkest"}},
        .metrics = {{"length_m", "Length of all paths in the study area"},
                    {"dark_length_m", "Length of their stretches below the first threshold"},
                    {"longest_dark_m", "The longest of these stretches"}},
    };
}

engine::Schema<RoutesParams> schema() {
    engine::Schema<RoutesParams> schema;
    schema
        .add(&RoutesParams::step_m, {.name = "step_m",
                                     .label = "Step along paths",
                                     .unit = "m",
                                     .help = "Distance between the spots of a path.",
                                     .min = 0.1,
                                     .max = 1000})
        .add(&RoutesParams::thresholds_lx,
             {.name = "thresholds_lx",
              .label = "Dark is below",
              .unit = "lx",
              .help = "Lux on the ground below which a stretch counts as dark; several with commas."})
        .add(&RoutesParams::min_length_m, {.name = "min_length_m",
                                           .label = "Shortest dark stretch",
                                           .unit = "m",
                                           .help = "Shorter stretches are not reported.",
                                           .min = 0,
                                           .max = 1000})
        .add(&RoutesParams::face_height_m, face_height_parameter())
        .add(&RoutesParams::maintenance, maintenance_parameter())
        .add(&RoutesParams::eh_file, eh_file_parameter())
        .add(&RoutesParams::esc_file, esc_file_parameter());
    return schema;
}

} // namespace

AnalysisResult routes(const engine::Context& context, const RoutesParams& params) {
    const std::vector<double> thresholds = thresholds_of(params);
    const RouteLight light = light_of(context, params);
    AnalysisResult result;
    std::vector<Walk> walks;
    for (scene::ScoredPath& path :
         scene::scored_paths(context.scene(), *light.space, params.step_m, 0, result.notes))
        walks.push_back({std::move(path), {}, {}});
    if (walks.empty())
        throw Error(ErrorCode::refused, "there is no path in the study area to walk along",
                    "draw or import paths (role path)");
    context.for_blocks(static_cast<std::int64_t>(walks.size()), 1, [&](std::int64_t begin, std::int64_t end) {
        for (auto i = static_cast<std::size_t>(begin); i < static_cast<std::size_t>(end); ++i) {
            walks[i].stations = walk_light(walks[i].path, light.sources(), params.face_height_m);
            for (const double threshold : thresholds_for(*walks[i].path.path, thresholds))
                walks[i].dark.push_back(dark_stretches(walks[i].stations, threshold,
                                                       params.min_length_m - params.step_m, params.step_m));
        }
    });
    const Frame& frame = context.site().frame;
    add_figures(walks, thresholds, result);
    result.tables = {profile_table(walks, frame), dark_table(walks, frame),
                     routes_table(walks, frame, params.step_m)};
    report_light(light, context, params, walks, result);
    return result;
}

engine::Analysis routes_analysis() {
    return engine::Analysis::make<RoutesParams>(info(), schema(), routes);
}

} // namespace prospect::lighting
