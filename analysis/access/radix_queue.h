// A queue of cells by cost for searches that never go back: what is taken out never costs less than before.
#pragma once

#include <algorithm>
#include <array>
#include <bit>
#include <cstdint>
#include <vector>

namespace prospect::access {

// A radix heap over the bits of doubles (Ahuja, Mehlhorn, Orlin and Tarjan 1990): each entry moves down at
// most once a bit. Costs are 0 or more. Of entries alike in cost any may come first, always the same.
class RadixQueue {
public:
    struct Entry {
        std::uint64_t bits = 0;
        std::uint32_t cell = 0;
        double cost() const { return std::bit_cast<double>(bits); }
    };

    // cost: not below that of the last entry taken.
    void push(double cost, std::uint32_t cell) {
        const Entry entry{std::bit_cast<std::uint64_t>(cost), cell};
        buckets_[bucket_of(entry.bits)].push_back(entry);
        ++size_;
    }
    bool empty() const { return size_ == 0; }
    Entry pop() {
        if (buckets_[0].empty()) spread();
        const Entry entry = buckets_[0].back();
        buckets_[0].pop_back();
        --size_;
        return entry;
    }

private:
    std::size_t bucket_of(std::uint64_t bits) const {
        return static_cast<std::size_t>(64 - std::countl_zero(bits ^ last_));
    }
    void spread() {
        std::size_t first = 1;
        while (buckets_[first].empty())
            ++first;
        moving_.clear();
        moving_.swap(buckets_[first]);
        last_ = std::min_element(moving_.begin(), moving_.end(), [](const Entry& a, const Entry& b) {
                    return a.bits < b.bits;
                })->bits;
        for (const Entry& entry : moving_)
            buckets_[bucket_of(entry.bits)].push_back(entry);
    }

    std::array<std::vector<Entry>, 65> buckets_;
    std::vector<Entry> moving_;
    std::uint64_t last_ = 0;
    std::size_t size_ = 0;
};

} // namespace prospect::access
