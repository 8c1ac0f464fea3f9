// Triangular expansion: everything that is seen through a first edge.
#pragma once

#include "geometry/kernel/boundary_writer.h"

#include <algorithm>

namespace prospect::kernel {

enum class Reach : std::uint8_t { unlimited, limited };

// Reusable memory of one view.
struct ViewWorkspace {
    // A branch still to be followed; its limits are indices of `limits`.
    struct Branch {
        Link link = 0;
        std::int32_t right = 0;
        std::int32_t left = 0;
    };
    std::vector<FanCone> fan;
    std::vector<Limit> limits;
    std::vector<Branch> branches;
    BoundaryBuffer boundary;
};

// Looks through one triangle after another, each time narrowing the cone of sight by the apex (Bungiu et al.
// 2014). The limits of a cone are vertices, so each decision is one orientation test of input points, and
// exact.
template <Reach reach>
class Expansion {
public:
    // All arguments must outlive the expansion.
    Expansion(const VisibilityMesh& mesh, const EyePlace& place, double reach_mm, ViewWorkspace& memory,
              BoundaryWriter& writer)
        : mesh_(mesh), place_(place), eye_{place.eye.x, place.eye.y}, reach2_(reach_mm * reach_mm),
          memory_(memory), writer_(writer) {}

    // Writes all that is seen in the cone, counter-clockwise.
    void run(const Cone& start) {
        limit_count_ = 2;
        if (memory_.limits.size() < 3) grow();
        memory_.limits[0] = start.right;
        memory_.limits[1] = start.left;
        memory_.branches[0] = {start.link, 0, 1};
        branch_count_ = 1;
        while (branch_count_ > 0) {
            ViewWorkspace::Branch branch = memory_.branches[--branch_count_];
            const bool arrived = descend(branch);
            const Limit& right = memory_.limits[at(branch.right)];
            const Limit& left = memory_.limits[at(branch.left)];
            if (arrived)
                writer_.piece(mesh_.borders[at(~branch.link)], right, left);
            else
                writer_.arc(right, left);
        }
    }

private:
    // Follows a branch to a border, to the right where it forks, leaving left branches behind. False when
    // beyond the reach. A fork is unpredictable, so the step has no jumps: it always notes the left branch,
    // and counts it or not.
    bool descend(ViewWorkspace::Branch& branch) {
        const Door* const doors = mesh_.doors.data();
        const double filter = mesh_.filter;
        Limit right = memory_.limits[at(branch.right)];
        Link link = branch.link;
        std::size_t left = at(branch.left);
        while (link >= 0) {
            if constexpr (reach == Reach::limited)
                if (is_beyond_reach(link)) break;
            if (limit_count_ == memory_.limits.size()) [[unlikely]]
                grow();
            const Door& door = doors[link];
            Limit& apex = memory_.limits[limit_count_];
            apex = {door.x - eye_.x, door.y - eye_.y, door.apex};
            const Limit& left_limit = memory_.limits[left];
            const double from_right = right.x * apex.y - right.y * apex.x;
            const double to_left = apex.x * left_limit.y - apex.y * left_limit.x;
            if (std::min(std::abs(from_right), std::abs(to_left)) <= filter) [[unlikely]] {
                link = step_exactly(door, right, branch.right, left);
                continue;
            }
            const bool sees_right = from_right > 0;
            const std::size_t forks =
                static_cast<std::size_t>(sees_right) & static_cast<std::size_t>(to_left > 0);
            memory_.branches[branch_count_] = {door.left, static_cast<std::int32_t>(limit_count_),
                                               static_cast<std::int32_t>(left)};
            branch_count_ += forks;
            left = forks != 0 ? limit_count_ : left;
            limit_count_ += forks;
            link = sees_right ? door.right : door.left;
        }
        branch.link = link;
        branch.left = static_cast<std::int32_t>(left);
        return link < 0;
    }

    // One step where rounding leaves a decision open. The apex, the last limit but not counted yet, may lie
    // exactly on a limit; it then takes its place, so that what ends there is known to end in a vertex.
    [[gnu::noinline]] Link step_exactly(const Door& door, Limit& right, std::int32_t& right_index,
                                        std::size_t& left) {
        const auto apex_index = static_cast<std::int32_t>(limit_count_);
        const Limit& apex = memory_.limits[limit_count_];
        const int from_right = turn(right, apex);
        if (from_right <= 0) {
            if (from_right == 0) {
                right = apex;
                right_index = apex_index;
                ++limit_count_;
            }
            return door.left;
        }
        const int to_left = turn(apex, memory_.limits[left]);
        if (to_left > 0)
            memory_.branches[branch_count_++] = {door.left, apex_index, static_cast<std::int32_t>(left)};
        if (to_left >= 0) {
            left = limit_count_;
            ++limit_count_;
        }
        return door.right;
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

    // Makes room for more limits and as many branches; there are never more branches than limits.
    void grow() {
        const std::size_t size = std::max<std::size_t>(256, 2 * memory_.limits.size());
        memory_.limits.resize(size);
        memory_.branches.resize(size);
    }

    const VisibilityMesh& mesh_;
    const EyePlace& place_;
    const Point eye_;
    const double reach2_;
    ViewWorkspace& memory_;
    std::size_t limit_count_ = 0;
    std::size_t branch_count_ = 0;
    BoundaryWriter& writer_;
};

} // namespace prospect::kernel
