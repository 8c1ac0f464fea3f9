// What the composite is made of on the way to its result: for the files of risk.index alone.
#pragma once

#include "analysis/engine/context.h"
#include "analysis/risk/index.h"
#include "analysis/risk/measures.h"
#include "analysis/risk/tornado.h"
#include "analysis/risk/used_ground.h"

namespace prospect::risk {

struct IndexParts {
    const engine::Context& context;
    const IndexParams& params;
    DayBand band{};
    Balance balance;
    Grid grid;
    CombineRule rule;
    std::vector<Measured> measured;                // those that can be told, their weights add up to 1
    std::vector<std::vector<Field>> other_heights; // by run, then factor
    std::vector<Field> values;                     // by factor, 0 to 1: fields factor_<name>
    Field risk;
    UsedGround ground;
    std::vector<Draw> draws;

    std::vector<double> weights() const;
    std::vector<ValueFunction> value_functions() const;
    std::vector<NamedFactor> names() const;
    Spreads spreads() const;
    // The plan as it is, then with other heights.
    std::vector<std::vector<FactorMeasures>> states() const;
};

// The number a factor has in field worst_factor: those of the program by their place in the data from 1,
// files after them in the order given.
int number_of(const std::vector<Measured>& measured, std::size_t factor);

engine::Table factors_table(const IndexParts& parts);
// Sorted by how far the share swings, the widest first.
engine::Table tornado_table(const IndexParts& parts, const std::vector<Input>& inputs,
                            const engine::Workers& workers);
engine::Table places_table(const IndexParts& parts, const std::vector<Input>& inputs);
engine::Table matrix_table(const IndexParts& parts, const Field& likelihood, const Field& consequence);

// Crime and consequence, where both are there.
struct LikelihoodAndRisk {
    Field likelihood;
    Field consequence; // 0 to 1
    Field risk_level;
};
std::optional<LikelihoodAndRisk> likelihood_and_risk(const IndexParts& parts,
                                                     std::vector<engine::Note>& notes);

} // namespace prospect::risk
