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
    // How many cells the ways from a cell lead to, itself among them. They go round corners from which no
    // other cell is seen, and so may lead further than sight. Safe as set().
    void set_walked(std::uint32_t cell, std::uint32_t count) { walked_[cell] = count; }
    // By cell; 0 where no ways were asked for.
    const std::vector<std::uint32_t>& walked() const { return walked_; }
    std::vector<Field> take() { return std::move(fields_); }

private:
    const GraphCells& cells_;
    const std::vector<const Measure*>& measures_;
    std::vector<Field> fields_;
    std::vector<std::uint32_t> walked_;
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
