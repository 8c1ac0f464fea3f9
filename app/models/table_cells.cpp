#include "app/models/table_cells.h"

#include <algorithm>

namespace prospect::app {

namespace {

const Value* cell(const io::Table& table, std::size_t row, int column) {
    if (column < 0) return nullptr;
    const auto& value = table.rows[row][static_cast<std::size_t>(column)];
    return value ? &*value : nullptr;
}

} // namespace

const io::Table* table_of(const std::vector<io::Table>& tables, std::string_view name) {
    const auto found = std::find_if(tables.begin(), tables.end(),
                                    [&](const io::Table& table) { return table.name == name; });
    return found == tables.end() ? nullptr : &*found;
}

int column_of(const io::Table& table, std::string_view name) {
    const auto found = std::find(table.columns.begin(), table.columns.end(), name);
    return found == table.columns.end() ? -1 : static_cast<int>(found - table.columns.begin());
}

std::optional<double> number_in(const io::Table& table, std::size_t row, int column) {
    const Value* value = cell(table, row, column);
    return value ? as_number(*value) : std::nullopt;
}

QString text_in(const io::Table& table, std::size_t row, int column) {
    const Value* value = cell(table, row, column);
    return value ? QString::fromStdString(as_text(*value)) : QString();
}

std::optional<double> number_in(const io::Table& table, std::size_t row, std::string_view column) {
    return number_in(table, row, column_of(table, column));
}

QString text_in(const io::Table& table, std::size_t row, std::string_view column) {
    return text_in(table, row, column_of(table, column));
}

} // namespace prospect::app
