// The visibility graph of a grid: which cells each cell sees, kept as runs of cell numbers.
#pragma once

#include "analysis/engine/workers.h"
#include "geometry/kernel/cell_lattice.h"

#include <span>
#include <vector>

namespace prospect::visibility_graph {

using kernel::CellRun;

// The runs of one row, unpacked while one walks along them. A value; the rows must outlive it.
//
// A packed run is a number of 32 bits: how many cells lie between the run and the one before it, or the
// beginning, in the upper 16, how many it holds in the lower 16. `longest` there says that the number goes on
// in the next one, which adds to it: a gap with no cells, or cells with no gap.
class RowRuns {
public:
    static constexpr std::uint32_t longest = 0xffff;

    class Iterator {
    public:
        Iterator(const std::uint32_t* at, const std::uint32_t* end) : at_(at), next_(at), end_(end) {
            if (at_ != end_) unpack();
        }
        const CellRun& operator*() const { return run_; }
        const CellRun* operator->() const { return &run_; }
        Iterator& operator++() {
            at_ = next_;
            if (at_ != end_) unpack();
            return *this;
        }
        bool operator!=(const std::uint32_t* end) const { return at_ != end; }

    private:
        void unpack() {
            const std::uint32_t packed = *next_++;
            std::uint32_t gap = packed >> 16;
            std::uint32_t cells = packed & longest;
            if (gap == longest || cells == longest) [[unlikely]]
                go_on(gap, cells);
            past_ += gap + cells;
            run_ = {past_ - cells, past_ - 1};
        }
        void go_on(std::uint32_t& gap, std::uint32_t& cells) {
            std::uint32_t part = gap;
            while (part == longest) {
                part = *next_ >> 16;
                gap += part;
                cells = *next_++ & longest;
            }
            part = cells;
            while (part == longest) {
                part = *next_++ & longest;
                cells += part;
            }
        }

        const std::uint32_t* at_;
        const std::uint32_t* next_;
        const std::uint32_t* end_;
        std::uint32_t past_ = 0; // the cell after the run
        CellRun run_;
    };

    RowRuns() = default;
    explicit RowRuns(std::span<const std::uint32_t> packed) : packed_(packed) {}
    Iterator begin() const { return {packed_.data(), end()}; }
    const std::uint32_t* end() const { return packed_.data() + packed_.size(); }

private:
    std::span<const std::uint32_t> packed_;
};

// Symmetric; every cell is in its own row. Rows ascend, their runs do not touch. Memory: 4 bytes a run,
// whose number is about 100 a cell in a town at 10 000 cells, 300 at 100 000; exactly that, in blocks.
class CellRows {
public:
    static constexpr std::uint32_t block = 256; // cells whose rows lie together

    std::uint32_t cell_count() const { return static_cast<std::uint32_t>(ends_.size()); }
    RowRuns row(std::uint32_t cell) const {
        const std::uint32_t begin = cell % block == 0 ? 0 : ends_[cell - 1];
        return RowRuns(std::span(blocks_[cell / block]).subspan(begin, ends_[cell] - begin));
    }

    // For who fills them: room for that many cells, then the rows of one block after another or several at
    // once.
    explicit CellRows(std::int64_t cells = 0)
        : blocks_(static_cast<std::size_t>((cells + block - 1) / block)),
          ends_(static_cast<std::size_t>(cells)) {}
    // Rows of all cells of a block, each from the end of the one before to its own end.
    void put(std::uint32_t first_cell, std::span<const CellRun> runs, std::span<const std::size_t> ends);
    std::size_t bytes_of_block(std::uint32_t first_cell) const {
        return blocks_[first_cell / block].size() * sizeof(std::uint32_t);
    }

private:
    std::vector<std::vector<std::uint32_t>> blocks_;
    std::vector<std::uint32_t> ends_; // of each row in its block
};

// Number of cells in a row.
inline std::uint32_t size_of(const RowRuns& row) {
    std::uint32_t cells = 0;
    for (const CellRun& run : row)
        cells += run.last - run.first + 1;
    return cells;
}

// Rows of all cells of the lattice, on all threads. Throws Cancelled, and Error(refused) as soon as it shows
// that the rows outgrow the machine's memory.
CellRows rows_of(const engine::Workers& workers, const kernel::CellLattice& lattice, kernel::Grazing grazing);

// From plain lists, for tests: seen[i] are the cells that i sees, in any order.
CellRows rows_of(const std::vector<std::vector<std::uint32_t>>& seen);

// All cells in an order in which neighbours on the ground stay near each other (Morton 1966). places: of the
// cells, row * columns + column.
std::vector<std::uint32_t> near_order(std::span<const std::int64_t> places, std::int64_t columns);

} // namespace prospect::visibility_graph
