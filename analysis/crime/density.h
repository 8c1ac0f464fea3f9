// Where recorded crimes are close together: a kernel density of the records.
#pragma once

#include "analysis/crime/incidents.h"
#include "analysis/engine/analysis.h"

namespace prospect::crime {

struct DensityParams {
    double cell_m = 5;
    double bandwidth_m = 100;
    std::string edge_correction = "none"; // none | mass
    std::vector<std::string> categories;  // empty: all
    std::string from;
    std::string to;
};

// Field density, 1/m2, of the quartic kernel (Silverman 1986, eq. 4.5): at each cell's centre x
//   lambda(x) = sum over records of w 3/(pi h^2) (1 - d^2/h^2)^2, d <= h,
// h = bandwidth_m, w the record's weight. edge_correction mass: only records within the red line, and
// lambda(x) divided by the share of the kernel around x that lies within it (kernel_mass.h; Diggle 1985),
// where that is more than least_mass, else no value. No value in buildings. Records outside the grid count as
// far as they reach. Metrics: records used and left out, by reason. Counts are neither published by area nor
// suppressed here. Throws Error(refused) where the plan has no record, or none is left. Cost: records times
// cells in the kernel, some nanoseconds each.
engine::AnalysisResult density(const engine::Context& context, const DensityParams& params);
engine::Analysis density_analysis();

// The density at each cell's centre, row by row. Cells count as open ground throughout.
std::vector<double> quartic_density(const Grid& grid, std::span<const Incident> incidents, double bandwidth_m,
                                    const engine::Workers& workers);

inline constexpr double least_mass = 0.05;

// The parameter bandwidth_m, which other analyses hand on.
engine::ParameterInfo bandwidth_parameter();

} // namespace prospect::crime
