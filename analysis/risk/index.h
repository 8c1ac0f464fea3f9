// Where the design is weak: factors of other analyses put together, and how sure that is.
#pragma once

#include "analysis/engine/analysis.h"

#include <filesystem>
#include <optional>

namespace prospect::risk {

struct IndexParams {
    double cell_m = 1;
    std::string balance = "by_time";
    std::vector<std::string> factors; // "name" or "name=FILE"; empty: those of the balance
    std::vector<std::string> weights; // in their order; empty: by the balance
    std::string ahp;                  // judgements two by two instead
    std::string combine = "sum";
    double gamma = 0.9;
    std::vector<std::string> owa; // an orness, or an order weight for each factor
    bool assume_windows = false;  // in buildings that have none
    double threshold = 0.5;
    std::int64_t draws = 500;
    double weight_spread = 0.2;
    double threshold_spread = 0.2;
    double maintenance_spread = 0.2;
    double height_spread_m = 0.2;
    std::int64_t height_runs = 0;
    std::optional<double> consequence;      // 1 to 5 of the whole plan
    std::filesystem::path consequence_file; // 0 to 1 by place
    double bandwidth_m = 100;
    double crime_per_ha = 10; // records to the hectare that count in full
    double crime_weight = 0.5;
};

// Factors (factors.h: what they measure, their declared value functions, the balances) combined cell by cell
// (combine.h): field risk, the design weakness from 0 to 1; risk_worst, the greatest factor, always beside
// it, and worst_factor, which that is; factor_<name>, each by itself. How sure it is (monte_carlo.h):
// risk_uncertainty, the standard deviation over draws, and risk_below, the share of draws below the
// threshold. With recorded crimes and a consequence also likelihood = (1 - crime_weight) risk + crime_weight
// min(1, density / crime_per_ha), risk_level = likelihood x consequence (ISO 31000's logic), both on personal
// data, and the table matrix (matrix.h). A factor that cannot be told is left out, a note says what the plan
// lacks, and its weight is shared among the others; likewise in a cell where one has no value, as long as the
// others hold half of the weight; where a file has none, the cell has none. No score of the whole place is
// made. Tables factors, tornado (tornado.h), places (peaks.h, used_ground.h). Throws Error(usage, refused) in
// one sentence for settings and files as weights.h, measures.h say. Cost: that of the analyses needed; the
// draws as monte_carlo.h says; each of height_runs runs the analyses again.
engine::AnalysisResult index(const engine::Context& context, const IndexParams& params);
engine::Analysis index_analysis();

// What the catalogue says of it, and its parameters.
engine::AnalysisInfo index_info();
engine::Schema<IndexParams> index_schema();

} // namespace prospect::risk
