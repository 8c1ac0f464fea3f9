#include "analysis/access/ways_out.h"

#include "analysis/access/chains.h"
#include "analysis/access/radix_queue.h"

#include <numeric>
#include <set>

namespace prospect::access {

namespace {

constexpr double nowhere = std::numeric_limits<double>::infinity();

// The bottlenecks each step crosses.
class Crossings {
public:
    Crossings(const WalkCells& cells, std::span<const Bottleneck> bottlenecks) {
        std::vector<Segment> across;
        std::vector<std::uint32_t> owner;
        for (std::uint32_t i = 0; i < bottlenecks.size(); ++i)
            for (const Segment& piece : bottlenecks[i].across) {
                across.push_back(piece);
                owner.push_back(i);
            }
        narrow.assign(cells.walks.size(), 0);
        const CellSegments segments(cells.grid, across);
        for (std::int64_t cell = 0; cell < cells.grid.cell_count() && !segments.none(); ++cell)
            for (std::size_t k = 0; k < neighbours.size() / 2; ++k) {
                if (!cells.can_step(cell, k)) continue;
                segments.led_across(cell, k, [&](std::uint32_t i) {
                    add(cell, k, owner[i]);
                    add(cells.step_to(cell, k), opposite(k), owner[i]);
                    return true;
                });
            }
        std::sort(entries_.begin(), entries_.end());
        entries_.erase(std::unique(entries_.begin(), entries_.end()), entries_.end());
    }

    // Calls act(bottleneck) for each that the step crosses.
    template <class Act>
    void on(std::int64_t cell, std::size_t direction, Act&& act) const {
        if (narrow[static_cast<std::size_t>(cell)] == 0) return;
        const std::pair<std::int64_t, std::uint32_t> first{cell * 8 + static_cast<std::int64_t>(direction),
                                                           0};
        for (auto i = std::lower_bound(entries_.begin(), entries_.end(), first);
             i != entries_.end() && i->first == first.first; ++i)
            act(i->second);
    }
    bool closed(std::int64_t cell, std::size_t direction, std::span<const std::uint32_t> blocked) const {
        bool hit = false;
        on(cell, direction, [&](std::uint32_t one) {
            hit = hit || std::find(blocked.begin(), blocked.end(), one) != blocked.end();
        });
        return hit;
    }
    void keep(std::span<const std::uint8_t> kept) {
        std::erase_if(entries_, [&](const auto& entry) { return kept[entry.second] == 0; });
        std::fill(narrow.begin(), narrow.end(), 0);
        for (const auto& entry : entries_)
            narrow[static_cast<std::size_t>(entry.first / 8)] = 1;
    }

    std::vector<std::uint8_t> narrow; // by cell: 1 where some step crosses one

private:
    void add(std::int64_t cell, std::size_t direction, std::uint32_t one) {
        entries_.emplace_back(cell * 8 + static_cast<std::int64_t>(direction), one);
        narrow[static_cast<std::size_t>(cell)] = 1;
    }
    std::vector<std::pair<std::int64_t, std::uint32_t>> entries_; // step and bottleneck, sorted
};

// Bottlenecks in a row without a branch and without a refuge between them: only those at the ends are kept.
class Rows {
public:
    Rows(const WalkCells& cells, const Crossings& crossings, std::size_t count,
         std::span<const std::int64_t> refuges)
        : cells_(cells), crossings_(crossings), sides_(count), simple_(count, 1) {
        find_regions();
        degree_.assign(open_.size(), 0);
        for (const std::int64_t cell : refuges) // nobody walks on some of them
            if (cells.walks[static_cast<std::size_t>(cell)] != 0)
                open_[region_[static_cast<std::size_t>(cell)]] = 1;
        find_sides();
    }

