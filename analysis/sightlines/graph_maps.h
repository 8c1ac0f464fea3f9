// What the measures of a visibility graph take to compute, and the maps they fill.
#pragma once

#include "analysis/sightlines/graph_cells.h"
#include "analysis/sightlines/graph_measures.h"
#include "analysis/visibility_graph/cell_rows.h"

#include <optional>
#include <string_view>

namespace prospect::sightlines {

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
    const engine::Context& context;
    double eye_height_m = 1.6;
    const GraphCells& cells;
    const visibility_graph::CellRows& rows;
    const std::vector<std::uint32_t>& parts; // by cell
    std::uint32_t radius = 0;                // steps; 0 = any
    const engine::PointList& step_from;
};

// Does all the work that the maps need, its progress shared about as the time goes.
void fill(const engine::Workers& workers, const GraphWork& work, GraphMaps& maps);

} // namespace prospect::sightlines
