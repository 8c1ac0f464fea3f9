#include "geometry/kernel/visibility.h"

#include "geometry/base/tolerances.h"
#include "geometry/kernel/expansion.h"

#include <limits>
#include <utility>

namespace prospect::kernel {

namespace {

template <Reach reach>
void write_view(const VisibilityMesh& mesh, const EyePlace& place, double reach_mm, ViewWorkspace& memory,
                View& view) {
    BoundaryWriter writer(mesh, place, reach_mm, memory.boundary);
    Expansion<reach> expansion(mesh, place, reach_mm, memory, writer);
    bool running = false;
    for (const FanCone& cone : memory.fan) {
        if (!running) writer.begin(cone.before);
        expansion.run(cone.cone);
        running = cone.after.kind == Side::Kind::none;
        if (!running) writer.end(cone.after);
    }
    if (running) writer.close();
    writer.deliver(view);
}

void check(const Sight& sight) {
    if (!std::isfinite(sight.azimuth_deg) || !(sight.fov_deg > 0) || !std::isfinite(sight.fov_deg))
        throw Error(ErrorCode::usage, "the field of view must be a number of degrees above 0");
    if (!(sight.reach_m >= 0) || !std::isfinite(sight.reach_m))
        throw Error(ErrorCode::usage, "the reach must be a number of metres, 0 for unlimited");
}

} // namespace

struct VisibilityScene::Workspace : ViewWorkspace {};

VisibilityScene::VisibilityScene(const Obstacles& obstacles, const Progress& progress)
    : mesh_(std::make_unique<const VisibilityMesh>(build_mesh(obstacles, progress))) {}
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
    const VisibilityMesh& mesh = *mesh_;
    const EyePlace place = place_eye(mesh, eye);
    view.status = place.status;
    view.eye = place.metres;
    start_fan(mesh, place, sight, workspace.fan);
    const double reach_mm = sight.reach_m * tolerance::kernel_units_per_m;
    if (reach_mm > 0)
        write_view<Reach::limited>(mesh, place, reach_mm, workspace, view);
    else
        write_view<Reach::unlimited>(mesh, place, std::numeric_limits<double>::infinity(), workspace, view);
}

View VisibilityScene::view_from(Point eye, const Sight& sight) const {
    View view;
    view_from(eye, sight, *make_workspace(), view);
    return view;
}

bool VisibilityScene::inside_solid(Point p) const {
    return mesh_->bounds.grown(tolerance::on_edge_m).contains(p) &&
           place_eye(*mesh_, p).status == ViewStatus::inside_solid;
}

std::size_t VisibilityScene::wall_count() const {
    return mesh_->wall_count;
}
std::size_t VisibilityScene::triangle_count() const {
    return mesh_->triangles.size();
}
const Box& VisibilityScene::bounds() const {
    return mesh_->bounds;
}

} // namespace prospect::kernel
