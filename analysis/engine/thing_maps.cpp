#include "analysis/engine/thing_maps.h"

#include <algorithm>

namespace prospect::engine {

namespace {

// What the column has in the place of the * at the end of the name; absent where it is another column.
std::optional<std::string> ending(const FieldInfo& map, std::string_view column) {
    if (!map.name.ends_with('*')) return map.name == column ? std::optional<std::string>("") : std::nullopt;
    const std::string_view begin = std::string_view(map.name).substr(0, map.name.size() - 1);
    if (!column.starts_with(begin)) return std::nullopt;
    return std::string(column.substr(begin.size()));
}

std::optional<FieldInfo> named(const std::vector<FieldInfo>& maps, std::string_view column) {
    for (const FieldInfo& map : maps)
        if (const auto end = ending(map, column)) {
            FieldInfo found = map;
            found.name = column;
            if (const auto star = found.label.find('*'); star != std::string::npos)
                found.label.replace(star, 1, *end);
            return found;
        }
    return std::nullopt;
}

std::optional<Field> map_of(const Table& table, std::size_t column, const std::string& unit) {
    Field map;
    map.name = table.columns[column];
    map.unit = unit;
    for (std::size_t row = 0; row < std::min(table.rows.size(), table.geometries.size()); ++row) {
        const auto& value = table.rows[row][column];
        const auto number = value ? as_number(*value) : std::nullopt;
        if (!number || table.geometries[row].empty()) continue;
        map.values.push_back(static_cast<float>(*number));
        map.shapes.push_back(table.geometries[row]);
    }
    return map.shapes.empty() ? std::nullopt : std::optional(std::move(map));
}

const TableInfo* table_info(const AnalysisInfo& info, std::string_view name) {
    const auto found = std::find_if(info.tables.begin(), info.tables.end(),
                                    [&](const TableInfo& table) { return table.name == name; });
    return found == info.tables.end() ? nullptr : &*found;
}

} // namespace

std::vector<Field> thing_maps(const AnalysisInfo& info, std::span<const Table> tables) {
    std::vector<Field> maps;
    for (const Table& table : tables) {
        const TableInfo* about = table_info(info, table.name);
        if (about == nullptr) continue;
        for (const FieldInfo& declared : about->maps) // what matters most comes first
            for (std::size_t column = 0; column < table.columns.size(); ++column) {
                if (!ending(declared, table.columns[column])) continue;
                if (auto map = map_of(table, column, declared.unit)) maps.push_back(std::move(*map));
            }
    }
    return maps;
}

std::optional<FieldInfo> field_info(const AnalysisInfo& info, std::string_view name) {
    for (const FieldInfo& field : info.fields) // before those that stand for several
        if (field.name == name) return field;
    if (auto field = named(info.fields, name)) return field;
    for (const TableInfo& table : info.tables)
        if (auto map = named(table.maps, name)) return map;
    return std::nullopt;
}

bool shows_marks(const AnalysisInfo& info, std::string_view table) {
    const TableInfo* about = table_info(info, table);
    return about == nullptr || (about->marks && about->maps.empty());
}

} // namespace prospect::engine
