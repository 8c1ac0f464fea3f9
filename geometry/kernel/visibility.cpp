#include "geometry/kernel/visibility.h"

#include "geometry/base/tolerances.h"
#include "geometry/kernel/boundary_writer.h"

#include <algorithm>
#include <limits>
#include <utility>

namespace prospect::kernel {

namespace {

enum class Reach { unlimited, limited };

// Triangular expansion (Bungiu et al. 2014): looks through one triangle after another, each time narrowing
// the cone of sight by the apex. The limits of a cone are vertices, so each decision is one orientation test
// of input points, and exact.
template <Reach reach>
class Expansion {
public:
    Expansion(const VisibilityMesh& mesh, const EyePlace& place, double reach_mm, std::vector<Cone>& stack,
              BoundaryWriter& writer)
        : mesh_(mesh), place_(place), eye_{place.eye.x, place.eye.y}, reach2_(reach_mm * reach_mm),
          stack_(stack), writer_(writer) {}

    // Writes all that is seen in the cone, counter-clockwise.
    void run(const Cone& start) {
        stack_.clear();
        stack_.push_back(start);
        while (!stack_.empty()) {
            Cone cone = stack_.back();
            stack_.pop_back();
            if (descend(cone))
                writer_.piece(mesh_.borders[at(~cone.link)], cone.right, cone.left);
            else
                writer_.arc(cone.right, cone.left);
        }
    }

private:
    // Follows the right branch to a border, leaving left branches on the stack. False when beyond the reach.
    bool descend(Cone& cone) {
        while (cone.link >= 0) {
            if constexpr (reach == Reach::limited)
                if (is_beyond_reach(cone.link)) return false;
            const Door& door = mesh_.doors[at(cone.link)];
            const Limit apex{door.x - eye_.x, door.y - eye_.y, door.apex};
            const int from_right = turn(cone.right, apex);
            const int to_left = turn(apex, cone.left);
            // An apex exactly on a limit takes its place: what ends there is then known to end in a vertex.
            if (from_right <= 0) {
                cone.link = door.left;
                if (from_right == 0) cone.right = apex;
            } else if (to_left <= 0) {
                cone.link = door.right;
                if (to_left == 0) cone.left = apex;
            } else {
                stack_.push_back({door.left, apex, cone.left});
                cone.link = door.right;
                cone.left = apex;
            }
        }
        return true;
    }

    int turn(const Limit& a, const Limit& b) const {
        const double cross = a.x * b.y - a.y * b.x;
        if (std::abs(cross) > mesh_.filter) [[likely]]
            return cross > 0 ? 1 : -1;
        return close_turn(a, b, cross);
    }
    [[gnu::noinline]] int close_turn(const Limit& a, const Limit& b, double cross) const {
        if (a.vertex < 0 || b.vertex < 0) // a side of the field of view is a rounded direction anyway
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

    const VisibilityMesh& mesh_;
    const EyePlace& place_;
    const Point eye_;
    const double reach2_;
    std::vector<Cone>& stack_;
    BoundaryWriter& writer_;
};

template <Reach reach>
void write_view(const VisibilityMesh& mesh, const EyePlace& place, double reach_mm,
                const std::vector<FanCone>& fan, std::vector<Cone>& stack, View& view) {
    BoundaryWriter writer(mesh, place, reach_mm, view);
    Expansion<reach> expansion(mesh, place, reach_mm, stack, writer);
    bool running = false;
    for (const FanCone& cone : fan) {
        if (!running) writer.begin(cone.before);
        expansion.run(cone.cone);
        running = cone.after.kind == Side::Kind::none;
        if (!running) writer.end(cone.after);
    }
    if (running) writer.close();
}

void check(const Sight& sight) {
    if (!std::isfinite(sight.azimuth_deg) || !(sight.fov_deg > 0) || !std::isfinite(sight.fov_deg))
        throw Error(ErrorCode::usage, "the field of view must be a number of degrees above 0");
    if (!(sight.reach_m >= 0) || !std::isfinite(sight.reach_m))
        throw Error(ErrorCode::usage, "the reach must be a number of metres, 0 for unlimited");
}

} // namespace

struct VisibilityScene::Mesh {
    VisibilityMesh value;
};

struct VisibilityScene::Workspace {
    std::vector<FanCone> fan;
    std::vector<Cone> stack;
};

VisibilityScene::VisibilityScene(const Obstacles& obstacles, const Progress& progress)
    : mesh_(std::make_unique<const Mesh>(Mesh{build_mesh(obstacles, progress)})) {}
VisibilityScene::~VisibilityScene() = default;
VisibilityScene::VisibilityScene(VisibilityScene&&) noexcept = default;
VisibilityScene& VisibilityScene::operator=(VisibilityScene&&) noexcept = default;

void VisibilityScene::WorkspaceDeleter::operator()(Workspace* workspace) const {
    delete workspace;
}

VisibilityScene::WorkspacePtr VisibilityScene::make_workspace() const {
    return WorkspacePtr(new Workspace);
}

void VisibilityScene::view_from(Point eye, const Sight& sight, Workspace& workspace, View& view) const {
    check(sight);
    const VisibilityMesh& mesh = mesh_->value;
    const EyePlace place = place_eye(mesh, eye);
    view.status = place.status;
    view.eye = place.metres;
    start_fan(mesh, place, sight, workspace.fan);
    const double reach_mm = sight.reach_m * tolerance::kernel_units_per_m;
    if (reach_mm > 0)
        write_view<Reach::limited>(mesh, place, reach_mm, workspace.fan, workspace.stack, view);
    else
        write_view<Reach::unlimited>(mesh, place, std::numeric_limits<double>::infinity(), workspace.fan,
                                     workspace.stack, view);
}

View VisibilityScene::view_from(Point eye, const Sight& sight) const {
    View view;
    view_from(eye, sight, *make_workspace(), view);
    return view;
}

bool VisibilityScene::inside_solid(Point p) const {
    return mesh_->value.bounds.grown(tolerance::on_edge_m).contains(p) &&
           place_eye(mesh_->value, p).status == ViewStatus::inside_solid;
}

std::size_t VisibilityScene::wall_count() const {
    return mesh_->value.wall_count;
}
std::size_t VisibilityScene::triangle_count() const {
    return mesh_->value.triangles.size();
}
const Box& VisibilityScene::bounds() const {
    return mesh_->value.bounds;
}

} // namespace prospect::kernel
