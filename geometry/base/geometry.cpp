#include "geometry/base/geometry.h"

#include "geometry/base/tolerances.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace prospect {

std::span<const Point> Geometry::ring(std::size_t r) const {
    const std::size_t begin = ring_starts[r];
    const std::size_t end = r + 1 < ring_starts.size() ? ring_starts[r + 1] : points.size();
    return std::span(points).subspan(begin, end - begin);
}

std::pair<std::size_t, std::size_t> Geometry::rings_of_part(std::size_t p) const {
    const std::size_t end = p + 1 < part_starts.size() ? part_starts[p + 1] : ring_starts.size();
    return {part_starts[p], end};
}

void Geometry::begin_part() { part_starts.push_back(static_cast<std::uint32_t>(ring_starts.size())); }

void Geometry::add_ring(std::span<const Point> ring_points) {
    ring_starts.push_back(static_cast<std::uint32_t>(points.size()));
    points.insert(points.end(), ring_points.begin(), ring_points.end());
}

Geometry Geometry::make_point(Point p) {
    Geometry geometry{.kind = GeometryKind::point};
    geometry.begin_part();
    geometry.add_ring(std::span(&p, 1));
    return geometry;
}

Geometry Geometry::make_line(std::span<const Point> line) {
    Geometry geometry{.kind = GeometryKind::line};
    geometry.begin_part();
    geometry.add_ring(line);
    return geometry;
}

Geometry Geometry::make_polygon(std::span<const Point> outer, std::span<const std::vector<Point>> inner) {
    Geometry geometry{.kind = GeometryKind::polygon};
    geometry.begin_part();
    geometry.add_ring(outer);
    for (const auto& hole : inner)
        geometry.add_ring(hole);
    normalise(geometry);
    return geometry;
}

double signed_area(std::span<const Point> ring) {
    // Relative to the first point: keeps the digits far from the origin.
    double twice = 0;
    for (std::size_t i = 1; i + 1 < ring.size(); ++i)
        twice += cross(ring[i] - ring[0], ring[i + 1] - ring[0]);
    return twice / 2;
}

double area(const Geometry& geometry) {
    if (geometry.kind != GeometryKind::polygon)
        return 0;
    double total = 0;
    for (std::size_t p = 0; p < geometry.part_count(); ++p) {
        const auto [begin, end] = geometry.rings_of_part(p);
        for (std::size_t r = begin; r < end; ++r)
            total += (r == begin ? 1 : -1) * std::abs(signed_area(geometry.ring(r)));
    }
    return total;
}

double length(const Geometry& geometry) {
    if (geometry.kind != GeometryKind::line && geometry.kind != GeometryKind::polygon)
        return 0;
    double total = 0;
    for (std::size_t r = 0; r < geometry.ring_count(); ++r) {
        const auto ring = geometry.ring(r);
        for (std::size_t i = 1; i < ring.size(); ++i)
            total += distance(ring[i - 1], ring[i]);
        if (geometry.kind == GeometryKind::polygon && !ring.empty())
            total += distance(ring.back(), ring.front());
    }
    return total;
}

void normalise(Geometry& geometry) {
    Geometry clean{.kind = geometry.kind};
    const bool has_z = geometry.z.size() == geometry.points.size();
    for (std::size_t p = 0; p < geometry.part_count(); ++p) {
        clean.begin_part();
        const auto [begin, end] = geometry.rings_of_part(p);
        for (std::size_t r = begin; r < end; ++r) {
            const auto ring = geometry.ring(r);
            const std::size_t first = geometry.ring_starts[r];
            std::vector<std::size_t> kept;
            for (std::size_t i = 0; i < ring.size(); ++i)
                if (kept.empty() || !(ring[kept.back()] == ring[i]))
                    kept.push_back(i);
            if (geometry.kind == GeometryKind::polygon) {
                while (kept.size() > 1 && ring[kept.back()] == ring[kept.front()])
                    kept.pop_back();
                // A ring without area has no orientation: turning it each time would change its bits each time.
                // The first point stays first.
                const double turn = signed_area(ring);
                if (turn != 0 && (turn > 0) != (r == begin))
                    std::reverse(kept.begin() + 1, kept.end());
            }
            clean.ring_starts.push_back(static_cast<std::uint32_t>(clean.points.size()));
            for (const std::size_t i : kept) {
                clean.points.push_back(ring[i]);
                if (has_z)
                    clean.z.push_back(geometry.z[first + i]);
            }
        }
    }
    geometry = std::move(clean);
}

bool contains(const Geometry& polygon, Point p) {
    if (polygon.kind != GeometryKind::polygon)
        return false;
    for (std::size_t part = 0; part < polygon.part_count(); ++part) {
        bool inside = false;
        const auto [begin, end] = polygon.rings_of_part(part);
        for (std::size_t r = begin; r < end; ++r) {
            const auto ring = polygon.ring(r);
            for (std::size_t i = 0, j = ring.size() - 1; i < ring.size(); j = i++) {
                const Point a = ring[i];
                const Point b = ring[j];
                if ((a.y > p.y) != (b.y > p.y) && p.x < (b.x - a.x) * (p.y - a.y) / (b.y - a.y) + a.x)
                    inside = !inside;
            }
        }
        if (inside)
            return true;
    }
    return false;
}

