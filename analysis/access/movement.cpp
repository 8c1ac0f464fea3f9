#include "analysis/access/movement.h"

#include "analysis/access/movement_tables.h"
#include "analysis/scene/attribute_reader.h"
#include "analysis/scene/study_area.h"
#include "geometry/base/text.h"
#include "geometry/index/spatial_index.h"

#include <algorithm>
#include <cmath>

namespace prospect::access {

namespace {

using engine::AnalysisResult;
using engine::Note;
using street_network::Block;
using street_network::Links;
using street_network::LooseEnd;

struct Radius {
    std::string name;
    std::optional<double> metres; // absent: n
};

std::vector<Radius> radii_from(const std::vector<std::string>& texts) {
    std::vector<Radius> radii;
    for (const std::string& text : texts) {
        const auto metres = text == "n" ? std::optional<double>() : number_from(text);
        if (text != "n" && (!metres || !(*metres > 0 && *metres <= 100000)))
            throw Error(ErrorCode::usage,
                        "radii: \"" + text + "\" is neither a distance above 0 to 100000 m nor n",
                        "give them as 400,800,n");
        const Radius radius{metres ? as_text(Value(*metres)) : "n", metres};
        if (std::none_of(radii.begin(), radii.end(),
                         [&](const Radius& one) { return one.name == radius.name; }))
            radii.push_back(radius);
    }
    if (radii.empty()) throw Error(ErrorCode::usage, "radii: there is none", "give at least one, such as n");
    return radii;
}

int bins_from(std::int64_t quantise) {
    if (quantise != 0 && quantise < 4)
        throw Error(ErrorCode::usage,
                    "quantise: " + std::to_string(quantise) + " bins are too few for a whole turn",
                    "give 4 to 1024, or 0 for exact angles");
    return static_cast<int>(quantise);
}

std::vector<RadiusMeasures> measure(const engine::Context& context, const street_network::TurnGraph& graph,
                                    const std::vector<Radius>& radii) {
    std::vector<RadiusMeasures> measured;
    for (std::size_t r = 0; r < radii.size(); ++r) {
        const auto share = [&](std::size_t part) {
            return 0.05 + 0.85 * static_cast<double>(part) / static_cast<double>(radii.size());
        };
        measured.push_back({radii[r].name, segment_measures(context.workers(share(r), share(r + 1)), graph,
                                                            radii[r].metres)});
    }
    return measured;
}

// What is left of the blocks when slivers, as between a road and its footway, and those outside are gone.
std::vector<Block> scored_blocks(const engine::Context& context, const street_network::Network& network,
                                 double least_m2) {
    const scene::StudyArea study(context.site());
    std::vector<Block> kept;
    for (Block& block : street_network::blocks(network))
        if (block.area_m2 >= least_m2 && study.contains(label_point(Geometry::make_polygon(block.outline))))
            kept.push_back(std::move(block));
    return kept;
}

double median(std::vector<double> values) {
    std::sort(values.begin(), values.end());
    const std::size_t half = values.size() / 2;
    return values.size() % 2 == 1 ? values[half] : (values[half - 1] + values[half]) / 2;
}

void add_permeability(const engine::Context& context, const PathNetwork& paths, const Links& links,
                      const std::vector<LinkFacts>& facts, AnalysisResult& result) {
    const scene::StudyArea study(context.site());
    std::size_t junctions = 0;
    std::size_t ends = 0;
    for (std::uint32_t node = 0; node < paths.network.nodes.size(); ++node) {
        const std::size_t degree = paths.network.degree(node);
        if (degree == 2 || !study.contains(paths.network.nodes[node])) continue;
        (degree == 1 ? ends : junctions) += 1;
    }
    std::size_t scored = 0;
    for (const LinkFacts& fact : facts)
        scored += fact.scored ? 1 : 0;
    double hectares = 0;
    for (const FeaturePtr& area_of : red_line(context.site()).features)
        hectares += area(area_of->geometry) / 10000;
    if (hectares > 0)
        result.metrics.emplace_back("intersections_per_ha", static_cast<double>(junctions) / hectares);
    else
        result.notes.push_back({Note::Level::info, "no_study_area",
                                "no study area is drawn: everything counts, ways that end at the edge of the "
                                "plan too, and junctions per hectare are not known"});
    if (junctions + ends > 0)
        result.metrics.emplace_back("link_node_ratio",
                                    static_cast<double>(scored) / static_cast<double>(junctions + ends));
    result.counts.emplace_back("junctions", static_cast<std::int64_t>(junctions));
    result.counts.emplace_back("links", static_cast<std::int64_t>(links.all.size()));
}

void add_link_sums(const engine::Context& context, const Links& links, const std::vector<LinkFacts>& facts,
                   AnalysisResult& result) {
    double all_m = 0;
    double ending_m = 0;
    double only_through_m = 0;
    double predictors_m = 0;
    double longest_m = 0;
    for (std::size_t l = 0; l < facts.size(); ++l) {
        const LinkFacts& fact = facts[l];
        all_m += fact.scored_m;
        if (!fact.through) ending_m += fact.scored_m;
        if (fact.through && !fact.served) only_through_m += fact.scored_m;
        if (!fact.predictor || !fact.scored) continue;
        predictors_m += links.all[l].length_m;
        longest_m = std::max(longest_m, links.all[l].length_m);
    }
    result.metrics.emplace_back("paths_m", all_m);
    result.metrics.emplace_back("predictors_m", predictors_m);
    result.metrics.emplace_back("longest_predictor_m", longest_m);
    if (all_m <= 0) return;
    result.metrics.emplace_back("no_through_share", ending_m / all_m);
    if (has_entrances(context))
        result.metrics.emplace_back("through_only_share", only_through_m / all_m);
    else
        result.notes.push_back({Note::Level::info, "no_entrances",
                                "no door, gate or entrance is on the plan, so it is not known which ways "
                                "serve only people who pass through"});
}

// "Ferry Lane (260 m of paths)": the second longest piece, by its longest segment.
std::string piece_text(const PathNetwork& paths) {
    const auto& network = paths.network;
    std::uint32_t longest = 0;
    double length_m = -1;
    for (std::uint32_t s = 0; s < network.segments.size(); ++s) {
        if (network.component[network.segments[s].from_node] != 1 || network.segments[s].length_m <= length_m)
            continue;
        longest = s;
        length_m = network.segments[s].length_m;
    }
    return scene::title_of(paths.path_of(longest)) + " (" +
           std::to_string(std::lround(network.component_m[1])) + " m of paths)";
}

void add_pieces(const engine::Context& context, const PathNetwork& paths, const std::vector<LooseEnd>& loose,
                AnalysisResult& result) {
    const Frame& frame = context.site().frame;
    const auto gap_text = [&](const LooseEnd& end) {
        return "the end of " + scene::title_of(paths.path_of(end.segment)) + " is " +
               scene::metres_text(end.gap_m) + " m from " + scene::title_of(paths.path_of(end.near));
    };
    const std::size_t pieces = paths.network.component_m.size();
    if (pieces > 1)
        result.notes.push_back(
            {Note::Level::warning,
             "network_in_pieces",
             "the path network is in " + std::to_string(pieces) +
                 " pieces; nothing leads from one to another; apart from the longest lies " +
                 piece_text(paths) + (loose.empty() ? "" : "; " + gap_text(loose.front())),
             {},
             {}});
    std::vector<Note> found;
    for (const LooseEnd& end : loose)
        found.push_back({Note::Level::warning, "loose_end",
                         gap_text(end) + ": join them if one can walk there", paths.network.nodes[end.node],
                         paths.path_of(end.segment).id});
    scene::add_merged(result.notes, found,
                      "ends of paths are near another path but do not meet it (table loose_ends)", frame);
    result.counts.emplace_back("components", static_cast<std::int64_t>(pieces));
}

// Routes do not stop at gates: whoever reads them has to know. Whatever the hour, those that the plan does
// not leave open.
void note_gates(const engine::Context& context, const PathNetwork& paths, AnalysisResult& result) {
    using scene::AttributeReader;
    std::vector<Box> boxes;
    for (const auto& segment : paths.network.segments)
        boxes.push_back(box_of(std::vector<Point>{segment.from, segment.to}));
    const SpatialIndex index(boxes);
    constexpr double least_half_m = 0.3;
    std::vector<Note> found;
    for (const auto& [layer, opening] : context.site().features(Role::opening)) {
        if (!present(*opening, context.time().phase) || opening->geometry.empty() ||
            AttributeReader::own_text(*opening, "kind") != "gate" ||
            AttributeReader::own_text(*opening, "control") == "open")
            continue;
        const Point at = label_point(opening->geometry);
        const double half_m = std::max({least_half_m, length(opening->geometry) / 2,
                                        AttributeReader::own_number(*opening, "width_m").value_or(0) / 2});
        const auto near = index.query(Box{at.x, at.y, at.x, at.y}.grown(half_m));
        const bool across = std::any_of(near.begin(), near.end(), [&](std::uint32_t s) {
            const auto& segment = paths.network.segments[s];
            return distance(at, Segment{segment.from, segment.to}) <= half_m;
        });
        if (across)
            found.push_back({Note::Level::warning, "gates_on_paths",
                             "the gate " + scene::title_of(*opening) +
                                 " is on a path and need not stand open: routes lead through it all the same",
                             at, opening->id});
    }
    scene::add_merged(result.notes, found,
                      "gates that need not stand open are on paths: routes lead through them all the same",
                      context.site().frame);
}

engine::AnalysisInfo info() {
    return {
        .id = "access.movement",
        .title = "Where people are likely to pass",
        .term =
            "angular segment analysis: integration, choice, NAIN, NACH; movement predictors, permeability",
        .summary =
            "Which paths lie near everything and on the way to everything, where one has no other way, "
            "and where ways end. More people passing means more eyes and more strangers: what is "
            "better depends on the crime and the place, so nothing here is rated good or bad.",
        .reference =
            "Angular segment analysis: Turner (2001, 2007); NAIN = n^1.2 / TD and NACH = log(CH + 1) / "
            "log(TD + 3): Hillier, Yang & Turner (2012); choice: Brandes (2001). Evidence on "
            "permeability conflicts: Johnson & Bowers (2010) against Hillier & Sahbaz (2008)",
        .reads = {Role::path, Role::study_area, Role::opening, Role::target},
        .time = {.phase = true},
        .tables = {engine::colored_by(
                       segments_maps(),
                       {"segments", segments_columns(MovementParams{}.radii), // the usual ones
                        "One row a straight piece of path: how near it is to all others and how many routes "
                        "lead through it, for each radius"}),
                   engine::without_marks(
                       {"predictors", predictors_columns(),
                        "Ways without an alternative: whoever enters can be expected at the other end"}),
                   engine::without_marks(
                       {"dead_ends", dead_ends_columns(), "Ways that end where nothing else begins"}),
                   engine::without_marks(
                       {"blocks", blocks_columns(), "What one has to walk round, and how far that is"}),
                   {"loose_ends", loose_ends_columns(),
                    "Ends of paths near another path that they do not meet"}},
        .metrics = {{"paths_m", "Length of paths in the study area"},
                    {"predictors_m", "Length of ways without an alternative"},
                    {"longest_predictor_m", "The longest of them"},
                    {"no_through_share", "Share of the paths' length that leads nowhere but back"},
                    {"through_only_share",
                     "Share of it that leads through and has no door near: it serves only "
                     "people who pass"},
                    {"intersections_per_ha", "Junctions on a hectare of the study area"},
                    {"link_node_ratio", "Links for each junction or dead end"},
                    {"block_perimeter_median_m", "Way round a block: half of them have less"},
                    {"block_perimeter_max_m", "Way round the largest block"}},
    };
}

void add_join_settings(engine::Schema<MovementParams>& schema) {
    schema
        .add(&MovementParams::snap_m, {.name = "snap_m",
                                       .label = "Ends that meet",
                                       .unit = "m",
                                       .help = "An end of a path this near another counts as joined to it.",
                                       .min = 0,
                                       .max = 10,
                                       .advanced = true})
        .add(&MovementParams::loose_m, {.name = "loose_m",
                                        .label = "Ends to report",
                                        .unit = "m",
                                        .help = "Ends this near another path that do not meet it are listed.",
                                        .min = 0,
                                        .max = 50,
                                        .advanced = true})
        .add(&MovementParams::crossings,
             {.name = "crossings",
              .label = "Where paths cross",
              .help = "One can turn off there, or they meet only at ends and shared points (bridges).",
              .choices = {"join", "apart"},
              .advanced = true})
        .add(&MovementParams::serve_m, {.name = "serve_m",
                                        .label = "Door beside a way",
                                        .unit = "m",
                                        .help = "A way serves the doors, gates and entrances this near.",
                                        .min = 0,
                                        .max = 1000,
                                        .advanced = true})
        .add(&MovementParams::least_block_m2, {.name = "least_block_m2",
                                               .label = "Smallest block",
                                               .unit = "m2",
                                               .help = "Smaller ground between ways is no block.",
                                               .min = 0,
                                               .max = 1e6,
                                               .advanced = true});
}

engine::Schema<MovementParams> schema() {
    engine::Schema<MovementParams> schema;
    schema
        .add(&MovementParams::network,
             {.name = "network",
              .label = "Who moves",
              .help = "All paths, those on foot (without roads), or those for vehicles (roads and service "
                      "ways).",
              .choices = {"all", "foot", "vehicle"}})
        .add(&MovementParams::radii,
             {.name = "radii",
              .label = "Radii",
              .unit = "m",
              .help = "Lengths of the routes that count, in metres, and n for routes of every length."})
        .add(&MovementParams::quantise,
             {.name = "quantise",
              .label = "Bins of turns",
              .help = "0 for exact angles; 4 to 1024 rounds turns as depthmapX does with as many bins.",
              .min = 0,
              .max = 1024,
              .advanced = true})
        .add(&MovementParams::alternative_m,
             {.name = "alternative_m",
              .label = "Way round",
              .unit = "m",
              .help = "A way has an alternative when the way round it is at most this much longer.",
              .min = 0,
              .max = 1000});
    schema.add(&MovementParams::least_predictor_m,
               {.name = "least_predictor_m",
                .label = "Shortest way without another",
                .unit = "m",
                .help = "Shorter ways count as places to choose, not as ways without an alternative.",
                .min = 0,
                .max = 1000,
                .advanced = true});
    add_join_settings(schema);
    return schema;
}

} // namespace

AnalysisResult movement(const engine::Context& context, const MovementParams& params) {
    const std::vector<Radius> radii = radii_from(params.radii);
    const int bins = bins_from(params.quantise);
    const auto travellers = params.network == "foot"      ? Travellers::foot
                            : params.network == "vehicle" ? Travellers::vehicle
                                                          : Travellers::all;
    const auto crossings =
        params.crossings == "apart" ? street_network::Crossings::apart : street_network::Crossings::join;
    context.progress().report(0);
    const PathNetwork paths =
        path_network(context.site(), context.time().phase, travellers, {params.snap_m, crossings});
    const Links links = street_network::links_of(paths.network);
    const std::vector<RadiusMeasures> measured =
        measure(context, street_network::turn_graph(paths.network, {bins}), radii);
    const std::vector<LinkFacts> facts =
        link_facts(context, context.workers(0.9, 0.98), paths, links,
                   {params.alternative_m, params.least_predictor_m, params.serve_m});
    const std::vector<LooseEnd> loose = street_network::loose_ends(paths.network, params.loose_m);

    AnalysisResult result;
    result.notes = paths.notes;
    result.counts = {{"segments", static_cast<std::int64_t>(paths.network.segments.size())}};
    add_pieces(context, paths, loose, result);
    note_gates(context, paths, result);
    add_link_sums(context, links, facts, result);
    add_permeability(context, paths, links, facts, result);
    std::vector<Block> blocks;
    if (crossings == street_network::Crossings::join)
        blocks = scored_blocks(context, paths.network, params.least_block_m2);
    else
        result.notes.push_back(
            {Note::Level::info, "no_blocks",
             "where paths cross without meeting there are no blocks to walk round: none is "
             "listed, and the way round one is not known"});
    if (!blocks.empty()) {
        std::vector<double> perimeters;
        for (const Block& block : blocks)
            perimeters.push_back(block.perimeter_m);
        result.metrics.emplace_back("block_perimeter_median_m", median(perimeters));
        result.metrics.emplace_back("block_perimeter_max_m",
                                    *std::max_element(perimeters.begin(), perimeters.end()));
    }
    const Frame& frame = context.site().frame;
    result.tables = {segments_table(frame, paths, links, facts, measured),
                     predictors_table(frame, paths, links, facts),
                     dead_ends_table(frame, paths, links, facts), blocks_table(frame, blocks),
                     loose_ends_table(frame, paths, loose)};
    context.progress().report(1);
    context.progress().checkpoint(); // told to stop by that report
    return result;
}

engine::Analysis movement_analysis() {
    return engine::Analysis::make<MovementParams>(info(), schema(), movement);
}

} // namespace prospect::access
