#include "analysis/visibility_graph/cell_rows.h"

#include "analysis/engine/memory.h"

#include <algorithm>
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

} // namespace

CellRows rows_of(const engine::Workers& workers, const kernel::CellLattice& lattice,
                 kernel::Grazing grazing) {
    constexpr std::int64_t block = 256;
    const std::int64_t count = lattice.cell_count();
    const auto blocks = static_cast<std::size_t>((count + block - 1) / block);
    std::vector<std::vector<CellRun>> runs(blocks);
    std::vector<std::size_t> ends(static_cast<std::size_t>(count));
    workers.for_blocks(count, block, [&](std::int64_t begin, std::int64_t end) {
        const auto workspace = lattice.make_workspace();
        std::vector<CellRun>& own = runs[static_cast<std::size_t>(begin / block)];
        for (std::int64_t cell = begin; cell < end; ++cell) {
            lattice.append_row(static_cast<std::uint32_t>(cell), grazing, *workspace, own);
            ends[static_cast<std::size_t>(cell)] = own.size();
        }
        own.shrink_to_fit();
    });
    CellRows rows;
    std::size_t total = 0;
    for (const auto& own : runs)
        total += own.size();
    if (count > 0)
        engine::require_memory(static_cast<double>(count),
                               total * sizeof(CellRun) / static_cast<std::size_t>(count),
                               engine::machine_memory());
    rows.runs.reserve(total);
    rows.starts.reserve(static_cast<std::size_t>(count) + 1);
    for (std::size_t b = 0; b < blocks; ++b) {
        const std::size_t base = rows.runs.size();
        const std::size_t first = b * block;
        for (std::size_t cell = first; cell < std::min<std::size_t>(first + block, ends.size()); ++cell)
            rows.starts.push_back(base + ends[cell]);
        rows.runs.insert(rows.runs.end(), runs[b].begin(), runs[b].end());
        std::vector<CellRun>().swap(runs[b]);
    }
    return rows;
}

CellRows rows_of(const std::vector<std::vector<std::uint32_t>>& seen) {
    CellRows rows;
    for (std::uint32_t cell = 0; cell < seen.size(); ++cell) {
        std::vector<std::uint32_t> all = seen[cell];
        all.push_back(cell);
        std::sort(all.begin(), all.end());
        const std::size_t begin = rows.runs.size();
        for (const std::uint32_t other : all)
            if (rows.runs.size() > begin && other <= rows.runs.back().last + 1)
                rows.runs.back().last = other;
            else
                rows.runs.push_back({other, other});
        rows.starts.push_back(rows.runs.size());
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
