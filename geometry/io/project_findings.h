// Findings of an assessment as a project file keeps them: the rows of prospect_finding.
#pragma once

#include "geometry/base/point.h"

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace prospect::io {

// Column by column; texts are "" where the row has none. accepted_by, accepted_why and accepted_when are ""
// where nobody accepted the finding.
struct StoredFinding {
    std::string id;
    std::string code;
    std::string strategy;
    std::string level;
    std::string place;
    std::optional<Point> at; // full coordinates
    std::optional<double> value;
    std::string unit;
    std::optional<double> threshold;
    std::string status;
    std::string basis;
    std::string message;
    std::string remedy;
    std::string approval_key;
    std::string accepted_by;
    std::string accepted_why;
    std::string accepted_when; // ISO 8601
    bool operator==(const StoredFinding&) const = default;
};

// In the order they were kept; none for a file without the table. Throws Error(refused) as open_project does.
std::vector<StoredFinding> read_findings(const std::filesystem::path& file);

} // namespace prospect::io
