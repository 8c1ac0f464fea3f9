#include "analysis/threat/vehicles.h"

#include "analysis/scene/attribute_reader.h"
#include "analysis/scene/study_area.h"
#include "analysis/threat/cells.h"
#include "analysis/threat/scope.h"
#include "analysis/threat/vehicle_ratings.h"

#include <algorithm>
#include <set>

namespace prospect::threat {

namespace {

using engine::AnalysisResult;
using engine::Note;
using engine::Table;
using scene::title_of;

const std::vector<std::string>& approaches_columns() {
    static const std::vector<std::string> columns{"target",
                                                  "path",
                                                  "run_up_m",
                                                  "speed_kmh",
                                                  "energy_kj",
                                                  "limiting_radius_m",
                                                  "kind",
                                                  "start_x",
                                                  "start_y",
                                                  "x",
                                                  "y",
                                                  "begins",
                                                  "angle_deg",
                                                  "stopped_by",
                                                  "impact_kmh",
                                                  "impact_deg",
                                                  "barrier_rating",
                                                  "rated",
                                                  "stand_off_m",
                                                  "line_complete",
                                                  "kerb",
                                                  "compare_with",
                                                  "compare_kj"};
    return columns;
}

const std::vector<std::string>& gaps_columns() {
    static const std::vector<std::string> columns{"from", "to", "gap_m", "ok", "x", "y", "known", "why"};
    return columns;
}

std::string what_stops(const Stopped& stopped) {
    const std::string kind = scene::AttributeReader::own_text(*stopped.feature, "kind");
    const std::string what = stopped.bollards                 ? "bollards"
                             : stopped.role == Role::building ? "building"
                             : kind.empty()                   ? "barrier"
                                                              : kind;
    return what + " " + title_of(*stopped.feature);
}

std::string kerbs_text(const std::vector<FeaturePtr>& kerbs) {
    std::string text;
    for (const FeaturePtr& kerb : kerbs)
        text += (text.empty() ? "" : ", ") + title_of(*kerb);
    return text;
}

// Cells of what stands in the way, empty where nothing does: stopped_by to line_complete.
void add_stop(const Approach& one, double mass_kg, std::vector<Cell>& row) {
    if (!one.stopped) {
        row.resize(row.size() + 7);
        return;
    }
    const Stopped& stopped = *one.stopped;
    std::optional<bool> rated;
    if (stopped.rating) rated = stopped.is_rated_for(mass_kg);
    row.push_back(text_cell(what_stops(stopped)));
    row.push_back(number_cell(kmh_of(stopped.speed_ms)));
    row.push_back(number_cell(stopped.angle_deg));
    row.push_back(text_cell(stopped.rating_text));
    row.push_back(yes_no_cell(rated));
    row.push_back(number_cell(stopped.stand_off_m));
    row.push_back(stopped.bollards || !stopped.covers ? yes_no_cell(stopped.complete && stopped.covers)
                                                      : yes_no_cell({}));
}

Table approaches_table(const Frame& frame, const Approaches& found, const VehiclesParams& params) {
    Table table{"approaches", approaches_columns(), {}, {}};
    for (const Approach& one : found.all) {
        const RunUp& run_up = one.run_up;
        const Point start = frame.to_full(run_up.way.front());
        const Point end = frame.to_full(run_up.way.back());
        std::vector<Cell> row{text_cell(title_of(*found.places[one.place].feature)),
                              text_cell(title_of(*found.ground.network.paths[one.end.path])),
                              number_cell(run_up.length_m),
                              number_cell(kmh_of(run_up.speed_ms)),
                              number_cell(energy_kj(params.mass_kg, run_up.speed_ms)),
                              number_cell(run_up.limiting_radius_m),
                              text_cell(found.places[one.place].kind),
                              number_cell(start.x),
                              number_cell(start.y),
                              number_cell(end.x),
                              number_cell(end.y),
                              text_cell(run_up.from_edge ? "at the edge of the plan" : "on the plan"),
                              number_cell(one.angle_deg)};
        add_stop(one, params.mass_kg, row);
        row.push_back(text_cell(kerbs_text(one.kerbs)));
        const double meets_ms = one.stopped ? one.stopped->speed_ms : run_up.speed_ms;
        const auto level = least_covering(vehicle_ratings(), params.mass_kg, kmh_of(meets_ms));
        row.push_back(text_cell(level ? level->text() : ""));
        row.push_back(level ? number_cell(level->energy_kj()) : number_cell({}));
        table.rows.push_back(std::move(row));
        table.geometries.push_back(Geometry::make_line(run_up.way));
    }
    return table;
}

Table gaps_table(const Frame& frame, const BollardLines& bollards) {
    Table table{"gaps", gaps_columns(), {}, {}};
    for (const Gap& gap : bollards.gaps) {
        const Point at = frame.to_full(gap.at);
        std::optional<bool> ok;
        if (gap.gap_m) ok = gap.fault == GapFault::none;
        table.rows.push_back({text_cell(gap.from), text_cell(gap.to), number_cell(gap.gap_m), yes_no_cell(ok),
                              number_cell(at.x), number_cell(at.y), text_cell(name_of(gap.source)),
                              text_cell(words_of(gap.fault))});
        table.geometries.push_back(gap.line.a == gap.line.b
                                       ? Geometry::make_point(gap.at)
                                       : Geometry::make_line(std::vector<Point>{gap.line.a, gap.line.b}));
    }
    return table;
}

void add_metrics(const engine::Context& context, const Approaches& found, const VehiclesParams& params,
                 AnalysisResult& result) {
    const scene::StudyArea study(context.site());
    double fastest_ms = 0;
    bool any = false;
    std::set<std::size_t> reached;
    std::set<std::size_t> open;
    for (const Approach& one : found.all) {
        if (!found.places[one.place].scored) continue;
        any = true;
        fastest_ms = std::max(fastest_ms, one.run_up.speed_ms);
        reached.insert(one.place);
        if (!one.stopped || !one.stopped->complete || !one.stopped->covers) open.insert(one.place);
    }
    const auto wide = std::count_if(
        found.ground.bollards.gaps.begin(), found.ground.bollards.gaps.end(),
        [&](const Gap& gap) { return gap.fault == GapFault::too_wide && study.contains(gap.at); });
    if (any) {
        result.metrics.emplace_back("fastest_kmh", kmh_of(fastest_ms));
        result.metrics.emplace_back("most_energy_kj", energy_kj(params.mass_kg, fastest_ms));
    }
    result.metrics.emplace_back("places_reached", static_cast<double>(reached.size()));
    result.metrics.emplace_back("places_open", static_cast<double>(open.size()));
    result.metrics.emplace_back("gaps_too_wide", static_cast<double>(wide));
    const auto count = [](std::size_t n) { return static_cast<std::int64_t>(n); };
    result.counts = {{"places", count(found.places.size())},
                     {"roads", count(found.ground.network.paths.size())},
                     {"pieces", count(found.ground.network.arcs.size() / 2)},
                     {"approaches", count(found.all.size())},
                     {"bollards", count(found.ground.bollards.bollards)},
                     {"gaps", count(found.ground.bollards.gaps.size())},
                     {"open_ends", count(found.ground.bollards.open_ends)}};
}

engine::AnalysisInfo info() {
    return {
        .id = "threat.vehicles",
        .title = "Vehicle run-ups (vehicle as a weapon)",
        .term = "vehicle dynamics assessment, hostile vehicle mitigation",
        .summary =
            std::string("How fast a vehicle can arrive at crowd places and targets, with what energy, what "
                        "stands in its way, and which gaps in lines of bollards are too wide. ") +
            std::string(vehicle_scope),
        .reference =
            "v_i = min(sqrt(mu g r), sqrt(v_(i-1)^2 + 2 a s)), E = m v^2 / 2; topics of ISO 22343-2:2023 "
            "(speed, road layout, impact angle, stand-off); skid speed and radius: classic handbook "
            "chart; gap of 1.2 m between faces: guides to bollards; accelerations and friction are "
            "starting values",
        .reads = {Role::path, Role::activity, Role::target, Role::barrier, Role::building, Role::opening,
                  Role::study_area, Role::terrain},
        .time = {.phase = true},
        .tables =
            {engine::colored_by(
                 {{"speed_kmh", "km/h", "Speed at the place",
                   "How fast a vehicle driven on purpose comes to a crowd place or target, drawn along its "
                   "run-up",
                   "weakness"}},
                 {"approaches", approaches_columns(),
                  "One row a place and road that ends at it: the fastest run-up, fastest first, as a line "
                  "from where it begins"}),
             engine::colored_by(
                 {{"ok",
                   "",
                   "Gaps between bollards",
                   "Whether the gap between the faces of two bollards of a line, or past its end, keeps a "
                   "car out and lets a wheelchair through",
                   "weakness",
                   {},
                   {{1, "as wide as asked"}, {0, "too wide or too narrow"}}}},
                 {"gaps", gaps_columns(),
                  "One row a gap in a line of bollards, and one for each end of a line up to the next "
                  "wall"})},
        .metrics = {{"fastest_kmh", "Fastest arrival at a place in the study area"},
                    {"most_energy_kj", "Energy of that arrival"},
                    {"places_reached", "Places in the study area that a road ends at"},
                    {"places_open", "Those of them with a run-up that nothing stands in the way of, or only "
                                    "bollards that can be passed"},
                    {"gaps_too_wide", "Gaps of lines of bollards in the study area that a car gets through"}},
        .sensitivity = Sensitivity::protect,
    };
}

engine::Schema<VehiclesParams> schema() {
    using P = VehiclesParams;
    engine::Schema<P> schema;
    schema
        .add(&P::acceleration_ms2,
             {.name = "acceleration_ms2",
              .label = "Acceleration",
              .unit = "m/s2",
              .help = "Usual values: car 3.0, van 2.0, truck of 7.2 t 1.2, heavy truck 0.8.",
              .min = 0.1,
              .max = 10})
        .add(&P::mass_kg, {.name = "mass_kg",
                           .label = "Mass of the vehicle",
                           .unit = "kg",
                           .help = "Mass that energy and rating are worked out for.",
                           .min = 100,
                           .max = 100000})
        .add(&P::friction, {.name = "friction",
                            .label = "Friction of tyres on the road",
                            .help = "Bounds the speed in curves: 0.7 on a dry road, less on a wet one.",
                            .min = 0.05,
                            .max = 1.5})
        .add(&P::entry_speed_kmh,
             {.name = "entry_speed_kmh",
              .label = "Speed at the edge of the plan",
              .unit = "km/h",
              .help = "Speed a vehicle has already where a road begins at the edge of the plan.",
              .min = 0,
              .max = 200})
        .add(
            &P::wide_footway_m,
            {.name = "wide_footway_m",
             .label = "Footways that count as roads from",
             .unit = "m",
             .help =
                 "Footways and cycleways whose width is given and at least this are driven on, too; none: no "
                 "footway is.",
             .min = 1,
             .max = 100})
        .add(&P::bollard_gap_m, {.name = "bollard_gap_m",
                                 .label = "Widest gap between bollards",
                                 .unit = "m",
                                 .help = "Clear gap between faces that a car does not get through.",
                                 .min = 0.3,
                                 .max = 5,
                                 .advanced = true})
        .add(&P::least_bollard_gap_m,
             {.name = "least_bollard_gap_m",
              .label = "Narrowest gap between bollards",
              .unit = "m",
              .help = "Clear gap between faces that a wheelchair still gets through.",
              .min = 0,
              .max = 5,
              .advanced = true})
        .add(&P::bollard_diameter_m,
             {.name = "bollard_diameter_m",
              .label = "Diameter of bollards",
              .unit = "m",
              .help = "Of bollards drawn as points, whose gaps are measured between middles.",
              .min = 0,
              .max = 2,
              .advanced = true});
    return schema;
}

} // namespace

ApproachSettings approach_settings(const VehiclesParams& params) {
    return {
        .vehicle = {params.acceleration_ms2, params.mass_kg, params.friction, ms_of(params.entry_speed_kmh)},
        .ways = {params.wide_footway_m},
        .gaps = {params.bollard_gap_m, params.least_bollard_gap_m, params.bollard_diameter_m}};
}

AnalysisResult vehicles(const engine::Context& context, const VehiclesParams& params) {
    if (params.least_bollard_gap_m > params.bollard_gap_m)
        throw Error(ErrorCode::usage, "least_bollard_gap_m is more than bollard_gap_m",
                    "no gap can be right then: choose it less");
    const Approaches found = approaches_of(context, approach_settings(params));
    AnalysisResult result;
    result.notes = found.notes;
    result.notes.push_back({Note::Level::info, "scope", std::string(vehicle_scope)});
    const Frame& frame = context.site().frame;
    result.tables = {approaches_table(frame, found, params), gaps_table(frame, found.ground.bollards)};
    add_metrics(context, found, params, result);
    context.progress().report(1);
    context.progress().checkpoint();
    return result;
}

engine::Analysis vehicles_analysis() {
    return engine::Analysis::make<VehiclesParams>(info(), schema(), vehicles);
}

} // namespace prospect::threat
