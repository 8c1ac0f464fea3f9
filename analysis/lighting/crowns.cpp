#include "analysis/lighting/crowns.h"

#include "analysis/lighting/lit_plan.h"
#include "analysis/scene/scene.h"
#include "analysis/scene/transmission.h"
#include "geometry/base/error.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <numbers>

namespace prospect::lighting {

namespace {

using engine::AnalysisResult;
using engine::Note;
using engine::Table;

// Light that leaves a lamp flatter than this lands further away than anybody looks.
constexpr double farthest_m = 200;
constexpr int planes = 180;
constexpr int angles = 45; // from the nadir to the horizon
constexpr std::size_t years = growth_years.size();

const std::vector<std::string> lamp_columns{"lamp", "trees", "lost_now", "lost_5", "lost_10", "x", "y"};
const std::vector<std::string> tree_columns{"lamp",   "tree",    "distance_m", "lost_now",
                                            "lost_5", "lost_10", "x",          "y"};

struct Lost {
    std::array<double, years> all{};                   // of the lamp, 0 to 1
    std::map<Uuid, std::array<double, years>> by_tree; // each as if it stood alone
};

struct Downward {
    Point3 unit;
    double flux = 0; // of its cell, but for a factor
};

// The light a lamp sends down, in the world's directions.
std::vector<Downward> light_down(const Luminaire& lamp) {
    std::vector<Downward> all;
    const double step = std::numbers::pi / planes; // 1°
    for (int g = 0; g < angles; ++g) {
        const double from_nadir = (2 * g + 1) * step;
        for (int c = 0; c < planes; ++c) {
            const double plane = (2 * c + 1) * step;
            const Point3 unit{std::sin(from_nadir) * std::cos(plane), std::sin(from_nadir) * std::sin(plane),
                              -std::cos(from_nadir)};
            const double flux =
                intensity(*lamp.photometry, turned_back(lamp.rotation, unit)) * std::sin(from_nadir);
            if (flux > 0) all.push_back({unit, flux});
        }
    }
    return all;
}

// Of the crown in a year, above the datum.
struct Standing {
    Uuid tree;
    Point3 centre;
    double radius_m = 0;
    double half_height_m = 0;
    double opacity = 0;
};

std::vector<Standing> standing(const scene::Scene& scene, const scene::Space& space) {
    std::vector<Standing> all;
    for (const scene::Crown& crown : scene.crowns()) {
        const double ground = space.ground_at(crown.center);
        all.push_back({crown.feature,
                       {crown.center.x, crown.center.y, ground + (crown.base_m + crown.top_m) / 2},
                       crown.radius_m,
                       (crown.top_m - crown.base_m) / 2,
                       crown.opacity});
    }
    return all;
}

void add_year(const Luminaire& lamp, const std::vector<Downward>& light, const std::vector<Standing>& trees,
              std::size_t year, Lost& lost) {
    std::vector<const Standing*> near;
    for (const Standing& tree : trees)
        if (std::hypot(tree.centre.x - lamp.at.x, tree.centre.y - lamp.at.y) < farthest_m + tree.radius_m)
            near.push_back(&tree);
    std::vector<double> taken(near.size());
    double all = 0;
    double lost_flux = 0;
    for (const Downward& one : light) {
        all += one.flux;
        const double way = std::min(farthest_m, lamp.height_m / -one.unit.z);
        const Point3 end{lamp.at.x + way * one.unit.x, lamp.at.y + way * one.unit.y,
                         lamp.at.z + way * one.unit.z};
        double passes = 1;
        for (std::size_t t = 0; t < near.size(); ++t) {
            const Standing& tree = *near[t];
            if (!scene::crosses_crown(tree.centre, tree.radius_m, tree.half_height_m, lamp.at, end)) continue;
            passes *= 1 - tree.opacity;
            taken[t] += one.flux * tree.opacity;
        }
        lost_flux += one.flux * (1 - passes);
    }
    if (all <= 0) return;
    lost.all[year] = lost_flux / all;
    for (std::size_t t = 0; t < near.size(); ++t)
        if (taken[t] > 0) lost.by_tree[near[t]->tree][year] = taken[t] / all;
}

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
        .time = {.band = true, .season = true, .phase = true},
        .usual_band = DayBand::night,
        .tables = {{"lamps", lamp_columns, "One row a lamp: what all crowns together take of its light"},
                   {"trees", tree_columns, "One row a lamp and tree that takes much of its light"}},
        .metrics = {{"lamps_in_crowns_now", "Lamps of which crowns take that much of the light now"},
                    {"lamps_in_crowns_10", "The same in year 10 of growth"},
                    {"most_lost_now", "Largest share of a lamp's light that crowns take now"},
                    {"most_lost_10", "The same in year 10 of growth"}},
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
    std::array<std::vector<Standing>, years> trees;
    for (std::size_t year = 0; year < years; ++year) {
        TimeContext time = context.time();
        time.growth_year = growth_years[year];
        const SitePtr site(SitePtr(), &context.site()); // the context's own, for as long as it is used here
        trees[year] = standing(scene::Scene(site, time, false), *plan.space);
    }
    if (trees.front().empty() && trees.back().empty())
        throw Error(ErrorCode::refused, "the plan has no trees, so none stands in the light of a lamp",
                    "draw or import the trees (role tree)");
    std::vector<Lost> lost(lamps.size());
    context.for_blocks(static_cast<std::int64_t>(lamps.size()), 1, [&](std::int64_t begin, std::int64_t end) {
        for (auto i = static_cast<std::size_t>(begin); i < static_cast<std::size_t>(end); ++i) {
            const std::vector<Downward> light = light_down(lamps[i]);
            for (std::size_t year = 0; year < years; ++year)
                add_year(lamps[i], light, trees[year], year, lost[i]);
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
                      {"most_lost_now", most[0]},
                      {"most_lost_10", most[2]}};
    result.counts = {{"trees", static_cast<std::int64_t>(trees.front().size())}};
    result.tables = {lamps_table(context.site(), lamps, lost, params.least_share),
                     trees_table(context.site(), lamps, lost, params.least_share)};
    plan.report(context.site().frame, result);
    return result;
}

engine::Analysis crowns_analysis() {
    return engine::Analysis::make<CrownsParams>(info(), schema(), crowns);
}

} // namespace prospect::lighting
