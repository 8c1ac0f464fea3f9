#include "geometry/kernel/exact_ray.h"

#include "geometry/base/error.h"

#include <algorithm>

namespace prospect::kernel {

namespace {

Millimetres minus(Millimetres a, Millimetres b) {
    return {a.x - b.x, a.y - b.y};
}
Wide cross_of(Millimetres a, Millimetres b) {
    return Wide(a.x) * b.y - Wide(a.y) * b.x;
}
Wide dot_of(Millimetres a, Millimetres b) {
    return Wide(a.x) * b.x + Wide(a.y) * b.y;
}

class RayWalk {
public:
    RayWalk(const VisibilityMesh& mesh, Millimetres eye, Millimetres step, std::int64_t most)
        : mesh_(mesh), eye_(eye), step_(step), reach_{most, most} {}

    RayReach from(std::int32_t triangle) {
        begin(triangle);
        while (!ended_) {
            if (vertex_ >= 0)
                pass_vertex();
            else if (link_ >= 0)
                pass_door();
            else
                hit(mesh_.borders[at(~link_)]);
        }
        return reach_;
    }

private:
    Millimetres position(std::int32_t v) const { return mesh_.vertices[at(v)]; }
    bool is_ahead(Millimetres from, std::int32_t v) const {
        const Millimetres to = minus(position(v), from);
        return cross_of(step_, to) == 0 && dot_of(step_, to) > 0;
    }

    void begin(std::int32_t triangle) {
        const VisibilityMesh::Triangle& t = mesh_.triangles[at(triangle)];
        for (const std::int32_t corner : t.corners)
            if (is_ahead(eye_, corner)) {
                vertex_ = corner;
                return;
            }
        for (int i = 0; i < 3; ++i) {
            const Millimetres right = minus(position(t.corners[at(next_corner(i))]), eye_);
            const Millimetres left = minus(position(t.corners[at(next_corner(next_corner(i)))]), eye_);
            if (cross_of(right, step_) > 0 && cross_of(step_, left) > 0) {
                link_ = t.links[at(i)];
                return;
            }
        }
        throw Error(ErrorCode::internal, "a ray begins at a corner of its triangle");
    }

    void pass_door() {
        const Door& door = mesh_.doors[at(link_)];
        const int side = sign_of(cross_of(step_, minus(position(door.apex), eye_)));
        if (side == 0)
            vertex_ = door.apex;
        else
            link_ = door.links[side > 0 ? 1 : 0];
    }

    // Walls are met at a share of the way that need not be whole.
    void hit(const Border& border) {
        const Millimetres right = position(border.right_vertex);
        const Millimetres along = minus(position(border.left_vertex), right);
        const Wide steps_before = (cross_of(minus(right, eye_), along) - 1) / cross_of(step_, along);
        const auto whole = static_cast<std::int64_t>(std::min<Wide>(steps_before, reach_.seen));
        reach_.seen = whole;
        reach_.clear = std::min(reach_.clear, whole);
        ended_ = true;
    }

    void pass_vertex() {
        const std::int32_t here = vertex_;
        const Millimetres place = position(here);
        const Wide along = dot_of(minus(place, eye_), step_);
        const Wide whole = dot_of(step_, step_);
        // The most steps that end before the corner.
        const Wide steps_before = (along - 1) / whole;
        if (steps_before >= reach_.seen) {
            ended_ = true;
            return;
        }
        bool left = false;
        bool right = false;
        bool ahead = false;
        const auto consider = [&](std::int32_t triangle, int edge, std::int32_t other) {
            if (!mesh_.is_wall(triangle, edge)) return;
            const Millimetres wall = minus(position(other), place);
            const int side = sign_of(cross_of(step_, wall));
            left = left || side > 0;
            right = right || side < 0;
            ahead = ahead || side == 0;
        };
        vertex_ = -1;
        std::int32_t next_vertex = -1;
        Link next_link = 0;
        bool onward = false;
        mesh_.around(here, [&](std::int32_t triangle, int corner) {
            const VisibilityMesh::Triangle& t = mesh_.triangles[at(triangle)];
            const int after = next_corner(corner);
            const int before = next_corner(after);
            consider(triangle, before, t.corners[at(after)]);
            consider(triangle, after, t.corners[at(before)]);
            for (const int end : {after, before})
                if (is_ahead(place, t.corners[at(end)])) {
                    next_vertex = t.corners[at(end)];
                    onward = true;
                }
            if (cross_of(minus(position(t.corners[at(after)]), place), step_) > 0 &&
                cross_of(step_, minus(position(t.corners[at(before)]), place)) > 0) {
                next_link = t.links[at(corner)];
                onward = true;
            }
        });
        const auto before = static_cast<std::int64_t>(steps_before);
        if (left || right || ahead) reach_.clear = std::min(reach_.clear, before);
        if (ahead || (left && right)) reach_.seen = std::min(reach_.seen, before);
        ended_ = !onward || ahead || (left && right);
        if (next_vertex >= 0)
            vertex_ = next_vertex;
        else
            link_ = next_link;
    }

    const VisibilityMesh& mesh_;
    Millimetres eye_;
    Millimetres step_;
    RayReach reach_;
    std::int32_t vertex_ = -1; // the corner the ray comes to next, or
    Link link_ = 0;            // what it goes through
    bool ended_ = false;
};

} // namespace

RayReach look_along(const VisibilityMesh& mesh, Millimetres eye, std::int32_t triangle, Millimetres step,
                    std::int64_t most) {
    return RayWalk(mesh, eye, step, most).from(triangle);
}

bool has_wall(const VisibilityMesh& mesh, std::int32_t vertex) {
    bool found = false;
    mesh.around(vertex, [&](std::int32_t triangle, int corner) {
        found = found || mesh.is_wall(triangle, next_corner(corner)) ||
                mesh.is_wall(triangle, next_corner(next_corner(corner)));
    });
    return found;
}

} // namespace prospect::kernel
