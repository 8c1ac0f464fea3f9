#include "geometry/kernel/corner_sight.h"

#include "geometry/kernel/exact_ray.h"
#include "geometry/kernel/expansion.h"
#include "geometry/kernel/row_writer.h"

#include <algorithm>

namespace prospect::kernel {

namespace {

Millimetres minus(Millimetres a, Millimetres b) {
    return {a.x - b.x, a.y - b.y};
}
int turn_of(Millimetres a, Millimetres b) {
    return sign_of(Wide(a.x) * b.y - Wide(a.y) * b.x);
}

// Calls visit(direction) for every wall that ends at the vertex, most of them twice.
template <class Visit>
void for_each_wall(const VisibilityMesh& mesh, std::int32_t vertex, Visit visit) {
    mesh.around(vertex, [&](std::int32_t triangle, int corner) {
        const auto& corners = mesh.triangles[at(triangle)].corners;
        const int after = next_corner(corner);
        const int before = next_corner(after);
        const auto direction = [&](int end) {
            return minus(mesh.vertices[at(corners[at(end)])], mesh.vertices[at(vertex)]);
        };
        if (mesh.is_wall(triangle, before)) visit(direction(after));
        if (mesh.is_wall(triangle, after)) visit(direction(before));
    });
}

// A way that comes along `step` to the vertex, or sets out along it from there.
Bends bends_at(const VisibilityMesh& mesh, std::int32_t vertex, Millimetres step) {
    bool left = false;
    bool right = false;
    bool behind = false;
    for_each_wall(mesh, vertex, [&](Millimetres wall) {
        const int side = turn_of(step, wall);
        left = left || side > 0;
        right = right || side < 0;
        behind = behind || side == 0;
    });
    if (left && right) return {};
    return {left || (!right && behind), right || (!left && behind)};
}

// Whether all walls at the vertex fit on one side of some line through it.
bool is_corner(const VisibilityMesh& mesh, std::int32_t vertex) {
    bool found = false;
    for_each_wall(mesh, vertex, [&](Millimetres wall) {
        const Bends bends = bends_at(mesh, vertex, wall);
        found = found || bends.any();
    });
    return found;
}

// The vertices an eye sees.
class LimitCollector {
public:
    explicit LimitCollector(std::vector<std::int32_t>& vertices) : vertices_(vertices) { vertices.clear(); }

    void piece(const Border&, const Limit& right, const Limit& left) {
        graze(right);
        graze(left);
    }
    void arc(const Limit&, const Limit&) {}
    void graze(const Limit& limit) {
        if (vertices_.empty() || vertices_.back() != limit.vertex) vertices_.push_back(limit.vertex);
    }

private:
    std::vector<std::int32_t>& vertices_;
};

} // namespace

struct CornerSight::Workspace {
    ViewWorkspace view;
    std::vector<std::int32_t> vertices;

    void look(const VisibilityMesh& mesh, const EyePlace& eye) {
        start_fan(mesh, eye, {}, view.fan);
        LimitCollector collector(vertices);
        Expansion<Reach::unlimited, LimitCollector> expansion(
            mesh, eye, std::numeric_limits<double>::infinity(), view, collector);
        for (const FanCone& cone : view.fan)
            expansion.run(cone.cone);
        std::sort(vertices.begin(), vertices.end());
        vertices.erase(std::unique(vertices.begin(), vertices.end()), vertices.end());
    }
};

CornerSight::CornerSight(const VisibilityScene& scene)
    : mesh_(scene.mesh()), corners_(mesh_.vertices.size(), -1) {
    for (std::int32_t v = 0; v < static_cast<std::int32_t>(mesh_.vertices.size()); ++v)
        if (has_wall(mesh_, v) && is_corner(mesh_, v)) {
            corners_[at(v)] = static_cast<std::int32_t>(vertices_.size());
            vertices_.push_back(v);
        }
}

Point CornerSight::place(std::uint32_t corner) const {
    return mesh_.places[at(vertices_[corner])];
}

void CornerSight::WorkspaceDeleter::operator()(Workspace* workspace) const {
    delete workspace;
}

CornerSight::WorkspacePtr CornerSight::make_workspace() const {
    return WorkspacePtr(new Workspace);
}

void CornerSight::from_cell(const CellLattice& lattice, std::uint32_t cell, Workspace& workspace,
                            std::vector<SeenCorner>& seen) const {
    const Millimetres from = lattice.lattice().centre(lattice.place_of(cell));
    EyePlace eye;
    eye.eye = Eye::at(static_cast<double>(from.x), static_cast<double>(from.y));
    eye.triangle = lattice.lattice().triangles[static_cast<std::size_t>(lattice.place_of(cell))];
    workspace.look(mesh_, eye);
    seen.clear();
    for (const std::int32_t v : workspace.vertices) {
        if (corners_[at(v)] < 0) continue;
        const Bends there = bends_at(mesh_, v, minus(mesh_.vertices[at(v)], from));
        if (there.any()) seen.push_back({static_cast<std::uint32_t>(corners_[at(v)]), there, {}});
    }
}

void CornerSight::from_corner(std::uint32_t corner, Workspace& workspace,
                              std::vector<SeenCorner>& seen) const {
    const std::int32_t here = vertices_[corner];
    const Millimetres from = mesh_.vertices[at(here)];
    EyePlace eye;
    eye.status = ViewStatus::on_wall;
    eye.kind = EyePlace::Kind::at_vertex;
    eye.eye = Eye::at(static_cast<double>(from.x), static_cast<double>(from.y));
    eye.vertex = here;
    eye.triangle = mesh_.triangle_of_vertex[at(here)];
    workspace.look(mesh_, eye);
    seen.clear();
    for (const std::int32_t v : workspace.vertices) {
        if (v == here || corners_[at(v)] < 0) continue;
        const Millimetres step = minus(mesh_.vertices[at(v)], from);
        const Bends there = bends_at(mesh_, v, step);
        const Bends own = bends_at(mesh_, here, step);
        if (there.any() && own.any())
            seen.push_back({static_cast<std::uint32_t>(corners_[at(v)]), there, own});
    }
}

} // namespace prospect::kernel
