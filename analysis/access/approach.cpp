#include "analysis/access/approach.h"

#include "analysis/access/approach_tables.h"
#include "analysis/lighting/given_light.h"
#include "analysis/sightlines/eye.h"
#include "geometry/base/edges.h"
#include "geometry/base/tolerances.h"

namespace prospect::access {

namespace {

using engine::AnalysisResult;
using engine::Note;

// Ways, hazard, guardianship and costs, what the search holds, and the field while it is written.
constexpr std::size_t bytes_per_cell = 64;

const Field& field_of(const engine::Run& run, const std::string& name) {
    for (const Field& field : run.result.fields)
        if (field.name == name) return field;
    throw Error(ErrorCode::internal, run.analysis + " has no field " + name);
}

std::string text(double value) {
    return as_text(Value(value));
}

// How likely somebody is noticed on each cell.
class Noticing {
public:
    Noticing(const engine::Context& context, const WalkCells& cells, const ApproachParams& params)
        : context_(context) {
        guardianship.assign(cells.walks.size(), 0);
        hazard.assign(cells.walks.size(), static_cast<float>(least_hazard));
        read_guardianship(cells, params);
        const Field* shown = camera_field(params);
        for (std::size_t i = 0; i < cells.walks.size(); ++i) {
            if (cells.walks[i] == 0) continue;
            const bool camera = shown && shown->values[i] != nodata &&
                                static_cast<double>(shown->values[i]) >= params.camera_detail;
            shown_cells += camera ? 1 : 0;
            const double unseen =
                (1 - static_cast<double>(guardianship[i])) * (camera ? 1 - params.camera_notice : 1);
            hazard[i] = static_cast<float>(hazard_per_m(1 - unseen, params.notice_m));
        }
        if (shown_cells > 0 && context.time().band != DayBand::day)
            notes.push_back({Note::Level::warning, "cameras_in_the_dark",
                             "the plan does not say whether cameras see in the dark: they count as by day "
                             "(--camera_notice 0 leaves them out)"});
    }

    std::vector<float> guardianship; // by cell
    std::vector<float> hazard;       // per metre, by cell
    std::vector<Note> notes;
    std::int64_t shown_cells = 0;

private:
    void read_guardianship(const WalkCells& cells, const ApproachParams& params) {
        engine::Settings settings{{"cell_m", text(params.cell_m)},
                                  {"assume_windows", params.assume_windows ? "yes" : "no"}};
        if (!params.esc_file.empty()) settings["esc_file"] = params.esc_file.string();
        const engine::RunPtr seen = context_.require("sightlines.overlooking", settings);
        const DayBand band = context_.time().band;
        const Field& field = field_of(*seen, "guardianship_" + std::string(name_of(band)));
        std::int64_t known = 0;
        std::int64_t unknown = 0;
        for (std::size_t i = 0; i < cells.walks.size(); ++i) {
            if (cells.walks[i] == 0) continue;
            const bool has = field.values[i] != nodata;
            ++(has ? known : unknown);
            if (has) guardianship[i] = field.values[i];
        }
        if (known == 0)
            throw Error(
                ErrorCode::refused,
                band == DayBand::night ? "no lamp is known, so nothing is known of who is seen by night"
                                       : "nothing is known of who sees the ground",
                band == DayBand::night ? "draw the lamps, give their light (--esc_file) or choose "
                                         "another time (--time day)"
                                       : "check that windows and ground of the plan are in the extent");
        if (unknown > 0)
            notes.push_back({Note::Level::warning, "guardianship_unknown",
                             std::to_string(unknown) +
                                 " cells people can walk on have no guardianship: nobody sees them here"});
    }

    // Null without cameras.
    const Field* camera_field(const ApproachParams& params) {
        const auto cameras = context_.site().features(Role::camera);
        if (params.camera_notice <= 0 || std::none_of(cameras.begin(), cameras.end(), [&](const auto& one) {
                return present(*one.second, context_.time().phase);
            }))
            return nullptr;
        pictures_ = context_.require("sightlines.cameras", {{"cell_m", text(params.cell_m)}});
        return &field_of(*pictures_, "pixels_per_m");
    }

