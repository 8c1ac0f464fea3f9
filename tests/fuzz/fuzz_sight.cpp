// Any walls, solids, crowns and ground: the rows of a visibility graph are symmetric and the same by every
// set of instructions, lines of sight are the same both ways and agree with what blocks them, more than one
// cell of a surface asked together answers as each alone. Coordinates are small whole numbers, so that
// everything crosses, touches and overlaps.
#include "analysis/sightlines/surface_sight.h"
#include "analysis/visibility_graph/depth_search.h"
#include "analysis/visibility_graph/local_measures.h"
#include "geometry/base/error.h"
#include "geometry/kernel/cell_lattice.h"
#include "geometry/rays/ray_scene.h"
#include "tests/fuzz/bytes.h"

#include <cmath>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <numeric>

using namespace prospect;
using fuzz::Bytes;
using fuzz::require;

namespace {

Point point_of(Bytes& bytes) {
    const double x = bytes.next() % 64;
    return {x, static_cast<double>(bytes.next() % 64)};
}

Point3 point_above(Bytes& bytes) {
    const Point p = point_of(bytes);
    return {p.x, p.y, bytes.next() / 16.0};
}

struct Things {
    std::vector<std::vector<Point>> rings;
    std::vector<std::vector<Point>> lines;
};

Things things_of(Bytes& bytes) {
    Things things;
    while (!bytes.empty() && things.rings.size() + things.lines.size() < 12) {
        const std::uint8_t kind = bytes.next();
        std::vector<Point> chain;
        for (int i = 0; i < 2 + kind / 2 % 5; ++i)
            chain.push_back(point_of(bytes));
        (kind % 2 == 0 ? things.rings : things.lines).push_back(std::move(chain));
    }
    return things;
}

bool sees(const visibility_graph::CellRows& rows, std::uint32_t from, std::uint32_t to) {
    for (const kernel::CellRun& run : rows.row(from))
        if (run.first <= to && to <= run.last) return true;
    return false;
}

void check_graph(const Things& things) {
    kernel::Obstacles obstacles;
    obstacles.rings = things.rings;
    obstacles.lines = things.lines;
    obstacles.bounds = {-1, -1, 64, 64};
    const kernel::VisibilityScene scene(obstacles);
    std::vector<double> xs;
    for (int i = 0; i < 9; ++i)
        xs.push_back(7 * i);
    const std::vector<double> ys(xs.rbegin(), xs.rend());
    const kernel::CellLattice lattice(scene, xs, ys);
    for (const kernel::Grazing grazing : {kernel::Grazing::blocks, kernel::Grazing::sees}) {
        const auto rows = visibility_graph::rows_of(engine::Workers(1), lattice, grazing);
        const std::uint32_t cells = rows.cell_count();
        for (std::uint32_t a = 0; a < cells; ++a) {
            require(sees(rows, a, a));
            for (std::uint32_t b = 0; b < a; ++b)
                require(sees(rows, a, b) == sees(rows, b, a));
        }
        std::vector<std::uint32_t> order(cells);
        std::iota(order.begin(), order.end(), 0);
        std::vector<std::vector<std::uint32_t>> first(cells);
        for (const visibility_graph::Simd simd : visibility_graph::usable_simd()) {
            const visibility_graph::DepthSearch search(rows, order, 0, simd);
            visibility_graph::DepthSearch::Workspace workspace;
            for (std::int64_t batch = 0; batch < search.batch_count(); ++batch)
                search.run(batch, workspace, [&](std::uint32_t cell, visibility_graph::DepthCounts counts) {
                    const std::vector<std::uint32_t> found(counts.begin(), counts.end());
                    if (simd == visibility_graph::Simd::plain) first[cell] = found;
                    require(found == first[cell]);
                });
        }
        const auto local = visibility_graph::local_measures(engine::Workers(1), rows);
        for (std::uint32_t cell = 0; cell < cells; ++cell)
            require(local.connectivity[cell] < cells && local.around[cell] <= cells);
    }
}

std::shared_ptr<const Field> ground_of(Bytes& bytes) {
    auto field = std::make_shared<Field>("terrain", "m", Grid{0, 63, 9, 9, 7, 7});
    for (float& height : field->values) {
        const std::uint8_t byte = bytes.next();
        height = byte == 255 ? nodata : static_cast<float>(byte % 16) / 2;
    }
    return field;
}

void check_rays(const Things& things, const std::shared_ptr<const Field>& terrain,
                const std::vector<Point3>& eyes) {
    const rays::Ground ground(terrain);
    const auto height = [&](Point p) { return ground.height_at(p).value_or(0); };
    const auto top = [&](Point p) { return height(p) + 1 + std::fmod(p.x, 5); };
    rays::Solids solids;
    rays::Thing thing = 0;
    for (const auto& ring : things.rings)
        try {
            solids.add_prism(Geometry::make_polygon(ring), height, top, thing++);
        } catch (const Error&) {
            // an outline that is no area
        }
    for (const auto& line : things.lines)
        solids.add_wall(Geometry::make_line(line), height, top, thing++);
    solids.add_crown({eyes.front(), 1 + eyes.back().x / 8, 1 + eyes.back().y / 16, thing++});
    const rays::RayScene scene(solids, ground);
    std::vector<std::uint8_t> answers(eyes.size());
    for (const Point3& eye : eyes) {
        scene.blocked_from(eye, eyes, answers);
        for (const Point3& other : eyes) {
            const bool blocked = scene.blocked({eye, other});
            require(blocked == scene.blocked({other, eye}));
            const auto hit = scene.first_hit({eye, other});
            require(hit.has_value() == blocked);
            if (hit) require(hit->thing < thing || hit->thing == rays::ground_thing);
            if (hit)
                require(hit->at_m >= 0 &&
                        hit->at_m <= std::hypot(other.x - eye.x, other.y - eye.y, other.z - eye.z) + 1e-3);
        }
    }
}

void check_surface(const Field& surface, const std::vector<Point3>& eyes) {
    using sightlines::CellFan;
    using sightlines::Crosses;
    using sightlines::HeightGrid;
    const HeightGrid heights(surface);
    for (const Point3& p : eyes) {
        const sightlines::GridEye eye{p.x / 9, p.y / 9, p.z};
        for (std::int64_t column = 0; column < surface.grid.columns; ++column) {
            CellFan fan{Crosses::columns, column, 0};
            fan.asked = 0;
            fan.stop_above.fill(std::numeric_limits<double>::infinity());
            for (std::int64_t row = 0; row < surface.grid.rows; ++row)
                if (surface.has_value(column, row) &&
                    HeightGrid::crosses(eye, column, row) == Crosses::columns)
                    fan.asked |= 1U << row;
            HeightGrid::Hint hint;
            const auto together = heights.needed_m(eye, fan, hint);
            for (std::int64_t row = 0; row < surface.grid.rows; ++row) {
                if ((fan.asked >> row & 1) == 0) continue;
                HeightGrid::Hint fresh;
                const double alone =
                    heights.needed_m(eye, column, row, 0, std::numeric_limits<double>::infinity(), fresh);
                require(alone == together[static_cast<std::size_t>(row)] && alone >= 0 &&
                        std::isfinite(alone));
            }
        }
    }
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    Bytes bytes(data, size);
    std::vector<Point3> eyes;
    for (int i = 0; i < 4; ++i)
        eyes.push_back(point_above(bytes));
    const auto terrain = ground_of(bytes);
    const Things things = things_of(bytes);
    check_graph(things);
    check_rays(things, terrain, eyes);
    check_surface(*terrain, eyes);
    return 0;
}
