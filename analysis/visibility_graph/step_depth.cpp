#include "analysis/visibility_graph/step_depth.h"

#include <numeric>
#include <utility>

namespace prospect::visibility_graph {

namespace {

// The cells not yet reached, in runs that shrink: the next one from a number on costs next to nothing.
class Unreached {
public:
    explicit Unreached(std::uint32_t cells) : next_(cells + 1) { std::iota(next_.begin(), next_.end(), 0); }

    // The first unreached cell from that one on; the number of cells where there is none.
    std::uint32_t from(std::uint32_t cell) {
        std::uint32_t found = cell;
        while (next_[found] != found)
            found = next_[found];
        while (next_[cell] != found)
            cell = std::exchange(next_[cell], found);
        return found;
    }
    void reach(std::uint32_t cell) { next_[cell] = cell + 1; }

private:
    std::vector<std::uint32_t> next_;
};

// Calls reached(cell, depth) for every cell the sources lead to, themselves first.
template <class Reached>
void spread(const CellRows& rows, std::vector<std::uint32_t> level, Unreached& unreached, Reached reached) {
    for (const std::uint32_t cell : level)
        unreached.reach(cell);
    for (std::uint32_t depth = 0; !level.empty(); ++depth) {
        std::vector<std::uint32_t> next;
        for (const std::uint32_t cell : level) {
            reached(cell, depth);
            for (const CellRun& run : rows.row(cell))
                for (std::uint32_t other = unreached.from(run.first); other <= run.last;
                     other = unreached.from(other)) {
                    unreached.reach(other);
                    next.push_back(other);
                }
        }
        level = std::move(next);
    }
}

} // namespace

std::vector<std::optional<std::uint32_t>> step_depths(const CellRows& rows,
                                                      std::span<const std::uint32_t> sources) {
    std::vector<std::optional<std::uint32_t>> depths(rows.cell_count());
    Unreached unreached(rows.cell_count());
    spread(rows, {sources.begin(), sources.end()}, unreached,
           [&](std::uint32_t cell, std::uint32_t depth) { depths[cell] = depth; });
    return depths;
}

std::vector<std::uint32_t> parts_of(const CellRows& rows) {
    std::vector<std::uint32_t> parts(rows.cell_count());
    Unreached unreached(rows.cell_count());
    std::uint32_t part = 0;
    for (std::uint32_t cell = unreached.from(0); cell < rows.cell_count();
         cell = unreached.from(cell), ++part)
        spread(rows, {cell}, unreached, [&](std::uint32_t reached, std::uint32_t) { parts[reached] = part; });
    return parts;
}

} // namespace prospect::visibility_graph
