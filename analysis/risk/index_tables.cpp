#include "analysis/risk/index_parts.h"
#include "analysis/risk/matrix.h"
#include "analysis/risk/peaks.h"

#include <algorithm>
#include <numeric>

namespace prospect::risk {

namespace {

using engine::Table;

// What surrounds a person within the distance in which one can still react (sightlines.concealment).
constexpr PeakSettings place_settings{.around_m = 6.6, .apart_m = 20, .most = 20};

Value number(double value) {
    return Value(value);
}

std::vector<std::uint32_t> cells_of(std::span<const std::uint8_t> marked) {
    std::vector<std::uint32_t> cells;
    for (std::uint32_t i = 0; i < marked.size(); ++i)
        if (marked[i] != 0) cells.push_back(i);
    return cells;
}

// By factor, the mean over the cells of its share of the weight that is known there times its value: what it
// adds to a weighted sum. With that, its mean value.
struct Shares {
    std::vector<double> parts;
    std::vector<double> means;
};

Shares shares_of(const IndexParts& parts, std::span<const std::uint32_t> cells) {
    Shares made{std::vector<double>(parts.values.size()), std::vector<double>(parts.values.size())};
    std::vector<double> counts(parts.values.size());
    for (const std::uint32_t cell : cells) {
        double known = 0;
        for (std::size_t f = 0; f < parts.values.size(); ++f)
            if (parts.values[f].values[cell] != nodata) known += parts.measured[f].chosen.weight;
        for (std::size_t f = 0; f < parts.values.size(); ++f) {
            const float value = parts.values[f].values[cell];
            if (value == nodata) continue;
            made.parts[f] += parts.measured[f].chosen.weight / known * static_cast<double>(value) /
                             static_cast<double>(cells.size());
            made.means[f] += static_cast<double>(value);
            counts[f] += 1;
        }
    }
    for (std::size_t f = 0; f < counts.size(); ++f)
        if (counts[f] > 0) made.means[f] /= counts[f];
    return made;
}

// The greatest mean, of equal ones (to a thousandth) that of the greater weight.
std::size_t worst_of(const IndexParts& parts, const Shares& shares) {
    std::size_t worst = 0;
    for (std::size_t f = 1; f < shares.means.size(); ++f) {
        const double more = shares.means[f] - shares.means[worst];
        if (more > 1e-3 ||
            (more > -1e-3 && parts.measured[f].chosen.weight > parts.measured[worst].chosen.weight))
            worst = f;
    }
    return worst;
}

// The share of draws that leave the place below the threshold.
double below(const IndexParts& parts, const std::vector<std::vector<FactorMeasures>>& states,
             std::span<const std::uint32_t> cells) {
    double under = 0;
    double all = 0;
    for (std::size_t s = 0; s < states.size(); ++s) {
        std::vector<Draw> own;
        for (std::size_t d = s; d < parts.draws.size(); d += states.size())
            own.push_back(parts.draws[d]);
        const auto means = mean_scores(states[s], parts.weights(), parts.rule, own, cells);
        if (!means) continue;
        all += static_cast<double>(means->size());
        under += static_cast<double>(std::count_if(
            means->begin(), means->end(), [&](double mean) { return mean < parts.params.threshold; }));
    }
    return all > 0 ? under / all : 0;
}

// The input whose change takes the place under the threshold by the most, and to which value; absent where
// none does, or where it is under it anyway.
std::optional<std::pair<std::string, double>> flip(const IndexParts& parts, const std::vector<Input>& inputs,
                                                   const std::vector<std::vector<FactorMeasures>>& states,
                                                   const Peak& peak) {
    if (peak.mean < parts.params.threshold) return std::nullopt;
    std::optional<std::pair<std::string, double>> found;
    double least = parts.params.threshold;
    for (const Input& input : inputs)
        for (const bool high : {false, true}) {
            const auto mean =
                mean_scores(states[high ? input.high_state : input.low_state], parts.weights(), parts.rule,
                            std::vector<Draw>{high ? input.high_draw : input.low_draw}, peak.cells);
            if (!mean || mean->front() >= least) continue;
            least = mean->front();
            found = {input.name, high ? input.high : input.low};
        }
    return found;
}

} // namespace

std::vector<double> IndexParts::weights() const {
    std::vector<double> made;
    for (const Measured& one : measured)
        made.push_back(one.chosen.weight);
    return made;
}

std::vector<ValueFunction> IndexParts::value_functions() const {
    std::vector<ValueFunction> made;
    for (const Measured& one : measured)
        made.push_back(one.chosen.value());
    return made;
}

std::vector<NamedFactor> IndexParts::names() const {
    std::vector<NamedFactor> made;
    for (const Measured& one : measured) {
        const bool given = !one.chosen.file.empty();
        made.push_back({one.chosen.title(), given ? "" : one.chosen.info->unit, given,
                        !given && one.chosen.info->light});
    }
    return made;
}

Spreads IndexParts::spreads() const {
    return {params.weight_spread, params.threshold_spread, params.maintenance_spread};
}

std::vector<std::vector<FactorMeasures>> IndexParts::states() const {
    std::vector<std::vector<FactorMeasures>> made{views(measured)};
    for (const auto& fields : other_heights) {
        made.push_back(made.front());
        for (std::size_t f = 0; f < fields.size(); ++f)
            made.back()[f].measures = fields[f].values;
    }
    return made;
}

int number_of(const std::vector<Measured>& measured, std::size_t factor) {
    const auto& all = risk_factors().factors;
    if (const FactorInfo* info = measured[factor].chosen.info) return static_cast<int>(info - all.data()) + 1;
    const auto before =
        std::count_if(measured.begin(), measured.begin() + static_cast<std::ptrdiff_t>(factor),
                      [](const Measured& one) { return one.chosen.info == nullptr; });
    return static_cast<int>(all.size()) + 1 + static_cast<int>(before);
}

Table factors_table(const IndexParts& parts) {
    Table table{
        "factors",
        {"number", "factor", "title", "weight", "fine", "worst", "unit", "cells", "status", "source", "why"},
        {},
        {}};
    for (std::size_t f = 0; f < parts.measured.size(); ++f) {
        const Chosen& chosen = parts.measured[f].chosen;
        const ValueFunction value = chosen.value();
        const bool given = !chosen.file.empty();
        const auto text = [&](const std::string& own, const std::string& otherwise) {
            return Value(given ? otherwise : own);
        };
        const FactorInfo none;
        const FactorInfo& info = chosen.info != nullptr ? *chosen.info : none;
        table.rows.push_back({number(number_of(parts.measured, f)), Value(chosen.name), Value(chosen.title()),
                              number(chosen.weight), number(value.fine), number(value.worst),
                              text(info.unit, ""),
                              number(static_cast<double>(statistics(parts.values[f]).value_cells)),
                              text(info.status, "given"), text(info.source, chosen.file.filename().string()),
                              text(info.why, "values of a file, taken as they are")});
    }
    return table;
}

Table tornado_table(const IndexParts& parts, const std::vector<Input>& inputs,
                    const engine::Workers& workers) {
    const std::vector<Swing> made = swings(inputs, parts.states(), parts.weights(), parts.rule,
                                           cells_of(parts.ground.told), parts.params.threshold, workers);
    std::vector<std::size_t> order(inputs.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::stable_sort(order.begin(), order.end(),
                     [&](std::size_t a, std::size_t b) { return made[a].span() > made[b].span(); });
    Table table{
        "tornado", {"input", "kind", "unit", "low", "high", "share_low", "share_high", "span"}, {}, {}};
    for (const std::size_t i : order)
        table.rows.push_back({Value(inputs[i].name), Value(inputs[i].kind), Value(inputs[i].unit),
                              number(inputs[i].low), number(inputs[i].high), number(made[i].low),
                              number(made[i].high), number(made[i].span())});
    return table;
}

Table places_table(const IndexParts& parts, const std::vector<Input>& inputs) {
    Table table{
        "places",
        {"rank", "place", "x", "y", "score", "worst_factor", "risk_below", "flipped_by", "flip_value"},
        {},
        {}};
    for (const Measured& one : parts.measured)
        table.columns.push_back("part_" + one.chosen.name);
    const PlaceNames names(parts.context);
    const auto states = parts.states();
    for (const Peak& peak : peaks(parts.risk, parts.ground.people, parts.ground.told, place_settings)) {
        const Point at = parts.grid.center(peak.column, peak.row);
        const Point full = parts.context.site().frame.to_full(at);
        const Shares shares = shares_of(parts, peak.cells);
        const auto flipped = flip(parts, inputs, states, peak);
        std::vector<std::optional<Value>> row{number(static_cast<double>(table.rows.size() + 1)),
                                              Value(names.at(at)),
                                              number(full.x),
                                              number(full.y),
                                              number(peak.mean),
                                              Value(parts.measured[worst_of(parts, shares)].chosen.title()),
                                              number(below(parts, states, peak.cells)),
                                              Value(flipped ? flipped->first : std::string()),
                                              flipped ? std::optional<Value>(flipped->second) : std::nullopt};
        for (const double part : shares.parts)
            row.emplace_back(number(part));
        table.rows.push_back(std::move(row));
        table.geometries.push_back(Geometry::make_point(at));
    }
    return table;
}

Table matrix_table(const IndexParts& parts, const Field& likelihood, const Field& consequence) {
    Table table{
        "matrix",
        {"likelihood", "consequence", "cells", "area_m2", "mean_likelihood", "mean_consequence", "mean_risk"},
        {},
        {}};
    const double cell_m2 = parts.grid.cell_x * parts.grid.cell_y;
    for (const MatrixBox& box : risk_matrix(likelihood.values, consequence.values, parts.ground.told))
        table.rows.push_back({number(box.likelihood), number(box.consequence),
                              number(static_cast<double>(box.cells)),
                              number(static_cast<double>(box.cells) * cell_m2), number(box.mean_likelihood),
                              number(box.mean_consequence), number(box.mean_product)});
    return table;
}

} // namespace prospect::risk
