#include "analysis/assessment/acceptance.h"

#include "analysis/assessment/write_assessment.h"

#include <set>

namespace prospect::assessment {

namespace {

void add_acceptance(const Acceptance& acceptance, io::StoredFinding& row) {
    row.accepted_by = acceptance.author;
    row.accepted_why = acceptance.reason;
    row.accepted_when = acceptance.when;
}

io::StoredFinding row_of(const Assessment& assessment, const Finding& finding, const Frame& frame) {
    const Criterion& criterion = assessment.criterion(finding);
    io::StoredFinding row{.id = finding.id.text(), .code = finding.code, .strategy = finding.strategy};
    row.level = name_of(finding.level);
    if (finding.place) row.place = assessment.places[*finding.place].name;
    if (finding.at) row.at = frame.to_full(*finding.at);
    row.value = finding.value;
    row.unit = criterion.unit;
    if (criterion.kind == Kind::measured) row.threshold = criterion.threshold;
    row.status = letter_of(criterion.status);
    row.basis = name_of(finding.basis);
    row.message = finding.message;
    row.remedy = remedies_text(finding.remedies);
    row.approval_key = finding.key;
    if (finding.acceptance) add_acceptance(*finding.acceptance, row);
    return row;
}

// A row for each acceptance whose finding has none.
void add_bare_rows(const Acceptances& acceptances, const std::set<std::string>& written,
                   std::vector<io::StoredFinding>& rows) {
    for (const auto& [key, acceptance] : acceptances) {
        if (written.contains(key)) continue;
        io::StoredFinding row{.code = key.substr(0, key.find(':'))};
        row.approval_key = key;
        add_acceptance(acceptance, row);
        rows.push_back(std::move(row));
    }
}

} // namespace

Acceptances acceptances_of(std::span<const io::StoredFinding> stored) {
    Acceptances found;
    for (const io::StoredFinding& row : stored)
        if (!row.approval_key.empty() && !row.accepted_by.empty())
            found[row.approval_key] = {row.accepted_by, row.accepted_why, row.accepted_when};
    return found;
}

void mark_accepted(const Acceptances& acceptances, Assessment& assessment) {
    for (Finding& finding : assessment.findings) {
        finding.acceptance.reset();
        const auto found = acceptances.find(finding.key);
        if (found == acceptances.end() || finding.level == Level::pass || finding.level == Level::not_run)
            continue;
        finding.acceptance = found->second;
    }
}

std::vector<io::StoredFinding> stored_findings(const Assessment& assessment, const Acceptances& acceptances,
                                               const Frame& frame) {
    std::vector<io::StoredFinding> rows;
    std::set<std::string> written;
    for (const Finding& finding : assessment.findings) {
        rows.push_back(row_of(assessment, finding, frame));
        if (finding.acceptance) written.insert(finding.key);
    }
    add_bare_rows(acceptances, written, rows);
    return rows;
}

std::vector<io::StoredFinding> with_acceptances(std::vector<io::StoredFinding> rows,
                                                const Acceptances& acceptances) {
    std::erase_if(rows, [](const io::StoredFinding& row) { return row.id.empty(); });
    std::set<std::string> written;
    for (io::StoredFinding& row : rows) {
        const auto found = acceptances.find(row.approval_key);
        add_acceptance(found == acceptances.end() ? Acceptance{} : found->second, row);
        if (found != acceptances.end()) written.insert(row.approval_key);
    }
    add_bare_rows(acceptances, written, rows);
    return rows;
}

} // namespace prospect::assessment
