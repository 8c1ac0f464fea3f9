// What the import tests share: reading a file into an empty or given site, and the counts of the outcome.
#pragma once

#include "geometry/io/import.h"

#include <QString>

#include <map>
#include <string>
#include <vector>

namespace prospect::test {

struct Imported {
    SitePtr site;
    io::ImportReport report;
};

// Reads the files and places them together on `base` (empty when null). Throws what the import throws.
Imported import_files(const std::vector<std::filesystem::path>& files, const io::ImportOptions& options = {},
                      const Site* base = nullptr);

// A small file of our own, below tests/cases/import.
std::filesystem::path own_case(const std::string& relative);
// A real file below PROSPECT_TEST_DATA; empty when that is unset or the file is not there.
std::filesystem::path real_file(const std::string& relative);

// "barrier:wall" → number of features; "-" where there is no kind.
std::map<std::string, std::size_t> kinds(const Site& site);
std::size_t kind_count(const Site& site, const std::string& role_and_kind);
// Features read of a source layer, all roles together.
std::size_t read_of(const io::ImportReport& report, const std::string& source_layer);
// Sum of a column of the report.
std::size_t total(const io::ImportReport& report, std::size_t io::SourceCount::*column);
// Number of features behind the first reason that contains the words; 0 when there is none.
std::size_t reason_count(const io::ImportReport& report, const std::string& words);
bool has_note(const io::ImportReport& report, const std::string& words);
// Empty when read = imported + skipped in every row and the rows' sums are the features (and grids) in the
// site's layers, and the lights.
QString miscount(const Imported& imported);
// The feature whose source id ends so; null when there is none.
FeaturePtr feature_with(const Site& site, const std::string& source_id);
std::string text_of(const Feature& feature, const std::string& attribute);

// The refusal of a file, as "code: sentence — advice"; empty when it was read.
QString refusal(const std::filesystem::path& file, const io::ImportOptions& options = {});

} // namespace prospect::test

// Declares the path of a real file, or skips the test that needs it.
#define REAL_FILE(name, relative)                                                                            \
    const auto name = prospect::test::real_file(relative);                                                   \
    if (name.empty()) QSKIP("PROSPECT_TEST_DATA does not lead to " relative)
