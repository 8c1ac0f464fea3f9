#include "analysis/visibility_graph/local_measures.h"

#include <algorithm>

namespace prospect::visibility_graph {

namespace {

// How many rows of a changing set of cells hold each cell, as differences between neighbouring numbers.
class RowSum {
public:
    explicit RowSum(const CellRows& rows) : rows_(rows), steps_(rows.cell_count() + 1, 0) {}

    // Makes the set the cells of `next`; before it was those of `current`.
    void change(std::span<const CellRun> current, std::span<const CellRun> next) {
        std::size_t i = 0;
        std::size_t j = 0;
        std::uint32_t at = 0;
        // Runs of both, from left to right, cut where either begins or ends.
        while (i < current.size() || j < next.size()) {
            const std::uint32_t old_first = i < current.size() ? std::max(current[i].first, at) : none;
            const std::uint32_t new_first = j < next.size() ? std::max(next[j].first, at) : none;
            const std::uint32_t first = std::min(old_first, new_first);
            const bool in_old = old_first == first;
            const bool in_new = new_first == first;
            std::uint32_t last = none;
            if (in_old) last = std::min(last, current[i].last);
            if (in_new) last = std::min(last, next[j].last);
            if (!in_old && i < current.size()) last = std::min(last, current[i].first - 1);
            if (!in_new && j < next.size()) last = std::min(last, next[j].first - 1);
            if (in_old != in_new)
                for (std::uint32_t cell = first; cell <= last; ++cell)
                    add(cell, in_new ? 1 : -1);
            at = last + 1;
            if (in_old && current[i].last == last) ++i;
            if (in_new && next[j].last == last) ++j;
        }
    }

    // Over the cells of the row: the sum of how many rows hold them. And how many cells are held by any.
    struct Answer {
        std::uint64_t within = 0;
        std::uint32_t held = 0;
    };
    Answer answer(std::span<const CellRun> row) const {
        Answer answer;
        std::int32_t rows_here = 0;
        std::uint32_t at = 0;
        const auto pass = [&](std::uint32_t end) {
            std::uint64_t sum = 0;
            for (; at < end; ++at) {
                rows_here += steps_[at];
                sum += static_cast<std::uint32_t>(rows_here);
                answer.held += rows_here != 0 ? 1 : 0;
            }
            return sum;
        };
        for (const CellRun& run : row) {
            pass(run.first);
            answer.within += pass(run.last + 1);
        }
        pass(rows_.cell_count());
        return answer;
    }

private:
    static constexpr std::uint32_t none = 0xffffffff;

    void add(std::uint32_t cell, std::int32_t sign) {
        for (const CellRun& run : rows_.row(cell)) {
            steps_[run.first] += sign;
            steps_[run.last + 1] -= sign;
        }
    }

    const CellRows& rows_;
    std::vector<std::int32_t> steps_;
};

} // namespace

std::vector<std::uint32_t> connectivity(const CellRows& rows) {
    std::vector<std::uint32_t> all(rows.cell_count());
    for (std::uint32_t cell = 0; cell < all.size(); ++cell)
        all[cell] = size_of(rows.row(cell)) - 1;
    return all;
}

LocalMeasures local_measures(const engine::Workers& workers, const CellRows& rows) {
    const std::uint32_t cells = rows.cell_count();
    LocalMeasures all{connectivity(rows), std::vector<std::uint64_t>(cells),
                      std::vector<std::uint32_t>(cells), std::vector<double>(cells)};
    // Sums of 1 / k over the cells before each, so that a run is one difference.
    std::vector<double> shares(cells + 1, 0);
    for (std::uint32_t cell = 0; cell < cells; ++cell) {
        const double k = all.connectivity[cell];
        shares[cell + 1] = shares[cell] + (k > 0 ? 1 / k : 0);
    }
    constexpr std::int64_t block = 256;
    workers.for_blocks(cells, block, [&](std::int64_t begin, std::int64_t end) {
        RowSum sum(rows);
        std::vector<CellRun> before;
        std::vector<CellRun> row;
        for (std::int64_t i = begin; i < end; ++i) {
            const auto cell = static_cast<std::uint32_t>(i);
            row.clear();
            for (const CellRun& run : rows.row(cell))
                row.push_back(run);
            sum.change(before, row);
            const RowSum::Answer answer = sum.answer(row);
            // Each neighbour is held by its own row and by the cell's, the cell by k + 1: what remains are
            // the links among the neighbours, each counted from both ends.
            const std::uint64_t k = all.connectivity[cell];
            all.links[cell] = (answer.within - 3 * k - 1) / 2;
            all.around[cell] = answer.held;
            for (const CellRun& run : row)
                all.control[cell] += shares[run.last + 1] - shares[run.first];
            if (k > 0) all.control[cell] -= 1 / static_cast<double>(k);
            before.swap(row);
        }
    });
    return all;
}

} // namespace prospect::visibility_graph
