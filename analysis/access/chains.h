// What is met on ways that share their ends.
#pragma once

#include <cstdint>
#include <map>
#include <utility>
#include <vector>

namespace prospect::access {

// The bottlenecks on a way to a refuge, as lists that share their ends. Those added to others name these by
// the same numbers.
class Chains {
public:
    static constexpr std::uint32_t none = 0;
    Chains() : links_(1) {}

    // Begins anew on top of others, which must stay as they are.
    void begin_on(const Chains& others) {
        below_ = &others;
        first_ = others.size();
        links_.clear();
        known_.clear();
    }

    // The list with one more at its front; itself where that is on it. Cost: its length.
    std::uint32_t with(std::uint32_t chain, std::uint32_t bottleneck) {
        for (std::uint32_t one = chain; one != none; one = link(one).next)
            if (link(one).bottleneck == bottleneck) return chain;
        const std::pair key(chain, bottleneck);
        if (below_ && chain < first_)
            if (const auto known = below_->known_.find(key); known != below_->known_.end())
                return known->second;
        const auto [known, is_new] = known_.emplace(key, size());
        if (is_new) links_.push_back({bottleneck, chain});
        return known->second;
    }
    // Calls act(bottleneck) from the one nearest to the cell on.
    template <class Act>
    void each(std::uint32_t chain, Act&& act) const {
        for (; chain != none; chain = link(chain).next)
            act(link(chain).bottleneck);
    }
    std::uint32_t size() const { return first_ + static_cast<std::uint32_t>(links_.size()); }

private:
    struct Link {
        std::uint32_t bottleneck = 0;
        std::uint32_t next = none;
    };
    const Link& link(std::uint32_t chain) const {
        return chain < first_ ? below_->link(chain) : links_[chain - first_];
    }

    const Chains* below_ = nullptr;
    std::uint32_t first_ = 0; // of its own links
    std::vector<Link> links_;
    std::map<std::pair<std::uint32_t, std::uint32_t>, std::uint32_t> known_;
};

} // namespace prospect::access
