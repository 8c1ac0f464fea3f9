// Syntactic measures of one cell from how many others it reaches at each depth.
#pragma once

#include "analysis/visibility_graph/depth_search.h"

#include <optional>

namespace prospect::visibility_graph {

// n: cells reached, the cell itself among them; depth: steps of sight. Absent where a formula has no value:
// nothing else is reached; or, for integration, all that is reached is seen at once (mean depth 1) or is one
// cell.
struct DepthValues {
    std::optional<double> mean_depth;     // sum of depths / (n - 1)
    std::optional<double> integration_hh; // 1 / RRA, RRA = RA / D, RA = 2 (mean depth - 1) / (n - 2),
                                          // D = 2 (n (log2((n + 2) / 3) - 1) + 1) / ((n - 1) (n - 2))
    std::optional<double>
        integration_pvalue;                 // as before with P = 2 (n - log2 n - 1) / ((n - 1) (n - 2)) for D
    std::optional<double> integration_tekl; // ln((n - 2) / 2) / ln(sum of depths - n + 1)
    std::optional<double> entropy;          // - sum p_d log2 p_d, p_d = share of the others at depth d > 0
    // sum p_d log2(p_d / q_d), q_d = m^d / (d + 1)! e^-m with the mean depth m, as depthmapX; its factorial
    // counts the depths at which there is anything.
    std::optional<double> relativised_entropy;
};

// Hillier & Hanson (1984), The social logic of space, pp. 108-113 (RA, D by Krüger 1989); Teklenburg et al.
// (1993), Environment and Planning B 20, 347-357; Turner (2001), Depthmap, 3rd International Space Syntax
// Symposium.
DepthValues depth_values(DepthCounts counts);

} // namespace prospect::visibility_graph
