// The score of many cells under many slightly different judgements: the kernel of everything that asks "what
// if".
#pragma once

#include "analysis/risk/combine.h"
#include "analysis/risk/value_function.h"

#include <array>

namespace prospect::risk {

inline constexpr std::size_t most_factors = 32;
inline constexpr std::size_t chunk_cells = 256;

// What one factor measured on every cell of a state of the plan, before its value function; nodata where not
// known.
struct FactorMeasures {
    std::span<const float> measures;
    ValueFunction value;
    bool light = false; // scaled by the light the lamps give
    bool whole = false; // as in Layer
};

// One way to judge: by factor the weight and the value function, and how much light there is of what was
// worked out.
struct Draw {
    std::vector<double> weights;
    std::vector<ValueFunction> values;
    double light = 1;
};

// Cells that know the same factors, so that nothing has to be asked again for each draw.
class Scorer {
public:
    // weights: which cells have a score (combine.h) and which factors count, for all draws. cells: those to
    // score, in that order within those that know the same; empty: all. What the factors refer to must
    // outlive it. Throws Error(usage) as combine(), Error(internal) for more than most_factors.
    Scorer(std::span<const FactorMeasures> factors, std::span<const double> weights, const CombineRule& rule,
           std::span<const std::uint32_t> cells = {});

    std::int64_t chunk_count() const { return static_cast<std::int64_t>(chunks_.size()); }

    // At most chunk_cells cells, their measures side by side.
    struct Chunk {
        std::span<const std::uint32_t> cells;
        std::vector<std::size_t> factors; // those that are known there
        std::vector<std::array<float, chunk_cells>> measures;
    };
    Chunk chunk(std::int64_t number) const;

    // The scores of the chunk's cells. Cost of a sum: some 0.3 ns a cell and factor.
    void score(const Chunk& chunk, const Draw& draw, std::span<float, chunk_cells> out) const;

private:
    struct Part {
        std::size_t begin = 0; // in cells_
        std::size_t end = 0;
        std::uint32_t known = 0; // bit by factor
    };
    std::vector<FactorMeasures> factors_;
    CombineRule rule_;
    std::vector<std::uint32_t> cells_;
    std::vector<Part> chunks_;
};

} // namespace prospect::risk
