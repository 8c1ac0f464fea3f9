#include "geometry/io/project_findings.h"

#include "geometry/base/text.h"
#include "geometry/io/gpkg.h"
#include "geometry/io/project_findings_write.h"
#include "geometry/io/project_tables.h"
#include "geometry/site/value.h"

namespace prospect::io {

namespace {

constexpr const char* columns =
    "id, code, strategy, level, place, x, y, value, unit, threshold, status, basis, message, remedy, "
    "approval_key, accepted_by, accepted_why, accepted_when";

std::optional<double> number_at(const SqlRow& row, std::size_t column) {
    return row.at(column) ? number_from(*row.at(column)) : std::nullopt;
}

StoredFinding finding_of(const SqlRow& row) {
    const auto text = [&](std::size_t column) { return row.at(column).value_or(""); };
    StoredFinding finding{
        .id = text(0), .code = text(1), .strategy = text(2), .level = text(3), .place = text(4)};
    const auto x = number_at(row, 5);
    const auto y = number_at(row, 6);
    if (x && y) finding.at = Point{*x, *y};
    finding.value = number_at(row, 7);
    finding.unit = text(8);
    finding.threshold = number_at(row, 9);
    finding.status = text(10);
    finding.basis = text(11);
    finding.message = text(12);
    finding.remedy = text(13);
    finding.approval_key = text(14);
    finding.accepted_by = text(15);
    finding.accepted_why = text(16);
    finding.accepted_when = text(17);
    return finding;
}

std::string sql_of(const std::string& text) {
    return text.empty() ? "NULL" : sql_text(text);
}

std::string sql_of(const std::optional<double>& number) {
    return number ? as_text(Value(*number)) : "NULL";
}

std::string values_of(const StoredFinding& one) {
    const auto x = one.at ? std::optional(one.at->x) : std::nullopt;
    const auto y = one.at ? std::optional(one.at->y) : std::nullopt;
    std::string values;
    for (const std::string& value :
         {sql_of(one.id), sql_of(one.code), sql_of(one.strategy), sql_of(one.level), sql_of(one.place),
          sql_of(x), sql_of(y), sql_of(one.value), sql_of(one.unit), sql_of(one.threshold),
          sql_of(one.status), sql_of(one.basis), sql_of(one.message), sql_of(one.remedy),
          sql_of(one.approval_key), sql_of(one.accepted_by), sql_of(one.accepted_why),
          sql_of(one.accepted_when)}) {
        if (!values.empty()) values += ", ";
        values += value;
    }
    return values;
}

} // namespace

std::vector<StoredFinding> read_findings(const std::filesystem::path& file) {
    start_gdal();
    const ReadableGpkg readable = readable_gpkg(file);
    const Dataset opened = open_gpkg(readable, file.filename().string());
    return read_findings(opened.get());
}

std::vector<StoredFinding> read_findings(GDALDatasetH file) {
    std::vector<StoredFinding> findings;
    if (!has_table(file, "prospect_finding")) return findings;
    for (const SqlRow& row :
         query(file, std::string("SELECT ") + columns + " FROM prospect_finding ORDER BY fid"))
        findings.push_back(finding_of(row));
    return findings;
}

void write_findings(GDALDatasetH file, const std::vector<StoredFinding>& findings) {
    execute(file, "BEGIN");
    execute(file, "DELETE FROM prospect_finding");
    for (const StoredFinding& finding : findings)
        execute(file, std::string("INSERT INTO prospect_finding (") + columns + ") VALUES (" +
                          values_of(finding) + ")");
    execute(file, "COMMIT");
}

} // namespace prospect::io
