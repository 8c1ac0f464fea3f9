#include "analysis/sightlines/concealment.h"

#include "analysis/sightlines/eye.h"
#include "analysis/sightlines/forward_sight.h"
#include "analysis/sightlines/hiding_places.h"
#include "analysis/sightlines/trap_spots.h"
#include "geometry/base/error.h"

#include <algorithm>
#include <set>

namespace prospect::sightlines {

namespace {

using engine::AnalysisResult;
using engine::Note;
using scene::metres_text;

TrapSettings trap_settings(const ConcealmentParams& params) {
    return {.cell_m = params.trap_cell_m,
            .eye_height_m = params.eye_height_m,
            .reach_m = params.trap_reach_m,
            .enclosure = params.trap_enclosure,
            .exit_m = params.trap_exit_m,
            .route_m = params.trap_route_m};
}

Traps traps_beside(const engine::Context& context, const std::vector<Walk>& walks,
                   const TrapSettings& settings) {
    Box box;
    for (const Walk& walk : walks)
        if (std::any_of(walk.stations.begin(), walk.stations.end(),
                        [](const WalkStation& station) { return station.scored; }))
            box.add(walk.line.box());
    if (box.empty()) return {{}, settings.cell_m};
    std::vector<FeaturePtr> paths;
    for (const Walk& walk : walks)
        if (paths.empty() || paths.back() != walk.path) paths.push_back(walk.path);
    return find_traps(context, context.workers(0.7, 1, "Looking for traps"), paths, box, settings);
}

void add_sight_metrics(const std::vector<StationSight>& sights, double short_m, AnalysisResult& result) {
    if (sights.empty()) return;
    std::int64_t too_short = 0;
    std::optional<double> least_m;
    for (const StationSight& sight : sights)
        for (const SightAlong* along : {&sight.ahead, &sight.back}) {
            too_short += along->short_of(short_m) ? 1 : 0;
            if (along->end == SightEnd::thing) least_m = std::min(least_m.value_or(1e9), along->length_m);
        }
    result.metrics.emplace_back("forward_short_share",
                                static_cast<double>(too_short) / (2 * static_cast<double>(sights.size())));
    if (least_m) result.metrics.emplace_back("least_forward_m", *least_m);
}

// Ground hidden from several paths counts once.
void add_hiding_metrics(const Hiding& hiding, const HidingGround& ground, double near_m,
                        AnalysisResult& result) {
    std::set<std::int64_t> hidden;
    std::set<std::int64_t> near;
    double lurks = 0;
    for (const HidingPlace& place : hiding.places) {
        lurks += place.lurk ? 1 : 0;
        for (const HiddenSpot& spot : place.spots) {
            hidden.insert(spot.cell);
            if (spot.edge_m <= near_m) near.insert(spot.cell);
        }
    }
    const double cell_m2 = ground.lattice.cell_x * ground.lattice.cell_y;
    result.metrics.emplace_back("hidden_m2", static_cast<double>(hidden.size()) * cell_m2);
    result.metrics.emplace_back("hidden_3m_m2", static_cast<double>(near.size()) * cell_m2);
    result.metrics.emplace_back("hiding_places", static_cast<double>(hiding.places.size()));
    result.metrics.emplace_back("lurk_places", lurks);
}

void add_notes(const engine::Context& context, const ConcealmentParams& params, const scene::Space& space,
               const scene::Footing& footing, const Walks& walks, const Field& field,
               AnalysisResult& result) {
    for (const Note& note : context.scene().notes())
        if (note.code != "flat_view") result.notes.push_back(note);
    for (const auto& more : {space.notes(), footing.notes(), walks.notes})
        result.notes.insert(result.notes.end(), more.begin(), more.end());
    const bool scored = std::any_of(walks.walks.begin(), walks.walks.end(), [](const Walk& walk) {
        return std::any_of(walk.stations.begin(), walk.stations.end(),
                           [](const WalkStation& station) { return station.scored; });
    });
    if (walks.walks.empty())
        result.notes.push_back({Note::Level::warning, "no_path",
                                "no path is on the plan in this phase: draw the ways people walk as paths"});
    else if (!scored)
        result.notes.push_back({Note::Level::warning, "no_path",
                                "no path leads through the site boundary: tables and figures are empty"});
    if (params.cell_m > params.beside_m)
        result.notes.push_back({Note::Level::warning, "cells_too_coarse",
                                "cells of " + metres_text(params.cell_m) + " m are wider than the ground " +
                                    metres_text(params.beside_m) +
                                    " m beside a path: choose a smaller cell_m"});
    result.notes.push_back(
        {Note::Level::info, "reaction_distance",
         "who is beside a path must be seen from " + metres_text(reaction_distance_m(params)) + " m" +
             (params.reaction_m > 0
                  ? std::string(", as set")
                  : ": what walker and stranger cover in " + as_text(Value(params.reaction_s)) + " s")});
    const FieldStatistics found = statistics(field);
    result.notes.push_back(
        {Note::Level::info, "not_beside_a_path",
         std::to_string(found.nodata_cells) + " of " + std::to_string(field.values.size()) +
             " cells have no value: they lie further than " + metres_text(params.beside_m) +
             " m from every path, or nobody can stand there or come from there"});
}

engine::AnalysisInfo info() {
    return {
        .id = "sightlines.concealment",
        .title = "Where somebody can hide",
        .term = "concealment, forward sight, entrapment",
        .summary = "Where somebody beside a path is seen too late by those who walk on it, how far walkers "
                   "see ahead, and in which corners they can be trapped.",
        .reference = "Hidden: first seen at less than (walker_m_s + other_m_s) reaction_s along the path; "
                     "notions of Toronto Safe City and Brisbane's entrapment spots; 15 m: rule of fifteen; "
                     "lines of sight: Wald, I. et al. (2014): Embree",
        .reads = {Role::path, Role::building, Role::barrier, Role::planting, Role::tree, Role::opening,
                  Role::zone, Role::study_area, Role::terrain},
        .time = {.season = true, .growth = true, .phase = true},
        .fields = {{"concealment", "", "How well somebody can hide",
                    "0: seen from the reaction distance or further; 1: not seen before one is level with it",
                    "weakness"}},
        .tables = {{"forward_sight",
                    {"path", "chainage_m", "x", "y", "forward_m", "backward_m", "forward_ends_at",
                     "backward_ends_at"},
                    "One row a step along each path: how far the path is seen both ways, and what ends it"},
                   {"hiding",
                    {"id", "path", "direction", "side", "chainage_m", "x", "y", "area_m2", "area_3m_m2",
                     "first_seen_m", "sees_path_m", "lurk", "hidden_by"},
                    "One row a place beside a path where somebody is seen too late"},
                   {"entrapment",
                    {"path", "distance_m", "x", "y", "enclosure", "exits", "exit_m", "area_m2", "closed_by"},
                    "One row a corner beside a path with a single narrow way out"}},
        .metrics = {{"forward_short_share", "Share of the steps, both ways, where something ends the sight "
                                            "ahead before short_m"},
                    {"least_forward_m", "Shortest sight ahead that something ends"},
                    {"hidden_m2", "Ground of all hiding places"},
                    {"hidden_3m_m2", "Of it, ground at most 3 m from the edge of the path"},
                    {"hiding_places", "Number of hiding places"},
                    {"lurk_places", "Hiding places that see lurk_m of path or more"},
                    {"entrapment_spots", "Number of corners that are a trap"}},
    };
}

engine::ParameterInfo metres(const char* name, const char* label, const char* help, double min, double max) {
    return {.name = name, .label = label, .unit = "m", .help = help, .min = min, .max = max};
}

engine::ParameterInfo folded(engine::ParameterInfo info) {
    info.advanced = true;
    return info;
}

void add_walking(engine::Schema<ConcealmentParams>& schema) {
    using P = ConcealmentParams;
    schema.add(&P::cell_m, metres("cell_m", "Distance between spots", "Size of a grid cell.", 0.05, 1000))
        .add(&P::step_m, metres("step_m", "Step along the path",
                                "Distance between the places a walker looks from.", 0.1, 100))
        .add(&P::beside_m, metres("beside_m", "Ground beside the path",
                                  "How far from the edge of a path hiding places are looked for.", 0.5, 50))
        .add(&P::way_out_m,
             folded(metres("way_out_m", "Way out", "Who has further to go to the path gives the walker time.",
                           0.5, 100)))
        .add(&P::look_back_m,
             folded(metres("look_back_m", "Looking back",
                           "From how far along the path a spot may be seen first.", 1, 1000)))
        .add(&P::eye_height_m, eye_height_parameter())
        .add(&P::target_height_m,
             metres("target_height_m", "Height of what is looked at",
                    "Height above the path that must be seen ahead; 1.5 for a face.", 0, max_eye_height_m))
        .add(&P::hiding_height_m,
             metres("hiding_height_m", "Height of who hides",
                    "Top of somebody who crouches: unseen when this height is.", 0.1, 3));
}

void add_reaction(engine::Schema<ConcealmentParams>& schema) {
    using P = ConcealmentParams;
    const auto speed = [](const char* name, const char* label, const char* help) {
        return engine::ParameterInfo{
            .name = name, .label = label, .unit = "m/s", .help = help, .min = 0, .max = 20};
    };
    schema.add(&P::walker_m_s, speed("walker_m_s", "Speed of the walker", "How fast people walk."))
        .add(&P::other_m_s, speed("other_m_s", "Speed of the other", "How fast somebody comes out."))
        .add(&P::reaction_s, {.name = "reaction_s",
                              .label = "Time to react",
                              .unit = "s",
                              .help = "How long it takes to notice and to turn away.",
                              .min = 0.1,
                              .max = 60})
        .add(&P::reaction_m,
             metres("reaction_m", "Reaction distance",
                    "From how far somebody must be seen; 0: worked out from speeds and time.", 0, 100))
        .add(&P::least_m2, {.name = "least_m2",
                            .label = "Least hiding place",
                            .unit = "m2",
                            .help = "Smaller places are left out.",
                            .min = 0,
                            .max = 1000})
        .add(&P::lurk_m,
             folded(metres("lurk_m", "Path seen by who lurks",
                           "A hiding place that sees this much path counts as one to lurk in.", 0, 1000)))
        .add(&P::reach_m,
             folded(metres("reach_m", "How far ahead is looked",
                           "Limit of the sight ahead; 0: to the end of the path and of what leads on.", 0,
                           max_reach_m)))
        .add(&P::short_m, folded(metres("short_m", "Short sight ahead",
                                        "Sight that something ends before this counts as short.", 0, 1000)));
}

void add_traps(engine::Schema<ConcealmentParams>& schema) {
    using P = ConcealmentParams;
    schema
        .add(&P::trap_cell_m, folded(metres("trap_cell_m", "Traps: distance between spots",
                                            "Distance between the spots tried.", 0.1, 100)))
        .add(&P::trap_reach_m, folded(metres("trap_reach_m", "Traps: how near walls are",
                                             "Walls further away close nothing in.", 0.5, 50)))
        .add(&P::trap_enclosure, folded({.name = "trap_enclosure",
                                         .label = "Traps: closed share",
                                         .help = "Share of all directions that must end at a wall.",
                                         .min = 0,
                                         .max = 1}))
        .add(&P::trap_exit_m, folded(metres("trap_exit_m", "Traps: widest way out",
                                            "A wider way out makes no trap.", 0.3, 50)))
        .add(&P::trap_route_m, folded(metres("trap_route_m", "Traps: distance from the path",
                                             "How far from a path the way out may be.", 0, 100)));
}

engine::Schema<ConcealmentParams> schema() {
    engine::Schema<ConcealmentParams> schema;
    add_walking(schema);
    add_reaction(schema);
    add_traps(schema);
    return schema;
}

} // namespace

double reaction_distance_m(const ConcealmentParams& params) {
    return params.reaction_m > 0 ? params.reaction_m
                                 : (params.walker_m_s + params.other_m_s) * params.reaction_s;
}

HidingSettings hiding_settings(const ConcealmentParams& params) {
    const double reaction_m = reaction_distance_m(params);
    if (reaction_m <= 0 || params.look_back_m < reaction_m)
        throw Error(ErrorCode::usage,
                    "look_back_m is " + metres_text(params.look_back_m) + " and the reaction distance " +
                        metres_text(reaction_m) + " m",
                    "the reaction distance must be above 0 and look_back_m no less");
    return {.beside_m = params.beside_m,
            .way_out_m = params.way_out_m,
            .look_back_m = params.look_back_m,
            .eye_height_m = params.eye_height_m,
            .target_height_m = params.target_height_m,
            .hiding_height_m = params.hiding_height_m,
            .reaction_m = reaction_m,
            .least_m2 = params.least_m2,
            .lurk_m = params.lurk_m};
}

AnalysisResult concealment(const engine::Context& context, const ConcealmentParams& params) {
    const HidingSettings settings = hiding_settings(params);
    Field field("concealment", "", context.grid(params.cell_m, 2 * sizeof(float)));
    const auto space = context.space();
    const scene::Footing footing(context.scene(), params.eye_height_m);
    const Walks walks = walks_of(context, *space, paths_of(context), params.step_m, params.eye_height_m,
                                 std::max({params.look_back_m, params.reach_m, params.short_m}));
    const auto sights = forward_sight(context, context.workers(0, 0.2, "Looking ahead"), *space, walks.walks,
                                      {params.eye_height_m, params.target_height_m, params.reach_m});
    const HidingGround ground = ground_of(field, walks.walks, params.beside_m);
    const Hiding hiding = hiding_places(context, context.workers(0.2, 0.7, "Looking for hiding places"),
                                        *space, footing, walks.walks, ground, settings);
    const Traps traps = traps_beside(context, walks.walks, trap_settings(params));

    AnalysisResult result;
    add_notes(context, params, *space, footing, walks, field, result);
    add_sight_metrics(sights, params.short_m, result);
    add_hiding_metrics(hiding, ground, settings.near_m, result);
    result.metrics.emplace_back("entrapment_spots", static_cast<double>(traps.spots.size()));
    const FieldStatistics found = statistics(field);
    result.counts = {{"cells", static_cast<std::int64_t>(field.values.size())},
                     {"nodata_cells", found.nodata_cells},
                     {"paths", static_cast<std::int64_t>(walks.walks.size())},
                     {"stations", static_cast<std::int64_t>(sights.size())},
                     {"strip_cells", hiding.strip_cells},
                     {"rays", hiding.rays}};
    const Frame& frame = context.site().frame;
    result.tables = {forward_sight_table(sights, walks.walks, *space, frame),
                     hiding_table(hiding, walks.walks, ground.lattice, *space, frame),
                     entrapment_table(context, traps, trap_settings(params))};
    result.fields.push_back(std::move(field));
    return result;
}

engine::Analysis concealment_analysis() {
    return engine::Analysis::make<ConcealmentParams>(info(), schema(), concealment);
}

} // namespace prospect::sightlines
