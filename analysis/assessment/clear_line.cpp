#include "analysis/assessment/clear_line.h"

#include "analysis/scene/transmission.h"
#include "geometry/base/edges.h"

#include <algorithm>
#include <cmath>

namespace prospect::assessment {

namespace {

struct Line {
    Point3 a;
    Point3 b;

    Point at(double t) const { return {a.x + t * (b.x - a.x), a.y + t * (b.y - a.y)}; }
    double z(double t) const { return a.z + t * (b.z - a.z); }
    double run() const { return std::hypot(b.x - a.x, b.y - a.y); }
};

// Where the line crosses edges of the shape, as shares of the line; edges it runs along give none.
std::vector<double> crossings(const Line& line, const Geometry& geometry) {
    std::vector<double> found;
    const Point start{line.a.x, line.a.y};
    const Point d{line.b.x - line.a.x, line.b.y - line.a.y};
    for_each_edge(geometry, [&](VertexPlace, const Segment& edge) {
        const Point e = edge.b - edge.a;
        const double turn = cross(d, e);
        if (turn == 0) return;
        const double t = cross(edge.a - start, e) / turn;
        const double u = cross(edge.a - start, d) / turn;
        if (t >= 0 && t <= 1 && u >= 0 && u <= 1) found.push_back(t);
    });
    return found;
}

bool spans(const scene::Obstacle& obstacle, double low_z, double high_z) {
    return low_z < obstacle.top_m && high_z >= obstacle.base_m;
}

bool meets(const Line& line, const scene::Obstacle& obstacle) {
    if (!spans(obstacle, std::min(line.a.z, line.b.z), std::max(line.a.z, line.b.z))) return false;
    std::vector<double> at = crossings(line, obstacle.geometry);
    if (obstacle.geometry.kind != GeometryKind::polygon)
        return std::any_of(at.begin(), at.end(), [&](double t) { return obstacle.at_height(line.z(t)); });
    constexpr double touch_m = 1e-6; // a corner that is only touched lets sight by
    at.push_back(0);
    at.push_back(1);
    std::sort(at.begin(), at.end());
    for (std::size_t i = 1; i < at.size(); ++i) {
        if ((at[i] - at[i - 1]) * line.run() <= touch_m) continue;
        const double z0 = line.z(at[i - 1]);
        const double z1 = line.z(at[i]);
        if (spans(obstacle, std::min(z0, z1), std::max(z0, z1)) &&
            contains(obstacle.geometry, line.at((at[i - 1] + at[i]) / 2)))
            return true;
    }
    return false;
}

bool meets(const Line& line, const scene::Crown& crown) {
    const double half_m = (crown.top_m - crown.base_m) / 2;
    if (half_m <= 0 || crown.radius_m <= 0) return false;
    return scene::crosses_crown({crown.center.x, crown.center.y, crown.base_m + half_m}, crown.radius_m,
                                half_m, line.a, line.b);
}

Box box_of_line(const Point3& a, const Point3& b) {
    Box box;
    box.add(Point{a.x, a.y});
    box.add(Point{b.x, b.y});
    return box;
}

} // namespace

ClearLines::ClearLines(const scene::Scene& scene) : scene_(scene) {
    std::vector<Box> boxes;
    for (const scene::Obstacle& obstacle : scene.obstacles())
        boxes.push_back(obstacle.opacity >= scene::blocking_opacity ? obstacle.geometry.box() : Box{});
    obstacles_ = SpatialIndex(boxes);
    boxes.clear();
    for (const scene::Crown& crown : scene.crowns())
        boxes.push_back(
            crown.opacity >= scene::blocking_opacity
                ? Box{crown.center.x, crown.center.y, crown.center.x, crown.center.y}.grown(crown.radius_m)
                : Box{});
    crowns_ = SpatialIndex(boxes);
}

template <class Found>
void ClearLines::find(const Point3& a, const Point3& b, Found&& found) const {
    const Line line{a, b};
    const Box window = box_of_line(a, b);
    for (const std::uint32_t i : obstacles_.query(window))
        if (meets(line, scene_.obstacles()[i]) && !found(scene_.obstacles()[i].feature)) return;
    for (const std::uint32_t i : crowns_.query(window))
        if (meets(line, scene_.crowns()[i]) && !found(scene_.crowns()[i].feature)) return;
}

bool ClearLines::clear(const Point3& a, const Point3& b) const {
    bool free = true;
    find(a, b, [&](const Uuid&) { return free = false; });
    return free;
}

std::vector<Uuid> ClearLines::blockers(const Point3& a, const Point3& b) const {
    std::vector<Uuid> found;
    find(a, b, [&](const Uuid& feature) {
        if (std::find(found.begin(), found.end(), feature) == found.end()) found.push_back(feature);
        return true;
    });
    return found;
}

} // namespace prospect::assessment
