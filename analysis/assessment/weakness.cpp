#include "analysis/assessment/weakness.h"

#include <algorithm>
#include <cmath>
#include <map>

namespace prospect::assessment {

namespace {

bool is_problem(const Finding& finding) {
    return (finding.level == Level::fail || finding.level == Level::look) && finding.at &&
           !finding.acceptance;
}

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

// The cells whose centres may lie in the box, as [first, last) of columns and rows.
struct Window {
    std::int64_t first_column, last_column, first_row, last_row;
};
Window cells_in(const Grid& grid, const Box& box) {
    const auto within = [](double at, std::int64_t count) {
        return std::clamp(static_cast<std::int64_t>(std::floor(at)), std::int64_t{0}, count);
    };
    return {within((box.xmin - grid.xmin) / grid.cell_x, grid.columns),
            within((box.xmax - grid.xmin) / grid.cell_x + 1, grid.columns),
            within((grid.ymax - box.ymax) / grid.cell_y, grid.rows),
            within((grid.ymax - box.ymin) / grid.cell_y + 1, grid.rows)};
}

// The strongest problem of one criterion at each cell.
class CriterionMap {
public:
    explicit CriterionMap(const Grid& grid)
        : grid_(grid), strength_(static_cast<std::size_t>(grid.cell_count()), 0) {}

    void add(const Geometry& ground, double strength) {
        const Window cells = cells_in(grid_, ground.box().grown(weakness_reach_m));
        for (std::int64_t row = cells.first_row; row < cells.last_row; ++row)
            for (std::int64_t column = cells.first_column; column < cells.last_column; ++column) {
                double& most = strength_[static_cast<std::size_t>(row * grid_.columns + column)];
                most = std::max(most, strength * fading(distance(ground, grid_.center(column, row))));
            }
    }
    double at(std::size_t cell) const { return strength_[cell]; }

private:
    const Grid& grid_;
    std::vector<double> strength_;
};

void fill_cell(const std::map<std::string, CriterionMap>& by_code,
               const std::map<std::string, float>& strategy_of_code, std::size_t cell, Field& weakness,
               Field& cause) {
    double rest = 1;
    double greatest = 0;
    float worst = 0;
    for (const auto& [code, map] : by_code) {
        const double strength = map.at(cell);
        rest *= 1 - strength;
        if (strength <= greatest) continue;
        greatest = strength;
        worst = strategy_of_code.at(code);
    }
    weakness.values[cell] = static_cast<float>(1 - rest);
    cause.values[cell] = worst;
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
    const Site& site = facts.site();
    const Box box = facts.study().drawn() ? site.study_box() : site.box();
    if (box.empty()) return;
    const Grid grid = grid_of_box(box, weakness_cell_m, site.frame.origin);
    std::map<std::string, CriterionMap> by_code; // in the order of codes: the same bits always
    std::map<std::string, float> strategy_of_code;
    for (const Finding& finding : assessment.findings) {
        if (!is_problem(finding)) continue;
        const auto map = by_code.try_emplace(finding.code, grid).first;
        strategy_of_code[finding.code] = number_of_strategy(finding.strategy);
        map->second.add(ground_of(facts, finding), strength_of(assessment.criterion(finding), finding));
    }
    auto weakness = std::make_shared<Field>("weakness", "", grid);
    auto cause = std::make_shared<Field>("worst_cause", "", grid);
    for (std::int64_t row = 0; row < grid.rows; ++row)
        for (std::int64_t column = 0; column < grid.columns; ++column) {
            const Point p = grid.center(column, row);
            if (!facts.study().contains(p) || facts.built_at(p)) continue;
            fill_cell(by_code, strategy_of_code, static_cast<std::size_t>(row * grid.columns + column),
                      *weakness, *cause);
        }
    assessment.weakness = std::move(weakness);
    assessment.worst_cause = std::move(cause);
}

} // namespace prospect::assessment
