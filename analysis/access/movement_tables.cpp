#include "analysis/access/movement_tables.h"

#include "analysis/scene/attribute_reader.h"

namespace prospect::access {

namespace {

using engine::Table;
using street_network::Links;
using street_network::SegmentMeasures;

Value yes_no(bool yes) {
    return Value(static_cast<std::int64_t>(yes ? 1 : 0));
}

Value whole(std::size_t count) {
    return Value(static_cast<std::int64_t>(count));
}

std::optional<Value> given(std::optional<double> value) {
    return value ? std::optional<Value>(*value) : std::nullopt;
}

std::optional<Value> kind_of(const Feature& path) {
    const std::string kind = scene::AttributeReader::own_text(path, "kind");
    return kind.empty() ? std::nullopt : std::optional<Value>(kind);
}

void add_measures(std::vector<std::optional<Value>>& row, const SegmentMeasures& measures) {
    row.insert(row.end(), {given(measures.integration()), Value(measures.choice), given(measures.nain()),
                           given(measures.nach()), whole(measures.node_count), Value(measures.total_depth),
                           given(measures.mean_depth())});
}

} // namespace

std::vector<std::string> segments_columns(const std::vector<std::string>& radii) {
    std::vector<std::string> columns{"path",      "kind",     "length_m", "connectivity",
                                     "component", "dead_end", "through",  "predictor",
                                     "x",         "y"};
    for (const std::string& radius : radii)
        for (const char* measure :
             {"integration_", "choice_", "nain_", "nach_", "node_count_", "total_depth_", "mean_depth_"})
            columns.push_back(measure + radius);
    return columns;
}

std::vector<engine::FieldInfo> segments_maps() {
    const std::string routes = " Routes of at most so many metres count, n: of every length. More people "
                               "means more eyes and more strangers: no value is good or bad by itself";
    return {
        {"nach_*", "", "On the way between others, radius *",
         "How many routes between all other paths lead through: where people are likely to pass "
         "(normalised angular choice, NACH)." +
             routes},
        {"nain_*", "", "Near everything, radius *",
         "How few turns it takes from here to all other paths: where people are likely to go "
         "(normalised angular integration, NAIN)." +
             routes},
        {"predictor",
         "",
         "Ways without another",
         "Whoever enters here can be expected at the other end: the way round is much longer, or there is "
         "none",
         "viridis",
         {},
         {{0, "none of those"}, {1, "no other way on foot, or a much longer one"}}},
        {"dead_end",
         "",
         "Ways that end",
         "Paths that lead nowhere but back",
         "viridis",
         {},
         {{0, "leads on"}, {1, "leads nowhere but back"}}}};
}

const std::vector<std::string>& predictors_columns() {
    static const std::vector<std::string> columns{"path", "length_m", "way_round_m", "only_way", "x", "y"};
    return columns;
}

const std::vector<std::string>& dead_ends_columns() {
    static const std::vector<std::string> columns{"path", "length_m", "x", "y"};
    return columns;
}

const std::vector<std::string>& blocks_columns() {
    static const std::vector<std::string> columns{"block", "area_m2", "perimeter_m", "x", "y"};
    return columns;
}

const std::vector<std::string>& loose_ends_columns() {
    static const std::vector<std::string> columns{"path", "near", "gap_m", "x", "y", "to_x", "to_y"};
    return columns;
}

Table segments_table(const Frame& frame, const PathNetwork& paths, const Links& links,
                     const std::vector<LinkFacts>& facts, const std::vector<RadiusMeasures>& radii) {
    std::vector<std::string> names;
    for (const RadiusMeasures& radius : radii)
        names.push_back(radius.name);
    Table table{"segments", segments_columns(names), {}, {}};
    const auto& network = paths.network;
    for (std::uint32_t s = 0; s < network.segments.size(); ++s) {
        const auto& segment = network.segments[s];
        const Feature& path = paths.path_of(s);
        const LinkFacts& fact = facts[links.of[s]];
        const Point at = frame.to_full((segment.from + segment.to) * 0.5);
        std::vector<std::optional<Value>> row{
            Value(scene::title_of(path)),
            kind_of(path),
            Value(segment.length_m),
            whole(network.degree(segment.from_node) + network.degree(segment.to_node) - 2),
            whole(network.component[segment.from_node] + 1),
            yes_no(street_network::is_dead_end(network, links.all[links.of[s]])),
            yes_no(fact.through),
            yes_no(fact.predictor),
            Value(at.x),
            Value(at.y)};
        for (const RadiusMeasures& radius : radii)
            add_measures(row, radius.segments[s]);
        table.rows.push_back(std::move(row));
        table.geometries.push_back(Geometry::make_line(std::vector<Point>{segment.from, segment.to}));
    }
    return table;
}

Table predictors_table(const Frame& frame, const PathNetwork& paths, const Links& links,
                       const std::vector<LinkFacts>& facts) {
    Table table{"predictors", predictors_columns(), {}, {}};
    for (std::size_t l = 0; l < facts.size(); ++l) {
        if (!facts[l].predictor || !facts[l].scored) continue;
        const Point at = frame.to_full(facts[l].middle);
        table.rows.push_back({Value(paths.name_of(links.all[l])), Value(links.all[l].length_m),
                              given(facts[l].way_round_m), yes_no(facts[l].bridge), Value(at.x),
                              Value(at.y)});
        table.geometries.push_back(Geometry::make_line(links.all[l].course));
    }
    return table;
}

Table dead_ends_table(const Frame& frame, const PathNetwork& paths, const Links& links,
                      const std::vector<LinkFacts>& facts) {
    Table table{"dead_ends", dead_ends_columns(), {}, {}};
    const auto& network = paths.network;
    for (std::size_t l = 0; l < facts.size(); ++l) {
        if (!facts[l].ends || !facts[l].scored) continue;
        const auto& link = links.all[l];
        const Point at =
            frame.to_full(network.nodes[network.degree(link.to_node) == 1 ? link.to_node : link.from_node]);
        table.rows.push_back({Value(paths.name_of(link)), Value(link.length_m), Value(at.x), Value(at.y)});
        table.geometries.push_back(Geometry::make_line(link.course));
    }
    return table;
}

Table blocks_table(const Frame& frame, const std::vector<street_network::Block>& blocks) {
    Table table{"blocks", blocks_columns(), {}, {}};
    for (const auto& block : blocks) {
        Geometry outline = Geometry::make_polygon(block.outline);
        const Point at = frame.to_full(label_point(outline));
        table.rows.push_back({whole(table.rows.size() + 1), Value(block.area_m2), Value(block.perimeter_m),
                              Value(at.x), Value(at.y)});
        table.geometries.push_back(std::move(outline));
    }
    return table;
}

Table loose_ends_table(const Frame& frame, const PathNetwork& paths,
                       const std::vector<street_network::LooseEnd>& ends) {
    Table table{"loose_ends", loose_ends_columns(), {}, {}};
    for (const auto& end : ends) {
        const Point from = paths.network.nodes[end.node];
        const Point at = frame.to_full(from);
        const Point to = frame.to_full(end.to);
        table.rows.push_back({Value(scene::title_of(paths.path_of(end.segment))),
                              Value(scene::title_of(paths.path_of(end.near))), Value(end.gap_m), Value(at.x),
                              Value(at.y), Value(to.x), Value(to.y)});
        table.geometries.push_back(Geometry::make_line(std::vector<Point>{from, end.to}));
    }
    return table;
}

} // namespace prospect::access
