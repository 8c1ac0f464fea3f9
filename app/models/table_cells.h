// Tables of results by the names of their columns.
#pragma once

#include "app/document/result_list.h"

#include <QString>

#include <optional>
#include <string_view>
#include <vector>

namespace prospect::app {

// Null: there is none of that name.
const io::Table* table_of(const std::vector<io::Table>& tables, std::string_view name);
// -1: there is none of that name.
int column_of(const io::Table& table, std::string_view name);
// Empty, or absent, for an empty cell and for column -1.
std::optional<double> number_in(const io::Table& table, std::size_t row, int column);
QString text_in(const io::Table& table, std::size_t row, int column);
// The same by name: for a few rows.
std::optional<double> number_in(const io::Table& table, std::size_t row, std::string_view column);
QString text_in(const io::Table& table, std::size_t row, std::string_view column);

} // namespace prospect::app
