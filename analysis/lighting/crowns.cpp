#include "analysis/lighting/crowns.h"

#include "analysis/lighting/crown_loss.h"
#include "analysis/lighting/lit_plan.h"
#include "analysis/scene/scene.h"
#include "geometry/base/error.h"

#include <algorithm>
#include <map>

namespace prospect::lighting {

namespace {

using engine::AnalysisResult;
using engine::Note;
using engine::Table;

constexpr std::size_t years = growth_years.size();

const std::vector<std::string> lamp_columns{"lamp", "trees", "lost_now", "lost_5", "lost_10", "x", "y"};
const std::vector<std::string> tree_columns{"lamp",   "tree",    "distance_m", "lost_now",
                                            "lost_5", "lost_10", "x",          "y"};

struct Lost {
    std::array<double, years> all{};                   // of the lamp, 0 to 1
    std::map<Uuid, std::array<double, years>> by_tree; // each as if it stood alone
};

bool is_told(const std::array<double, years>& shares, double least_share) {
    return std::any_of(shares.begin(), shares.end(), [&](double share) { return share >= least_share; });
}

Table trees_table(const Site& site, const std::vector<Luminaire>& lamps, const std::vector<Lost>& lost,
                  double least_share) {
    std::map<Uuid, FeaturePtr> trees;
    for (const auto& [layer, tree] : site.features(Role::tree))
        trees.emplace(tree->id, tree);
    Table table{"trees", tree_columns, {}, {}};
    for (std::size_t i = 0; i < lamps.size(); ++i)
        for (const auto& [id, shares] : lost[i].by_tree) {
            if (!is_told(shares, least_share)) continue;
            const Point at = label_point(trees.at(id)->geometry);
            const Point lamp{lamps[i].at.x, lamps[i].at.y};
            const Point full = site.frame.to_full(at);
            table.rows.push_back({Value(lamps[i].name), Value(scene::title_of(*trees.at(id))),
                                  Value(distance(at, lamp)), Value(shares[0]), Value(shares[1]),
                                  Value(shares[2]), Value(full.x), Value(full.y)});
            table.geometries.push_back(Geometry::make_line(std::vector<Point>{lamp, at}));
        }
    return table;
}

Table lamps_table(const Site& site, const std::vector<Luminaire>& lamps, const std::vector<Lost>& lost,
                  double least_share) {
    Table table{"lamps", lamp_columns, {}, {}};
    for (std::size_t i = 0; i < lamps.size(); ++i) {
        const Point at{lamps[i].at.x, lamps[i].at.y};
        const Point full = site.frame.to_full(at);
        const auto told = std::count_if(lost[i].by_tree.begin(), lost[i].by_tree.end(),
                                        [&](const auto& one) { return is_told(one.second, least_share); });
        table.rows.push_back({Value(lamps[i].name), Value(static_cast<std::int64_t>(told)),
                              Value(lost[i].all[0]), Value(lost[i].all[1]), Value(lost[i].all[2]),
                              Value(full.x), Value(full.y)});
        table.geometries.push_back(Geometry::make_point(at));
    }
    return table;
}

engine::AnalysisInfo info() {
    return {
        .id = "lighting.crowns",
        .title = "Trees in the light of lamps",
        .term = "conflicts of trees and lamps",
        .summary = "How much of each lamp's light the crowns of trees take before it reaches the ground, now "
                   "and after five and ten years of growth.",
        .reference =
            "Share of the flux below the horizon that crosses crowns, times their opacity; growth and "
            "crowns: site schema; our own measure",
        .reads = lit_roles(),
        .time = {.band = true, .season = true, .growth = true, .phase = true},
        .usual_band = DayBand::night,
        .tables = {{"lamps", lamp_columns, "One row a lamp: what all crowns together take of its light"},
                   {"trees", tree_columns, "One row a lamp and tree that takes much of its light"}},
        .metrics = {{"lamps_in_crowns_now", "Lamps that lose much of their light to crowns now"},
                    {"lamps_in_crowns_10", "The same in year 10 of growth"},
                    {"most_lost_share_now", "Largest share of a lamp's light that crowns take now"},
                    {"most_lost_share_10", "The same in year 10 of growth"}},
    };
}

engine::Schema<CrownsParams> schema() {
    engine::Schema<CrownsParams> schema;
    schema.add(&CrownsParams::least_share,
               {.name = "least_share",
                .label = "Told from",
                .help = "From which share of a lamp's light on a tree that takes it is told of, 0 to 1: 0.05 "
                        "for 5 %.",
                .min = 0,
                .max = 1});
    return schema;
}

} // namespace

AnalysisResult crowns(const engine::Context& context, const CrownsParams& params) {
    const LitPlan plan = lit_plan(context, std::nullopt, 0);
    const std::vector<Luminaire>& lamps = plan.lights->luminaires();
    std::array<std::vector<StandingCrown>, years> trees;
    for (std::size_t year = 0; year < years; ++year) {
        TimeContext time = context.time();
        time.growth_year = growth_years[year];
        const SitePtr site(SitePtr(), &context.site()); // the context's own, for as long as it is used here
        trees[year] = standing_crowns(scene::Scene(site, time, false), *plan.space);
    }
    if (trees.front().empty() && trees.back().empty())
        throw Error(ErrorCode::refused, "the plan has no trees, so none stands in the light of a lamp",
                    "draw or import the trees (role tree)");
    std::vector<Lost> lost(lamps.size());
    context.for_blocks(static_cast<std::int64_t>(lamps.size()), 1, [&](std::int64_t begin, std::int64_t end) {
        for (auto i = static_cast<std::size_t>(begin); i < static_cast<std::size_t>(end); ++i) {
            for (std::size_t year = 0; year < years; ++year) {
                const CrownLoss loss = crown_loss(lamps[i], trees[year]);
                lost[i].all[year] = loss.all;
                for (const auto& [tree, share] : loss.by_tree)
                    lost[i].by_tree[tree][year] = share;
            }
        }
    });
    AnalysisResult result;
    std::array<double, years> told{};
    std::array<double, years> most{};
    for (const Lost& one : lost)
        for (std::size_t year = 0; year < years; ++year) {
            told[year] += one.all[year] >= params.least_share ? 1 : 0;
            most[year] = std::max(most[year], one.all[year]);
        }
    result.metrics = {{"lamps_in_crowns_now", told[0]},
                      {"lamps_in_crowns_10", told[2]},
                      {"most_lost_share_now", most[0]},
                      {"most_lost_share_10", most[2]}};
    result.counts = {{"trees", static_cast<std::int64_t>(trees.front().size())}};
    result.tables = {lamps_table(context.site(), lamps, lost, params.least_share),
                     trees_table(context.site(), lamps, lost, params.least_share)};
    plan.report(context.site().frame, result);
    result.notes.push_back({Note::Level::info, "crowns_grow",
                            "in 5 and 10 years crowns have grown by what each tree says a year "
                            "(tree.growth_m_per_year), usually 0.3 m where it says nothing"});
    return result;
}

engine::Analysis crowns_analysis() {
    return engine::Analysis::make<CrownsParams>(info(), schema(), crowns);
}

} // namespace prospect::lighting
