// Breadth-first search from every cell of a visibility graph at once, many sources to a machine word.
#pragma once

#include "analysis/visibility_graph/load_lists.h"

#include <functional>
#include <string_view>

namespace prospect::visibility_graph {

// How many cells are first reached at each depth: counts[0] = 1 (the source itself), counts[1] its
// neighbours...
using DepthCounts = std::span<const std::uint32_t>;

// The instructions a search is compiled for. All give the same counts.
enum class Simd : std::uint8_t { plain, avx2, avx512 };
std::string_view name_of(Simd simd);
// Those this machine can run, the fastest last.
std::vector<Simd> usable_simd();

// Multi-source breadth-first search after Then et al. (2014), The more the merrier, PVLDB 8(4): a batch of
// sources advances together, one bit each; a cell's new sources are the union of its neighbours' frontiers. A
// table holds the unions over all stretches of 1, 2, 4... cells, so that any run of neighbours takes at most
// two loads.
class DepthSearch {
public:
    // order: the sources, near ones near each other (near_order). radius: greatest depth looked at, 0 = any.
    // Rows and order must outlive the search. Memory: about as much as
    // the rows.
    DepthSearch(const CellRows& rows, std::span<const std::uint32_t> order, std::uint32_t radius, Simd simd);

    // Sources of one batch, and how many batches cover the order.
    std::uint32_t batch_size() const { return batch_size_; }
    std::int64_t batch_count() const;

    // Reusable memory of one thread: about 9 * batch_size / 8 bytes a cell.
    struct Workspace {
        std::vector<std::uint64_t> visited;
        std::vector<std::uint64_t> unions; // of the frontier over 1, 2, 4... cells
        std::vector<std::uint64_t> found;
        std::vector<std::uint32_t> counts;
    };
    // Calls use(source, counts) for each source of a batch.
    void run(std::int64_t batch, Workspace& workspace,
             const std::function<void(std::uint32_t, DepthCounts)>& use) const;

private:
    const CellRows& rows_;
    LoadLists loads_;
    std::span<const std::uint32_t> order_;
    std::uint32_t radius_;
    Simd simd_;
    std::uint32_t batch_size_;
};

} // namespace prospect::visibility_graph
