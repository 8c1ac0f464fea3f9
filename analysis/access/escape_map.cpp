#include "analysis/access/escape_map.h"

#include "analysis/scene/study_area.h"
#include "analysis/scene/zones.h"

namespace prospect::access {

namespace {

// Marks what is joined with a marked cell by steps.
void spread(const WalkCells& cells, std::vector<std::uint8_t>& marked) {
    std::vector<std::int64_t> left;
    for (std::int64_t cell = 0; cell < cells.grid.cell_count(); ++cell)
        if (marked[static_cast<std::size_t>(cell)] != 0) left.push_back(cell);
    while (!left.empty()) {
        const std::int64_t cell = left.back();
        left.pop_back();
        for (std::size_t k = 0; k < neighbours.size(); ++k) {
            if (!cells.can_step(cell, k)) continue;
            const auto next = static_cast<std::size_t>(cells.step_to(cell, k));
            if (marked[next] != 0) continue;
            marked[next] = 1;
            left.push_back(static_cast<std::int64_t>(next));
        }
    }
}

EscapeGround ground_of(const engine::Context& context, const WalkCells& cells) {
    const scene::Zones zones(context.scene());
    const scene::StudyArea study(context.site());
    const std::size_t count = cells.walks.size();
    EscapeGround grounds;
    grounds.told.assign(count, 0);
    grounds.spots.assign(count, 0);
    grounds.scored.assign(count, 0);
    std::vector<std::uint8_t> reached(count, 0);
    context.workers(0.1, 0.2, "Finding whose ground it is")
        .for_blocks(cells.grid.cell_count(), 4096, [&](std::int64_t begin, std::int64_t end) {
            for (std::int64_t cell = begin; cell < end; ++cell) {
                const auto c = static_cast<std::size_t>(cell);
                if (cells.walks[c] == 0) continue;
                const Point p = cells.center(cell);
                reached[c] = zones.public_at(p) ? 1 : 0;
                grounds.told[c] = zones.private_at(p) ? 0 : 1;
                grounds.spots[c] = grounds.told[c] != 0 && study.contains(p) ? 1 : 0;
                grounds.scored[c] = grounds.spots[c] != 0 && reached[c] != 0 ? 1 : 0;
            }
        });
    spread(cells, reached);
    for (std::size_t c = 0; c < count; ++c) {
        grounds.told[c] &= reached[c];
        grounds.spots[c] &= reached[c];
    }
    return grounds;
}

} // namespace

Grid grid_around(const Grid& inner, const Site& site, double within_m) {
    Box drawn;
    for (const Role role :
         {Role::building, Role::barrier, Role::opening, Role::target, Role::path, Role::zone})
        for (const auto& [layer, feature] : site.features(role))
            drawn.add(feature->geometry.box());
    const Box here = inner.box();
    const Box wide = here.grown(within_m);
    const auto cells = [](double reach_m, double cell_m) {
        return static_cast<std::int64_t>(std::ceil(std::max(0.0, reach_m) / cell_m));
    };
    const std::int64_t west = cells(here.xmin - std::max(wide.xmin, drawn.xmin), inner.cell_x);
    const std::int64_t east = cells(std::min(wide.xmax, drawn.xmax) - here.xmax, inner.cell_x);
    const std::int64_t south = cells(here.ymin - std::max(wide.ymin, drawn.ymin), inner.cell_y);
    const std::int64_t north = cells(std::min(wide.ymax, drawn.ymax) - here.ymax, inner.cell_y);
    Grid outer = inner;
    outer.xmin -= static_cast<double>(west) * inner.cell_x;
    outer.ymax += static_cast<double>(north) * inner.cell_y;
    outer.columns += west + east;
    outer.rows += south + north;
    return outer;
}

EscapeMap escape_map(const engine::Context& context, const Grid& grid, const EscapeSettings& settings) {
    const WalkGround ground(context.scene());
    const scene::Footing& footing = ground.footing;
    const std::vector<Segment> closed = closed_stretches(ground.gates);
    EscapeMap map;
    map.cells = walk_cells(grid, footing, closed, context.workers(0, 0.1, "Finding where people walk"));
    map.ground = ground_of(context, map.cells);
    map.refuges = refuges_of(context, map.cells, footing, settings.refuges);
    map.notes = ground.notes;
    map.notes.insert(map.notes.end(), map.refuges.notes.begin(), map.refuges.notes.end());
    if (map.refuges.cells.empty()) return map;
    std::vector<Segment> stops = footing.edges();
    stops.insert(stops.end(), closed.begin(), closed.end());
    map.narrow = bottlenecks(map.cells, stops, ground.gates, settings.blocked_m,
                             context.workers(0.2, 0.4, "Looking for narrow places"));
    map.out = ways_out(map.cells, map.narrow, map.refuges.cells, settings.within_m,
                       context.workers(0.4, 0.95, "Looking for ways out"));
    return map;
}

} // namespace prospect::access
