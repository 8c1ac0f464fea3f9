#include "analysis/sightlines/open_ground.h"

#include "analysis/scene/attribute_reader.h"
#include "analysis/scene/footing.h"
#include "analysis/sightlines/live_sight.h"
#include "geometry/site/study_area.h"
#include "geometry/site/time_context.h"
#include "geometry/site/water.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace prospect::sightlines {

namespace {

constexpr double least_cell_m = 0.25;
constexpr double most_cells = 4e6;
constexpr double chord_deg = 0.5;

enum Ground : char { beyond, open, closed, water };

Grid grid_over(const Box& box) {
    if (box.empty()) return {};
    double cell = least_cell_m;
    while (box.width() / cell * (box.height() / cell) > most_cells)
        cell *= 2;
    return grid_of_extent(box, cell);
}

// Parts one by one: each is even-odd by itself.
void fill(std::vector<char>& cells, const Grid& grid, const Geometry& area, Ground ground,
          std::optional<Ground> only = {}) {
    if (area.kind != GeometryKind::polygon) return;
    for (std::size_t part = 0; part < area.part_count(); ++part) {
        std::vector<std::span<const Point>> rings;
        const auto [first, last] = area.rings_of_part(part);
        for (std::size_t r = first; r < last; ++r)
            rings.push_back(area.ring(r));
        for (const SeenRun& run : cells_within(grid, rings)) {
            const auto row = cells.begin() + run.row * grid.columns;
            for (auto cell = row + run.first; cell <= row + run.last; ++cell)
                if (!only || *cell == *only) *cell = ground;
        }
    }
}

// The ground the eye looks towards, as a view: a sector whose chords lie just outside its circle.
kernel::View sector_of(Point eye, const kernel::Sight& sight, double reach_m) {
    kernel::View sector;
    sector.eye = eye;
    const double fov = std::min(sight.fov_deg, 360.0);
    const int steps = std::max(1, static_cast<int>(std::ceil(fov / chord_deg)));
    const double radius = reach_m / std::cos(fov / steps / 2 * std::numbers::pi / 180);
    const bool whole = fov >= 360;
    if (!whole) sector.boundary.push_back(eye);
    for (int i = 0; i < steps + (whole ? 0 : 1); ++i) {
        const double angle = (sight.azimuth_deg - fov / 2 + fov * i / steps) * std::numbers::pi / 180;
        sector.boundary.push_back(eye + Point{std::sin(angle), std::cos(angle)} * radius);
    }
    return sector;
}

double farthest_corner(const Box& box, Point eye) {
    return std::hypot(std::max(std::abs(box.xmin - eye.x), std::abs(box.xmax - eye.x)),
                      std::max(std::abs(box.ymin - eye.y), std::abs(box.ymax - eye.y)));
}

} // namespace

OpenGround::OpenGround(const scene::Scene& scene, double eye_height_m, const Progress& progress) {
    const Site& site = scene.site();
    const RedLine red = red_line(site);
    red_line_ = !red.features.empty();
    Box box = scene.bounds();
    if (red_line_) {
        box = {};
        for (const FeaturePtr& area : red.features)
            box.add(area->geometry.box());
    }
    grid_ = grid_over(box);
    std::vector<char> cells(static_cast<std::size_t>(grid_.cell_count()), red_line_ ? beyond : open);
    for (const FeaturePtr& area : red.features)
        fill(cells, grid_, area->geometry, open);
    progress.checkpoint();
    for (const LayerPtr& layer : site.layers)
        for (const FeaturePtr& feature : layer->features) {
            if (!present(*feature, scene.time().phase)) continue;
            if (is_water(*layer, *feature))
                fill(cells, grid_, feature->geometry, water, open);
            else if (layer->role == Role::zone &&
                     scene::AttributeReader::own_text(*feature, "ownership") == "private")
                fill(cells, grid_, feature->geometry, closed, open);
        }
    progress.checkpoint();
    const scene::Footing footing(scene, eye_height_m);
    for (const Geometry& stop : footing.stops())
        fill(cells, grid_, stop, closed);
    for (const Geometry* planting : footing.planting())
        fill(cells, grid_, *planting, closed);
    progress.checkpoint();
    open_ = sums_of(cells, open);
    water_ = sums_of(cells, water);
}

OpenGround::Sums OpenGround::sums_of(const std::vector<char>& cells, char wanted) const {
    Sums sums(static_cast<std::size_t>(grid_.rows * (grid_.columns + 1)));
    auto sum = sums.begin();
    auto cell = cells.begin();
    for (std::int64_t row = 0; row < grid_.rows; ++row) {
        *sum++ = 0;
        for (std::int64_t column = 0; column < grid_.columns; ++column, ++sum)
            *sum = *(sum - 1) + (*cell++ == wanted ? 1 : 0);
    }
    return sums;
}

double OpenGround::area_in(const Sums& sums, const kernel::View& view) const {
    std::int64_t cells = 0;
    for (const SeenRun& run : seen_cells_of(grid_, view)) {
        const auto row = sums.begin() + run.row * (grid_.columns + 1);
        cells += row[run.last + 1] - row[run.first];
    }
    return static_cast<double>(cells) * grid_.cell_x * grid_.cell_y;
}

double OpenGround::all_m2() const {
    std::int64_t cells = 0;
    for (std::int64_t row = 1; row <= grid_.rows; ++row)
        cells += open_[static_cast<std::size_t>(row * (grid_.columns + 1) - 1)];
    return static_cast<double>(cells) * grid_.cell_x * grid_.cell_y;
}

GroundSeen OpenGround::seen_in(const kernel::View& view, const kernel::Sight& sight) const {
    if (grid_.cell_count() == 0) return {};
    const bool everything = sight.fov_deg >= 360 && sight.reach_m <= 0;
    const double reach_m = sight.reach_m > 0 ? sight.reach_m : farthest_corner(grid_.box(), view.eye) + 1;
    const double all_m2 = everything ? this->all_m2() : area_in(open_, sector_of(view.eye, sight, reach_m));
    // A cell on the very edge may be within the view and not within the sector.
    return {std::min(area_in(open_, view), all_m2), all_m2, area_in(water_, view)};
}

} // namespace prospect::sightlines
