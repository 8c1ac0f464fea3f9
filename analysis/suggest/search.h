// Which of the candidates to take, one after another, on a plan.
#pragma once

#include "analysis/suggest/candidate.h"
#include "analysis/suggest/greedy.h"

#include <memory>

namespace prospect::suggest {

// What one candidate brings to places, by their numbers; made once as long as nothing changes near it.
struct Layer {
    std::vector<std::uint32_t> places;
    std::vector<double> seen; // goal eyes: the probability that somebody sees them who did not before
    std::vector<Face> faces;  // goal light: what is added
    // Neither: they reach the goal.
};

// A plan with what was taken so far. Copies share what is large.
struct State {
    std::shared_ptr<const Outlook> outlook;
    std::vector<Seen> seen;                           // by place
    std::vector<std::uint8_t> shown;                  // by place: by a new camera, where the goal is eyes
    std::vector<std::uint8_t> covered;                // by place
    std::vector<std::shared_ptr<const Layer>> layers; // by candidate; null: not made yet
    std::vector<std::size_t> taken;
    std::vector<std::vector<std::uint32_t>> gained; // by what was taken: places it covered first
    double covered_size = 0;
};

// Light of a lamp further away counts for nothing while lamps are compared; once one is taken all of it does.
inline constexpr double lamp_reach_m = 100;

// Refers to the ground and the candidates.
class Search {
public:
    Search(const Ground& ground, const std::vector<Candidate>& candidates)
        : ground_(ground), all_(candidates) {}

    // Before anything is taken. Cost: that of the analysis on these places.
    State begin(const engine::Workers& workers, std::shared_ptr<const Outlook> outlook) const;

    // Takes up to `count` more of these candidates, each time the best; ends where none gains anything, and
    // leaves out last ones that cover nothing. Trims, windows and lamps are tried twice, by the ground they
    // cover and by how near they bring ground to the goal, and the choice that covers more is kept: of
    // windows no single one may cover anything. Cameras cover a spot or not, which makes the choice a cover
    // (greedy.h).
    State take(const engine::Workers& workers, State state, const std::vector<std::size_t>& which,
               std::size_t count);
    // The plan with that candidate, measured again as the analysis does. Public for tests.
    State with(const engine::Workers& workers, const State& state, std::size_t candidate) const;

    // How often it was worked out what a candidate gains.
    std::size_t asked() const { return asked_; }

private:
    State take_by(const engine::Workers& workers, State state, const std::vector<std::size_t>& which,
                  std::size_t count, Choice choice, Prefer prefer);
    Gain gain_of(State& state, std::size_t candidate) const;
    std::shared_ptr<const Layer> layer_of(const State& state, const Candidate& candidate) const;
    std::vector<std::uint32_t> touched_by(const State& state, const Outlook& after,
                                          const Candidate& change) const;
    void measure_again(const engine::Workers& workers, const std::vector<std::uint32_t>& places,
                       State& state) const;
    void drop_layers(const Candidate& change, State& state) const;
    State without_idle(const engine::Workers& workers, const State& before, State state) const;
    bool is_covered(const State& state, std::uint32_t place, double value) const;
    // Where the change may matter.
    Box reach_of(const Question& question, const Candidate& candidate) const;

    const Ground& ground_;
    const std::vector<Candidate>& all_;
    std::size_t asked_ = 0;
};

} // namespace prospect::suggest
