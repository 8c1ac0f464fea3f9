#include "analysis/access/escape.h"

#include "analysis/access/one_way_spots.h"
#include "analysis/access/refuges.h"
#include "analysis/scene/study_area.h"
#include "analysis/scene/zones.h"

namespace prospect::access {

namespace {

using engine::AnalysisResult;
using engine::Note;

// Two fields, one of them while it is written, the ways, and what the searches hold on two threads.
constexpr std::size_t bytes_per_cell = 80;
constexpr double person_m = 1.6;

// Whose ground each cell is.
struct Grounds {
    std::vector<std::uint8_t> told;   // there is a value: not private, and public ground is reached from it
    std::vector<std::uint8_t> spots;  // of it, in the study area
    std::vector<std::uint8_t> scored; // of it, public
};

// Marks what is joined with a marked cell by steps.
void spread(const WalkCells& cells, std::vector<std::uint8_t>& marked) {
    std::vector<std::int64_t> left;
    for (std::int64_t cell = 0; cell < cells.grid.cell_count(); ++cell)
        if (marked[static_cast<std::size_t>(cell)] != 0) left.push_back(cell);
    while (!left.empty()) {
        const std::int64_t cell = left.back();
        left.pop_back();
        for (std::size_t k = 0; k < neighbours.size(); ++k) {
            if (!cells.can_step(cell, k)) continue;
            const auto next = static_cast<std::size_t>(cells.step_to(cell, k));
            if (marked[next] != 0) continue;
            marked[next] = 1;
            left.push_back(static_cast<std::int64_t>(next));
        }
    }
}

Grounds grounds_of(const engine::Context& context, const WalkCells& cells) {
    const scene::Zones zones(context.scene());
    const scene::StudyArea study(context.site());
    const std::size_t count = cells.walks.size();
    Grounds grounds;
    grounds.told.assign(count, 0);
    grounds.spots.assign(count, 0);
    grounds.scored.assign(count, 0);
    std::vector<std::uint8_t> reached(count, 0);
    context.workers(0.1, 0.2, "Finding whose ground it is")
        .for_blocks(cells.grid.cell_count(), 4096, [&](std::int64_t begin, std::int64_t end) {
            for (std::int64_t cell = begin; cell < end; ++cell) {
                const auto c = static_cast<std::size_t>(cell);
                if (cells.walks[c] == 0) continue;
                const Point p = cells.center(cell);
                reached[c] = zones.public_at(p) ? 1 : 0;
                grounds.told[c] = zones.private_at(p) ? 0 : 1;
                grounds.spots[c] = grounds.told[c] != 0 && study.contains(p) ? 1 : 0;
                grounds.scored[c] = grounds.spots[c] != 0 && reached[c] != 0 ? 1 : 0;
            }
        });
    spread(cells, reached);
    for (std::size_t c = 0; c < count; ++c) {
        grounds.told[c] &= reached[c];
        grounds.spots[c] &= reached[c];
    }
    return grounds;
}

void add_metrics(const WaysOut& out, const Grounds& grounds, double soon_m, std::size_t spots,
                 AnalysisResult& result) {
    std::int64_t scored = 0;
    std::int64_t two = 0;
    std::int64_t none = 0;
    std::int64_t soon = 0;
    for (std::size_t c = 0; c < out.ways.size(); ++c) {
        if (grounds.scored[c] == 0) continue;
        ++scored;
        two += out.ways[c] >= 2 ? 1 : 0;
        none += out.ways[c] == 0 ? 1 : 0;
        soon += static_cast<double>(out.refuge_m[c]) <= soon_m ? 1 : 0;
    }
    const auto share = [&](std::int64_t cells) {
        return static_cast<double>(cells) / static_cast<double>(scored);
    };
    if (scored > 0)
        result.metrics = {
            {"two_ways_share", share(two)}, {"no_refuge_share", share(none)}, {"soon_share", share(soon)}};
    else
        result.notes.push_back({Note::Level::warning, "no_public_ground",
                                "no public ground is in the study area: there are no shares of it"});
    result.metrics.emplace_back("one_way_spots", static_cast<double>(spots));
}

std::pair<Field, Field> fields_of(const WalkCells& cells, const WaysOut& out, const Grounds& grounds) {
    Field ways("ways_out", "", cells.grid);
    Field refuge("refuge_m", "m", cells.grid);
    for (std::size_t c = 0; c < out.ways.size(); ++c) {
        if (grounds.told[c] == 0) continue;
        ways.values[c] = static_cast<float>(out.ways[c]);
        if (std::isfinite(out.refuge_m[c])) refuge.values[c] = out.refuge_m[c];
    }
    return {std::move(ways), std::move(refuge)};
}

engine::AnalysisInfo info() {
    return {
        .id = "access.escape",
        .title = "Ways to get away",
        .term = "escape routes, edge-disjoint ways to a refuge",
        .summary =
            "How many different ways lead from each place to help, to an open door or to a street, how "
            "far that is, and where there is only one way out.",
        .reference =
            "Menger's theorem (1927), ways of bounded length counted by the narrow places that cut "
            "them; prospect, refuge and escape: Fisher and Nasar (1992); 100 m, 30 s and 2.5 m are our "
            "own",
        .reads = {Role::building, Role::barrier, Role::opening, Role::target, Role::path, Role::zone,
                  Role::planting, Role::tree, Role::study_area, Role::terrain},
        .time = {.band = true, .weekday = true, .season = true, .growth = true, .phase = true},
        .needs = {"sightlines.concealment"},
        .fields = {{"ways_out",
                    "",
                    "Ways to get away",
                    "How many different ways lead to a refuge within reach: so many narrow places must be "
                    "blocked to cut somebody off",
                    "viridis",
                    {},
                    {{0, "no refuge within reach"},
                     {1, "one way out"},
                     {2, "two ways out"},
                     {3, "three ways out or more"}}},
                   {"refuge_m", "m", "Way to the nearest refuge",
                    "How far it is on foot to the nearest refuge. No value where none is within reach",
                    "weakness"}},
        .tables = {{"one_way_out", one_way_out_columns(),
                    "One row a place with a single way out: how wide that is and where"}},
        .metrics = {{"two_ways_share", "Share of the public ground with two ways out or more"},
                    {"no_refuge_share", "Share of the public ground without a refuge within reach"},
                    {"soon_share", "Share of the public ground from which a refuge is reached within soon_s"},
                    {"one_way_spots", "Number of places with a single way out"}},
    };
}

engine::Schema<EscapeParams> schema() {
    using P = EscapeParams;
    const auto number = [](const char* name, const char* label, const char* unit, const char* help,
                           double min, double max) {
        return engine::ParameterInfo{
            .name = name, .label = label, .unit = unit, .help = help, .min = min, .max = max};
    };
    engine::ParameterInfo walk = number("walk_m_s", "Walking speed", "m/s", "How fast people walk.", 0.1, 10);
    engine::ParameterInfo least =
        number("least_m2", "Least place", "m2", "Smaller places with one way out are left out of the table.",
               0, 1000);
    walk.advanced = true;
    least.advanced = true;
    engine::Schema<P> schema;
    schema
        .add(&P::cell_m, number("cell_m", "Distance between spots", "m", "Size of a grid cell.", 0.05, 1000))
        .add(&P::within_m, number("within_m", "How far a refuge may be", "m",
                                  "Longer ways to a refuge do not count.", 1, 10000))
        .add(&P::blocked_m, number("blocked_m", "Width one person stops", "m",
                                   "A place up to this width can be blocked.", 0.3, 50))
        .add(&P::refuges,
             {.name = "refuges",
              .label = "What counts as a refuge",
              .help = "Help points (refuge), main doors that are open (open), main doors of homes (home), "
                      "roads (road).",
              .choices = {refuge_kinds.begin(), refuge_kinds.end()}})
        .add(&P::soon_s,
             number("soon_s", "Soon at a refuge", "s", "From how near a refuge is near by.", 1, 3600))
        .add(&P::walk_m_s, walk)
        .add(&P::least_m2, least);
    return schema;
}

} // namespace

AnalysisResult escape(const engine::Context& context, const EscapeParams& params) {
    const Grid grid = context.grid(params.cell_m, bytes_per_cell);
    const scene::Footing footing(context.scene(), person_m, scene::Gates::all);
    const GatesAt gates = gates_at(context.scene(), person_m, 0);
    const std::vector<Segment> closed = closed_stretches(gates);
    const WalkCells cells =
        walk_cells(grid, footing, closed, context.workers(0, 0.1, "Finding where people walk"));
    const Grounds grounds = grounds_of(context, cells);
    const Refuges refuges = refuges_of(context, cells, footing, params.refuges);
    if (refuges.cells.empty())
        throw Error(ErrorCode::refused, "nothing on the plan counts as a refuge at this time",
                    "draw help points (role target, kind refuge), main doors or roads, or choose others "
                    "(--refuges)");
    std::vector<Segment> stops = footing.edges();
    stops.insert(stops.end(), closed.begin(), closed.end());
    const auto narrow = bottlenecks(cells, stops, gates, params.blocked_m,
                                    context.workers(0.2, 0.4, "Looking for narrow places"));
    const WaysOut out = ways_out(cells, narrow, refuges.cells, params.within_m,
                                 context.workers(0.4, 0.95, "Looking for ways out"));
    const auto spots = one_way_spots(cells, out, grounds.spots, params.least_m2);
    const bool has_paths = !context.site().features(Role::path).empty();
    const engine::RunPtr concealed = has_paths ? context.require("sightlines.concealment", {}) : nullptr;
    context.progress().report(0.95);

    AnalysisResult result;
    for (const Note& note : context.scene().notes())
        if (note.code != "flat_view") result.notes.push_back(note);
    for (const auto* notes : {&footing.notes(), &gates.notes, &refuges.notes})
        result.notes.insert(result.notes.end(), notes->begin(), notes->end());
    std::string kinds;
    for (std::size_t i = 0; i < refuge_kinds.size(); ++i)
        kinds += (kinds.empty() ? "" : ", ") + std::string(refuge_kinds[i]) + " " +
                 std::to_string(refuges.found[i]);
    result.notes.push_back({Note::Level::info, "refuges", "what counts as a refuge at this time: " + kinds});
    add_metrics(out, grounds, params.soon_s * params.walk_m_s, spots.size(), result);
    const auto count = [](std::size_t n) { return static_cast<std::int64_t>(n); };
    result.counts = {{"cells", grid.cell_count()},
                     {"walkable_cells", std::count(cells.walks.begin(), cells.walks.end(), 1)},
                     {"refuge_cells", count(refuges.cells.size())},
                     {"narrow_places", count(narrow.size())},
                     {"blocked_alone", count(out.tried)},
                     {"blocked_in_pairs", count(out.pairs)}};
    result.tables = {one_way_out_table(spots, cells, narrow, concealed.get(), context.site().frame)};
    auto [ways, refuge] = fields_of(cells, out, grounds);
    result.fields.push_back(std::move(ways));
    result.fields.push_back(std::move(refuge));
    return result;
}

engine::Analysis escape_analysis() {
    return engine::Analysis::make<EscapeParams>(info(), schema(), escape);
}

} // namespace prospect::access
