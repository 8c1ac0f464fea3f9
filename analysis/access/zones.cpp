#include "analysis/access/zones.h"

#include "analysis/access/place_names.h"
#include "analysis/access/reach.h"
#include "analysis/access/zone_edges.h"

#include <algorithm>
#include <set>

namespace prospect::access {

namespace {

using engine::AnalysisResult;
using engine::Note;
using engine::Table;
using scene::AccessGraph;
using scene::Passage;

constexpr std::size_t bytes_per_cell = 16;
constexpr int deepest_shown = 3;
constexpr float nobody = 4; // gets there

// Of one zone.
struct ZoneFigures {
    FeaturePtr zone;
    std::vector<std::uint32_t> places;
    double area_m2 = 0;
    std::optional<int> depth; // the least of its places
    std::set<Uuid> entrances;
    std::set<Uuid> controlled;
    std::int64_t gaps = 0;
    double gap_m = 0;  // of gaps, and of entrances that stand open
    double open_m = 0; // of its edge without anything
    ZoneEdge edge;

    double per_100m(std::size_t count) const {
        return edge.length_m > 0 ? static_cast<double>(count) / edge.length_m * 100 : 0;
    }
    double porosity() const {
        return edge.length_m > 0 ? std::min(1.0, (gap_m + open_m) / edge.length_m) : 0;
    }
};

ZoneFigures figures_of(const FeaturePtr& zone, const AccessGraph& graph, const Reach& reach,
                       const ZoneEdges& edges) {
    ZoneFigures found{.zone = zone, .places = graph.places_of(*zone)};
    const std::set<std::uint32_t> own(found.places.begin(), found.places.end());
    for (const std::uint32_t p : found.places) {
        found.area_m2 += graph.places()[p].area_m2;
        if (reach.depth[p] && (!found.depth || *reach.depth[p] < *found.depth)) found.depth = reach.depth[p];
        for (const std::uint32_t i : graph.passages_of(p)) {
            const Passage& passage = graph.passages()[i];
            if (own.contains(passage.from) && own.contains(passage.to)) continue;
            if (passage.kind == Passage::Kind::open) found.open_m += passage.width_m;
            if (passage.kind == Passage::Kind::gap) {
                ++found.gaps;
                found.gap_m += passage.width_m;
            }
            if (passage.kind == Passage::Kind::opening) {
                if (found.entrances.insert(passage.thing->id).second && !passage.controlled())
                    found.gap_m += passage.width_m;
                if (passage.controlled()) found.controlled.insert(passage.thing->id);
            }
        }
    }
    found.edge = edges.of(*zone);
    return found;
}

const std::vector<std::string>& zones_columns() {
    static const std::vector<std::string> columns{"zone",
                                                  "name",
                                                  "ownership",
                                                  "depth",
                                                  "controlled_crossings",
                                                  "entrances",
                                                  "controlled_entrances",
                                                  "gaps",
                                                  "entrances_per_100m",
                                                  "open_m",
                                                  "porosity",
                                                  "boundary_m",
                                                  "marked_share",
                                                  "area_m2",
                                                  "x",
                                                  "y"};
    return columns;
}

const std::vector<std::string>& openings_columns() {
    static const std::vector<std::string> columns{
        "opening", "name",  "kind",  "from",    "to",      "control",         "passes", "day",
        "evening", "night", "hours", "width_m", "delay_s", "classes_skipped", "x",      "y"};
    return columns;
}

const std::vector<std::string>& drawn_short_columns() {
    static const std::vector<std::string> columns{"barrier", "other", "gap_m", "x", "y"};
    return columns;
}

std::optional<Value> text_or_nothing(const std::string& text) {
    return text.empty() ? std::nullopt : std::optional<Value>(text);
}

Table zones_table(const Frame& frame, const std::vector<ZoneFigures>& all) {
    Table table{"zones", zones_columns(), {}, {}};
    for (const ZoneFigures& one : all) {
        const Point at = frame.to_full(label_point(one.zone->geometry));
        const auto depth =
            one.depth ? std::optional<Value>(static_cast<std::int64_t>(*one.depth)) : std::nullopt;
        table.rows.push_back(
            {Value(one.zone->id.text()), text_or_nothing(one.zone->name),
             text_or_nothing(std::string(scene::name_of(scene::ownership_of(*one.zone)))), depth, depth,
             Value(static_cast<std::int64_t>(one.entrances.size())),
             Value(static_cast<std::int64_t>(one.controlled.size())), Value(one.gaps),
             Value(one.per_100m(one.entrances.size() + static_cast<std::size_t>(one.gaps))),
             Value(one.open_m), Value(one.porosity()), Value(one.edge.length_m),
             one.edge.other_m > 0 ? std::optional<Value>(one.edge.marked_share()) : std::nullopt,
             Value(one.area_m2), Value(at.x), Value(at.y)});
        table.geometries.push_back(one.zone->geometry);
    }
    return table;
}

std::string passes_at(const Feature& opening, TimeContext time, DayBand band) {
    return std::string(scene::name_of(scene::control_at(opening, engine::in_band(time, band)).control));
}

Table openings_table(const engine::Context& context, const AccessGraph& graph) {
    Table table{"openings", openings_columns(), {}, {}};
    const Frame& frame = context.site().frame;
    for (const Passage& passage : graph.passages()) {
        if (passage.kind == Passage::Kind::open) continue;
        const auto& from = graph.places()[passage.from];
        const auto& to = graph.places()[passage.to];
        const Point at = frame.to_full(passage.at);
        const bool is_thing = passage.kind == Passage::Kind::opening;
        const auto of_thing = [&](std::optional<Value> value) {
            return is_thing ? std::move(value) : std::nullopt;
        };
        const auto in = [&](DayBand band) {
            return Value(is_thing ? passes_at(*passage.thing, context.time(), band) : std::string("open"));
        };
        const Attribute* kind = is_thing ? passage.thing->find("kind") : nullptr;
        const Attribute* hours = is_thing ? passage.thing->find("hours") : nullptr;
        table.rows.push_back(
            {is_thing ? std::optional<Value>(passage.thing->id.text()) : std::nullopt,
             is_thing ? text_or_nothing(passage.thing->name) : std::nullopt,
             Value(kind ? as_text(kind->value) : std::string("gap")), Value(name_of_place(from)),
             Value(name_of_place(to)), Value(std::string(scene::name_of(passage.control.control))),
             Value(std::string(scene::who_passes(passage.control.control))), in(DayBand::day),
             in(DayBand::evening), in(DayBand::night),
             hours ? std::optional<Value>(as_text(hours->value)) : std::nullopt, Value(passage.width_m),
             of_thing(Value(passage.delay_s)), Value(static_cast<std::int64_t>(classes_skipped(from, to))),
             Value(at.x), Value(at.y)});
        table.geometries.push_back(scene::shape_of(passage));
    }
    return table;
}

Table drawn_short_table(const Frame& frame, const AccessGraph& graph) {
    Table table{"drawn_short", drawn_short_columns(), {}, {}};
    for (const LooseEnd& end : graph.drawn_short()) {
        const Point at = frame.to_full(end.end);
        table.rows.push_back({Value(scene::title_of(*end.barrier)),
                              Value(scene::title_of(*end.near.front().thing)), Value(end.near.front().gap_m),
                              Value(at.x), Value(at.y)});
        table.geometries.push_back(Geometry::make_line(std::vector<Point>{end.end, end.near.front().place}));
    }
    return table;
}

Field reach_field(const engine::Context& context, const Grid& grid, const AccessGraph& graph,
                  const Reach& reach) {
    Field field("reach", "", grid);
    context.for_blocks(grid.rows, 8, [&](std::int64_t begin, std::int64_t end) {
        std::uint32_t near = 0;
        for (std::int64_t row = begin; row < end; ++row)
            for (std::int64_t column = 0; column < grid.columns; ++column) {
                const std::uint32_t p = graph.place_at(grid.center(column, row), near);
                const scene::AccessPlace& place = graph.places()[p];
                if (place.solid || place.building) continue;
                field.values[static_cast<std::size_t>(row * grid.columns + column)] =
                    reach.depth[p] ? static_cast<float>(std::min(*reach.depth[p], deepest_shown)) : nobody;
            }
    });
    return field;
}

void note_zones(const engine::Context& context, const std::vector<ZoneFigures>& all,
                std::vector<Note>& notes) {
    std::vector<Note> covered;
    std::vector<Note> closed;
    double open_m = 0;
    std::vector<Note> open;
    std::vector<Note> no_owner;
    for (const ZoneFigures& one : all) {
        const std::string name = "\"" + scene::title_of(*one.zone) + "\"";
        const Point at = label_point(one.zone->geometry);
        if (one.places.empty())
            covered.push_back({Note::Level::warning, "zone_without_ground",
                               name + " has no ground of its own: another zone covers it, or it is thinner "
                                      "than 0.5 m or inside something solid",
                               at, one.zone->id});
        else if (!one.depth)
            closed.push_back(
                {Note::Level::warning, "zone_without_way_in",
                 "nobody gets into " + name + ": no door, gate or gap leads there from the public realm", at,
                 one.zone->id});
        const bool is_public = scene::ownership_of(*one.zone) == scene::Ownership::public_realm;
        open_m += is_public ? 0 : one.open_m;
        if (one.open_m > 0 && !is_public)
            open.push_back(
                {Note::Level::info, "open_boundary",
                 name + " has " + scene::metres_text(one.open_m) + " m of edge with no barrier: one walks in",
                 at, one.zone->id});
        if (scene::ownership_of(*one.zone) == scene::Ownership::none)
            no_owner.push_back(
                {Note::Level::warning, "zone_without_ownership",
                 "the plan does not say whose " + name + " is (ownership): it counts as public", at,
                 one.zone->id});
    }
    const Frame& frame = context.site().frame;
    scene::add_merged(notes, closed,
                      "zones have no way in: no door, gate or gap leads there from the public realm", frame);
    scene::add_merged(
        notes, open,
        ("zones have edges with no barrier, " + scene::metres_text(open_m) + " m together: one walks in"),
        frame);
    scene::add_merged(
        notes, covered,
        "zones have no ground of their own: other zones cover them, or they are thinner than 0.5 m", frame);
    scene::add_merged(notes, no_owner, "zones do not say whose they are (ownership): they count as public",
                      frame);
}

void add_metrics(const std::vector<ZoneFigures>& all, const AccessGraph& graph, AnalysisResult& result) {
    double changing_m = 0;
    double marked_m = 0;
    std::optional<int> deepest;
    for (const ZoneFigures& one : all) {
        changing_m += one.edge.other_m;
        marked_m += one.edge.marked_m;
        if (one.depth) deepest = std::max(deepest.value_or(0), *one.depth);
    }
    const auto openings = std::count_if(graph.passages().begin(), graph.passages().end(),
                                        [](const Passage& p) { return p.kind == Passage::Kind::opening; });
    const auto skips = std::count_if(graph.passages().begin(), graph.passages().end(), [&](const Passage& p) {
        return classes_skipped(graph.places()[p.from], graph.places()[p.to]) >= 2;
    });
    if (deepest) result.metrics.emplace_back("deepest_crossings", *deepest);
    result.metrics.emplace_back("passages_public_to_private", static_cast<double>(skips));
    double unzoned_m2 = 0;
    for (const scene::AccessPlace& place : graph.places())
        if (!place.zone && !place.building && !place.solid) unzoned_m2 += place.area_m2;
    result.metrics.emplace_back("unzoned_m2", unzoned_m2);
    if (changing_m > 0) result.metrics.emplace_back("marked_share", marked_m / changing_m);
    result.counts = {{"zones", static_cast<std::int64_t>(all.size())},
                     {"places", static_cast<std::int64_t>(graph.places().size())},
                     {"openings", static_cast<std::int64_t>(openings)},
                     {"drawn_short", static_cast<std::int64_t>(graph.drawn_short().size())}};
}

engine::AnalysisInfo info() {
    return {
        .id = "access.zones",
        .title = "Where one can get to",
        .term = "zones, access depth, territorial hierarchy",
        .summary = "How many doors and gates lie between the public realm and each piece of ground, how each "
                   "zone is entered, and who can pass which door or gate when.",
        .reference = "Depth: least number of controlled crossings from the public realm, by breadth first "
                     "search on a graph whose nodes are the faces of a constrained Delaunay triangulation; "
                     "classes of ownership after Newman, Defensible Space (1972)",
        .reads = {Role::building, Role::barrier, Role::opening, Role::zone, Role::planting, Role::study_area,
                  Role::underlay},
        .time = {.band = true, .season = false, .growth = false, .phase = true},
        .fields = {{.name = "reach",
                    .unit = "",
                    .label = "Where one can get to",
                    .meaning = "How many doors and gates that do not stand open one has to pass to get here "
                               "from the public realm",
                    .ramp = "weakness",
                    .words = {{0, "everybody gets here"},
                              {1, "past one door or gate"},
                              {2, "past two doors or gates"},
                              {3, "past three or more"},
                              {nobody, "no way leads here"}}}},
        .tables = {engine::colored_by(
                       {{"marked_share", "", "How much of a zone's edge something shows",
                         "From 0, nothing shows where the zone begins, to 1, all of its edge does"},
                        {"entrances_per_100m", "", "Ways in on 100 m of a zone's edge",
                         "Doors, gates and gaps into a zone, on 100 m of its edge"}},
                       {"zones", zones_columns(), "One row a zone: how deep it lies and how it is entered"}),
                   {"openings", openings_columns(),
                    "Doors, gates and gaps from one piece of ground to another, and who passes when"},
                   {"drawn_short", drawn_short_columns(),
                    "Barriers that end at most 0.3 m short of what they seem to meet"}},
        .metrics = {{"deepest_crossings", "Most doors and gates before any zone"},
                    {"passages_public_to_private",
                     "Doors, gates, gaps and open edges straight from public to private ground"},
                    {"unzoned_m2", "Ground in no zone and no building, up to 10 m beyond the drawing"},
                    {"marked_share", "Share of edges where ownership changes that something shows"}},
    };
}

engine::Schema<ZonesParams> schema() {
    engine::Schema<ZonesParams> schema;
    schema.add(&ZonesParams::cell_m, engine::cell_parameter())
        .add(&ZonesParams::mover, {.name = "mover",
                                   .label = "Who moves",
                                   .help = "Whose way it is: on foot, or by vehicle (through openings of 2 m "
                                           "and more, past no bollards).",
                                   .choices = {"foot", "vehicle"}})
        .add(&ZonesParams::widest_gap_m, widest_gap_parameter())
        .add(&ZonesParams::through_buildings, through_buildings_parameter());
    return schema;
}

} // namespace

engine::ParameterInfo widest_gap_parameter() {
    return {.name = "widest_gap_m",
            .label = "Widest gap",
            .unit = "m",
            .help = "A barrier that ends further than this from anything ends in the open; less is a gap one "
                    "could close.",
            .min = 0.3,
            .max = 100,
            .advanced = true};
}

engine::ParameterInfo through_buildings_parameter() {
    return {.name = "through_buildings",
            .label = "Ways lead through buildings",
            .help = "Whether one who gets into a building by one door gets out by another; what is inside is "
                    "not known.",
            .advanced = true};
}

AnalysisResult zones(const engine::Context& context, const ZonesParams& params) {
    const Grid grid = context.grid(params.cell_m, bytes_per_cell);
    const auto graph =
        context.access_graph({.mover = params.mover == "vehicle" ? scene::Mover::vehicle : scene::Mover::foot,
                              .widest_gap_m = params.widest_gap_m});
    const Reach reach =
        reach_of(*graph, params.through_buildings ? Buildings::lead_through : Buildings::lead_nowhere);
    AnalysisResult result;
    result.notes = graph->notes();
    std::vector<ZoneFigures> all;
    const ZoneEdges edges(context.scene());
    for (const auto& [layer, zone] : context.site().features(Role::zone))
        if (present(*zone, context.time().phase) && zone->geometry.kind == GeometryKind::polygon) {
            context.progress().checkpoint();
            all.push_back(figures_of(zone, *graph, reach, edges));
        }
    if (all.empty())
        result.notes.push_back({Note::Level::warning, "no_zones",
                                "the plan says of no ground whose it is (role zone): only the map is made"});
    note_zones(context, all, result.notes);
    add_metrics(all, *graph, result);
    result.fields.push_back(reach_field(context, grid, *graph, reach));
    result.tables = {zones_table(context.site().frame, all), openings_table(context, *graph),
                     drawn_short_table(context.site().frame, *graph)};
    return result;
}

engine::Analysis zones_analysis() {
    return engine::Analysis::make<ZonesParams>(info(), schema(), zones);
}

} // namespace prospect::access
