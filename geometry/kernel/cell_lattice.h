// Which cells of a grid see each other: exact decisions on whole millimetres, one row of runs for each cell.
#pragma once

#include "geometry/kernel/visibility.h"

#include <cstdint>
#include <memory>
#include <span>
#include <vector>

namespace prospect::kernel {

struct Lattice;

// Two centres see each other when the closed segment between them
enum class Grazing : std::uint8_t {
    blocks, // shares no point with any wall
    sees,   // shares nothing with walls but corners, each with all its walls strictly on one side
};

// Cells by number, both included.
struct CellRun {
    std::uint32_t first = 0;
    std::uint32_t last = 0;
    bool operator==(const CellRun&) const = default;
};

// The centres of a grid, rounded to whole millimetres, and those of them that are cells. Cells are numbered
// row by row from the north-west, so that a stretch of a grid row between walls is a run of numbers. Shared
// by any number of threads.
class CellLattice {
public:
    // Centres are at (xs[column], ys[row]) in metres, xs ascending, ys descending, both evenly spaced, all
    // inside the bounds of the scene, which must outlive the lattice. Cost: O(centres).
    CellLattice(const VisibilityScene& scene, std::span<const double> xs, std::span<const double> ys);
    ~CellLattice();

    // Places are row * columns + column. Whether a centre lies in the open and on no wall.
    bool is_open(std::int64_t place) const;
    // Whether the segment between two open centres shares no point with any wall.
    bool are_joined(std::int64_t a, std::int64_t b) const;

    // Makes those open centres cells for which `wanted`, by place, is not 0. Until then every open centre is
    // one. Not while other threads use the lattice.
    void choose(std::span<const char> wanted);
    std::uint32_t cell_count() const;
    std::int64_t place_of(std::uint32_t cell) const;
    // The cell at that place, or -1.
    std::int64_t cell_at(std::int64_t place) const;

    struct Workspace;
    struct WorkspaceDeleter {
        void operator()(Workspace* workspace) const;
    };
    using WorkspacePtr = std::unique_ptr<Workspace, WorkspaceDeleter>;
    WorkspacePtr make_workspace() const;

    // The cells that a cell sees, itself included: ascending, apart from each other. Appended to `runs`.
    // Cost: about the triangles seen plus the grid rows they cross.
    void append_row(std::uint32_t cell, Grazing grazing, Workspace& workspace,
                    std::vector<CellRun>& runs) const;

    // For the other algorithms of the kernel.
    const Lattice& lattice() const { return *lattice_; }

private:
    std::unique_ptr<Lattice> lattice_;
};

} // namespace prospect::kernel
