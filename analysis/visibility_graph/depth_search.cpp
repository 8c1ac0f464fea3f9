#include "analysis/visibility_graph/depth_search.h"

#include <algorithm>

#if defined(__x86_64__) && defined(__GNUC__)
#define PROSPECT_X86 1
#endif

namespace prospect::visibility_graph {

namespace {

// One bit for each source of a batch.
using Bits512 = std::uint64_t __attribute__((vector_size(64)));
using Bits256 = std::uint64_t __attribute__((vector_size(32)));
using Bits128 = std::uint64_t __attribute__((vector_size(16)));

constexpr std::uint32_t union_levels = 7;
constexpr std::size_t counter_planes = 33; // sums of 2^32 cells

constexpr std::uint32_t batch_of(Simd simd) {
    return simd == Simd::avx512 ? 512 : simd == Simd::avx2 ? 256 : 128;
}

struct Batch {
    const CellRows& rows;
    const LoadLists& loads;
    std::span<const std::uint32_t> sources;
    std::uint32_t radius;
    std::vector<std::uint64_t>& visited;
    std::vector<std::uint64_t>& unions;
    std::vector<std::uint64_t>& found;
    std::vector<std::uint32_t>& counts; // depth by depth, batch size each
    std::uint32_t depths = 0;
};

// Everything below is inlined into the functions compiled for one set of instructions each.
#define PROSPECT_INLINE [[gnu::always_inline]] inline

// Adds vectors of bits, each bit its own sum: the sums' binary digits lie in planes (Harley and Seal, in
// Warren, Hacker's Delight, 2nd ed., §5-1).
template <class Bits>
struct BitSums {
    Bits planes[counter_planes] = {};
    Bits pending[8];
    int pending_count = 0;

