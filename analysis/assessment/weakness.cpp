#include "analysis/assessment/weakness.h"

#include "analysis/assessment/check_grid.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <numbers>

namespace prospect::assessment {

namespace {

constexpr const char* coarse_code = "weakness_coarse";

double strength_of(const Criterion& criterion, const Finding& finding) {
    return std::min(1.0, criterion.weight / full_weight) * (finding.level == Level::fail ? 1.0 : 0.5);
}

double fading(double away_m) {
    const double share = away_m / weakness_reach_m;
    return share >= 1 ? 0 : (1 - share * share) * (1 - share * share);
}

float number_of_strategy(const std::string& id) {
    const auto& all = strategies();
    const auto found =
        std::find_if(all.begin(), all.end(), [&](const Strategy& one) { return one.id == id; });
    return static_cast<float>(found - all.begin() + 1);
}

// A problem and the rows its strength reaches.
struct Reach {
    Geometry ground;
    Box box;
    double strength = 0;
};

struct CriterionReach {
    float strategy = 0;
    std::vector<Reach> problems;
};

// The maps row by row: beside the two fields only a row of each criterion is held.
class RowMaker {
public:
    RowMaker(const Facts& facts, const Grid& grid, std::map<std::string, CriterionReach> by_code)
        : facts_(facts), grid_(grid), by_code_(std::move(by_code)),
          // A coarse cell has what a cell of the usual size anywhere in it could have.
          slack_m_((grid.cell_x - weakness_cell_m) / std::numbers::sqrt2),
          strength_(static_cast<std::size_t>(grid.columns)) {}

    void make(std::int64_t row, Field& weakness, Field& cause) {
        const auto begin = static_cast<std::size_t>(row * grid_.columns);
        std::vector<double> rest(strength_.size(), 1);
        std::vector<double> greatest(strength_.size(), 0);
        std::vector<float> worst(strength_.size(), 0);
        for (const auto& [code, criterion] : by_code_) {
            if (!fill_strength(criterion, row)) continue;
            for (std::size_t i = 0; i < strength_.size(); ++i) {
                rest[i] *= 1 - strength_[i];
                if (strength_[i] <= greatest[i]) continue;
                greatest[i] = strength_[i];
                worst[i] = criterion.strategy;
            }
        }
        for (std::size_t i = 0; i < strength_.size(); ++i) {
            const Point p = grid_.center(static_cast<std::int64_t>(i), row);
            if (!facts_.study().contains(p) || facts_.built_at(p)) continue;
            weakness.values[begin + i] = static_cast<float>(1 - rest[i]);
            cause.values[begin + i] = worst[i];
        }
    }

private:
    // The strongest problem of the criterion at each cell of the row; false where none reaches it.
    bool fill_strength(const CriterionReach& criterion, std::int64_t row) {
        const double y = grid_.center(0, row).y;
        bool reached = false;
        for (const Reach& problem : criterion.problems) {
            const Box box = problem.box.grown(weakness_reach_m + slack_m_);
            if (y < box.ymin || y > box.ymax) continue;
            if (!reached) std::fill(strength_.begin(), strength_.end(), 0.0);
            reached = true;
            const auto column = [&](double x) {
                return std::clamp(static_cast<std::int64_t>(std::floor((x - grid_.xmin) / grid_.cell_x)),
                                  std::int64_t{0}, grid_.columns - 1);
            };
            for (std::int64_t c = column(box.xmin); c <= column(box.xmax); ++c) {
                const double away_m =
                    std::max(0.0, distance(problem.ground, grid_.center(c, row)) - slack_m_);
                double& most = strength_[static_cast<std::size_t>(c)];
                most = std::max(most, problem.strength * fading(away_m));
            }
        }
        return reached;
    }

    const Facts& facts_;
    const Grid& grid_;
    std::map<std::string, CriterionReach> by_code_; // in the order of codes: the same bits always
    double slack_m_;
    std::vector<double> strength_;
};

std::vector<WeakGround> weak_ground_of(const Facts& facts, const Assessment& assessment) {
    std::vector<WeakGround> all;
    for (std::size_t i = 0; i < assessment.findings.size(); ++i) {
        const Finding& finding = assessment.findings[i];
        if (!is_problem(finding) || !finding.at || finding.of_the_site) continue;
        all.push_back({i, ground_of(facts, finding), strength_of(assessment.criterion(finding), finding)});
    }
    return all;
}

std::map<std::string, CriterionReach> reaches_of(const Assessment& assessment) {
    std::map<std::string, CriterionReach> by_code;
    for (const WeakGround& weak : assessment.weak_ground) {
        const Finding& finding = assessment.findings[weak.finding];
        CriterionReach& criterion = by_code[finding.code];
        criterion.strategy = number_of_strategy(finding.strategy);
        criterion.problems.push_back({weak.ground, weak.ground.box(), weak.strength});
    }
    return by_code;
}

} // namespace

Geometry ground_of(const Facts& facts, const Finding& finding) {
    if (!finding.evidence.empty())
        for (const Role role : {Role::activity, Role::zone})
            for (const FeaturePtr& feature : facts.of(role))
                if (feature->id == finding.evidence.front().feature &&
                    feature->geometry.kind == GeometryKind::polygon)
                    return feature->geometry;
    return Geometry::make_point(*finding.at);
}

void map_weakness(const Facts& facts, Assessment& assessment) {
    assessment.weakness.reset();
    assessment.worst_cause.reset();
    assessment.weak_ground.clear();
    std::erase_if(assessment.notes, [](const scene::Note& note) { return note.code == coarse_code; });
    const Site& site = facts.site();
    const Box box = facts.study().drawn() ? site.study_box() : site.box();
    if (box.empty()) return;
    const double cell_m = bounded_cell_m(box, weakness_cell_m);
    if (cell_m > weakness_cell_m)
        assessment.notes.push_back(coarse_note(coarse_code, "the map of weak ground", cell_m, weakness_cell_m,
                                               "the plan spans " + span_text(box)));
    const Grid grid = grid_of_box(box, cell_m, site.frame.origin);
    auto weakness = std::make_shared<Field>("weakness", "", grid);
    auto cause = std::make_shared<Field>("worst_cause", "", grid);
    assessment.weak_ground = weak_ground_of(facts, assessment);
    RowMaker maker(facts, grid, reaches_of(assessment));
    for (std::int64_t row = 0; row < grid.rows; ++row)
        maker.make(row, *weakness, *cause);
    assessment.weakness = std::move(weakness);
    assessment.worst_cause = std::move(cause);
}

std::vector<Contribution> why_weak(const Assessment& assessment, Point p) {
    const double slack_m =
        assessment.weakness ? (assessment.weakness->grid.cell_x - weakness_cell_m) / std::numbers::sqrt2 : 0;
    std::map<std::string, Contribution> by_code;
    for (const WeakGround& weak : assessment.weak_ground) {
        const double away_m = std::max(0.0, distance(weak.ground, p) - slack_m);
        const double strength = weak.strength * fading(away_m);
        if (strength <= 0) continue;
        Contribution& most = by_code[assessment.findings[weak.finding].code];
        if (strength > most.strength) most = {weak.finding, strength, away_m};
    }
    std::vector<Contribution> all;
    for (const auto& [code, one] : by_code)
        all.push_back(one);
    std::stable_sort(all.begin(), all.end(),
                     [](const Contribution& a, const Contribution& b) { return a.strength > b.strength; });
    return all;
}

} // namespace prospect::assessment
