#include "app/models/table_row.h"

#include <algorithm>

namespace prospect::app {

const io::Table* table_of(const Result& result, std::string_view name) {
    for (const auto& table : result.tables)
        if (table.name == name) return &table;
    return nullptr;
}

std::optional<Value> TableRow::cell(std::string_view column) const {
    const auto found = std::find(table_.columns.begin(), table_.columns.end(), column);
    if (found == table_.columns.end()) return std::nullopt;
    return table_.rows[row_].at(static_cast<std::size_t>(found - table_.columns.begin()));
}

std::optional<double> TableRow::number(std::string_view column) const {
    const auto value = cell(column);
    return value ? as_number(*value) : std::nullopt;
}

QString TableRow::text(std::string_view column) const {
    const auto value = cell(column);
    return value ? QString::fromStdString(as_text(*value)) : QString();
}

} // namespace prospect::app
