#include "analysis/sightlines/graph_maps.h"

#include "analysis/sightlines/eye.h"
#include "analysis/visibility_graph/depth_values.h"
#include "analysis/visibility_graph/local_measures.h"
#include "analysis/visibility_graph/shortest_ways.h"
#include "analysis/visibility_graph/step_depth.h"
#include "analysis/visibility_graph/through_vision.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <tuple>

namespace prospect::sightlines {

namespace {

namespace vg = visibility_graph;

void add_rows(const engine::Workers& workers, const GraphCells& cells, const vg::CellRows& rows,
              GraphMaps& maps) {
    constexpr std::int64_t block = 256;
    workers.for_blocks(rows.cell_count(), block, [&](std::int64_t begin, std::int64_t end) {
        for (std::int64_t i = begin; i < end; ++i) {
            const auto cell = static_cast<std::uint32_t>(i);
            double moment = 0;
            for (const vg::CellRun& run : rows.row(cell))
                for (std::uint32_t other = run.first; other <= run.last; ++other)
                    moment += distance(cells.centres[cell], cells.centres[other]);
            maps.set(cell, "connectivity", vg::size_of(rows.row(cell)) - 1);
            maps.set(cell, "point_first_moment", moment);
        }
    });
}

void add_depths(const engine::Workers& workers, const GraphCells& cells, const vg::CellRows& rows,
                std::uint32_t radius, GraphMaps& maps) {
    const auto order = vg::near_order(cells.places, cells.grid.columns);
    const vg::DepthSearch search(rows, order, radius, vg::usable_simd().back());
    engine::Pool<vg::DepthSearch::Workspace> pool;
    workers.for_blocks(search.batch_count(), 1, [&](std::int64_t batch, std::int64_t) {
        pool.with([&](vg::DepthSearch::Workspace& workspace) {
            search.run(batch, workspace, [&](std::uint32_t cell, vg::DepthCounts counts) {
                const vg::DepthValues values = vg::depth_values(counts);
                maps.set(cell, "mean_depth", values.mean_depth);
                maps.set(cell, "integration_hh", values.integration_hh);
                maps.set(cell, "integration_pvalue", values.integration_pvalue);
                maps.set(cell, "integration_tekl", values.integration_tekl);
                maps.set(cell, "entropy", values.entropy);
                maps.set(cell, "relativised_entropy", values.relativised_entropy);
            });
        });
    });
}

void add_neighbours(const engine::Workers& workers, const vg::CellRows& rows, GraphMaps& maps) {
    const vg::LocalMeasures local = vg::local_measures(workers, rows);
    for (std::uint32_t cell = 0; cell < rows.cell_count(); ++cell) {
        if (local.connectivity[cell] < 2) continue;
        maps.set(cell, "clustering", local.clustering(cell));
        maps.set(cell, "control", local.control[cell]);
        maps.set(cell, "controllability", local.controllability(cell));
    }
}

void add_ways(const engine::Workers& workers, const GraphCells& cells, const vg::CellRows& rows,
              GraphMaps& maps) {
    constexpr std::int64_t block = 16;
    const vg::ShortestWays ways(workers.part(0, 0.1), *cells.walls, *cells.lattice, rows, cells.centres);
    engine::Pool<vg::ShortestWays::Workspace> pool;
    workers.part(0.1, 1).for_blocks(rows.cell_count(), block, [&](std::int64_t begin, std::int64_t end) {
        pool.with([&](vg::ShortestWays::Workspace& workspace) {
            for (std::int64_t i = begin; i < end; ++i) {
                const auto cell = static_cast<std::uint32_t>(i);
                for (const auto& [length, work, name] :
                     {std::tuple(vg::WayLength::metres, Work::ways, "metric_mean_depth"),
                      std::tuple(vg::WayLength::turns, Work::turns, "angular_mean_depth")}) {
                    if (!maps.needs(work)) continue;
                    double sum = 0;
                    std::int64_t reached = 0;
                    for (const double cost : ways.from(cell, length, workspace))
                        if (std::isfinite(cost)) {
                            sum += cost;
                            ++reached;
                        }
                    if (reached > 1) maps.set(cell, name, sum / static_cast<double>(reached - 1));
                }
            }
        });
    });
}

void add_lines(const engine::Workers& workers, const GraphCells& cells,
               const std::vector<std::uint32_t>& parts, GraphMaps& maps) {
    constexpr std::int64_t block = 64;
    workers.for_blocks(
        static_cast<std::int64_t>(cells.count()), block, [&](std::int64_t begin, std::int64_t end) {
            for (std::int64_t i = begin; i < end; ++i) {
                const auto cell = static_cast<std::uint32_t>(i);
                double sum = 0;
                std::int64_t reached = 0;
                for (std::uint32_t other = 0; other < cells.count(); ++other)
                    if (parts[other] == parts[cell]) {
                        sum += distance(cells.centres[cell], cells.centres[other]);
                        ++reached;
                    }
                if (reached > 1)
                    maps.set(cell, "metric_mean_straight_line", sum / static_cast<double>(reached - 1));
            }
        });
}

// As sightlines.visible_area has them: sight ends where the plan does, whatever the grid.
void add_views(const engine::Workers& workers, const GraphWork& what, GraphMaps& maps) {
    constexpr std::int64_t block = 256;
    const GraphCells& cells = what.cells;
    EyeBoxes boxes;
    for (const Point centre : cells.centres)
        boxes.add(centre, 0);
    const EyeWalls walls(what.context, what.eye_height_m, boxes);
    workers.for_blocks(static_cast<std::int64_t>(cells.count()), block,
                       [&](std::int64_t begin, std::int64_t end) {
                           Viewer viewer;
                           for (std::int64_t i = begin; i < end; ++i) {
                               const auto cell = static_cast<std::uint32_t>(i);
                               const Point eye = cells.centres[cell];
                               const kernel::View& view = viewer.look(walls.for_eye(eye, 0), eye, {});
                               maps.set(cell, "isovist_area", kernel::measure(view, {}).area_m2);
                           }
                       });
}

void add_steps(const Frame& frame, const GraphCells& cells, const vg::CellRows& rows,
               const engine::PointList& from, GraphMaps& maps) {
    std::vector<std::uint32_t> sources;
    for (const Point3& point : from.points)
        sources.push_back(cell_under(cells, frame, point, "step_from"));
    const auto depths = vg::step_depths(rows, sources);
    for (std::uint32_t cell = 0; cell < depths.size(); ++cell)
        if (depths[cell]) maps.set(cell, "step_depth", *depths[cell]);
}

void add_crossings(const engine::Workers& workers, const GraphCells& cells, const vg::CellRows& rows,
                   GraphMaps& maps) {
    const auto lines = vg::through_vision(workers, rows, cells.places, cells.grid.columns, cells.grid.rows);
    for (std::uint32_t cell = 0; cell < lines.size(); ++cell)
        maps.set(cell, "through_vision", static_cast<double>(lines[cell]));
}

// Shares of the progress, about as the time goes.
double weight(Work work) {
    switch (work) {
    case Work::depths:
        return 6;
    case Work::ways:
    case Work::turns:
        return 10;
    case Work::crossings:
        return 4;
    case Work::neighbours:
        return 3;
    case Work::lines:
        return 2;
    case Work::rows:
    case Work::views:
    case Work::steps:
        return 1;
    }
    return 1;
}

void do_work(Work work, const engine::Workers& workers, const GraphWork& what, GraphMaps& maps) {
    switch (work) {
    case Work::rows:
        return add_rows(workers, what.cells, what.rows, maps);
    case Work::depths:
        return add_depths(workers, what.cells, what.rows, what.radius, maps);
    case Work::neighbours:
        return add_neighbours(workers, what.rows, maps);
    case Work::crossings:
        return add_crossings(workers, what.cells, what.rows, maps);
    case Work::views:
        return add_views(workers, what, maps);
    case Work::lines:
        return add_lines(workers, what.cells, what.parts, maps);
    case Work::ways:
    case Work::turns:
        return add_ways(workers, what.cells, what.rows, maps);
    case Work::steps:
        return add_steps(what.context.site().frame, what.cells, what.rows, what.step_from, maps);
    }
}

} // namespace

GraphMaps::GraphMaps(const GraphCells& cells, const std::vector<const Measure*>& measures)
    : cells_(cells), measures_(measures) {
    for (const Measure* measure : measures)
        fields_.emplace_back(measure->name, measure->unit, cells.grid);
}

bool GraphMaps::needs(Work work) const {
    return std::any_of(measures_.begin(), measures_.end(), [&](const Measure* m) { return m->work == work; });
}

void GraphMaps::set(std::uint32_t cell, std::string_view measure, std::optional<double> value) {
    if (!value) return;
    for (std::size_t i = 0; i < measures_.size(); ++i)
        if (measures_[i]->name == measure)
            fields_[i].values[static_cast<std::size_t>(cells_.places[cell])] = static_cast<float>(*value);
}

void fill(const engine::Workers& workers, const GraphWork& work, GraphMaps& maps) {
    // Ways and turns are one pass.
    constexpr std::array<Work, 8> order{Work::rows,  Work::depths, Work::neighbours, Work::crossings,
                                        Work::views, Work::lines,  Work::ways,       Work::steps};
    std::vector<Work> needed;
    double whole = 0;
    for (const Work one : order)
        if (maps.needs(one) || (one == Work::ways && maps.needs(Work::turns))) {
            needed.push_back(one);
            whole += weight(one);
        }
    double done = 0;
    for (const Work one : needed) {
        const double end = std::min(1.0, done + weight(one) / whole);
        const engine::Workers share = workers.part(done, end);
        do_work(one, share, work, maps);
        share.progress().report(1);
        share.progress().checkpoint(); // a stop asked for meanwhile
        done = end;
    }
}

} // namespace prospect::sightlines
