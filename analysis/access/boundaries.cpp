#include "analysis/access/boundaries.h"

#include "analysis/access/climbing.h"
#include "analysis/access/constitution.h"
#include "analysis/access/place_names.h"
#include "analysis/access/private_edges.h"
#include "analysis/access/rear_access.h"
#include "analysis/access/zones.h"

#include <algorithm>
#include <set>

namespace prospect::access {

namespace {

using engine::AnalysisResult;
using engine::Note;
using engine::Table;
using scene::AccessGraph;

const std::vector<std::string>& boundaries_columns() {
    static const std::vector<std::string> columns{
        "zone",     "name",         "ownership", "side",          "barrier", "kind",
        "height_m", "open_share",   "beyond",    "beyond_name",   "depth",   "exposed",
        "length_m", "marked_share", "gates",     "climbing_aids", "x",       "y"};
    return columns;
}

const std::vector<std::string>& rear_access_columns() {
    static const std::vector<std::string> columns{"zone",     "name",        "rear_m",   "exposed_m",
                                                  "path",     "path_away_m", "lowest_m", "gates",
                                                  "controls", "x",           "y"};
    return columns;
}

const std::vector<std::string>& constitution_columns() {
    static const std::vector<std::string> columns{"path",           "kind",        "length_m", "doors",
                                                  "doors_per_100m", "constituted", "x",        "y"};
    return columns;
}

std::optional<Value> text_or_nothing(std::string text) {
    return text.empty() ? std::nullopt : std::optional<Value>(std::move(text));
}

Value count_of(std::size_t count) {
    return static_cast<std::int64_t>(count);
}

// Reads what is to be known of the barriers along edges.
class EdgeFacts {
public:
    EdgeFacts(const scene::Scene& scene, const AccessGraph& graph, double near_m)
        : graph_(graph), reach_{.near_m = near_m}, aids_(climbing_aids_of(scene, reach_, reader_)) {}

