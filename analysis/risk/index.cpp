#include "analysis/risk/index.h"

#include "analysis/risk/heights.h"
#include "analysis/risk/index_parts.h"
#include "analysis/risk/weights.h"
#include "analysis/scene/scene.h"

#include <algorithm>
#include <chrono>
#include <cstdio>

namespace prospect::risk {

namespace {

using engine::AnalysisResult;
using engine::Note;

CombineRule rule_of(const IndexParams& params) {
    CombineRule rule;
    rule.how = params.combine == "owa"     ? Combination::owa
               : params.combine == "gamma" ? Combination::gamma
               : params.combine == "worst" ? Combination::worst
                                           : Combination::sum;
    rule.gamma = params.gamma;
    return rule;
}

// Those asked for, else those the balance weighs at this time.
std::vector<Chosen> choose(const IndexParams& params, const Balance& balance, const TimeContext& time,
                           std::vector<Note>& notes) {
    std::vector<std::string> names = params.factors;
    if (names.empty())
        for (const FactorInfo& factor : risk_factors().factors)
            if (balance.weight(factor.name, time.band) > 0) names.push_back(factor.name);
    std::vector<Chosen> chosen = parse_chosen(names);
    for (const Chosen& one : chosen)
        if (one.file.empty() && !one.info->counts_at(time))
            notes.push_back({params.factors.empty() ? Note::Level::info : Note::Level::warning,
                             "factor_not_now",
                             "\"" + one.title() + "\" does not count at this time (" + time.text() +
                                 "): it is left out and its weight is shared among the others"});
    return chosen;
}

// Memory by cell: measures and values of each factor on each state, and the maps made of them.
std::size_t bytes_per_cell(std::size_t factors, std::int64_t height_runs) {
    const auto states = static_cast<std::size_t>(height_runs) + 1;
    return sizeof(float) * (factors * (states + 2) + 14);
}

engine::Settings handed_on(const IndexParams& params) {
    return {{"assume_windows", params.assume_windows ? "yes" : "no"}};
}

void measure_all(IndexParts& parts, const std::vector<Chosen>& chosen, std::vector<Note>& notes) {
    const Runs here = [&](const std::string& analysis, const engine::Settings& settings,
                          const std::optional<Box>& extent) {
        return extent ? parts.context.require(analysis, settings, *extent)
                      : parts.context.require(analysis, settings);
    };
    for (const Chosen& one : chosen) {
        if (!one.file.empty()) {
            parts.measured.push_back(
                {one, given_values(one.name, one.file, parts.context.site().frame, parts.grid)});
            continue;
        }
        if (!one.info->counts_at(parts.context.time())) continue;
        Measure made =
            measure(parts.context, here, *one.info, handed_on(parts.params), parts.band, parts.grid, notes);
        if (made.missing.empty())
            parts.measured.push_back({one, std::move(made.field)});
        else
            notes.push_back({Note::Level::warning, "factor_unknown",
                             "\"" + one.title() + "\" cannot be told: " + made.missing +
                                 (made.advice.empty() ? "" : ": " + made.advice) +
                                 "; it is left out and its weight is shared among the others"});
    }
}

void judge(IndexParts& parts) {
    for (const Measured& one : parts.measured) {
        Field values("factor_" + one.chosen.name, "", parts.grid);
        const ValueFunction value = one.chosen.value();
        std::transform(one.measure.values.begin(), one.measure.values.end(), values.values.begin(),
                       [&](float measure) { return value.of(measure); });
        parts.values.push_back(std::move(values));
    }
}

std::vector<Layer> layers_of(const IndexParts& parts) {
    std::vector<Layer> layers;
    for (std::size_t f = 0; f < parts.values.size(); ++f)
        layers.push_back({parts.values[f].values, parts.measured[f].chosen.weight,
                          !parts.measured[f].chosen.file.empty()});
    return layers;
}

void run_other_heights(IndexParts& parts, const Progress& progress, std::vector<Note>& notes) {
    const auto begin = std::chrono::steady_clock::now();
    const auto turns = static_cast<double>(parts.params.height_runs);
    for (std::int64_t turn = 0; turn < parts.params.height_runs; ++turn) {
        const SitePtr changed = with_other_heights(parts.context.site(), parts.params.height_spread_m, turn,
                                                   parts.context.request().seed);
        const Progress part =
            progress.part(static_cast<double>(turn) / turns, static_cast<double>(turn + 1) / turns);
        const Runs there = [&](const std::string& analysis, const engine::Settings& settings,
                               const std::optional<Box>& extent) {
            return parts.context.require_on(changed, analysis, settings, extent, part);
        };
        std::vector<Note> ignored; // they are those of the plan itself
        auto& fields = parts.other_heights.emplace_back();
        for (const Measured& one : parts.measured) {
            Measure made;
            if (one.chosen.file.empty())
                made = measure(parts.context, there, *one.chosen.info, handed_on(parts.params), parts.band,
                               parts.grid, ignored);
            fields.push_back(!one.chosen.file.empty() || !made.missing.empty() ? one.measure
                                                                               : std::move(made.field));
        }
        progress.checkpoint();
    }
    if (parts.params.height_runs == 0) return;
    const double seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
    char text[64];
    std::snprintf(text, sizeof text, "%.1f s", seconds);
    notes.push_back({Note::Level::info, "height_runs",
                     "the analyses were run " + std::to_string(parts.params.height_runs) +
                         " times more with " + std::to_string(count_of_heights(parts.context.site())) +
                         " heights of walls, fences, hedges and planting off by up to " +
                         scene::metres_text(parts.params.height_spread_m) + " m, in " + text});
}

void add_uncertainty(IndexParts& parts, const engine::Workers& workers, AnalysisResult& result) {
    std::vector<std::uint8_t> fixed;
    for (const Measured& one : parts.measured)
        fixed.push_back(one.chosen.file.empty() ? 0 : 1);
    parts.draws = draws(parts.weights(), parts.value_functions(), fixed, parts.spreads(),
                        static_cast<std::size_t>(parts.params.draws), parts.context.request().seed);
    Uncertainty made = uncertainty(parts.states(), parts.weights(), parts.rule, parts.draws,
                                   parts.params.threshold, workers);
    Field deviation("risk_uncertainty", "", parts.grid);
    Field below("risk_below", "", parts.grid);
    deviation.values = std::move(made.deviation);
    below.values = std::move(made.below);
    result.fields.push_back(std::move(deviation));
    result.fields.push_back(std::move(below));
}

void add_maps(IndexParts& parts, AnalysisResult& result) {
    const std::vector<Layer> layers = layers_of(parts);
    const engine::Workers workers(parts.context.request().threads,
                                  Progress(parts.context.progress().stop_token(), {}));
    parts.risk = Field("risk", "", parts.grid);
    combine(layers, parts.rule, parts.risk.values, workers);
    Field worst("risk_worst", "", parts.grid);
    combine(layers, {.how = Combination::worst}, worst.values, workers);
    Field which("worst_factor", "", parts.grid);
    find_worst(layers, which.values, workers);
    for (float& factor : which.values)
        if (factor != nodata)
            factor = static_cast<float>(number_of(parts.measured, static_cast<std::size_t>(factor)));
    result.fields = {parts.risk, std::move(worst), std::move(which)};
}

void say_where_people_are(const IndexParts& parts, AnalysisResult& result) {
    result.notes.push_back({Note::Level::info, "risk_balance",
                            parts.params.weights.empty() && parts.params.ahp.empty()
                                ? "weights are those of the balance \"" + parts.balance.title +
                                      "\", starting values of this program"
                                : "weights are as given"});
    if (parts.ground.without_ways)
        result.notes.push_back(
            {Note::Level::info, "places_everywhere",
             "no path and no place where people stay is drawn: the worst places are looked for on "
             "all ground that is not private"});
    if (parts.rule.how == Combination::gamma)
        result.notes.push_back({Note::Level::info, "gamma_without_weights",
                                "the gamma operator knows no weights: they only say which factors count"});
}

} // namespace

AnalysisResult index(const engine::Context& context, const IndexParams& params) {
    AnalysisResult result;
    const DayBand band = context.time().band;
    const Balance& balance =
        risk_factors().balance(params.balance == "by_time" ? usual_balance(band) : params.balance);
    std::vector<Chosen> chosen = choose(params, balance, context.time(), result.notes);
    const auto compared = set_weights(params.ahp, params.weights, balance, band, chosen, result.notes);
    const Grid grid = context.grid(params.cell_m, bytes_per_cell(chosen.size(), params.height_runs));
    IndexParts parts{.context = context,
                     .params = params,
                     .band = band,
                     .balance = balance,
                     .grid = grid,
                     .rule = rule_of(params),
                     .measured = {},
                     .other_heights = {},
                     .values = {},
                     .risk = {},
                     .ground = {},
                     .draws = {}};
    measure_all(parts, chosen, result.notes);
    share_out(parts.measured);
    if (parts.rule.how == Combination::owa) set_order(params.owa, parts.measured.size(), parts.rule);
    std::vector<Field*> measures;
    for (Measured& one : parts.measured)
        measures.push_back(&one.measure);
    clear_buildings(context, grid, measures); // whatever a file says of them
    judge(parts);
    add_maps(parts, result);
    const double heights_end = params.height_runs > 0 ? 0.7 : 0.02;
    run_other_heights(parts, context.workers(0, heights_end).progress(), result.notes);
    add_uncertainty(parts, context.workers(heights_end, 0.95, "How sure it is"), result);
    parts.ground = used_ground(context, grid, balance.places);
    const auto crime = likelihood_and_risk(parts, result.notes);
    if (crime) {
        result.fields.push_back(crime->likelihood);
        result.fields.push_back(crime->risk_level);
    }
    for (const FactorInfo& factor : risk_factors().factors) // as they are declared, files after them
        for (const Field& values : parts.values)
            if (values.name == "factor_" + factor.name) result.fields.push_back(values);
    for (std::size_t f = 0; f < parts.values.size(); ++f)
        if (parts.measured[f].chosen.info == nullptr) result.fields.push_back(parts.values[f]);
    const std::vector<Input> what_may_be_off =
        inputs(parts.weights(), parts.value_functions(), parts.names(), parts.spreads(),
               params.height_spread_m, parts.other_heights.size() + 1);
    result.tables = {factors_table(parts), places_table(parts, what_may_be_off),
                     tornado_table(parts, what_may_be_off, context.workers(0.95, 1))};
    if (crime) result.tables.push_back(matrix_table(parts, crime->likelihood, crime->consequence));
    for (const Measured& one : parts.measured)
        result.metrics.emplace_back("weight_" + one.chosen.name, one.chosen.weight);
    if (compared) {
        result.metrics.emplace_back("ahp_lambda", compared->lambda);
        result.metrics.emplace_back("ahp_consistency_ratio", compared->consistency_ratio);
    }
    say_where_people_are(parts, result);
    const std::int64_t without = statistics(parts.risk).nodata_cells;
    result.counts = {{"cells", grid.cell_count()},
                     {"nodata_cells", without},
                     {"told_cells", std::count(parts.ground.told.begin(), parts.ground.told.end(), 1)},
                     {"factors", static_cast<std::int64_t>(parts.measured.size())},
                     {"draws", params.draws},
                     {"height_runs", params.height_runs}};
    return result;
}

engine::Analysis index_analysis() {
    return engine::Analysis::make<IndexParams>(index_info(), index_schema(), index);
}

} // namespace prospect::risk
