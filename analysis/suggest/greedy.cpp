#include "analysis/suggest/greedy.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace prospect::suggest {

namespace {

// Sums of the same places in another order differ by rounding.
bool more(double a, double b) {
    return a > b + Gain::least * std::max(1.0, std::abs(b));
}

bool better(const Gain& a, const Gain& b, Prefer prefer) {
    const auto first = prefer == Prefer::covered ? &Gain::covered : &Gain::progress;
    const auto second = prefer == Prefer::covered ? &Gain::progress : &Gain::covered;
    if (more(a.*first, b.*first)) return true;
    if (more(b.*first, a.*first)) return false;
    return more(a.*second, b.*second);
}

} // namespace

void Choice::ask_all(const engine::Workers& workers, const GainOf& gain_of, std::vector<std::size_t> which) {
    workers.for_blocks(static_cast<std::int64_t>(which.size()), 1, [&](std::int64_t begin, std::int64_t end) {
        for (auto i = static_cast<std::size_t>(begin); i < static_cast<std::size_t>(end); ++i) {
            Known& one = known_[which[i]];
            one.gain = gain_of(which[i]);
            one.once = one.fresh = true;
        }
    });
    asked_ += which.size();
}

std::optional<std::size_t> Choice::largest(Prefer prefer) const {
    std::optional<std::size_t> found;
    for (std::size_t i = 0; i < known_.size(); ++i)
        if (!known_[i].taken && known_[i].gain.any() &&
            (!found || better(known_[i].gain, known_[*found].gain, prefer)))
            found = i;
    return found;
}

void Choice::prime(const engine::Workers& workers, const GainOf& gain_of) {
    std::vector<std::size_t> all(known_.size());
    std::iota(all.begin(), all.end(), std::size_t{0});
    ask_all(workers, gain_of, std::move(all));
}

std::optional<Choice::Best> Choice::best(const engine::Workers& workers, const GainOf& gain_of,
                                         Prefer prefer) {
    std::vector<std::size_t> which;
    for (std::size_t i = 0; i < known_.size(); ++i)
        if (!known_[i].taken && (stale_ == Stale::bound ? !known_[i].once : !known_[i].fresh))
            which.push_back(i);
    ask_all(workers, gain_of, std::move(which));
    for (;;) {
        const auto found = largest(prefer);
        if (!found) return std::nullopt;
        if (known_[*found].fresh) return Best{*found, known_[*found].gain};
        workers.progress().checkpoint();
        known_[*found].gain = gain_of(*found);
        known_[*found].fresh = true;
        ++asked_;
    }
}

} // namespace prospect::suggest
