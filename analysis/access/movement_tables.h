// The tables of access.movement.
#pragma once

#include "analysis/access/link_facts.h"
#include "analysis/engine/analysis.h"
#include "analysis/street_network/blocks.h"
#include "analysis/street_network/segment_measures.h"

namespace prospect::access {

struct RadiusMeasures {
    std::string name; // "n", "400"
    std::vector<street_network::SegmentMeasures> segments;
};

// radii: their names, "n", "400".
std::vector<std::string> segments_columns(const std::vector<std::string>& radii);
// What of them colours the segments on the map.
std::vector<engine::FieldInfo> segments_maps();
const std::vector<std::string>& predictors_columns();
const std::vector<std::string>& dead_ends_columns();
const std::vector<std::string>& blocks_columns();
const std::vector<std::string>& loose_ends_columns();

// One row a segment, with integration_R, choice_R, nain_R, nach_R, node_count_R, total_depth_R, mean_depth_R
// for each radius R after the fixed columns.
engine::Table segments_table(const Frame& frame, const PathNetwork& paths, const street_network::Links& links,
                             const std::vector<LinkFacts>& facts, const std::vector<RadiusMeasures>& radii);
// Links that are scored predictors, scored dead ends.
engine::Table predictors_table(const Frame& frame, const PathNetwork& paths,
                               const street_network::Links& links, const std::vector<LinkFacts>& facts);
engine::Table dead_ends_table(const Frame& frame, const PathNetwork& paths,
                              const street_network::Links& links, const std::vector<LinkFacts>& facts);
engine::Table blocks_table(const Frame& frame, const std::vector<street_network::Block>& blocks);
engine::Table loose_ends_table(const Frame& frame, const PathNetwork& paths,
                               const std::vector<street_network::LooseEnd>& ends);

} // namespace prospect::access
