// The choice of the best of many, again and again: greedy cover.
#pragma once

#include "analysis/engine/workers.h"

#include <functional>
#include <optional>
#include <vector>

namespace prospect::suggest {

// What a candidate adds to the state so far.
struct Gain {
    double covered = 0;  // ground that reaches the goal with it
    double progress = 0; // ground times how much nearer to the goal it comes, the covered included
    bool any() const { return covered > 0 || progress > least; }
    // Less is rounding.
    static constexpr double least = 1e-9;
};

// By which gain candidates are compared; the other decides between equal ones, then their order.
enum class Prefer : std::uint8_t { covered, progress };

// What is known of a gain once something else was taken.
enum class Stale : std::uint8_t {
    asked_again, // nothing: it may have grown
    bound        // it has not grown (submodular): asked again only when it would be the best (Minoux 1978)
};

// Candidates by number. With a gain that never grows (bound), k choices cover at least 1 - 1/e of what the
// best k would (Nemhauser, Wolsey & Fisher 1978). Where gains may grow nothing is promised.
class Choice {
public:
    Choice(std::size_t candidates, Stale stale) : stale_(stale), known_(candidates) {}

    // In the present state; called from several threads, for different candidates at a time.
    using GainOf = std::function<Gain(std::size_t candidate)>;
    struct Best {
        std::size_t candidate = 0;
        Gain gain;
    };
    // Asks for all gains in the present state.
    void prime(const engine::Workers& workers, const GainOf& gain_of);
    // Absent where none gains anything.
    std::optional<Best> best(const engine::Workers& workers, const GainOf& gain_of, Prefer prefer);

    void take(std::size_t candidate) { known_[candidate].taken = true; }
    // Something it depends on has changed.
    void touch(std::size_t candidate) { known_[candidate].fresh = false; }
    // How often a gain was asked for.
    std::size_t asked() const { return asked_; }

private:
    struct Known {
        Gain gain;
        bool once = false; // asked before
        bool fresh = false;
        bool taken = false;
    };
    void ask_all(const engine::Workers& workers, const GainOf& gain_of, std::vector<std::size_t> which);
    std::optional<std::size_t> largest(Prefer prefer) const;

    Stale stale_;
    std::vector<Known> known_;
    std::size_t asked_ = 0;
};

} // namespace prospect::suggest
