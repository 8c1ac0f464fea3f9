// What the measures of a visibility graph take to compute, and the maps they fill.
#pragma once

#include "analysis/sightlines/graph_cells.h"
#include "analysis/visibility_graph/cell_rows.h"

#include <optional>
#include <string_view>

namespace prospect::sightlines {

// Measures that come out of the same pass.
enum class Work : std::uint8_t {
    rows,       // connectivity, point_first_moment
    depths,     // mean_depth, integration_*, entropy, relativised_entropy
    neighbours, // clustering, control, controllability
    crossings,  // through_vision
    views,      // isovist_area
    lines,      // metric_mean_straight_line
    ways,       // metric_mean_depth
    turns,      // angular_mean_depth
    steps       // step_depth
};

struct Measure {
    const char* name;
    const char* unit;
    Work work;
    const char* label;
    const char* meaning;
};

// The fields of the measures asked for. Both arguments must outlive it.
class GraphMaps {
public:
    GraphMaps(const GraphCells& cells, const std::vector<const Measure*>& measures);

    bool needs(Work work) const;
    // Safe from several threads for different cells. Measures nobody asked for are dropped.
    void set(std::uint32_t cell, std::string_view measure, std::optional<double> value);
    std::vector<Field> take() { return std::move(fields_); }

private:
    const GraphCells& cells_;
    const std::vector<const Measure*>& measures_;
    std::vector<Field> fields_;
};

struct GraphWork {
    const Frame& frame;
    const GraphCells& cells;
    const visibility_graph::CellRows& rows;
    const std::vector<std::uint32_t>& parts; // by cell
    std::uint32_t radius = 0;                // steps; 0 = any
    const engine::PointList& step_from;
};

// Does all the work that the maps need, its progress shared about as the time goes.
void fill(const engine::Workers& workers, const GraphWork& work, GraphMaps& maps);

} // namespace prospect::sightlines
