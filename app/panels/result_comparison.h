// What a result holds of its comparison with another program: maps of differences, numbers, pairs of cells.
#pragma once

#include "app/document/result_list.h"

#include <QString>

#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace prospect::app {

// A map of differences: "connectivity_difference".
bool is_difference(const Field& field);
// The field that a map of differences is about: "connectivity".
std::string compared_field(const Field& difference);
// Reference and own value of every compared cell of that map; empty for other maps.
std::vector<std::pair<double, double>> compared_pairs(const Result& result, const Field& field);

// A metric that says how far two programs differ: "connectivity_difference_max".
struct ComparedMetric {
    std::string field;
    QString label; // with %1 for the field in words
    QString meaning;
    bool is_share = false; // of the compared cells, rather than in the unit of the field
};
// Absent for other metrics.
std::optional<ComparedMetric> compared_metric(const std::string& name);

} // namespace prospect::app
