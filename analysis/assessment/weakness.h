// Where on the ground the design is weak, and what makes it so: the rules' composite as maps. Not a risk: no
// crime data is in it.
#pragma once

#include "analysis/assessment/facts.h"
#include "analysis/assessment/finding.h"

namespace prospect::assessment {

// Cells of the maps (larger on a plan of more than most_check_cells of them, check_grid.h), and how far a
// problem reaches beyond the ground it is about: half of it counts at 0.54 of that, about the radius of a
// place, nothing at all of it.
inline constexpr double weakness_cell_m = 2;
inline constexpr double weakness_reach_m = 20;
// The weight of a criterion from which a problem alone makes ground as weak as can be.
inline constexpr double full_weight = 3;

// Fills Assessment::weakness and Assessment::worst_cause over the study area (else the site's box), buildings
// and what lies outside the red line left without value. Of each problem f (fail or look with a point, not
// accepted, not of the whole site):
//   s_f(p) = min(1, weight / full_weight) * (fail: 1, look: 0.5) * (1 - (d / weakness_reach_m)^2)^2,
// d the distance from p to the ground f is about. Of each criterion the greatest counts. Then
//   weakness(p) = 1 - prod over criteria (1 - s(p)),
// the fuzzy algebraic sum (the gamma operator of overlays, (1 - prod(1 - s))^g (prod s)^(1 - g), with g = 1,
// since a criterion that is not missed must not hide the others), from 0 to 1 whatever the site, so options
// compare. worst_cause(p) is the strategy of the greatest
// s(p), its place in strategies() from 1; 0 where nothing reaches. The values are no averages: a trap stays
// one however well lit it is. Where the cells are larger, a note says so, and d is less by what the diagonal
// of half a cell is longer: no problem falls between the centres. Memory: the two fields and a few rows.
// Cost: some milliseconds for a hundred problems, a second for the most cells.
void map_weakness(const Facts& facts, Assessment& assessment);

// Why the ground at p is weak: of each criterion missed near it the problem that counts there, s_f(p) as
// above, the strongest first. weakness(p) is 1 - prod (1 - strength). Empty where nothing reaches, and where
// the assessment has no maps.
struct Contribution {
    std::size_t finding = 0; // in Assessment::findings
    double strength = 0;     // 0 to 1
    double away_m = 0;       // of the ground it is about
};
std::vector<Contribution> why_weak(const Assessment& assessment, Point p);

// The ground a finding is about: an area where people stay or that somebody owns, else its point.
Geometry ground_of(const Facts& facts, const Finding& finding);

} // namespace prospect::assessment
