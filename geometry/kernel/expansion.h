// Triangular expansion: everything that is seen through a first edge.
#pragma once

#include "geometry/kernel/boundary_writer.h"

#include <algorithm>
#include <limits>

namespace prospect::kernel {

enum class Reach : std::uint8_t { unlimited, limited };

// Reusable memory of one view.
struct ViewWorkspace {
    // The left limit of the cone being followed, and what is to be followed beyond it, whose right limit it
    // is.
    struct Pending {
        Limit limit;
        Link beyond = 0;
    };
    std::vector<FanCone> fan;
    std::vector<Pending> pending;
    BoundaryBuffer boundary;
};

// Looks through one triangle after another, each time narrowing the cone of sight by the apex (Bungiu et al.
// 2014). The limits of a cone are vertices, so each decision is one orientation test of input points, and
// exact. Writer: piece(border, right limit, left limit) for what is seen of a border, arc(right, left) for what
// lies beyond the reach; where it has graze(limit), also for a corner that sight touches on its way to another one.
template <Reach reach, class Writer = BoundaryWriter>
class Expansion {
public:
    // All arguments must outlive the expansion.
    Expansion(const VisibilityMesh& mesh, const EyePlace& place, double reach_mm, ViewWorkspace& memory,
              Writer& writer)
        : mesh_(mesh), place_(place), eye_{place.eye.x, place.eye.y}, reach2_(reach_mm * reach_mm),
          memory_(memory), writer_(writer) {}

    // Writes all that is seen in the cone, counter-clockwise. Where sight forks at an apex, the right branch
    // is followed and the left one becomes pending; the apex is the left limit of the one and the right limit
    // of the other.
    void run(const Cone& start) {
        if (memory_.pending.size() < 3) grow();
        memory_.pending[0].limit = start.left;
        top_ = 0;
        right_ = start.right;
        Link link = start.link;
        for (;;) {
            link = descend(link);
            const Limit& left = memory_.pending[top_].limit;
            if (link >= 0)
                writer_.arc(right_, left);
            else if (link != nothing)
                writer_.piece(mesh_.borders[at(~link)], right_, left);
            if (top_ == 0) return;
            right_ = left;
            link = memory_.pending[top_].beyond;
            --top_;
        }
    }

private:
    static constexpr Link nothing = std::numeric_limits<Link>::min();

    // Follows a cone to a border, or to a door beyond the reach. A fork is unpredictable, so the step has no
    // jumps: it always notes the left branch, and counts it or not.
    Link descend(Link link) {
        const Door* const doors = mesh_.doors.data();
        const double filter = mesh_.filter;
        const Point eye = eye_;
        double right_x = right_.x;
        double right_y = right_.y;
        ViewWorkspace::Pending* pending = memory_.pending.data();
        std::size_t last = memory_.pending.size() - 1;
        std::size_t top = top_;
        while (link >= 0) {
            if constexpr (reach == Reach::limited)
                if (is_beyond_reach(link)) break;
            const Door& door = doors[link];
            // Which door comes next is known only after the comparisons; both are asked for meanwhile.
            __builtin_prefetch(doors + std::max(door.links[0], 0));
            __builtin_prefetch(doors + std::max(door.links[1], 0));
            const double x = door.x - eye.x;
            const double y = door.y - eye.y;
            const double from_right = right_x * y - right_y * x;
            const double to_left = x * pending[top].limit.y - y * pending[top].limit.x;
            if (std::min(std::abs(from_right), std::abs(to_left)) <= filter || top == last) [[unlikely]] {
                top_ = top;
                link = step_exactly(door);
                right_x = right_.x;
                right_y = right_.y;
                pending = memory_.pending.data();
                last = memory_.pending.size() - 1;
                top = top_;
                continue;
            }
            const std::size_t sees_right = from_right > 0 ? 1 : 0;
            const std::size_t sees_left = to_left > 0 ? 1 : 0;
            pending[top + 1] = {{x, y, door.apex}, door.links[0]};
            top += sees_right & sees_left;
            link = door.links[sees_right];
        }
        top_ = top;
        return link;
    }

    // The same step where rounding leaves a decision open. An apex exactly on a limit takes its place, so
    // that what ends there is known to end in a vertex.
    [[gnu::noinline]] Link step_exactly(const Door& door) {
        if (top_ + 2 > memory_.pending.size() - 1) grow();
        const Limit apex{door.x - eye_.x, door.y - eye_.y, door.apex};
        const int from_right = turn(right_, apex);
        if (from_right <= 0) {
            if (from_right == 0) {
                if constexpr (requires { writer_.graze(right_); }) writer_.graze(right_);
                right_ = apex;
            }
            return door.links[0];
        }
        const int to_left = turn(apex, memory_.pending[top_].limit);
        if constexpr (requires { writer_.graze(right_); })
            if (to_left == 0) writer_.graze(memory_.pending[top_].limit);
        if (to_left >= 0) memory_.pending[++top_] = {apex, to_left > 0 ? door.links[0] : nothing};
        return door.links[1];
    }

    int turn(const Limit& a, const Limit& b) const {
        const double cross = a.x * b.y - a.y * b.x;
        // A side of the field of view is a rounded direction anyway.
        if (std::abs(cross) > mesh_.filter || a.vertex < 0 || b.vertex < 0)
            return cross > 0 ? 1 : cross < 0 ? -1 : 0;
        return orientation(place_.eye, mesh_.vertices[at(a.vertex)], mesh_.vertices[at(b.vertex)]);
    }

    bool is_beyond_reach(Link link) const {
        const VisibilityMesh::Triangle& triangle = mesh_.triangles[at(link / 3)];
        const int edge = link % 3;
        const Point a = position(triangle.corners[at(next_corner(edge))]) - eye_;
        const Point b = position(triangle.corners[at(next_corner(next_corner(edge)))]) - eye_;
        const Point along = b - a;
        const double share = std::clamp(-dot(a, along) / dot(along, along), 0.0, 1.0);
        const Point nearest = a + along * share;
        return dot(nearest, nearest) >= reach2_;
    }
    Point position(std::int32_t v) const {
        return {static_cast<double>(mesh_.vertices[at(v)].x), static_cast<double>(mesh_.vertices[at(v)].y)};
    }

    void grow() { memory_.pending.resize(std::max<std::size_t>(256, 2 * memory_.pending.size())); }

    const VisibilityMesh& mesh_;
    const EyePlace& place_;
    const Point eye_;
    const double reach2_;
    ViewWorkspace& memory_;
    Limit right_;
    std::size_t top_ = 0; // of what is pending
    Writer& writer_;
};

} // namespace prospect::kernel
