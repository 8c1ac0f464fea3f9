// Places that come from outside: tables of coordinates, how far they may lie from the plan, and their other
// columns.
#pragma once

#include "geometry/io/export.h"

#include <span>

namespace prospect::scene {

// "530010.5,179020": as given, by the shortest digits.
std::string exact_place_text(Point full);

// The plan as far as a place can belong to it.
class Surroundings {
public:
    explicit Surroundings(const Site& site) : frame_(site.frame), plan_(site.box()) {}

    // Whether the place is no further than tolerance::site_limit_m from the plan.
    bool hold(Point local) const;
    // what: "viewpoint".
    std::string fault(Point full, const std::string& what) const;
    std::string advice() const;

private:
    std::string corner(Point local) const;

    const Frame& frame_;
    Box plan_;
};

// Reads the known columns of a table of text.
class RowsFile {
public:
    // name: of the file, for messages.
    RowsFile(io::Table table, std::string name) : table_(std::move(table)), name_(std::move(name)) {}

    std::size_t rows() const { return table_.rows.size(); }
    const io::Table& table() const { return table_; }
    const std::string& name() const { return name_; }
    bool has(std::string_view column) const { return place_of(column).has_value(); }
    // Throws Error(refused) naming the first missing column; all of them are in the advice.
    void require(std::span<const char* const> columns) const;

    // The cell as a number; absent when the column is missing or the cell empty. Throws Error(refused) naming
    // the row.
    std::optional<double> number(std::size_t row, const char* column, double min, double max) const;
    // The same for a cell that must be there.
    double coordinate(std::size_t row, const char* column) const;

    [[noreturn]] void refuse(std::size_t row, const std::string& what,
                             const std::string& advice = "mend the file or leave the row out") const;

    // The places of all other columns, and a row's cells there, empty text as nothing.
    std::vector<std::size_t> others(std::span<const char* const> columns) const;
    std::vector<std::optional<Value>> cells(std::size_t row, std::span<const std::size_t> columns) const;

private:
    std::optional<std::size_t> place_of(std::string_view column) const;

    io::Table table_;
    std::string name_;
};

// fixed, then the carried columns. One that bears the name of another in any letter case (databases tell no
// difference) is kept under another name.
std::vector<std::string> with_carried(std::vector<std::string> fixed,
                                      const std::vector<std::string>& carried);

} // namespace prospect::scene
