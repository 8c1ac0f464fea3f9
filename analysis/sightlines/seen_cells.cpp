#include "analysis/sightlines/seen_cells.h"

#include "analysis/scene/scene.h"
#include "analysis/sightlines/surface_sight.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cmath>
#include <limits>
#include <numbers>

namespace prospect::sightlines {

namespace {

constexpr double earth_radius_m = 6371000;
constexpr std::int64_t rows_at_once = 4; // in space
constexpr double needed_step_m = 0.01;
// Beyond this nothing stands: what is not seen there is seen from nowhere above.
constexpr double most_height_m = 100e3;

double drop_over(double distance_m) {
    return distance_m * distance_m / (2 * earth_radius_m);
}

SeenCells unseen(std::int64_t cells, bool height_needed) {
    SeenCells made;
    made.count.assign(static_cast<std::size_t>(cells), 0);
    if (height_needed) made.needed.assign(static_cast<std::size_t>(cells), nodata);
    return made;
}

} // namespace

bool looks_at(const CellEye& eye, Point place) {
    const Point d = place - eye.place;
    if (eye.sight.reach_m > 0 && dot(d, d) > eye.sight.reach_m * eye.sight.reach_m) return false;
    if (dot(d, d) < eye.sight.inner_m * eye.sight.inner_m) return false;
    if (eye.sight.fov_deg >= 360 || (d.x == 0 && d.y == 0)) return true;
    const double azimuth = std::atan2(d.x, d.y) * 180 / std::numbers::pi;
    return std::abs(std::remainder(azimuth - eye.sight.azimuth_deg, 360)) <= eye.sight.fov_deg / 2;
}

namespace {

// What one eye sees of a square of cells of a surface, looked at in fans.
class SurfaceTile {
public:
    SurfaceTile(const Field& surface, const HeightGrid& heights, const GridPart& part,
                const CellQuestion& question, SeenCells& seen)
        : surface_(surface), heights_(heights), part_(part), question_(question), seen_(seen) {}

    void look(const CellEye& eye, const GridEye& grid_eye, const GridPart& tile, HeightGrid::Hint& hint) {
        const auto [near_x, far_x] = distances(tile.column, tile.columns, grid_eye.x);
        const auto [near_y, far_y] = distances(tile.row, tile.rows, grid_eye.y);
        if (far_x >= near_y)
            for (std::int64_t c = 0; c < tile.columns; ++c)
                look_at({Crosses::columns, tile.column + c, tile.row}, tile.rows, eye, grid_eye, hint);
        if (near_x < far_y)
            for (std::int64_t r = 0; r < tile.rows; ++r)
                look_at({Crosses::rows, tile.column, tile.row + r}, tile.columns, eye, grid_eye, hint);
    }

private:
    // The least and the greatest distance of some cells in a row from a place between them or aside.
    static std::pair<double, double> distances(std::int64_t first, std::int64_t count, double from) {
        const double before = static_cast<double>(first) - from;
        const double after = static_cast<double>(first + count - 1) - from;
        const double far = std::max(std::abs(before), std::abs(after));
        return {before <= 0 && after >= 0 ? 0.0 : std::min(std::abs(before), std::abs(after)), far};
    }

