#include "analysis/visibility_graph/load_lists.h"

#include <algorithm>
#include <bit>
#include <functional>

namespace prospect::visibility_graph {

LoadLists::LoadLists(const CellRows& rows, std::uint32_t levels) {
    const std::uint32_t widest = std::uint32_t(1) << (levels - 1);
    const std::uint32_t cells = rows.cell_count();
    ends_.reserve(cells);
    std::vector<std::uint32_t> loads;
    for (std::uint32_t cell = 0; cell < cells; ++cell) {
        if (cell % CellRows::block == 0) loads.clear();
        const auto begin = static_cast<std::ptrdiff_t>(loads.size());
        for (const CellRun& run : rows.row(cell)) {
            const std::uint32_t length = run.last - run.first + 1;
            const std::uint32_t level =
                std::min(static_cast<std::uint32_t>(std::bit_width(length)), levels) - 1;
            const std::uint32_t width = std::uint32_t(1) << level;
            for (std::uint32_t done = 0; done + width < length; done += widest)
                loads.push_back(level * cells + run.first + done);
            loads.push_back(level * cells + run.last + 1 - width);
        }
        std::sort(loads.begin() + begin, loads.end(), std::greater<>());
        ends_.push_back(static_cast<std::uint32_t>(loads.size()));
        if (cell % CellRows::block == CellRows::block - 1 || cell + 1 == cells)
            blocks_.emplace_back(loads.begin(), loads.end());
    }
}

} // namespace prospect::visibility_graph
