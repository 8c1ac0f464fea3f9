// The plane as lines part it: which regions there are, which of them border on each other along what, and
// which one a place is in.
#pragma once

#include "geometry/base/box.h"
#include "geometry/base/progress.h"

#include <array>
#include <cstdint>
#include <memory>
#include <span>
#include <vector>

namespace prospect::kernel {

struct PartingLine {
    Segment along;
    // Something stands there: between two such ends nothing passes that is wider than the space between them.
    bool solid = false;
};

// Faces of the plane within `bounds` less what is narrower than least_width_m: an edge of the constrained
// Delaunay triangulation between two solid ends parts them, too, where it is shorter than that. Lines may
// cross, touch and overlap; their crossings and ends are rounded to whole millimetres first
// (snap_rounding.h), so that ends with the same coordinates meet and no leak is a matter of rounding.
// Immutable, safe from several threads.
class PlaneRegions {
public:
    struct Region {
        double area_m2 = 0;
        Point inside; // a place within it, in the middle of its largest triangle
        Box box;
        bool at_rim = false; // reaches the bounds
    };
    // A straight piece with one region on each side; both are the same at the end of a line that hangs
    // loose.
    struct Border {
        std::uint32_t left = 0;
        std::uint32_t right = 0;
        Segment piece;
        std::vector<std::uint32_t> lines; // that run along it, ascending; none: too narrow to pass
    };

    // Cost: O((n + k) log^2 n) for k meeting pairs of lines. Throws Cancelled, and Error(refused) for
    // coordinates that are no numbers. Bounds are widened to hold all lines.
    PlaneRegions(std::span<const PartingLine> lines, const Box& bounds, double least_width_m,
                 const Progress& progress = {});
    ~PlaneRegions();
    PlaneRegions(PlaneRegions&&) noexcept;
    PlaneRegions& operator=(PlaneRegions&&) noexcept;

    const std::vector<Region>& regions() const { return regions_; }
    // By left, right and place.
    const std::vector<Border>& borders() const { return borders_; }
    // Of a place on a line one of its sides; of one beyond the bounds that at the nearest place of their rim.
    // near: where the last answer was found, which makes the next one near it quick; 0 at first.
    std::uint32_t region_at(Point p, std::uint32_t& near) const;
    std::uint32_t region_at(Point p) const {
        std::uint32_t near = 0;
        return region_at(p, near);
    }
    // The ground of some regions as triangles, counter-clockwise. wanted: by region.
    std::vector<std::array<Point, 3>> triangles(const std::vector<bool>& wanted) const;

private:
    struct Mesh;
    class Builder;
    std::unique_ptr<const Mesh> mesh_;
    std::vector<Region> regions_;
    std::vector<Border> borders_;
};

} // namespace prospect::kernel
