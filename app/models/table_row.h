// Cells of a result's table by the name of their column.
#pragma once

#include "app/document/result_list.h"

#include <QString>

#include <optional>

namespace prospect::app {

// Null when the result has none so called.
const io::Table* table_of(const Result& result, std::string_view name);

class TableRow {
public:
    TableRow(const io::Table& table, std::size_t row) : table_(table), row_(row) {}

    // Absent where the cell is empty or there is no such column.
    std::optional<Value> cell(std::string_view column) const;
    std::optional<double> number(std::string_view column) const;
    QString text(std::string_view column) const; // "" where there is none

private:
    const io::Table& table_;
    std::size_t row_;
};

} // namespace prospect::app
