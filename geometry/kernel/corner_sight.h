// The corners that shortest and straightest ways bend at, and who sees them.
#pragma once

#include "geometry/kernel/cell_lattice.h"

#include <cstdint>
#include <memory>
#include <vector>

namespace prospect::kernel {

// To which side a way may bend at a corner: around the walls there, all of which lie on that side of the way.
// Beside a wall it has come along it may bend to both.
struct Bends {
    bool left = false;
    bool right = false;
    bool any() const { return left || right; }
};

// A corner seen from a cell or from another corner, at which a straight way from there can bend.
struct SeenCorner {
    std::uint32_t corner = 0;
    Bends there;
    Bends here; // from a corner: to which side a way may have bent that sets out in this direction
};

// Every vertex at which all walls fit on one side of some line through it: where a taut string can bend.
// Shared by any number of threads.
class CornerSight {
public:
    // The scene must outlive it. Cost: O(vertices).
    explicit CornerSight(const VisibilityScene& scene);

    std::uint32_t corner_count() const { return static_cast<std::uint32_t>(vertices_.size()); }
    Point place(std::uint32_t corner) const;

    struct Workspace;
    struct WorkspaceDeleter {
        void operator()(Workspace* workspace) const;
    };
    using WorkspacePtr = std::unique_ptr<Workspace, WorkspaceDeleter>;
    WorkspacePtr make_workspace() const;

    // By corner, each once. Cost: about the triangles seen.
    void from_cell(const CellLattice& lattice, std::uint32_t cell, Workspace& workspace,
                   std::vector<SeenCorner>& seen) const;
    // Only corners at which a way between the two can bend at both ends.
    void from_corner(std::uint32_t corner, Workspace& workspace, std::vector<SeenCorner>& seen) const;

private:
    const VisibilityMesh& mesh_;
    std::vector<std::int32_t> vertices_; // of the corners
    std::vector<std::int32_t> corners_;  // by vertex; -1 where it is none
};

} // namespace prospect::kernel
