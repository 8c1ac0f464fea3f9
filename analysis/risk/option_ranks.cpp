#include "analysis/risk/option_ranks.h"

#include "analysis/engine/applied.h"
#include "analysis/risk/measures.h"
#include "analysis/scene/scene.h"

#include <algorithm>
#include <chrono>
#include <set>

namespace prospect::risk {

namespace {

constexpr double measured_share = 0.95; // of the progress

const engine::AnalysisInfo& ranks_info() {
    static const engine::AnalysisInfo info = [] {
        std::set<std::string> needs;
        for (const FactorInfo& factor : risk_factors().factors)
            needs.insert(factor.analysis);
        return engine::AnalysisInfo{
            .id = "risk.option_ranks", .title = "Ranking the options", .needs = {needs.begin(), needs.end()}};
    }();
    return info;
}

// Requests of the options as they stand, each scenario applied, all for the same grid: that of the request
// where every option has it anyway, else one around all of them.
std::vector<engine::Request> requests_of(const engine::Request& request,
                                         const std::vector<std::string>& scenarios, double cell_m) {
    std::vector<engine::Request> made;
    Box around;
    for (const std::string& scenario : scenarios) {
        engine::Request one = request;
        one.scenario = scenario;
        one = engine::applied(std::move(one));
        around.add(one.site->study_box());
        made.push_back(std::move(one));
    }
    const bool alike = std::all_of(made.begin(), made.end(), [&](const engine::Request& one) {
        return one.site->study_box() == made.front().site->study_box();
    });
    if (!request.extent && !alike)
        for (engine::Request& one : made)
            one.extent = grid_of_box(around, cell_m, request.site->frame.origin).box();
    return made;
}

std::vector<Chosen> factors_of(const Balance& balance, const TimeContext& time) {
    std::vector<Chosen> chosen;
    for (const FactorInfo& factor : risk_factors().factors)
        if (const double weight = balance.weight(factor.name, time.band);
            weight > 0 && factor.counts_at(time))
            chosen.push_back({.name = factor.name, .info = &factor, .file = {}, .weight = weight});
    return chosen;
}

// Fields by factor, scores by chunk and draw.
std::size_t bytes_per_cell(std::size_t options, std::size_t factors, std::size_t draws) {
    return sizeof(float) * options * (factors + 1) + sizeof(double) * draws / chunk_cells + 1;
}

// One option: what each factor measures there, in the order of `chosen`.
std::vector<Measure> measure_option(engine::Engine& engine, const engine::Request& request,
                                    const std::vector<Chosen>& chosen, const RankSettings& settings,
                                    std::size_t options, const Progress& progress) {
    const auto scene = std::make_shared<const scene::Scene>(request.site, request.time, false);
    const engine::Context context(engine, request, ranks_info(), scene, progress);
    const Grid grid = context.grid(settings.cell_m, bytes_per_cell(options, chosen.size(), settings.draws));
    const Runs runs = [&](const std::string& analysis, const engine::Settings& of,
                          const std::optional<Box>& extent) {
        return extent ? context.require(analysis, of, *extent) : context.require(analysis, of);
    };
    std::vector<engine::Note> ignored; // the comparison has the check's own
    std::vector<Measure> made;
    std::vector<Field*> fields;
    for (const Chosen& one : chosen)
        made.push_back(
            measure(context, runs, *one.info, {{"assume_windows", "no"}}, request.time.band, grid, ignored));
    for (Measure& one : made)
        if (one.missing.empty()) fields.push_back(&one.field);
    clear_buildings(context, grid, fields);
    return made;
}

// Those of the chosen that can be told in every option; `options` keeps them alone.
std::vector<Chosen> told_in_all(const std::vector<Chosen>& chosen, std::vector<std::vector<Measure>>& options,
                                OptionRanks& ranks) {
    std::vector<Chosen> told;
    std::vector<std::vector<Measure>> kept(options.size());
    for (std::size_t f = 0; f < chosen.size(); ++f) {
        const auto without = std::find_if(options.begin(), options.end(),
                                          [&](const auto& option) { return !option[f].missing.empty(); });
        if (without != options.end()) {
            ranks.left_out.push_back({chosen[f].title(), static_cast<std::size_t>(without - options.begin()),
                                      (*without)[f].missing});
            continue;
        }
        told.push_back(chosen[f]);
        for (std::size_t o = 0; o < options.size(); ++o)
            kept[o].push_back(std::move(options[o][f]));
    }
    options = std::move(kept);
    return told;
}

void share_weights(const std::vector<Chosen>& told, OptionRanks& ranks) {
    double all = 0;
    for (const Chosen& one : told)
        all += one.weight;
    for (const Chosen& one : told)
        ranks.factors.push_back({one.name, one.title(), one.weight / all});
}

void rank(const std::vector<Chosen>& told, const std::vector<std::vector<Measure>>& options,
          const RankSettings& settings, std::uint64_t seed, const engine::Workers& workers,
          OptionRanks& ranks) {
    std::vector<double> weights;
    std::vector<ValueFunction> values;
    for (std::size_t f = 0; f < told.size(); ++f) {
        weights.push_back(ranks.factors[f].weight);
        values.push_back(told[f].value());
    }
    std::vector<std::vector<FactorMeasures>> views;
    for (const auto& option : options) {
        auto& view = views.emplace_back();
        for (std::size_t f = 0; f < told.size(); ++f)
            view.push_back({option[f].field.values, values[f], told[f].info->light, false});
    }
    const std::vector<Draw> made = draws(weights, values, {}, settings.spreads, settings.draws, seed);
    RankAcceptability found = rank_acceptability(views, weights, {}, made, workers);
    ranks.shares = std::move(found.shares);
    ranks.cells = found.cells;
    if (!ranks.told()) ranks.missing = "they have no ground in common on which enough factors are known";
}

} // namespace

OptionRanks rank_options(engine::Engine& engine, const engine::Request& request,
                         const std::vector<std::string>& scenarios, const RankSettings& settings,
                         const Progress& progress) {
    const auto begin = std::chrono::steady_clock::now();
    const Balance& balance = risk_factors().balance(
        settings.balance == "by_time" ? usual_balance(request.time.band) : settings.balance);
    OptionRanks ranks;
    ranks.balance = balance.title;
    ranks.draws = settings.draws;
    ranks.seed = request.seed;
    ranks.cell_m = settings.cell_m;
    const std::vector<engine::Request> requests = requests_of(request, scenarios, settings.cell_m);
    const std::vector<Chosen> chosen = factors_of(balance, request.time);
    const double share = measured_share / static_cast<double>(requests.size());
    try {
        std::vector<std::vector<Measure>> options;
        for (const engine::Request& one : requests) {
            const double from = share * static_cast<double>(options.size());
            options.push_back(measure_option(engine, one, chosen, settings, requests.size(),
                                             progress.part(from, from + share)));
        }
        const std::vector<Chosen> told = told_in_all(chosen, options, ranks);
        share_weights(told, ranks);
        if (told.empty())
            ranks.missing = "no factor of design weakness can be told in all of them";
        else
            rank(told, options, settings, request.seed,
                 engine::Workers(request.threads, progress.part(measured_share, 1, ranks_info().title)),
                 ranks);
    } catch (const Error& fault) {
        // Nothing on the plan, or a grid too large for the memory: whatever else is compared stands.
        if (fault.code() != ErrorCode::refused) throw;
        ranks.missing = fault.message();
    }
    ranks.seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
    return ranks;
}

} // namespace prospect::risk