    void look_at(CellFan fan, std::int64_t cells, const CellEye& eye, const GridEye& grid_eye,
                 HeightGrid::Hint& hint) {
        const bool looks_all_round = eye.sight.reach_m <= 0 && eye.sight.fov_deg >= 360;
        std::array<std::size_t, CellFan::most> places{};
        fan.asked = 0;
        for (std::int64_t k = 0; k < cells; ++k) {
            const std::int64_t column = fan.column + (fan.crosses == Crosses::rows ? k : 0);
            const std::int64_t row = fan.row + (fan.crosses == Crosses::columns ? k : 0);
            const auto lane = static_cast<std::size_t>(k);
            places[lane] =
                static_cast<std::size_t>((row - part_.row) * part_.columns + column - part_.column);
            if (seen_.count[places[lane]] < 0 || HeightGrid::crosses(grid_eye, column, row) != fan.crosses)
                continue;
            if (!looks_all_round && !looks_at(eye, surface_.grid.center(column, row))) continue;
            fan.asked |= 1U << lane;
            if (question_.curvature)
                fan.drop_m[lane] = drop_over(distance(surface_.grid.center(column, row), eye.place));
            fan.stop_above[lane] = stop_above(places[lane]);
        }
        if (fan.asked == 0) return;
        const auto needed = heights_.needed_m(grid_eye, fan, hint);
        for (std::uint32_t rest = fan.asked; rest != 0; rest &= rest - 1) {
            const auto lane = static_cast<std::size_t>(std::countr_zero(rest));
            const std::size_t at = places[lane];
            seen_.count[at] += needed[lane] <= question_.target_height_m ? 1 : 0;
            if (question_.height_needed &&
                (seen_.needed[at] == nodata || needed[lane] < static_cast<double>(seen_.needed[at])))
                seen_.needed[at] = static_cast<float>(needed[lane]);
        }
    }

    // Nothing above this height matters any more.
    double stop_above(std::size_t at) const {
        if (!question_.height_needed) return question_.target_height_m;
        if (seen_.needed[at] == nodata) return std::numeric_limits<double>::infinity();
        return std::max(question_.target_height_m, static_cast<double>(seen_.needed[at]));
    }

    const Field& surface_;
    const HeightGrid& heights_;
    const GridPart& part_;
    const CellQuestion& question_;
    SeenCells& seen_;
};

} // namespace

SeenCells seen_on_surface(const engine::Context& context, const Field& surface, const GridPart& part,
                          std::span<const CellEye> eyes, const CellQuestion& question) {
    const Grid& grid = surface.grid;
    const HeightGrid heights(surface);
    SeenCells seen = unseen(part.columns * part.rows, question.height_needed);
    for (std::int64_t r = 0; r < part.rows; ++r)
        for (std::int64_t c = 0; c < part.columns; ++c)
            if (!surface.has_value(part.column + c, part.row + r))
                seen.count[static_cast<std::size_t>(r * part.columns + c)] = -1;
    std::vector<GridEye> grid_eyes;
    for (const CellEye& eye : eyes)
        grid_eyes.push_back({(eye.place.x - grid.xmin) / grid.cell_x - 0.5,
                             (grid.ymax - eye.place.y) / grid.cell_y - 0.5, eye.height_m});
    context.for_blocks(part.rows, CellFan::most, [&](std::int64_t begin, std::int64_t end) {
        SurfaceTile tile(surface, heights, part, question, seen);
        for (std::size_t e = 0; e < eyes.size(); ++e) {
            context.progress().checkpoint();
            HeightGrid::Hint hint;
            for (std::int64_t c = 0; c < part.columns; c += CellFan::most)
                tile.look(eyes[e], grid_eyes[e],
                          {part.column + c, part.row + begin, std::min(CellFan::most, part.columns - c),
                           end - begin},
                          hint);
        }
    });
    return seen;
}

namespace {

// The cells of one row of the grid, as one eye looks at them.
class SpaceRow {
public:
    SpaceRow(const scene::Space& space, const CellEye& eye, const CellQuestion& question)
        : space_(space), eye_(eye), question_(question) {}

