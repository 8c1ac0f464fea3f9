#include "geometry/rays/solids.h"

#include "geometry/kernel/area_triangles.h"

namespace prospect::rays {

void Solids::add_triangle(std::uint32_t a, std::uint32_t b, std::uint32_t c, Thing thing) {
    triangles_.push_back({a, b, c});
    things_.push_back(thing);
}

void Solids::add_prism(const Geometry& polygon, const Height& bottom, const Height& top, Thing thing) {
    const kernel::AreaTriangles area = kernel::triangles_of(polygon);
    const auto low = static_cast<std::uint32_t>(vertices_.size());
    const auto high = low + static_cast<std::uint32_t>(area.points.size());
    for (const Point& p : area.points)
        vertices_.push_back({p.x, p.y, bottom(p)});
    for (const Point& p : area.points)
        vertices_.push_back({p.x, p.y, top(p)});
    for (const auto& [a, b, c] : area.triangles) {
        add_triangle(high + a, high + b, high + c, thing);
        add_triangle(low + a, low + c, low + b, thing);
    }
    for (const auto& [a, b] : area.outline) {
        add_triangle(low + a, low + b, high + b, thing);
        add_triangle(low + a, high + b, high + a, thing);
    }
}

void Solids::add_wall(const Geometry& lines, const Height& bottom, const Height& top, Thing thing) {
    for (std::size_t r = 0; r < lines.ring_count(); ++r) {
        const auto line = lines.ring(r);
        const auto first = static_cast<std::uint32_t>(vertices_.size());
        for (const Point& p : line) {
            vertices_.push_back({p.x, p.y, bottom(p)});
            vertices_.push_back({p.x, p.y, top(p)});
        }
        for (std::uint32_t i = 0; i + 1 < line.size(); ++i) {
            const std::uint32_t at = first + 2 * i;
            add_triangle(at, at + 2, at + 3, thing);
            add_triangle(at, at + 3, at + 1, thing);
        }
    }
}

} // namespace prospect::rays
