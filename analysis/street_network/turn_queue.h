// A queue of routes by their turns, then their length.
#pragma once

#include <algorithm>
#include <array>
#include <bit>
#include <cstdint>
#include <vector>

namespace prospect::street_network {

// For keys of which none is pushed below the last one taken, nor more than `ring - 2` buckets above it. A
// bucket is a range of 2^shift keys; only the lowest one is kept in order, as a heap. Dial (1969), CACM
// 12(11), 632-633, with ordered buckets. Cost: that of heaps of a few entries.
class TurnQueue {
public:
    struct Entry {
        std::uint64_t key = 0;
        std::uint32_t value = 0;
    };
    static constexpr std::uint64_t ring = 1024; // buckets

    explicit TurnQueue(int shift) : shift_(shift) {}

    bool empty() const { return size_ == 0; }
    // All entries must be gone: keys may start low again.
    void restart() { now_ = 0; }
    void push(std::uint64_t key, std::uint32_t value) {
        ++size_;
        const std::uint64_t bucket = key >> shift_;
        if (bucket == now_) {
            lowest_.push_back({key, value});
            std::push_heap(lowest_.begin(), lowest_.end(), later);
            return;
        }
        const std::uint64_t at = bucket % ring;
        buckets_[at].push_back({key, value});
        filled_[at / 64] |= std::uint64_t{1} << (at % 64);
    }
    // One of the entries with the lowest key.
    Entry pop() {
        if (lowest_.empty()) advance();
        std::pop_heap(lowest_.begin(), lowest_.end(), later);
        const Entry entry = lowest_.back();
        lowest_.pop_back();
        --size_;
        return entry;
    }

private:
    static bool later(const Entry& a, const Entry& b) { return a.key > b.key; }

    void advance() {
        std::uint64_t at = (now_ + 1) % ring;
        std::uint64_t word = filled_[at / 64] >> (at % 64);
        if (word == 0) {
            std::uint64_t w = at / 64;
            do
                w = (w + 1) % filled_.size();
            while (filled_[w] == 0);
            at = w * 64;
            word = filled_[w];
        }
        at += static_cast<std::uint64_t>(std::countr_zero(word));
        filled_[at / 64] &= ~(std::uint64_t{1} << (at % 64));
        now_ = buckets_[at].front().key >> shift_;
        std::swap(lowest_, buckets_[at]);
        std::make_heap(lowest_.begin(), lowest_.end(), later);
    }

    int shift_;
    std::uint64_t now_ = 0; // the lowest bucket
    std::vector<Entry> lowest_;
    std::array<std::vector<Entry>, ring> buckets_;
    std::array<std::uint64_t, ring / 64> filled_{}; // which buckets have entries
    std::size_t size_ = 0;
};

} // namespace prospect::street_network
