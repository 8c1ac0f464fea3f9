// The ground as a surface of triangles between the centres of a terrain's cells.
#pragma once

#include "geometry/base/point.h"
#include "geometry/raster/field.h"

#include <array>
#include <cstdint>
#include <memory>
#include <optional>

namespace prospect::rays {

// Every four neighbouring cell centres carry two triangles that meet along the diagonal from north-west to
// south-east; where one centre has no value, the other three carry one. Half a cell outwards the edge cells'
// heights hold. Heights equal the bilinear ones at cell centres and along the lines between them. Without a
// terrain the ground is the plane z = 0, everywhere.
class Ground {
public:
    Ground() = default;
    // terrain: null for the plane; kept.
    explicit Ground(std::shared_ptr<const Field> terrain) : terrain_(std::move(terrain)) {}

    bool flat() const { return !terrain_; }
    const Field* terrain() const { return terrain_.get(); }
    // Absent outside the terrain and in its holes.
    std::optional<double> height_at(Point p) const;

    // The corners of the triangles: nodes() rows from the north, each of columns from the west. 0 when flat.
    std::int64_t node_columns() const { return flat() ? 0 : terrain_->grid.columns + 2; }
    std::int64_t node_rows() const { return flat() ? 0 : terrain_->grid.rows + 2; }
    Point node(std::int64_t column, std::int64_t row) const;
    std::optional<double> node_height(std::int64_t column, std::int64_t row) const;
    // Corners of a triangle as (column, row) of nodes.
    using Corner = std::array<std::int64_t, 2>;
    using Triangle = std::array<Corner, 3>;
    // The triangles between four nodes, the north-western one given: none, one or two.
    struct Patch {
        std::array<Triangle, 2> triangles;
        int count = 0;
    };
    Patch patch(std::int64_t column, std::int64_t row) const;

private:
    std::shared_ptr<const Field> terrain_;
};

} // namespace prospect::rays
