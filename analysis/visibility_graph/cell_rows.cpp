#include "analysis/visibility_graph/cell_rows.h"

#include "analysis/engine/memory.h"

#include <algorithm>
#include <atomic>
#include <numeric>

namespace prospect::visibility_graph {

namespace {

// The bits of a number apart: every second bit is 0.
std::uint64_t spread(std::uint64_t value) {
    value &= 0xffffffff;
    value = (value | value << 16) & 0x0000ffff0000ffff;
    value = (value | value << 8) & 0x00ff00ff00ff00ff;
    value = (value | value << 4) & 0x0f0f0f0f0f0f0f0f;
    value = (value | value << 2) & 0x3333333333333333;
    return (value | value << 1) & 0x5555555555555555;
}

// Adds a run that begins `gap` cells after the one before it.
void pack(std::uint32_t gap, std::uint32_t cells, std::vector<std::uint32_t>& packed) {
    constexpr std::uint32_t longest = RowRuns::longest;
    for (; gap >= longest; gap -= longest)
        packed.push_back(longest << 16);
    for (; cells >= longest; cells -= longest) {
        packed.push_back(gap << 16 | longest);
        gap = 0;
    }
    packed.push_back(gap << 16 | cells);
}

} // namespace

void CellRows::put(std::uint32_t first_cell, std::span<const CellRun> runs,
                   std::span<const std::size_t> ends) {
    std::vector<std::uint32_t> packed;
    packed.reserve(runs.size());
    std::size_t at = 0;
    for (std::size_t i = 0; i < ends.size(); ++i) {
        std::uint32_t next = 0;
        for (; at < ends[i]; ++at) {
            pack(runs[at].first - next, runs[at].last + 1 - runs[at].first, packed);
            next = runs[at].last + 1;
        }
        ends_[first_cell + i] = static_cast<std::uint32_t>(packed.size());
    }
    packed.shrink_to_fit();
    blocks_[first_cell / block] = std::move(packed);
}

CellRows rows_of(const engine::Workers& workers, const kernel::CellLattice& lattice,
                 kernel::Grazing grazing) {
    constexpr std::int64_t looks = 16; // blocks between two looks at the memory
    struct Block {
        std::vector<CellRun> runs;
        std::vector<std::size_t> ends;
    };
    const std::int64_t count = lattice.cell_count();
    CellRows rows(count);
    engine::Pool<Block> pool;
    std::atomic<std::size_t> bytes = 0;
    std::atomic<std::int64_t> blocks = 0;
    workers.for_blocks(count, CellRows::block, [&](std::int64_t begin, std::int64_t end) {
        pool.with([&](Block& own) {
            own.runs.clear();
            own.ends.clear();
            const auto workspace = lattice.make_workspace();
            for (std::int64_t cell = begin; cell < end; ++cell) {
                lattice.append_row(static_cast<std::uint32_t>(cell), grazing, *workspace, own.runs);
                own.ends.push_back(own.runs.size());
            }
            rows.put(static_cast<std::uint32_t>(begin), own.runs, own.ends);
        });
        const std::size_t used = bytes += rows.bytes_of_block(static_cast<std::uint32_t>(begin));
        const std::int64_t done = ++blocks;
        if (done % looks != 0) return;
        engine::MachineMemory memory = engine::machine_memory();
        memory.available_bytes += used;
        engine::require_memory(static_cast<double>(count),
                               used / static_cast<std::size_t>(done * std::int64_t(CellRows::block)), memory);
    });
    return rows;
}

CellRows rows_of(const std::vector<std::vector<std::uint32_t>>& seen) {
    const auto cells = static_cast<std::uint32_t>(seen.size());
    CellRows rows(cells);
    for (std::uint32_t first = 0; first < cells; first += CellRows::block) {
        std::vector<CellRun> runs;
        std::vector<std::size_t> ends;
        for (std::uint32_t cell = first; cell < std::min(cells, first + CellRows::block); ++cell) {
            std::vector<std::uint32_t> all = seen[cell];
            all.push_back(cell);
            std::sort(all.begin(), all.end());
            const std::size_t begin = runs.size();
            for (const std::uint32_t other : all)
                if (runs.size() > begin && other <= runs.back().last + 1)
                    runs.back().last = other;
                else
                    runs.push_back({other, other});
            ends.push_back(runs.size());
        }
        rows.put(first, runs, ends);
    }
    return rows;
}

std::vector<std::uint32_t> near_order(std::span<const std::int64_t> places, std::int64_t columns) {
    std::vector<std::uint64_t> keys(places.size());
    for (std::size_t i = 0; i < places.size(); ++i)
        keys[i] = spread(static_cast<std::uint64_t>(places[i] % columns)) |
                  spread(static_cast<std::uint64_t>(places[i] / columns)) << 1;
    std::vector<std::uint32_t> order(places.size());
    std::iota(order.begin(), order.end(), 0);
    std::sort(order.begin(), order.end(),
              [&](std::uint32_t a, std::uint32_t b) { return keys[a] < keys[b]; });
    return order;
}

} // namespace prospect::visibility_graph