    void look(std::span<const Point3> floors, std::span<const std::size_t> cells, SeenCells& seen) {
        targets_.clear();
        for (const Point3& floor : floors)
            targets_.push_back(at(floor, question_.target_height_m));
        hidden_.resize(targets_.size());
        if (eye_.wall_floor_m)
            for (std::size_t i = 0; i < floors.size(); ++i)
                hidden_[i] = sees(floors[i], question_.target_height_m) ? 0 : 1;
        else
            space_.rays().blocked_from(own_place(), targets_, hidden_);
        for (std::size_t i = 0; i < floors.size(); ++i) {
            seen.count[cells[i]] += hidden_[i] == 0 ? 1 : 0;
            if (question_.height_needed) lower(seen.needed[cells[i]], floors[i], hidden_[i] == 0);
        }
    }

private:
    Point3 own_place() const { return {eye_.place.x, eye_.place.y, eye_.height_m}; }
    Point3 eye_for(const Point3& floor) const {
        if (!eye_.wall_floor_m) return own_place();
        const Point place = space_.clear_towards(own_place(), *eye_.wall_floor_m, {floor.x, floor.y});
        return {place.x, place.y, eye_.height_m};
    }
    Point3 at(const Point3& floor, double height_m) const {
        return {floor.x, floor.y, floor.z + std::max(height_m, space_.rays().clearance_m(floor))};
    }
    bool sees(const Point3& floor, double height_m) const {
        return !space_.rays().blocked({eye_for(floor), at(floor, height_m)});
    }

    // Puts in the height at which this eye sees the cell when that is less. target_seen: at the target's
    // height.
    void lower(float& best, const Point3& floor, bool target_seen) const {
        if (best == 0) return;
        double hidden = target_seen ? 0 : question_.target_height_m;
        double seen = question_.target_height_m;
        if (target_seen && (seen == 0 || sees(floor, 0))) {
            best = 0;
            return;
        }
        if (best != nodata && (target_seen || static_cast<double>(best) > hidden)) {
            if (!target_seen || static_cast<double>(best) < seen) {
                seen = static_cast<double>(best);
                if (!sees(floor, seen)) return;
            }
        } else if (best != nodata) {
            return;
        } else if (!target_seen) {
            for (seen = hidden + 1; !sees(floor, seen); seen *= 2)
                if (seen > most_height_m) return;
        }
        while (seen - hidden > needed_step_m) {
            const double middle = (hidden + seen) / 2;
            (sees(floor, middle) ? seen : hidden) = middle;
        }
        best = static_cast<float>(seen);
    }

    const scene::Space& space_;
    const CellEye& eye_;
    const CellQuestion& question_;
    std::vector<Point3> targets_;
    std::vector<std::uint8_t> hidden_;
};

} // namespace

SeenCells seen_in_space(const engine::Context& context, const scene::Space& space, const Grid& grid,
                        std::span<const CellEye> eyes, const CellQuestion& question) {
    SeenCells seen = unseen(grid.cell_count(), question.height_needed);
    context.for_blocks(grid.rows, rows_at_once, [&](std::int64_t begin, std::int64_t end) {
        std::vector<Point3> floors;
        std::vector<std::size_t> cells;
        for (std::int64_t r = begin; r < end; ++r) {
            std::vector<std::optional<double>> ground(static_cast<std::size_t>(grid.columns));
            for (std::int64_t c = 0; c < grid.columns; ++c) {
                const Point place = grid.center(c, r);
                const auto height = space.ground().height_at(place);
                if (height && !context.scene().in_building(place, question.target_height_m))
                    ground[static_cast<std::size_t>(c)] = height;
                else
                    seen.count[static_cast<std::size_t>(r * grid.columns + c)] = -1;
            }
            for (const CellEye& eye : eyes) {
                context.progress().checkpoint();
                floors.clear();
                cells.clear();
                for (std::int64_t c = 0; c < grid.columns; ++c) {
                    const Point place = grid.center(c, r);
                    const auto& height = ground[static_cast<std::size_t>(c)];
                    if (!height || !looks_at(eye, place)) continue;
                    floors.push_back({place.x, place.y, *height});
                    cells.push_back(static_cast<std::size_t>(r * grid.columns + c));
                }
                SpaceRow(space, eye, question).look(floors, cells, seen);
            }
        }
    });
    return seen;
}

} // namespace prospect::sightlines
