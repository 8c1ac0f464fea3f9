#include "analysis/access/escape.h"

#include "analysis/access/escape_map.h"
#include "analysis/access/one_way_spots.h"
#include "analysis/engine/memory.h"

namespace prospect::access {

namespace {

using engine::AnalysisResult;
using engine::Note;

// Two fields, one of them while it is written, the ways, and what the searches hold on two threads.
constexpr std::size_t bytes_per_cell = 80;

void add_metrics(const WaysOut& out, const EscapeGround& grounds, double soon_m, std::size_t spots,
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

// The cells of the map that are those of the grid asked for, row by row.
std::vector<std::size_t> cells_of(const Grid& inner, const Grid& outer) {
    const auto column = std::llround((inner.xmin - outer.xmin) / inner.cell_x);
    const auto row = std::llround((outer.ymax - inner.ymax) / inner.cell_y);
    std::vector<std::size_t> cells;
    cells.reserve(static_cast<std::size_t>(inner.cell_count()));
    for (std::int64_t r = 0; r < inner.rows; ++r)
        for (std::int64_t c = 0; c < inner.columns; ++c)
            cells.push_back(static_cast<std::size_t>((row + r) * outer.columns + column + c));
    return cells;
}

// Nothing is told of ground that was not asked for.
void keep_only(std::span<const std::size_t> cells, EscapeGround& grounds) {
    for (auto* marked : {&grounds.told, &grounds.spots, &grounds.scored}) {
        std::vector<std::uint8_t> kept(marked->size(), 0);
        for (const std::size_t c : cells)
            kept[c] = (*marked)[c];
        *marked = std::move(kept);
    }
}

std::pair<Field, Field> fields_of(const Grid& grid, std::span<const std::size_t> cells, const WaysOut& out,
                                  const EscapeGround& grounds) {
    Field ways("ways_out", "", grid);
    Field refuge("refuge_m", "m", grid);
    for (std::size_t i = 0; i < cells.size(); ++i) {
        const std::size_t c = cells[i];
        if (grounds.told[c] == 0) continue;
        ways.values[i] = static_cast<float>(out.ways[c]);
        if (std::isfinite(out.refuge_m[c])) refuge.values[i] = out.refuge_m[c];
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
                  Role::planting, Role::tree, Role::study_area, Role::underlay, Role::terrain},
        .time = {.band = true, .weekday = true, .season = true, .growth = true, .phase = true},
        .needs = {"sightlines.concealment"},
        .fields = {{"ways_out",
                    "",
                    "Ways to get away",
                    "How many different ways lead to a refuge within reach: so many narrow places must be "
                    "blocked to cut somebody off",
                    "weakness",
                    {},
                    {{3, "three ways out or more"},
                     {2, "two ways out"},
                     {1, "one way out"},
                     {0, "no refuge within reach"}}},
                   {"refuge_m", "m", "Way to the nearest refuge",
                    "How far it is on foot to the nearest refuge. No value where none is within reach",
                    "weakness"}},
        .tables = {{"one_way_out", one_way_out_columns(),
                    "One row a place with a single way out: how wide that is and where"}},
        .metrics = {{"two_ways_share", "Share of the public ground with two ways out or more"},
                    {"no_refuge_share", "Share of the public ground without a refuge within reach"},
                    {"soon_share", "Share of the public ground from which a refuge is reached soon enough"},
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
    // What lies around leads to refuges, too.
    const Grid around = grid_around(grid, context.site(), params.within_m);
    engine::require_memory(static_cast<double>(around.cell_count()), bytes_per_cell,
                           engine::machine_memory());
    EscapeMap map = escape_map(context, around, {params.within_m, params.blocked_m, params.refuges});
    const std::vector<std::size_t> cells = cells_of(grid, around);
    keep_only(cells, map.ground);
    const Refuges& refuges = map.refuges;
    if (refuges.cells.empty())
        throw Error(ErrorCode::refused, "nothing on the plan counts as a refuge at this time",
                    "draw help points (role target, kind refuge), main doors or roads, or choose others "
                    "(--refuges)");
    const auto spots = one_way_spots(map.cells, map.out, map.ground.spots, params.least_m2);
    const bool has_paths = !context.site().features(Role::path).empty();
    const engine::RunPtr concealed = has_paths ? context.require("sightlines.concealment", {}) : nullptr;
    context.progress().report(1);
    context.progress().checkpoint();

    AnalysisResult result;
    for (const Note& note : context.scene().notes())
        if (note.code != "flat_view") result.notes.push_back(note);
    result.notes.insert(result.notes.end(), map.notes.begin(), map.notes.end());
    std::string kinds;
    for (std::size_t i = 0; i < refuge_kinds.size(); ++i)
        kinds += (kinds.empty() ? "" : ", ") + std::string(refuge_kinds[i]) + " " +
                 std::to_string(refuges.found[i]);
    result.notes.push_back({Note::Level::info, "refuges", "what counts as a refuge at this time: " + kinds});
    add_metrics(map.out, map.ground, params.soon_s * params.walk_m_s, spots.size(), result);
    const auto count = [](std::size_t n) { return static_cast<std::int64_t>(n); };
    result.counts = {
        {"cells", grid.cell_count()},
        {"walkable_cells",
         std::count_if(cells.begin(), cells.end(), [&](std::size_t c) { return map.cells.walks[c] != 0; })},
        {"cells_around", around.cell_count() - grid.cell_count()},
        {"refuge_cells", count(refuges.cells.size())},
        {"narrow_places", count(map.narrow.size())},
        {"blocked_alone", count(map.out.tried)},
        {"blocked_in_pairs", count(map.out.pairs)}};
    result.tables = {one_way_out_table(spots, map.cells, map.narrow, concealed.get(), context.site().frame)};
    auto [ways, refuge] = fields_of(grid, cells, map.out, map.ground);
    result.fields.push_back(std::move(ways));
    result.fields.push_back(std::move(refuge));
    return result;
}

engine::Analysis escape_analysis() {
    return engine::Analysis::make<EscapeParams>(info(), schema(), escape);
}

} // namespace prospect::access
