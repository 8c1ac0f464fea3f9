#include "geometry/kernel/cell_lattice.h"

#include "geometry/base/error.h"
#include "geometry/base/tolerances.h"
#include "geometry/kernel/exact_ray.h"
#include "geometry/kernel/expansion.h"
#include "geometry/kernel/row_writer.h"

#include <algorithm>

namespace prospect::kernel {

namespace {

std::vector<std::int64_t> rounded(std::span<const double> metres, double origin) {
    std::vector<std::int64_t> all;
    all.reserve(metres.size());
    for (const double value : metres)
        all.push_back(std::llround((value - origin) * tolerance::kernel_units_per_m));
    return all;
}

bool is_even(const std::vector<std::int64_t>& values, std::int64_t step) {
    for (std::size_t i = 1; i < values.size(); ++i)
        if (values[i] - values[i - 1] != step) return false;
    return true;
}

// Mean distance between neighbours, 1 for a single one.
double mean_spacing(const std::vector<std::int64_t>& values) {
    if (values.size() < 2) return 1;
    return std::abs(static_cast<double>(values.back() - values.front())) /
           static_cast<double>(values.size() - 1);
}

// Whether the point, held by that triangle, is in the open and on no wall.
bool is_free(const VisibilityMesh& mesh, std::int32_t triangle, Millimetres p) {
    const VisibilityMesh::Triangle& t = mesh.triangles[at(triangle)];
    for (int i = 0; i < 3; ++i) {
        const Millimetres a = mesh.vertices[at(t.corners[at(next_corner(i))])];
        const Millimetres b = mesh.vertices[at(t.corners[at(next_corner(next_corner(i)))])];
        if (a == p || (mesh.is_wall(triangle, i) && orientation(p, a, b) == 0)) return false;
    }
    return !t.solid;
}

void place_centres(Lattice& lattice) {
    const VisibilityMesh& mesh = *lattice.mesh;
    const auto count = static_cast<std::size_t>(lattice.columns * lattice.rows);
    lattice.triangles.resize(count);
    lattice.open.resize(count);
    std::int32_t triangle = 0;
    for (std::int64_t place = 0; place < lattice.columns * lattice.rows; ++place) {
        const Millimetres p = lattice.centre(place);
        if (p.x <= mesh.low.x || p.x >= mesh.high.x || p.y <= mesh.low.y || p.y >= mesh.high.y)
            throw Error(ErrorCode::internal, "a cell lies outside the bounds of the walls");
        const Eye eye = Eye::at(static_cast<double>(p.x), static_cast<double>(p.y));
        triangle = place % lattice.columns == 0 ? mesh.locate(eye) : mesh.walk(triangle, eye);
        lattice.triangles[static_cast<std::size_t>(place)] = triangle;
        lattice.open[static_cast<std::size_t>(place)] = is_free(mesh, triangle, p) ? 1 : 0;
    }
}

} // namespace

struct CellLattice::Workspace {
    ViewWorkspace view;
    RowBuffer row;
};

CellLattice::CellLattice(const VisibilityScene& scene, std::span<const double> xs, std::span<const double> ys)
    : lattice_(std::make_unique<Lattice>()) {
    Lattice& lattice = *lattice_;
    lattice.mesh = &scene.mesh();
    lattice.columns = static_cast<std::int64_t>(xs.size());
    lattice.rows = static_cast<std::int64_t>(ys.size());
    lattice.xs = rounded(xs, lattice.mesh->origin.x);
    lattice.ys = rounded(ys, lattice.mesh->origin.y);
    lattice.x_values.assign(lattice.xs.begin(), lattice.xs.end());
    lattice.y_values.assign(lattice.ys.begin(), lattice.ys.end());
    lattice.columns_per_mm = 1 / mean_spacing(lattice.xs);
    lattice.rows_per_mm = 1 / mean_spacing(lattice.ys);
    const std::int64_t spacing = xs.size() > 1   ? lattice.xs[1] - lattice.xs[0]
                                 : ys.size() > 1 ? lattice.ys[0] - lattice.ys[1]
                                                 : 1;
    const bool even = is_even(lattice.xs, spacing) && is_even(lattice.ys, -spacing);
    constexpr double rounding = 1e-7;
    lattice.unevenness = rounding + (even ? 0.0 : std::max(lattice.columns_per_mm, lattice.rows_per_mm));
    lattice.spacing = even ? spacing : 0;
    place_centres(lattice);
    choose(lattice.open);
}

CellLattice::~CellLattice() = default;

bool CellLattice::is_open(std::int64_t place) const {
    return lattice_->open[static_cast<std::size_t>(place)] != 0;
}

std::uint32_t CellLattice::cell_count() const {
    return static_cast<std::uint32_t>(lattice_->places.size());
}

std::int64_t CellLattice::place_of(std::uint32_t cell) const {
    return lattice_->places[cell];
}

std::int64_t CellLattice::cell_at(std::int64_t place) const {
    const std::int64_t i = place / lattice_->columns * (lattice_->columns + 1) + place % lattice_->columns;
    const std::uint32_t first = lattice_->before[static_cast<std::size_t>(i)];
    const bool is_cell = lattice_->before[static_cast<std::size_t>(i + 1)] > first;
    return is_cell ? static_cast<std::int64_t>(first) : -1;
}

bool CellLattice::are_joined(std::int64_t a, std::int64_t b) const {
    if (a == b) return true;
    const Millimetres from = lattice_->centre(a);
    const Millimetres to = lattice_->centre(b);
    const std::int32_t triangle = lattice_->triangles[static_cast<std::size_t>(a)];
    return look_along(*lattice_->mesh, from, triangle, {to.x - from.x, to.y - from.y}, 1).clear == 1;
}

void CellLattice::choose(std::span<const char> wanted) {
    Lattice& lattice = *lattice_;
    lattice.places.clear();
    lattice.before.clear();
    for (std::int64_t row = 0; row < lattice.rows; ++row) {
        for (std::int64_t column = 0; column < lattice.columns; ++column) {
            lattice.before.push_back(static_cast<std::uint32_t>(lattice.places.size()));
            const std::int64_t place = row * lattice.columns + column;
            if (is_open(place) && wanted[static_cast<std::size_t>(place)] != 0)
                lattice.places.push_back(place);
        }
        lattice.before.push_back(static_cast<std::uint32_t>(lattice.places.size()));
    }
}

void CellLattice::WorkspaceDeleter::operator()(Workspace* workspace) const {
    delete workspace;
}

CellLattice::WorkspacePtr CellLattice::make_workspace() const {
    return WorkspacePtr(new Workspace);
}

void CellLattice::append_row(std::uint32_t cell, Grazing grazing, Workspace& workspace,
                             std::vector<CellRun>& runs) const {
    const std::int64_t place = place_of(cell);
    const Millimetres centre = lattice_->centre(place);
    EyePlace eye;
    eye.eye = Eye::at(static_cast<double>(centre.x), static_cast<double>(centre.y));
    eye.triangle = lattice_->triangles[static_cast<std::size_t>(place)];
    start_fan(*lattice_->mesh, eye, {}, workspace.view.fan);
    RowWriter writer(*lattice_, place, workspace.row);
    Expansion<Reach::unlimited, RowWriter> expansion(
        *lattice_->mesh, eye, std::numeric_limits<double>::infinity(), workspace.view, writer);
    for (const FanCone& cone : workspace.view.fan)
        expansion.run(cone.cone);
    writer.finish(grazing, runs);
}

} // namespace prospect::kernel
