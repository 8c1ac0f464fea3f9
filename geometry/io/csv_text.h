// Reading of CSV files, with what stands before their header.
#pragma once

#include "geometry/io/export.h"

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace prospect::io {

// By its name: .csv, .tsv or .txt, whatever the case.
bool is_csv(const std::filesystem::path& file);

struct CsvText {
    Table table;                    // all cells text
    std::vector<std::size_t> lines; // one per row: where it begins, from 1
    // "# height_m: 1.5" of the lines before the header that begin with #: names in lower case, in order.
    // Other remarks are passed over.
    std::vector<std::pair<std::string, std::string>> facts;

    // Of the first of that name; "" where there is none.
    std::string fact(std::string_view name) const;
    // Of the first of that name, which is given in lower case, whatever its own; -1 where there is none.
    int column(std::string_view name) const;
};

// text: as the file holds it, in any encoding read_csv takes. name: of the file, for refusals and as the
// table's. Throws Error(refused) with line number.
CsvText csv_of(std::string text, const std::string& name);
CsvText read_csv_text(const std::filesystem::path& file);

} // namespace prospect::io