    std::vector<std::uint8_t> kept() {
        std::vector<std::uint8_t> kept(sides_.size(), 1);
        parent_.resize(open_.size());
        std::iota(parent_.begin(), parent_.end(), std::uint32_t{0});
        for (std::size_t i = 0; i < sides_.size(); ++i) {
            if (simple_[i] == 0 || sides_[i].size() != 2) continue;
            const std::uint32_t a = root(*sides_[i].begin());
            const std::uint32_t b = root(*sides_[i].rbegin());
            if (a == b || open_[a] != 0 || open_[b] != 0 || degree_[a] > 2 || degree_[b] > 2) continue;
            kept[i] = 0;
            degree_[a] += degree_[b] - 2;
            parent_[b] = a;
        }
        return kept;
    }

private:
    // Ground that is joined without crossing a bottleneck.
    void find_regions() {
        constexpr std::uint32_t none = UINT32_MAX;
        region_.assign(cells_.walks.size(), none);
        std::vector<std::int64_t> left;
        for (std::int64_t first = 0; first < cells_.grid.cell_count(); ++first) {
            if (cells_.walks[static_cast<std::size_t>(first)] == 0 ||
                region_[static_cast<std::size_t>(first)] != none)
                continue;
            const auto region = static_cast<std::uint32_t>(open_.size());
            open_.push_back(0);
            region_[static_cast<std::size_t>(first)] = region;
            left.push_back(first);
            while (!left.empty()) {
                const std::int64_t cell = left.back();
                left.pop_back();
                for (std::size_t k = 0; k < neighbours.size(); ++k) {
                    if (!cells_.can_step(cell, k)) continue;
                    const std::int64_t next = cells_.step_to(cell, k);
                    bool narrow = false;
                    crossings_.on(cell, k, [&](std::uint32_t) { narrow = true; });
                    if (narrow || region_[static_cast<std::size_t>(next)] != none) continue;
                    region_[static_cast<std::size_t>(next)] = region;
                    left.push_back(next);
                }
            }
        }
    }

    void find_sides() {
        std::vector<std::uint32_t> crossed;
        for (std::int64_t cell = 0; cell < cells_.grid.cell_count(); ++cell)
            for (std::size_t k = 0; k < neighbours.size() / 2; ++k) {
                if (!cells_.can_step(cell, k)) continue;
                crossed.clear();
                crossings_.on(cell, k, [&](std::uint32_t one) { crossed.push_back(one); });
                if (crossed.empty()) continue;
                const std::uint32_t from = region_[static_cast<std::size_t>(cell)];
                const std::uint32_t to = region_[static_cast<std::size_t>(cells_.step_to(cell, k))];
                for (const std::uint32_t one : crossed) {
                    for (const std::uint32_t region : {from, to})
                        if (sides_[one].insert(region).second) ++degree_[region];
                    if (crossed.size() > 1) simple_[one] = 0;
                }
            }
    }

    std::uint32_t root(std::uint32_t region) const {
        while (parent_[region] != region)
            region = parent_[region];
        return region;
    }

    const WalkCells& cells_;
    const Crossings& crossings_;
    std::vector<std::uint32_t> region_;          // by cell
    std::vector<std::uint8_t> open_;             // by region: 1 where a refuge is in it
    std::vector<int> degree_;                    // by region: bottlenecks beside it
    std::vector<std::set<std::uint32_t>> sides_; // by bottleneck
    std::vector<std::uint8_t> simple_;           // by bottleneck: no step crosses another with it
    std::vector<std::uint32_t> parent_;
};

class Search {
public:
    Search(const WalkCells& cells, const Crossings& crossings, std::size_t bottlenecks,
           std::span<const std::int64_t> refuges, double within_m)
        : cells_(cells), crossings_(crossings), within_m_(within_m) {
        for (std::size_t k = 0; k < neighbours.size(); ++k)
            length_m_[k] = cells.length(k);
        distance_m.assign(cells.walks.size(), nowhere);
        chain.assign(cells.walks.size(), Chains::none);
        find_nearest(refuges);
        behind_.resize(bottlenecks);
        std::vector<std::vector<std::uint32_t>> by_chain(chains.size());
        for (std::uint32_t cell = 0; cell < chain.size(); ++cell)
            if (chain[cell] != Chains::none) by_chain[chain[cell]].push_back(cell);
        for (std::uint32_t one = 1; one < chains.size(); ++one)
            chains.each(one, [&](std::uint32_t bottleneck) {
                behind_[bottleneck].insert(behind_[bottleneck].end(), by_chain[one].begin(),
                                           by_chain[one].end());
            });
        for (auto& some : behind_)
            std::sort(some.begin(), some.end());
    }

    // The cells whose shortest way leads through the bottleneck.
    const std::vector<std::uint32_t>& behind(std::uint32_t bottleneck) const { return behind_[bottleneck]; }

    struct Work {
        std::vector<double> distance_m; // of the cells searched: else -1
        std::vector<std::uint32_t> chain;
        Chains chains;
    };
    // Distances of the cells with some bottlenecks blocked, infinity where no refuge is left; the cells must
    // be all whose shortest way leads through one of them. Chaining: fills work.chain and work.chains as
    // well. work.distance_m is -1 for all other cells; forget() makes it so for these.
    enum class Chaining : std::uint8_t { no, yes };
    void search(std::span<const std::uint32_t> affected, std::span<const std::uint32_t> blocked,
                Chaining chaining, Work& work) const;
    static void forget(std::span<const std::uint32_t> affected, Work& work) {
        for (const std::uint32_t cell : affected)
            work.distance_m[cell] = -1;
    }

