#include "analysis/visibility_graph/through_vision.h"

#include <algorithm>
#include <atomic>
#include <map>
#include <mutex>

namespace prospect::visibility_graph {

namespace {

std::int64_t floor_of(std::int64_t over, std::int64_t under) {
    return over >= 0 ? over / under : -((-over + under - 1) / under);
}

// The squares that lines of every step up to the size of the grid cross, as differences of places; made at
// the first need. Safe from several threads.
class Crossings {
public:
    Crossings(std::int64_t columns, std::int64_t rows)
        : columns_(columns), rows_(rows), steps_(static_cast<std::size_t>(columns * (2 * rows - 1))) {}
    ~Crossings() {
        for (auto& step : steps_)
            delete step.load();
    }
    Crossings(const Crossings&) = delete;
    Crossings& operator=(const Crossings&) = delete;

    // east >= 0; south may be negative.
    const std::vector<std::int32_t>& of(std::int64_t east, std::int64_t south) {
        auto& kept = steps_[static_cast<std::size_t>(east * (2 * rows_ - 1) + south + rows_ - 1)];
        if (const auto* known = kept.load(std::memory_order_acquire)) return *known;
        auto made = std::make_unique<std::vector<std::int32_t>>();
        for (const CellStep& step :
             crossed_between(static_cast<std::int32_t>(east), static_cast<std::int32_t>(-south)))
            made->push_back(static_cast<std::int32_t>(-step.north * columns_ + step.east));
        const std::vector<std::int32_t>* none = nullptr;
        const auto* own = made.get();
        if (kept.compare_exchange_strong(none, own, std::memory_order_acq_rel)) {
            made.release();
            return *own;
        }
        return *none; // another thread was first
    }

private:
    std::int64_t columns_;
    std::int64_t rows_;
    std::vector<std::atomic<const std::vector<std::int32_t>*>> steps_;
};

} // namespace

std::vector<CellStep> crossed_between(std::int32_t east, std::int32_t north) {
    std::vector<CellStep> crossed;
    const auto add = [&](std::int64_t i, std::int64_t first, std::int64_t last) {
        for (std::int64_t j = first; j <= last; ++j)
            if (!(i == 0 && j == 0) && !(i == east && j == north))
                crossed.push_back({static_cast<std::int32_t>(i), static_cast<std::int32_t>(j)});
    };
    if (east == 0) {
        add(0, std::min(0, north), std::max(0, north));
        return crossed;
    }
    // In each column the line runs from its west edge, or its own beginning, up to but not on its east edge.
    // Twice the y of the line at half a column is north * (2 i -+ 1) / east.
    const std::int64_t under = 2 * std::int64_t(east);
    for (std::int64_t i = 0; i <= east; ++i) {
        const std::int64_t enters = i == 0 ? 0 : std::int64_t(north) * (2 * i - 1);
        const std::int64_t leaves = std::int64_t(north) * (i == east ? 2 * i : 2 * i + 1);
        const std::int64_t at_entry = floor_of(enters + east, under);
        std::int64_t at_exit = floor_of(leaves + east, under);
        // A rising line that leaves through a corner is not in the square above it.
        if (north > 0 && i != east && at_exit * under == leaves + east) --at_exit;
        add(i, std::min(at_entry, at_exit), std::max(at_entry, at_exit));
    }
    return crossed;
}

std::vector<std::uint64_t> through_vision(const engine::Workers& workers, const CellRows& rows,
                                          std::span<const std::int64_t> places, std::int64_t columns,
                                          std::int64_t grid_rows) {
    constexpr std::int64_t block = 64;
    Crossings crossings(columns, grid_rows);
    const auto grid = static_cast<std::size_t>(columns * grid_rows);
    engine::Pool<std::vector<std::uint64_t>> pool;
    workers.for_blocks(rows.cell_count(), block, [&](std::int64_t begin, std::int64_t end) {
        pool.with([&](std::vector<std::uint64_t>& counts) {
            counts.resize(grid, 0);
            for (std::int64_t cell = begin; cell < end; ++cell) {
                const std::int64_t from = places[static_cast<std::size_t>(cell)];
                for (const CellRun& run : rows.row(static_cast<std::uint32_t>(cell)))
                    for (std::int64_t other = std::max<std::int64_t>(run.first, cell + 1); other <= run.last;
                         ++other) {
                        const std::int64_t to = places[static_cast<std::size_t>(other)];
                        const std::int64_t west =
                            std::min(from % columns, to % columns) == from % columns ? from : to;
                        const std::int64_t east = west == from ? to : from;
                        const auto& steps =
                            crossings.of(east % columns - west % columns, east / columns - west / columns);
                        for (const std::int32_t step : steps)
                            ++counts[static_cast<std::size_t>(west + step)];
                    }
            }
        });
    });
    std::vector<std::uint64_t> lines(rows.cell_count(), 0);
    pool.for_each([&](const std::vector<std::uint64_t>& counts) {
        for (std::size_t cell = 0; cell < lines.size(); ++cell)
            lines[cell] += 2 * counts[static_cast<std::size_t>(places[cell])]; // to and fro
    });
    return lines;
}

} // namespace prospect::visibility_graph