    const engine::Context& context_;
    engine::RunPtr pictures_;
};

struct GateLines {
    std::vector<Segment> across;
    std::vector<std::uint32_t> gate_of; // by segment
    std::vector<double> extra_m;        // by gate
};

// All of the leaf is beside the other, and not only where that ends: the pieces of one leaf in a fence with a
// bend, or in two fences end to end, are not.
bool beside(const Segment& leaf, const Segment& other) {
    constexpr double same_m = tolerance::opening_host_m + 0.05;
    const Point foot = nearest_on(other, (leaf.a + leaf.b) * 0.5);
    return distance(leaf.a, other) <= same_m && distance(leaf.b, other) <= same_m && !(foot == other.a) &&
           !(foot == other.b);
}

// A gate has a leaf in its fence and in what runs along that, such as the edge of a zone
// (scene/access_lines.h); where the fence ends the one in it is shorter.
bool drawn_twice(const Segment& leaf, std::span<const Segment> before) {
    return std::any_of(before.begin(), before.end(),
                       [&](const Segment& one) { return beside(leaf, one) || beside(one, leaf); });
}

// Each leaf once: who passes a gate is held up once.
GateLines gate_lines(const GatesAt& gates, double walk_m_s) {
    GateLines lines;
    for (std::uint32_t i = 0; i < gates.all.size(); ++i) {
        lines.extra_m.push_back(gates.all[i].delay_s * walk_m_s);
        const std::size_t first = lines.across.size();
        for (const Segment& leaf : gates.all[i].across) {
            if (drawn_twice(leaf, std::span(lines.across).subspan(first))) continue;
            lines.across.push_back(leaf);
            lines.gate_of.push_back(i);
        }
    }
    return lines;
}

std::vector<ApproachWay> ways_of(const engine::Context& context, const std::vector<ApproachTarget>& targets,
                                 const WalkCells& cells, const scene::Footing& footing,
                                 std::span<const float> hazard, std::span<const GateStep> gates,
                                 const LeastExposed& least, std::span<const Segment> barriers) {
    std::vector<ApproachWay> ways(targets.size());
    context.workers(0.6, 0.9, "Following the ways")
        .for_blocks(static_cast<std::int64_t>(targets.size()), 1, [&](std::int64_t begin, std::int64_t end) {
            for (std::int64_t i = begin; i < end; ++i) {
                const ApproachTarget& target = targets[static_cast<std::size_t>(i)];
                ApproachWay& way = ways[static_cast<std::size_t>(i)];
                way.target = &target;
                std::int64_t best = -1;
                for (const std::int64_t cell : target.cells)
                    if (least.reached(cell) && (best < 0 || least.cost[static_cast<std::size_t>(cell)] <
                                                                least.cost[static_cast<std::size_t>(best)]))
                        best = cell;
                if (target.cells.empty()) way.reached = Reached::no_ground;
                if (best < 0) continue;
                way.way = way_to(cells, footing, hazard, gates, least, barriers, best);
                way.reached = Reached::yes;
            }
        });
    return ways;
}

// Of the targets nobody gets to without a key those that one gets to with all.
void find_locked_in(const engine::Context& context, const Grid& grid, const scene::Footing& footing,
                    std::span<const std::int64_t> starts, std::vector<ApproachWay>& ways) {
    if (std::none_of(ways.begin(), ways.end(),
                     [](const ApproachWay& one) { return one.reached == Reached::no; }))
        return;
    const WalkCells cells =
        walk_cells(grid, footing, {}, context.workers(0.9, 1, "Finding what a key leads to"));
    const std::vector<float> even(cells.walks.size(), 1.0F);
    const LeastExposed least = least_exposed(cells, even, {}, starts, {});
    for (ApproachWay& one : ways)
        if (one.reached == Reached::no && std::any_of(one.target->cells.begin(), one.target->cells.end(),
                                                      [&](std::int64_t cell) { return least.reached(cell); }))
            one.reached = Reached::with_key;
}

// Targets that are not reached: locked in, closed in, or with no ground beside them.
void note_unreached(std::span<const ApproachWay> ways, const Frame& frame, AnalysisResult& result) {
    std::vector<Note> shut;
    std::vector<Note> closed;
    std::vector<Note> nowhere;
    for (const ApproachWay& one : ways) {
        const Feature& feature = *one.target->feature;
        const std::string name = scene::title_of(feature);
        if (one.reached == Reached::no_ground)
            nowhere.push_back(
                {Note::Level::warning, "target_without_ground",
                 "there is no ground to stand on beside " + name + ": no way to it is worked out",
                 one.target->at, feature.id});
        else if (one.reached == Reached::with_key)
            shut.push_back({Note::Level::info, "target_not_reached",
                            "nobody gets to " + name + " on foot without a key", one.target->at, feature.id});
        else if (one.reached == Reached::no)
            closed.push_back({Note::Level::warning, "target_closed_in",
                              "nobody gets to " + name +
                                  " on foot, with a key or without: draw the gate or door that leads there",
                              one.target->at, feature.id});
    }
    scene::add_merged(result.notes, nowhere, "targets have no ground to stand on beside them", frame);
    scene::add_merged(result.notes, shut, "targets are not reached on foot without a key", frame);
    scene::add_merged(result.notes, closed,
                      "targets are not reached on foot, with a key or without: draw the gates or doors that "
                      "lead there",
                      frame);
    result.partial = !nowhere.empty() || !closed.empty();
}

void add_metrics(std::span<const ApproachWay> ways, const GatesAt& gates, const WaySettings& settings,
                 AnalysisResult& result) {
    double unseen = 0;
    std::int64_t reached = 0;
    double interrupted = 1;
    for (const ApproachWay& one : ways) {
        if (!one.way) continue;
        ++reached;
        unseen = std::max(unseen, std::exp(-one.way->cost));
        if (settings.response_s)
            interrupted = std::min(interrupted, interruption_along(*one.way, gates, settings));
    }
    result.metrics.emplace_back("targets_reached", static_cast<double>(reached));
    if (reached == 0) return;
    result.metrics.emplace_back("p_unseen_max", unseen);
    if (settings.response_s) result.metrics.emplace_back("p_interruption_min", interrupted);
}

Field unseen_field(const WalkCells& cells, const LeastExposed& least) {
    Field field("unseen", "", cells.grid);
    for (std::size_t i = 0; i < field.values.size(); ++i)
        if (std::isfinite(least.cost[i])) field.values[i] = static_cast<float>(std::exp(-least.cost[i]));
    return field;
}

engine::AnalysisInfo info() {
    return {
        .id = "access.approach",
        .title = "The approach nobody sees",
        .term = "least-exposed approach",
        .summary = "On which way from the public ground to each target somebody is least likely to be "
                   "noticed, how likely that is, and where along it nobody looks.",
        .reference =
            "Dijkstra (1959) with cost -ln(1 - q) on the way, q from guardianship and cameras; "
            "P(unseen) = exp(-cost); probability of interruption: EASI (Garcia); queue: Ahuja et al. "
            "(1990)",
        .reads = {Role::target, Role::opening, Role::activity, Role::building, Role::barrier, Role::planting,
                  Role::tree, Role::zone, Role::path, Role::camera, Role::luminaire, Role::study_area,
                  Role::underlay, Role::terrain},
        .time = {.band = true, .weekday = true, .season = true, .growth = true, .phase = true},
        .needs = {"sightlines.overlooking", "sightlines.cameras"},
        .fields = {{"unseen", "", "Chance to get here with nobody noticing",
                    "On the way on which least is seen: from 0, somebody surely notices, to 1, nobody does. "
                    "No value where nobody gets to",
                    "weakness"}},
        .tables =
            {{"approaches", approaches_columns(),
              "One row a target: the way to it on which somebody is least likely to be noticed"},
             {"exposure", exposure_columns(),
              "One row a step along each of these ways: how well it is watched, and how likely somebody "
              "is still unseen"}},
        .metrics = {{"targets_reached", "Number of targets somebody gets to on foot"},
                    {"p_unseen_max", "Chance to get to a target unseen, of the one where it is highest"},
                    {"p_interruption_min",
                     "Chance that somebody is stopped in time, of the target where it is lowest"}},
        .sensitivity = Sensitivity::protect,
    };
}

engine::ParameterInfo number(const char* name, const char* label, const char* unit, const char* help,
                             double min, double max) {
    return {.name = name, .label = label, .unit = unit, .help = help, .min = min, .max = max};
}
engine::ParameterInfo folded(engine::ParameterInfo info) {
    info.advanced = true;
    return info;
}

void add_notice(engine::Schema<ApproachParams>& schema) {
    using P = ApproachParams;
    schema
        .add(&P::notice_m,
             number("notice_m", "Way in which one is noticed", "m",
                    "Guardianship is the chance to be noticed while walking so far.", 0.1, 1000))
        .add(&P::camera_detail,
             folded(number("camera_detail", "Detail that shows a person", "px/m",
                           "A camera counts where its picture has so many pixels on a metre.", 1, 2000)))
        .add(&P::camera_notice,
             folded(number("camera_notice", "Somebody looks at the pictures", "",
                           "Chance that who is in a picture is noticed; 0 leaves cameras out.", 0, 1)))
        .add(&P::through_locks,
             {.name = "through_locks",
              .label = "Through locked gates",
              .help = "Whether somebody without a key forces locked gates, seen there as long as it takes."})
        .add(&P::lock_delay_s, folded(number("lock_delay_s", "Time a lock takes", "s",
                                             "For locked gates whose delay is not given.", 0, 36000)));
}

void add_response(engine::Schema<ApproachParams>& schema) {
    using P = ApproachParams;
    schema
        .add(&P::walk_m_s,
             folded(number("walk_m_s", "Walking speed", "m/s", "How fast somebody walks.", 0.1, 10)))
        .add(&P::stretch_m, folded(number("stretch_m", "Stretch that is told", "m",
                                          "The least watched stretch of this length is told.", 1, 1000)))
        .add(&P::step_m, folded(number("step_m", "Step along the ways", "m",
                                       "Distance between the places of table exposure.", 0.1, 1000)))
        .add(&P::response_s, number("response_s", "Time to respond", "s",
                                    "From a notice until somebody is there; none: not worked out.", 0, 36000))
        .add(&P::at_target_s, folded(number("at_target_s", "Time at the target", "s",
                                            "How long somebody is busy there.", 0, 36000)))
        .add(&P::spread, folded(number("spread", "Spread of the times", "",
                                       "Standard deviation as a share of each time.", 0, 2)))
        .add(&P::communication, folded(number("communication", "A notice gets through", "",
                                              "Chance that who notices something can tell it.", 0, 1)));
}

engine::Schema<ApproachParams> schema() {
    using P = ApproachParams;
    engine::Schema<P> schema;
    schema.add(&P::cell_m, engine::cell_parameter())
        .add(&P::targets,
             {.name = "targets",
              .label = "Ways to",
              .help = "Targets of the plan and without any its main doors (usual), or one of these, "
                      "or all.",
              .choices = {"usual", "target", "door", "activity", "all"}})
        .add(&P::from,
             {.name = "from",
              .label = "From",
              .help = "Where people come from; none: from all public ground at the rim of the study "
                      "area."});
    add_notice(schema);
    add_response(schema);
    schema.add(&P::assume_windows, sightlines::assume_windows_parameter())
        .add(&P::esc_file, lighting::esc_file_parameter());
    return schema;
}

} // namespace

AnalysisResult approach(const engine::Context& context, const ApproachParams& params) {
    const Grid grid = context.grid(params.cell_m, bytes_per_cell);
    const WalkGround ground(context.scene(), params.lock_delay_s);
    const scene::Footing& footing = ground.footing;
    const GatesAt& gates = ground.gates;
    const std::vector<Segment> closed =
        params.through_locks ? std::vector<Segment>{} : closed_stretches(gates);
    const WalkCells cells =
        walk_cells(grid, footing, closed, context.workers(0, 0.1, "Finding where people walk"));
    const auto targets = approach_targets(context, cells, footing, params.targets);
    if (targets.empty())
        throw Error(ErrorCode::refused, "there is nothing on the plan to approach",
                    "draw targets (role target), mark main doors, or choose others (--targets)");
    const auto starts = approach_starts(context, cells, footing, params.from);
    const Noticing noticing(context, cells, params);
    const GateLines lines = gate_lines(gates, params.walk_m_s);
    const auto steps = gate_steps(cells, lines.across, lines.gate_of, lines.extra_m);
    const LeastExposed least = least_exposed(cells, noticing.hazard, steps, starts,
                                             context.progress().part(0.2, 0.6, "Looking for ways"));
    // Through an open gate only where the search goes through it: its delay counts.
    auto ways = ways_of(context, targets, cells, footing, noticing.hazard, steps, least, lines.across);
    if (!closed.empty()) find_locked_in(context, grid, footing, starts, ways);
    context.progress().report(1);
    context.progress().checkpoint();

    AnalysisResult result;
    for (const Note& note : context.scene().notes())
        if (note.code != "flat_view") result.notes.push_back(note);
    for (const auto* notes : {&ground.notes, &noticing.notes})
        result.notes.insert(result.notes.end(), notes->begin(), notes->end());
    if (params.through_locks)
        result.notes.insert(result.notes.end(), gates.lock_notes.begin(), gates.lock_notes.end());
    note_unreached(ways, context.site().frame, result);
    if (params.targets != "door" && params.targets != "activity")
        scene::add_merged(result.notes, notes_of_other_targets(context),
                          "targets are signs or refuges, to which no way is looked for",
                          context.site().frame);
    const WaySettings settings{params.stretch_m,   params.step_m, params.walk_m_s,     params.response_s,
                               params.at_target_s, params.spread, params.communication};
    add_metrics(ways, gates, settings, result);
    const auto count = [](std::size_t n) { return static_cast<std::int64_t>(n); };
    result.counts = {{"cells", grid.cell_count()},
                     {"walkable_cells", std::count(cells.walks.begin(), cells.walks.end(), 1)},
                     {"start_cells", count(starts.size())},
                     {"targets", count(targets.size())},
                     {"gates", count(gates.all.size())},
                     {"camera_cells", noticing.shown_cells}};
    const Frame& frame = context.site().frame;
    result.tables = {approaches_table(ways, gates, noticing.guardianship, settings, frame),
                     exposure_table(ways, noticing.guardianship, noticing.hazard, settings, frame)};
    result.fields.push_back(unseen_field(cells, least));
    return result;
}

engine::Analysis approach_analysis() {
    return engine::Analysis::make<ApproachParams>(info(), schema(), approach);
}

} // namespace prospect::access