    std::vector<double> distance_m; // by cell, infinity beyond within_m
    std::vector<std::uint32_t> chain;
    Chains chains;

private:
    void find_nearest(std::span<const std::int64_t> refuges);

    const WalkCells& cells_;
    const Crossings& crossings_;
    double within_m_;
    std::array<double, neighbours.size()> length_m_{};
    std::vector<std::vector<std::uint32_t>> behind_;
};

void Search::find_nearest(std::span<const std::int64_t> refuges) {
    RadixQueue queue;
    for (const std::int64_t refuge : refuges) {
        const auto cell = static_cast<std::size_t>(refuge);
        if (cells_.walks[cell] == 0 || distance_m[cell] == 0) continue;
        distance_m[cell] = 0;
        queue.push(0, static_cast<std::uint32_t>(refuge));
    }
    while (!queue.empty()) {
        const RadixQueue::Entry entry = queue.pop();
        const std::uint32_t here = entry.cell;
        if (entry.cost() > distance_m[here]) continue;
        for (std::size_t k = 0; k < neighbours.size(); ++k) {
            if (!cells_.can_step(here, k)) continue;
            const auto next = static_cast<std::uint32_t>(cells_.step_to(here, k));
            const double further_m = entry.cost() + length_m_[k];
            if (further_m > within_m_ || further_m >= distance_m[next]) continue;
            distance_m[next] = further_m;
            chain[next] = chain[here];
            crossings_.on(here, k, [&](std::uint32_t one) { chain[next] = chains.with(chain[next], one); });
            queue.push(further_m, next);
        }
    }
}

void Search::search(std::span<const std::uint32_t> affected, std::span<const std::uint32_t> blocked,
                    Chaining chaining, Work& work) const {
    if (work.distance_m.empty()) {
        work.distance_m.assign(cells_.walks.size(), -1);
        work.chain.assign(cells_.walks.size(), Chains::none);
    }
    RadixQueue queue;
    if (chaining == Chaining::yes) work.chains.begin_on(chains);
    for (const std::uint32_t cell : affected)
        work.distance_m[cell] = nowhere;
    const auto reach = [&](std::uint32_t cell, double further_m, std::uint32_t chain_before,
                           std::size_t direction) {
        if (further_m > within_m_ || further_m >= work.distance_m[cell]) return;
        work.distance_m[cell] = further_m;
        if (chaining == Chaining::yes) {
            work.chain[cell] = chain_before;
            crossings_.on(cell, direction, [&](std::uint32_t one) {
                work.chain[cell] = work.chains.with(work.chain[cell], one);
            });
        }
        queue.push(further_m, cell);
    };
    // From the ground that keeps its shortest way.
    for (const std::uint32_t cell : affected)
        for (std::size_t k = 0; k < neighbours.size(); ++k) {
            if (!cells_.can_step(cell, k)) continue;
            const auto next = static_cast<std::size_t>(cells_.step_to(cell, k));
            if (work.distance_m[next] < 0 && distance_m[next] < nowhere &&
                !crossings_.closed(cell, k, blocked))
                reach(cell, distance_m[next] + length_m_[k], chain[next], k);
        }
    while (!queue.empty()) {
        const RadixQueue::Entry entry = queue.pop();
        const std::uint32_t here = entry.cell;
        if (entry.cost() > work.distance_m[here]) continue;
        for (std::size_t k = 0; k < neighbours.size(); ++k) {
            if (!cells_.can_step(here, k)) continue;
            const auto next = static_cast<std::uint32_t>(cells_.step_to(here, k));
            if (work.distance_m[next] >= 0 && !crossings_.closed(here, k, blocked))
                reach(next, entry.cost() + length_m_[k], work.chain[here], opposite(k));
        }
    }
}

// What blocking one bottleneck does.
struct Blocked {
    std::vector<std::uint32_t> cut;      // cells left without a refuge
    std::vector<std::uint32_t> partners; // bottlenecks on the ways the others then take
};

Blocked block(const Search& search, std::uint32_t bottleneck, Search::Work& work) {
    Blocked made;
    const auto& behind = search.behind(bottleneck);
    search.search(behind, {&bottleneck, 1}, Search::Chaining::yes, work);
    std::set<std::uint32_t> chains;
    for (const std::uint32_t cell : behind) {
        if (work.distance_m[cell] < nowhere)
            chains.insert(work.chain[cell]);
        else
            made.cut.push_back(cell);
    }
    std::set<std::uint32_t> partners;
    for (const std::uint32_t chain : chains)
        work.chains.each(chain, [&](std::uint32_t one) { partners.insert(one); });
    made.partners.assign(partners.begin(), partners.end());
    Search::forget(behind, work);
    return made;
}

// The cells that two together leave without a refuge.
std::vector<std::uint32_t> block_both(const Search& search, const std::array<std::uint32_t, 2>& both,
                                      Search::Work& work) {
    std::vector<std::uint32_t> affected;
    const auto& first = search.behind(both[0]);
    const auto& second = search.behind(both[1]);
    std::set_union(first.begin(), first.end(), second.begin(), second.end(), std::back_inserter(affected));
    search.search(affected, both, Search::Chaining::no, work);
    std::vector<std::uint32_t> cut;
    for (const std::uint32_t cell : affected)
        if (!(work.distance_m[cell] < nowhere)) cut.push_back(cell);
    Search::forget(affected, work);
    return cut;
}

// For cells that one bottleneck cuts off: the first of those on the way to the refuge.
void set_exits(const Search& search, std::span<const std::uint32_t> singles, std::span<const Blocked> blocked,
               WaysOut& out) {
    std::vector<std::int32_t> rank(out.exit.size(), 0);
    for (std::size_t i = 0; i < singles.size(); ++i)
        for (const std::uint32_t cell : blocked[i].cut) {
            std::int32_t place = 0;
            std::int32_t found = 0;
            search.chains.each(search.chain[cell], [&](std::uint32_t one) {
                ++place;
                if (one == singles[i]) found = place;
            });
            if (out.exit[cell] >= 0 && rank[cell] <= found) continue;
            out.exit[cell] = static_cast<std::int32_t>(singles[i]);
            rank[cell] = found;
        }
}

} // namespace

WaysOut ways_out(const WalkCells& cells, std::span<const Bottleneck> bottlenecks,
                 std::span<const std::int64_t> refuges, double within_m, const engine::Workers& workers) {
    Crossings crossings(cells, bottlenecks);
    crossings.keep(Rows(cells, crossings, bottlenecks.size(), refuges).kept());
    const Search search(cells, crossings, bottlenecks.size(), refuges, within_m);
    WaysOut out;
    out.ways.assign(cells.walks.size(), 0);
    out.exit.assign(cells.walks.size(), -1);
    out.refuge_m.resize(cells.walks.size());
    for (std::size_t cell = 0; cell < out.ways.size(); ++cell) {
        out.refuge_m[cell] = static_cast<float>(search.distance_m[cell]);
        if (search.distance_m[cell] < nowhere) out.ways[cell] = most_ways;
    }
    std::vector<std::uint32_t> singles;
    for (std::uint32_t i = 0; i < bottlenecks.size(); ++i)
        if (!search.behind(i).empty()) singles.push_back(i);
    std::vector<Blocked> blocked(singles.size());
    engine::Pool<Search::Work> works;
    workers.part(0.1, 0.5).for_blocks(
        static_cast<std::int64_t>(singles.size()), 1, [&](std::int64_t begin, std::int64_t end) {
            works.with([&](Search::Work& work) {
                for (auto i = static_cast<std::size_t>(begin); i < static_cast<std::size_t>(end); ++i)
                    blocked[i] = block(search, singles[i], work);
            });
        });
    std::set<std::array<std::uint32_t, 2>> chosen;
    for (std::size_t i = 0; i < singles.size(); ++i)
        for (const std::uint32_t partner : blocked[i].partners)
            chosen.insert({std::min(singles[i], partner), std::max(singles[i], partner)});
    const std::vector<std::array<std::uint32_t, 2>> pairs(chosen.begin(), chosen.end());
    std::vector<std::vector<std::uint32_t>> cut_by_pair(pairs.size());
    workers.part(0.5, 1).for_blocks(
        static_cast<std::int64_t>(pairs.size()), 1, [&](std::int64_t begin, std::int64_t end) {
            works.with([&](Search::Work& work) {
                for (auto i = static_cast<std::size_t>(begin); i < static_cast<std::size_t>(end); ++i)
                    cut_by_pair[i] = block_both(search, pairs[i], work);
            });
        });
    for (const auto& cut : cut_by_pair)
        for (const std::uint32_t cell : cut)
            out.ways[cell] = 2;
    for (const Blocked& one : blocked)
        for (const std::uint32_t cell : one.cut)
            out.ways[cell] = 1;
    set_exits(search, singles, blocked, out);
    out.tried = singles.size();
    out.pairs = pairs.size();
    return out;
}

} // namespace prospect::access
