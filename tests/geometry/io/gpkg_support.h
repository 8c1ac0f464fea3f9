// GeoPackages made and changed by "another program": plain GDAL and SQL, none of our own code.
#pragma once

#include <filesystem>
#include <functional>
#include <string>
#include <vector>

namespace prospect::test {

// Runs the statements on the file, created when missing.
void run_sql(const std::filesystem::path& file, const std::vector<std::string>& statements);
// Rows of a query, cells as text, "NULL" for none.
std::vector<std::vector<std::string>> sql_rows(const std::filesystem::path& file, const std::string& sql);
// First cell of the first row.
std::string sql_value(const std::filesystem::path& file, const std::string& sql);

struct ForeignTable {
    std::string name;
    std::string crs;                                       // "EPSG:27700", "" for none
    std::string columns;                                   // SQL: "height_m REAL, name TEXT"
    std::vector<std::pair<std::string, std::string>> rows; // WKT ("" for none) and SQL values of the columns
};
// A GeoPackage as any GIS writes it.
void write_foreign(const std::filesystem::path& file, const std::vector<ForeignTable>& tables);

// Another process that has the file open. It runs `statements`, commits, runs `uncommitted`, and then waits
// until the value dies; killed, not closed, so that its logs stay.
class OtherProgram {
public:
    OtherProgram(const std::filesystem::path& file, const std::vector<std::string>& committed,
                 const std::vector<std::string>& uncommitted);
    ~OtherProgram();
    OtherProgram(const OtherProgram&) = delete;
    OtherProgram& operator=(const OtherProgram&) = delete;

private:
    int child_ = -1;
};

} // namespace prospect::test