    std::optional<double> height_m(const PrivateStretch& edge) {
        if (!edge.barrier || edge.building) return std::nullopt;
        return reader_.number(Role::barrier, *edge.barrier, "height_m");
    }
    std::optional<double> open(const PrivateStretch& edge) {
        if (edge.building) return std::nullopt;
        if (!edge.barrier) return 1;
        const double base_m = reader_.number(Role::barrier, *edge.barrier, "base_m");
        return open_share(base_m, *height_m(edge), reader_.number(Role::barrier, *edge.barrier, "opacity"));
    }
    // Of sides and rears closed by something to climb over.
    std::optional<std::size_t> climbing_aids(const PrivateStretch& edge) {
        if (edge.building || edge.side == HouseSide::front || !edge.barrier || !is_boundary(*edge.barrier))
            return std::nullopt;
        const double top_m = *height_m(edge);
        return static_cast<std::size_t>(
            std::count_if(aids_.begin(), aids_.end(), [&](const ClimbingAid& aid) {
                return aid.feature->id != edge.barrier->id &&
                       aid.helps_over(edge.barrier->geometry, top_m, edge.outside, reach_);
            }));
    }
    const AccessGraph& graph() const { return graph_; }
    std::vector<Note> notes() const { return reader_.notes(); }

private:
    const AccessGraph& graph_;
    ClimbingReach reach_;
    scene::AttributeReader reader_;
    std::vector<ClimbingAid> aids_;
};

std::string kind_of(const PrivateStretch& edge) {
    if (edge.building) return "building";
    if (!edge.barrier) return "none";
    const std::string kind = scene::AttributeReader::own_text(*edge.barrier, "kind");
    return kind.empty() ? "barrier" : kind;
}

// Of ground beyond in no zone: public where everybody gets to it.
std::string beyond_of(const PrivateStretch& edge, const AccessGraph& graph) {
    if (edge.building) return "building";
    if (!edge.beyond) return "closed";
    const scene::AccessPlace& place = graph.places()[*edge.beyond];
    if (place.ownership != scene::Ownership::none) return std::string(scene::name_of(place.ownership));
    return place.public_realm ? "public" : "no_zone";
}

template <class T>
std::optional<Value> maybe(const std::optional<T>& value) {
    if (!value) return std::nullopt;
    if constexpr (std::is_same_v<T, double>)
        return Value(*value);
    else
        return Value(static_cast<std::int64_t>(*value));
}

Table boundaries_table(const Frame& frame, const std::vector<PrivateStretch>& edges, EdgeFacts& facts) {
    Table table{"boundaries", boundaries_columns(), {}, {}};
    for (const PrivateStretch& edge : edges) {
        const Point at = frame.to_full(edge.at);
        const bool known = edge.beyond && !edge.building;
        const std::string ownership(scene::name_of(scene::ownership_of(*edge.zone)));
        table.rows.push_back(
            {Value(edge.zone->id.text()), text_or_nothing(edge.zone->name), Value(ownership),
             Value(std::string(name_of(edge.side))),
             edge.barrier ? text_or_nothing(scene::title_of(*edge.barrier)) : std::nullopt,
             Value(kind_of(edge)), maybe(facts.height_m(edge)), maybe(facts.open(edge)),
             Value(beyond_of(edge, facts.graph())),
             known ? text_or_nothing(name_of_place(facts.graph().places()[*edge.beyond])) : std::nullopt,
             maybe(edge.depth), known ? std::optional<Value>(count_of(edge.exposed() ? 1 : 0)) : std::nullopt,
             Value(edge.length_m), Value(edge.length_m > 0 ? edge.marked_m / edge.length_m : 0),
             Value(count_of(passages_in(edge, facts.graph()).size())), maybe(facts.climbing_aids(edge)),
             Value(at.x), Value(at.y)});
        table.geometries.push_back(Geometry::make_line(edge.line));
    }
    return table;
}

std::string controls_text(const std::vector<std::uint32_t>& gates, const AccessGraph& graph) {
    std::string text;
    for (const std::uint32_t i : gates) {
        const scene::Passage& passage = graph.passages()[i];
        text += text.empty() ? "" : "; ";
        if (passage.kind == scene::Passage::Kind::gap)
            text += "gap: open";
        else
            text +=
                scene::title_of(*passage.thing) + ": " + std::string(scene::name_of(passage.control.control));
    }
    return text;
}

Table rear_access_table(const engine::Context& context, const std::vector<PrivateStretch>& edges,
                        EdgeFacts& facts) {
    Table table{"rear_access", rear_access_columns(), {}, {}};
    for (const RearAccess& one : rear_accesses(context.scene(), facts.graph(), edges)) {
        const Point at = context.site().frame.to_full(one.at);
        std::optional<double> lowest;
        Geometry shape;
        shape.kind = GeometryKind::line;
        for (const std::size_t i : one.edges) {
            shape.begin_part();
            shape.add_ring(edges[i].line);
            const double height_m = facts.height_m(edges[i]).value_or(0);
            lowest = std::min(lowest.value_or(height_m), height_m);
        }
        table.rows.push_back(
            {Value(one.zone->id.text()), text_or_nothing(one.zone->name), Value(one.rear_m),
             Value(one.exposed_m), one.path ? text_or_nothing(scene::title_of(*one.path)) : std::nullopt,
             one.path ? std::optional<Value>(one.path_away_m) : std::nullopt, maybe(lowest),
             Value(count_of(one.gates.size())), text_or_nothing(controls_text(one.gates, facts.graph())),
             Value(at.x), Value(at.y)});
        table.geometries.push_back(std::move(shape));
    }
    return table;
}

Table constitution_table(const Frame& frame, const std::vector<PathPiece>& pieces) {
    Table table{"constitution", constitution_columns(), {}, {}};
    for (const PathPiece& piece : pieces) {
        if (!piece.scored) continue;
        const Point at = frame.to_full(piece.at);
        table.rows.push_back({Value(scene::title_of(*piece.path)),
                              text_or_nothing(scene::AttributeReader::own_text(*piece.path, "kind")),
                              Value(piece.length_m), Value(count_of(piece.doors.size())),
                              Value(piece.doors_per_100m()),
                              Value(std::string(piece.constituted() ? "constituted" : "unconstituted")),
                              Value(at.x), Value(at.y)});
        table.geometries.push_back(Geometry::make_line(piece.line));
    }
    return table;
}

void add_metrics(const std::vector<PrivateStretch>& edges, const std::vector<PathPiece>& pieces,
                 const AccessGraph& graph, AnalysisResult& result) {
    double front_m = 0;
    double rear_m = 0;
    double exposed_m = 0;
    double unmarked_m = 0;
    for (const PrivateStretch& edge : edges) {
        const scene::Ownership own = scene::ownership_of(*edge.zone);
        if (edge.side == HouseSide::front && !edge.building) front_m += edge.length_m;
        if (edge.beyond && graph.places()[*edge.beyond].ownership != own)
            unmarked_m += edge.length_m - edge.marked_m;
        if (!edge.rear() || own != scene::Ownership::private_ground) continue;
        rear_m += edge.length_m;
        if (edge.exposed()) exposed_m += edge.length_m;
    }
    double path_m = 0;
    double constituted_m = 0;
    for (const PathPiece& piece : pieces) {
        if (!piece.scored) continue;
        path_m += piece.length_m;
        if (piece.constituted()) constituted_m += piece.length_m;
    }
    if (!edges.empty()) {
        result.metrics = {{"front_m", front_m}, {"rear_m", rear_m}, {"unmarked_m", unmarked_m}};
        if (rear_m > 0) result.metrics.emplace_back("rear_exposed_share", exposed_m / rear_m);
    }
    if (path_m > 0) result.metrics.emplace_back("constituted_share", constituted_m / path_m);
}

void note_unknown_sides(const engine::Context& context, const std::vector<PrivateStretch>& edges,
                        std::vector<Note>& notes) {
    std::set<Uuid> told;
    std::vector<Note> unknown;
    for (const PrivateStretch& edge : edges)
        if (edge.side == HouseSide::unknown && told.insert(edge.zone->id).second)
            unknown.push_back({Note::Level::info, "front_not_known",
                               "no main entrance of a building beside \"" + scene::title_of(*edge.zone) +
                                   "\" tells where its front is: all its edges count as the rear; mark the "
                                   "main entrance (role opening, main)",
                               edge.at, edge.zone->id});
    scene::add_merged(notes, unknown,
                      "zones touch no building with a main entrance, which tells where the front is: all "
                      "their edges count as the rear",
                      context.site().frame);
}

std::vector<engine::FieldInfo> boundaries_maps() {
    return {{"exposed",
             "",
             "Who gets to the edges",
             "Whether everybody gets to the other side of the edge of private and semi-private ground",
             "weakness",
             {},
             {{0, "past a door or gate, or nobody"}, {1, "everybody"}}},
            {"height_m", "m", "How high the edges are", "Height of the fence, wall or hedge on the edge"},
            {"marked_share", "", "How much of the edges something shows",
             "From 0, nothing shows that ground of another begins, to 1, all of the edge does"}};
}

engine::AnalysisInfo info() {
    return {
        .id = "access.boundaries",
        .title = "Edges of private ground",
        .term = "boundaries, rear access, constituted space",
        .summary =
            "What closes private ground at its front, sides and rear, who gets to the other side of it, "
            "which gardens are reached from behind, and which stretches of path have doors onto them.",
        .reference =
            "Rear access: Secured by Design, interactive guide, residential (2024); constituted space: "
            "Hillier and Hanson, The Social Logic of Space (1984); numbers are starting values",
        .method_version = 2,
        .reads = {Role::building, Role::barrier, Role::opening, Role::zone, Role::path, Role::planting,
                  Role::tree, Role::activity, Role::study_area, Role::underlay, Role::terrain},
        .time = {.band = true, .season = true, .growth = true, .phase = true},
        .tables =
            {engine::colored_by(
                 boundaries_maps(),
                 {"boundaries", boundaries_columns(),
                  "The edges of private and semi-private ground, stretch by stretch: what closes them and "
                  "who gets to the other side"}),
             engine::without_marks(
                 {"rear_access", rear_access_columns(),
                  "Private ground behind whose rear edge everybody gets: from which path, past which gates"}),
             engine::colored_by({{"doors_per_100m", "", "Doors on 100 m of path",
                                  "Doors that open onto a path, on 100 m of it; where there are none, nobody "
                                  "comes out"}},
                                {"constitution", constitution_columns(),
                                 "Paths from junction to junction and the doors that open onto them"})},
        .metrics = {{"front_m", "Length of front edges of private and semi-private ground"},
                    {"rear_m", "Length of rear edges of private ground"},
                    {"rear_exposed_share", "Share of rear edges of private ground that everybody gets to"},
                    {"unmarked_m", "Length of edges to ground of another ownership that nothing shows"},
                    {"constituted_share", "Share of the length of paths on which a door opens"}},
    };
}

engine::Schema<BoundariesParams> schema() {
    engine::Schema<BoundariesParams> schema;
    schema
        .add(&BoundariesParams::depth_m, {.name = "depth_m",
                                          .label = "How far before a door a path counts",
                                          .unit = "m",
                                          .help = "A door opens onto the paths whose edge is this near.",
                                          .min = 0,
                                          .max = 1000})
        .add(&BoundariesParams::eye_height_m, {.name = "eye_height_m",
                                               .label = "Eye height",
                                               .unit = "m",
                                               .help = "Height at which a door is seen from the path.",
                                               .min = 0,
                                               .max = 100})
        .add(&BoundariesParams::front_depth_m,
             {.name = "front_depth_m",
              .label = "Front boundaries before a door",
              .unit = "m",
              .help = "An edge at most this far before a main entrance is a front.",
              .min = 0,
              .max = 100,
              .advanced = true})
        .add(&BoundariesParams::front_half_width_m,
             {.name = "front_half_width_m",
              .label = "Front boundaries to either side of a door",
              .unit = "m",
              .help = "An edge at most this far to either side of the way from a main entrance is a front.",
              .min = 0,
              .max = 100,
              .advanced = true})
        .add(&BoundariesParams::near_m,
             {.name = "near_m",
              .label = "What helps to climb is this near",
              .unit = "m",
              .help =
                  "Low walls, bins and the like at most this far from the outer side of a boundary help to "
                  "climb over it.",
              .min = 0,
              .max = 10,
              .advanced = true})
        .add(&BoundariesParams::widest_gap_m, widest_gap_parameter())
        .add(&BoundariesParams::through_buildings, through_buildings_parameter());
    return schema;
}

} // namespace

AnalysisResult boundaries(const engine::Context& context, const BoundariesParams& params) {
    const auto graph = context.access_graph({.widest_gap_m = params.widest_gap_m});
    const Reach reach = reach_from_outside(*graph, params.through_buildings ? Buildings::lead_through
                                                                            : Buildings::lead_nowhere);
    const auto space = context.space();
    AnalysisResult result;
    result.notes = graph->notes();
    const std::vector<PrivateStretch> edges =
        private_edges(context.scene(), *graph, reach, {params.front_depth_m, params.front_half_width_m});
    context.progress().checkpoint();
    if (edges.empty())
        result.notes.push_back({Note::Level::warning, "no_private_ground",
                                "the plan says of no ground that it is private or semi-private (role zone, "
                                "ownership): only the doors along paths are looked at"});
    const BuildingFronts fronts =
        building_fronts(context, *space, {.depth_m = params.depth_m, .eye_height_m = params.eye_height_m});
    if (fronts.paths.empty())
        result.notes.push_back({Note::Level::warning, "no_paths",
                                "there is no path on the plan: draw paths (role path) to see which doors "
                                "open onto them and from which one gardens are reached"});
    const std::vector<PathPiece> pieces = path_pieces(context.site(), fronts);
    EdgeFacts facts(context.scene(), *graph, params.near_m);
    result.tables = {boundaries_table(context.site().frame, edges, facts),
                     rear_access_table(context, edges, facts),
                     constitution_table(context.site().frame, pieces)};
    note_unknown_sides(context, edges, result.notes);
    result.notes.insert(result.notes.end(), fronts.notes.begin(), fronts.notes.end());
    const auto defaults = facts.notes();
    result.notes.insert(result.notes.end(), defaults.begin(), defaults.end());
    add_metrics(edges, pieces, *graph, result);
    result.counts = {{"edges", static_cast<std::int64_t>(edges.size())},
                     {"path_pieces", static_cast<std::int64_t>(pieces.size())},
                     {"doors", static_cast<std::int64_t>(fronts.doors)}};
    context.progress().report(1);
    return result;
}

engine::Analysis boundaries_analysis() {
    return engine::Analysis::make<BoundariesParams>(info(), schema(), boundaries);
}

} // namespace prospect::access