double distance(const Geometry& geometry, Point p) {
    if (contains(geometry, p))
        return 0;
    double nearest = std::numeric_limits<double>::infinity();
    for (std::size_t r = 0; r < geometry.ring_count(); ++r) {
        const auto ring = geometry.ring(r);
        if (ring.size() == 1)
            nearest = std::min(nearest, distance(p, ring[0]));
        for (std::size_t i = 1; i < ring.size(); ++i)
            nearest = std::min(nearest, distance(p, Segment{ring[i - 1], ring[i]}));
        if (geometry.kind == GeometryKind::polygon && ring.size() > 1)
            nearest = std::min(nearest, distance(p, Segment{ring.back(), ring.front()}));
    }
    return nearest;
}

namespace {

Point centroid(std::span<const Point> ring) {
    double twice = 0;
    Point sum{};
    for (std::size_t i = 1; i + 1 < ring.size(); ++i) {
        const Point a = ring[i] - ring[0];
        const Point b = ring[i + 1] - ring[0];
        const double w = cross(a, b);
        twice += w;
        sum = sum + (a + b) * w;
    }
    return twice == 0 ? ring[0] : ring[0] + sum * (1 / (3 * twice));
}

// Middle of the widest stretch inside the polygon on a horizontal line through its box.
Point inner_point(const Geometry& geometry) {
    const Box box = geometry.box();
    Point best = geometry.points[0];
    double widest = -1;
    for (const double share : {0.5, 0.25, 0.75, 0.125, 0.875, 0.41}) {
        const double y = box.ymin + share * box.height();
        std::vector<double> xs;
        for (std::size_t r = 0; r < geometry.ring_count(); ++r) {
            const auto ring = geometry.ring(r);
            for (std::size_t i = 0, j = ring.size() - 1; i < ring.size(); j = i++)
                if ((ring[i].y > y) != (ring[j].y > y))
                    xs.push_back((ring[j].x - ring[i].x) * (y - ring[i].y) / (ring[j].y - ring[i].y) + ring[i].x);
        }
        std::sort(xs.begin(), xs.end());
        for (std::size_t i = 0; i + 1 < xs.size(); i += 2)
            if (xs[i + 1] - xs[i] > widest) {
                widest = xs[i + 1] - xs[i];
                best = {(xs[i] + xs[i + 1]) / 2, y};
            }
        if (widest > 0)
            return best;
    }
    return best;
}

double line_length(std::span<const Point> line) {
    double total = 0;
    for (std::size_t i = 1; i < line.size(); ++i)
        total += distance(line[i - 1], line[i]);
    return total;
}

// The ring with points that measures most; inner rings are never larger than their outer one.
std::size_t largest_ring(const Geometry& geometry, double (*measure)(std::span<const Point>)) {
    std::size_t largest = 0;
    double most = -1;
    for (std::size_t r = 0; r < geometry.ring_count(); ++r) {
        const double size = geometry.ring(r).empty() ? -1 : std::abs(measure(geometry.ring(r)));
        if (size > most) {
            most = size;
            largest = r;
        }
    }
    return largest;
}

Point middle_of(std::span<const Point> line) {
    double left = line_length(line) / 2;
    for (std::size_t i = 1; i < line.size(); ++i) {
        const double step = distance(line[i - 1], line[i]);
        if (step >= left && step > 0)
            return line[i - 1] + (line[i] - line[i - 1]) * (left / step);
        left -= step;
    }
    return line.back();
}

} // namespace

Point label_point(const Geometry& geometry) {
    if (geometry.empty())
        return {};
    if (geometry.kind == GeometryKind::line)
        return middle_of(geometry.ring(largest_ring(geometry, line_length)));
    if (geometry.kind != GeometryKind::polygon)
        return geometry.points[0];
    const Point middle = centroid(geometry.ring(largest_ring(geometry, signed_area)));
    return contains(geometry, middle) ? middle : inner_point(geometry);
}

Geometry translated(Geometry geometry, Point offset) {
    for (Point& p : geometry.points)
        p = p + offset;
    return geometry;
}

Point on_grid(Point local) {
    constexpr double steps_per_m = 1 / tolerance::coordinate_step_m;
    return {std::round(local.x * steps_per_m) / steps_per_m, std::round(local.y * steps_per_m) / steps_per_m};
}

void put_on_grid(Geometry& local) {
    for (Point& p : local.points)
        p = on_grid(p);
}

std::string name_of(GeometryKind kind) {
    switch (kind) {
    case GeometryKind::point:
        return "point";
    case GeometryKind::line:
        return "line";
    case GeometryKind::polygon:
        return "polygon";
    case GeometryKind::none:
        break;
    }
    return "none";
}

} // namespace prospect
