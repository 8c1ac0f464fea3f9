#include "geometry/kernel/start_fan.h"

#include <algorithm>
#include <numbers>

namespace prospect::kernel {

namespace {

class FanBuilder {
public:
    FanBuilder(const VisibilityMesh& mesh, const EyePlace& place, std::vector<FanCone>& fan)
        : mesh_(mesh), place_(place), fan_(fan) {}

    void in_triangle() {
        for (int i = 0; i < 3; ++i)
            add(place_.triangle, i);
    }

    // Both sides of a wall, where open: each sees its triangle's two other edges.
    void on_edge() {
        const VisibilityMesh::Triangle& near_side = mesh_.triangles[at(place_.triangle)];
        const std::int32_t beyond = near_side.neighbours[at(place_.edge)];
        add_half(place_.triangle, place_.edge);
        if (beyond < 0) return;
        const auto& back = mesh_.triangles[at(beyond)].neighbours;
        const int edge =
            static_cast<int>(std::find(back.begin(), back.end(), place_.triangle) - back.begin());
        const bool both = !near_side.solid && !mesh_.triangles[at(beyond)].solid;
        add_half(beyond, edge);
        if (both) // the wall itself takes up no direction
            for (FanCone& cone : fan_)
                cone.before = cone.after = {};
    }

    // The edges opposite the vertex in all open triangles around it. A run of them that does not close ends
    // on both sides at the edge that leads from the vertex into the solid or along the rim.
    void at_vertex() {
        mesh_.around(place_.vertex, [&](std::int32_t triangle, int corner) {
            if (mesh_.triangles[at(triangle)].solid) return;
            add(triangle, corner);
            fan_.back().before = gap(triangle, next_corner(next_corner(corner)));
            fan_.back().after = gap(triangle, next_corner(corner));
        });
    }

private:
    Limit limit(std::int32_t v) const {
        const Millimetres& p = mesh_.vertices[at(v)];
        return {static_cast<double>(p.x) - place_.eye.x, static_cast<double>(p.y) - place_.eye.y, v};
    }
    void add(std::int32_t triangle, int edge) {
        const VisibilityMesh::Triangle& t = mesh_.triangles[at(triangle)];
        fan_.push_back({{t.links[at(edge)], limit(t.corners[at(next_corner(edge))]),
                         limit(t.corners[at(next_corner(next_corner(edge)))])},
                        {},
                        {}});
    }
    void add_half(std::int32_t triangle, int edge) {
        const VisibilityMesh::Triangle& t = mesh_.triangles[at(triangle)];
        if (t.solid) return;
        // With its back to the wall the eye has the wall's start on its left and its end on its right.
        const std::int32_t start = t.corners[at(next_corner(edge))];
        const std::int32_t end = t.corners[at(next_corner(next_corner(edge)))];
        add(triangle, next_corner(edge));
        fan_.back().before = {Side::Kind::border, EdgeKind::solid, end};
        add(triangle, next_corner(next_corner(edge)));
        fan_.back().after = {Side::Kind::border, EdgeKind::solid, start};
    }
    // The side of a cone at an edge that starts at the eye: none where the view goes on behind it.
    Side gap(std::int32_t triangle, int edge) const {
        const VisibilityMesh::Triangle& t = mesh_.triangles[at(triangle)];
        const std::int32_t beyond = t.neighbours[at(edge)];
        if (beyond >= 0 && !mesh_.triangles[at(beyond)].solid) return {};
        const Border& border = mesh_.borders[at(~t.links[at(edge)])];
        return {Side::Kind::border, border.kind,
                border.right_vertex == place_.vertex ? border.left_vertex : border.right_vertex};
    }

    const VisibilityMesh& mesh_;
    const EyePlace& place_;
    std::vector<FanCone>& fan_;
};

// A vector to a limit, long enough that a cross product with it is not lost in rounding.
Limit direction(double azimuth_deg) {
    constexpr double length_mm = 1e6;
    const double azimuth = azimuth_deg * std::numbers::pi / 180;
    return {length_mm * std::sin(azimuth), length_mm * std::cos(azimuth), -1};
}

// Grows with the angle of d counter-clockwise from `from`, 0 to 4 for a full turn. Its sign decisions are
// those of the cross product, as in the expansion.
double turn_from(const Limit& from, const Limit& d) {
    const double x = from.x * d.x + from.y * d.y;
    const double y = from.x * d.y - from.y * d.x;
    const double part = std::abs(y) / (std::abs(x) + std::abs(y));
    if (y >= 0) return x >= 0 ? part : 2 - part;
    return x < 0 ? 2 + part : 4 - part;
}

void cut_to_field(const Sight& sight, std::vector<FanCone>& fan) {
    const Limit right = direction(sight.azimuth_deg + sight.fov_deg / 2);
    const Limit left = direction(sight.azimuth_deg - sight.fov_deg / 2);
    const Side side{Side::Kind::field, EdgeKind::radial, -1};
    const std::size_t uncut = fan.size();
    for (std::size_t i = 0; i < uncut; ++i) {
        const double begin = turn_from(right, fan[i].cone.right);
        const double end = turn_from(right, fan[i].cone.left);
        if (end > begin || end == 0) continue;
        // The field's right side lies inside: the cone's last part opens the field, its first part comes
        // last.
        FanCone opening = fan[i];
        opening.cone.right = right;
        opening.before = side;
        fan[i].cone.left = right;
        fan[i].after = side;
        fan.push_back(opening);
    }
    const auto begin_of = [&](const FanCone& cone) {
        return cone.before.kind == Side::Kind::field ? 0 : turn_from(right, cone.cone.right);
    };
    std::stable_sort(fan.begin(), fan.end(),
                     [&](const FanCone& a, const FanCone& b) { return begin_of(a) < begin_of(b); });
    const double field = turn_from(right, left);
    std::erase_if(fan, [&](const FanCone& cone) { return begin_of(cone) >= field; });
    if (fan.empty()) return;
    FanCone& last = fan.back();
    const bool reaches_round = last.after.kind == Side::Kind::field || turn_from(right, last.cone.left) == 0;
    if (reaches_round || turn_from(right, last.cone.left) > field) {
        last.cone.left = left;
        last.after = side;
    }
    if (fan.front().before.kind == Side::Kind::none) fan.front().before = side;
    if (last.after.kind == Side::Kind::none) last.after = side;
}

// Turns the cycle of cones so that it starts at a gap, if it has one: then no run of cones wraps around the
// end.
void start_at_gap(std::vector<FanCone>& fan) {
    const auto first = std::find_if(fan.begin(), fan.end(),
                                    [](const FanCone& cone) { return cone.before.kind != Side::Kind::none; });
    if (first != fan.end()) std::rotate(fan.begin(), first, fan.end());
}

} // namespace

void start_fan(const VisibilityMesh& mesh, const EyePlace& place, const Sight& sight,
               std::vector<FanCone>& fan) {
    fan.clear();
    if (place.status == ViewStatus::inside_solid) return;
    FanBuilder builder(mesh, place, fan);
    switch (place.kind) {
    case EyePlace::Kind::in_triangle:
        builder.in_triangle();
        break;
    case EyePlace::Kind::on_edge:
        builder.on_edge();
        break;
    case EyePlace::Kind::at_vertex:
        builder.at_vertex();
        break;
    }
    if (!is_all_round(sight))
        cut_to_field(sight, fan);
    else
        start_at_gap(fan);
}

} // namespace prospect::kernel
