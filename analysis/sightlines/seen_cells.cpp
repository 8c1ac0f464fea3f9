#include "analysis/sightlines/seen_cells.h"

#include "analysis/scene/scene.h"
#include "analysis/sightlines/surface_sight.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace prospect::sightlines {

namespace {

constexpr double earth_radius_m = 6371000;
constexpr std::int64_t rows_at_once = 4;
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

SeenCells seen_on_surface(const engine::Context& context, const Field& surface, const GridPart& part,
                          std::span<const CellEye> eyes, const CellQuestion& question) {
    const Grid& grid = surface.grid;
    const HeightGrid heights(surface);
    SeenCells seen = unseen(part.columns * part.rows, question.height_needed);
    std::vector<GridEye> grid_eyes;
    for (const CellEye& eye : eyes)
        grid_eyes.push_back({(eye.place.x - grid.xmin) / grid.cell_x - 0.5,
                             (grid.ymax - eye.place.y) / grid.cell_y - 0.5, eye.height_m});
    context.for_blocks(part.rows, rows_at_once, [&](std::int64_t begin, std::int64_t end) {
        for (std::int64_t r = begin; r < end; ++r)
            for (std::size_t e = 0; e < eyes.size(); ++e) {
                context.progress().checkpoint();
                HeightGrid::Hint hint;
                for (std::int64_t c = 0; c < part.columns; ++c) {
                    const std::int64_t column = part.column + c;
                    const std::int64_t row = part.row + r;
                    const auto at = static_cast<std::size_t>(r * part.columns + c);
                    if (!surface.has_value(column, row)) {
                        seen.count[at] = -1;
                        continue;
                    }
                    const Point place = grid.center(column, row);
                    if (!looks_at(eyes[e], place)) continue;
                    const double drop = question.curvature ? drop_over(distance(place, eyes[e].place)) : 0;
                    // Nothing above this height matters any more.
                    double stop_above = question.target_height_m;
                    if (question.height_needed)
                        stop_above = seen.needed[at] == nodata
                                         ? std::numeric_limits<double>::infinity()
                                         : std::max(stop_above, static_cast<double>(seen.needed[at]));
                    const double needed = heights.needed_m(grid_eyes[e], column, row, drop, stop_above, hint);
                    seen.count[at] += needed <= question.target_height_m ? 1 : 0;
                    if (question.height_needed &&
                        (seen.needed[at] == nodata || needed < static_cast<double>(seen.needed[at])))
                        seen.needed[at] = static_cast<float>(needed);
                }
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