    PROSPECT_INLINE static void add_three(Bits& high, Bits& low, const Bits& a, const Bits& b) {
        const Bits either = low ^ a;
        high = (low & a) | (either & b);
        low = either ^ b;
    }
    PROSPECT_INLINE void carry_into(std::size_t plane, const Bits& added) {
        Bits carry = added;
        for (; plane < counter_planes; ++plane) {
            const Bits both = planes[plane] & carry;
            planes[plane] ^= carry;
            carry = both;
            std::uint64_t any = 0;
            for (std::size_t word = 0; word < sizeof(Bits) / 8; ++word)
                any |= carry[word];
            if (any == 0) return;
        }
    }
    PROSPECT_INLINE void add(const Bits& bits) {
        pending[pending_count++] = bits;
        if (pending_count < 8) return;
        pending_count = 0;
        Bits twos_a;
        Bits twos_b;
        Bits fours_a;
        Bits fours_b;
        Bits eights;
        add_three(twos_a, planes[0], pending[0], pending[1]);
        add_three(twos_b, planes[0], pending[2], pending[3]);
        add_three(fours_a, planes[1], twos_a, twos_b);
        add_three(twos_a, planes[0], pending[4], pending[5]);
        add_three(twos_b, planes[0], pending[6], pending[7]);
        add_three(fours_b, planes[1], twos_a, twos_b);
        add_three(eights, planes[2], fours_a, fours_b);
        carry_into(3, eights);
    }
    // counts: one for each bit.
    PROSPECT_INLINE void finish(std::uint32_t* counts) {
        for (int i = 0; i < pending_count; ++i)
            carry_into(0, pending[i]);
        for (std::size_t bit = 0; bit < sizeof(Bits) * 8; ++bit) {
            std::uint32_t count = 0;
            for (std::size_t plane = 0; plane < counter_planes - 1; ++plane)
                count |= static_cast<std::uint32_t>(planes[plane][bit / 64] >> (bit % 64) & 1) << plane;
            counts[bit] = count;
        }
    }
};

template <class Bits>
PROSPECT_INLINE bool holds_all(const Bits& bits) {
    std::uint64_t all = ~std::uint64_t(0);
    for (std::size_t word = 0; word < sizeof(Bits) / 8; ++word)
        all &= bits[word];
    return all == ~std::uint64_t(0);
}

template <class Bits>
PROSPECT_INLINE bool holds_any(const Bits& bits) {
    std::uint64_t any = 0;
    for (std::size_t word = 0; word < sizeof(Bits) / 8; ++word)
        any |= bits[word];
    return any != 0;
}

// unions[level][c]: of the frontier over the cells c .. c + 2^level - 1.
template <class Bits>
PROSPECT_INLINE void unite(Bits* unions, std::size_t cells) {
    for (std::uint32_t level = 1; level < union_levels; ++level) {
        const std::size_t half = std::size_t(1) << (level - 1);
        const Bits* below = unions + (level - 1) * cells;
        Bits* here = unions + level * cells;
        for (std::size_t c = 0; c + 2 * half <= cells; ++c)
            here[c] = below[c] | below[c + half];
    }
}

// Adds the frontier over all cells of a row to what is known; may stop when that is everything.
template <class Bits>
PROSPECT_INLINE void add_united(const Bits* unions, const LoadLists& loads, std::uint32_t cell,
                                Bits& result) {
    constexpr std::ptrdiff_t between_looks = 16;
    Bits known = result;
    const std::span<const std::uint32_t> row = loads.row(cell);
    const std::uint32_t* load = row.data();
    const std::uint32_t* end = load + row.size();
    for (; end - load >= between_looks; load += between_looks) {
        for (std::ptrdiff_t i = 0; i < between_looks; ++i)
            known |= unions[load[i]];
        if (holds_all(known)) {
            result = known;
            return;
        }
    }
    for (; load != end; ++load)
        known |= unions[*load];
    result = known;
}

template <class Bits>
PROSPECT_INLINE void search(Batch& batch) {
    constexpr std::size_t words = sizeof(Bits) / 8;
    constexpr std::size_t width = words * 64;
    const std::size_t cells = batch.rows.cell_count();
    // The vectors' memory is aligned to whole vectors by hand: std::vector does not.
    const auto aligned = [](std::vector<std::uint64_t>& memory) {
        const auto address = reinterpret_cast<std::uintptr_t>(memory.data());
        return reinterpret_cast<Bits*>((address + sizeof(Bits) - 1) / sizeof(Bits) * sizeof(Bits));
    };
    Bits* visited = aligned(batch.visited);
    Bits* unions = aligned(batch.unions);
    Bits* found = aligned(batch.found);
    const Bits none = {};
    Bits unused = {};
    for (std::size_t bit = batch.sources.size(); bit < width; ++bit)
        unused[bit / 64] |= std::uint64_t(1) << (bit % 64);
    for (std::size_t c = 0; c < cells; ++c) {
        visited[c] = unused;
        found[c] = none;
    }
    batch.counts.assign(width, 1);
    batch.depths = 1;
    // The first depth is the sources' own rows.
    for (std::size_t i = 0; i < batch.sources.size(); ++i) {
        const std::uint64_t bit = std::uint64_t(1) << (i % 64);
        visited[batch.sources[i]][i / 64] |= bit;
        for (const CellRun& run : batch.rows.row(batch.sources[i]))
            for (std::uint32_t c = run.first; c <= run.last; ++c)
                found[c][i / 64] |= bit;
    }
    for (;;) {
        BitSums<Bits> sums;
        bool any = false;
        for (std::size_t c = 0; c < cells; ++c) {
            const Bits fresh = found[c] & ~visited[c];
            unions[c] = fresh;
            if (!holds_any(fresh)) continue;
            any = true;
            visited[c] |= fresh;
            sums.add(fresh);
        }
        if (!any) return;
        batch.counts.resize((batch.depths + 1) * width);
        sums.finish(&batch.counts[batch.depths * width]);
        ++batch.depths;
        if (batch.depths > batch.radius && batch.radius > 0) return;
        unite(unions, cells);
        for (std::size_t c = 0; c < cells; ++c) {
            found[c] = visited[c];
            if (!holds_all(visited[c]))
                add_united(unions, batch.loads, static_cast<std::uint32_t>(c), found[c]);
        }
    }
}

void search_plain(Batch& batch) {
    search<Bits128>(batch);
}
#ifdef PROSPECT_X86
[[gnu::target("avx2,bmi,bmi2")]] void search_avx2(Batch& batch) {
    search<Bits256>(batch);
}
[[gnu::target("avx512f,avx512vl,avx512bw,avx512dq,bmi,bmi2")]] void search_avx512(Batch& batch) {
    search<Bits512>(batch);
}
#endif

} // namespace

std::string_view name_of(Simd simd) {
    switch (simd) {
    case Simd::plain:
        return "plain";
    case Simd::avx2:
        return "avx2";
    case Simd::avx512:
        break;
    }
    return "avx512";
}

std::vector<Simd> usable_simd() {
    std::vector<Simd> usable{Simd::plain};
#ifdef PROSPECT_X86
    if (__builtin_cpu_supports("avx2") && __builtin_cpu_supports("bmi2")) usable.push_back(Simd::avx2);
    if (__builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512vl") &&
        __builtin_cpu_supports("avx512bw") && __builtin_cpu_supports("avx512dq"))
        usable.push_back(Simd::avx512);
#endif
    return usable;
}

DepthSearch::DepthSearch(const CellRows& rows, std::span<const std::uint32_t> order, std::uint32_t radius,
                         Simd simd)
    : rows_(rows), loads_(rows, union_levels), order_(order), radius_(radius), simd_(simd),
      batch_size_(batch_of(simd)) {}

std::int64_t DepthSearch::batch_count() const {
    return static_cast<std::int64_t>((order_.size() + batch_size_ - 1) / batch_size_);
}

void DepthSearch::run(std::int64_t batch, Workspace& workspace,
                      const std::function<void(std::uint32_t, DepthCounts)>& use) const {
    const auto begin = static_cast<std::size_t>(batch) * batch_size_;
    Batch work{rows_,
               loads_,
               order_.subspan(begin, std::min<std::size_t>(batch_size_, order_.size() - begin)),
               radius_,
               workspace.visited,
               workspace.unions,
               workspace.found,
               workspace.counts};
    const std::size_t cells = rows_.cell_count();
    const std::size_t words = batch_size_ / 64;
    workspace.visited.resize((cells + 1) * words);
    workspace.found.resize((cells + 1) * words);
    workspace.unions.resize((cells * union_levels + 1) * words);
    switch (simd_) {
#ifdef PROSPECT_X86
    case Simd::avx2:
        search_avx2(work);
        break;
    case Simd::avx512:
        search_avx512(work);
        break;
#endif
    default:
        search_plain(work);
    }
    std::vector<std::uint32_t> counts;
    for (std::size_t i = 0; i < work.sources.size(); ++i) {
        counts.clear();
        for (std::uint32_t depth = 0; depth < work.depths; ++depth)
            counts.push_back(workspace.counts[depth * batch_size_ + i]);
        while (counts.back() == 0)
            counts.pop_back();
        use(work.sources[i], counts);
    }
}

} // namespace prospect::visibility_graph
