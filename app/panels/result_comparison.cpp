#include "app/panels/result_comparison.h"

#include <QCoreApplication>

#include <string_view>

namespace prospect::app {

namespace {

struct ComparisonWords {
    Q_DECLARE_TR_FUNCTIONS(Comparison)
};

constexpr std::string_view difference = "_difference";

} // namespace

bool is_difference(const Field& field) {
    return field.name.ends_with(difference);
}

std::string compared_field(const Field& field) {
    return field.name.substr(0, field.name.size() - difference.size());
}

// From the table: field, x, y, here, reference, difference.
std::vector<std::pair<double, double>> compared_pairs(const Result& result, const Field& field) {
    std::vector<std::pair<double, double>> pairs;
    if (!is_difference(field)) return pairs;
    const std::string of = compared_field(field);
    for (const auto& table : result.tables) {
        if (table.name != "reference") continue;
        for (const auto& row : table.rows) {
            if (row.size() < 5 || !row[0] || !row[3] || !row[4] || as_text(*row[0]) != of) continue;
            const auto here = as_number(*row[3]);
            const auto there = as_number(*row[4]);
            if (here && there) pairs.emplace_back(*there, *here);
        }
    }
    return pairs;
}

std::optional<ComparedMetric> compared_metric(const std::string& name) {
    const auto at = name.find(difference);
    if (at == std::string::npos) return std::nullopt;
    const std::string of = name.substr(0, at);
    const QString all = ComparisonWords::tr("Of all compared cells");
    if (name.ends_with("_max")) return ComparedMetric{of, ComparisonWords::tr("Largest difference: %1"), all};
    if (name.ends_with("_median"))
        return ComparedMetric{of, ComparisonWords::tr("Median difference: %1"), all};
    return ComparedMetric{of, ComparisonWords::tr("Cells that agree: %1"),
                          ComparisonWords::tr("Differ by at most a hundred-thousandth of the larger of 1 and "
                                              "the other program's value"),
                          true};
}

} // namespace prospect::app
