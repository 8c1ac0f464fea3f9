// What a run gave, by name, for the tests of sightlines. A name that is not there is an Error.
#pragma once

#include "analysis/engine/result.h"
#include "geometry/base/error.h"

#include <string>

namespace prospect::test {

// "530000.5,179002" for a place of a SiteBuilder's site, whose origin is far away: as people write it.
inline std::string full(double x, double y) {
    return as_text(Value(530000 + x)) + "," + as_text(Value(179000 + y));
}

inline const Field& field(const engine::RunPtr& run, const std::string& name) {
    for (const Field& one : run->result.fields)
        if (one.name == name) return one;
    throw Error(ErrorCode::internal, "no field " + name);
}
// nodata where the field has no value.
inline double value(const engine::RunPtr& run, const std::string& name, Point local) {
    return static_cast<double>(field(run, name).value_at(local).value_or(nodata));
}
inline double metric(const engine::RunPtr& run, const std::string& name) {
    for (const auto& [key, number] : run->result.metrics)
        if (key == name) return number;
    throw Error(ErrorCode::internal, "no metric " + name);
}
inline std::int64_t count(const engine::RunPtr& run, const std::string& name) {
    for (const auto& [key, number] : run->result.counts)
        if (key == name) return number;
    throw Error(ErrorCode::internal, "no count " + name);
}
// Null where there is none of that code.
inline const engine::Note* note(const engine::RunPtr& run, const std::string& code) {
    for (const engine::Note& one : run->result.notes)
        if (one.code == code) return &one;
    return nullptr;
}

inline bool has_table(const engine::RunPtr& run, const std::string& name) {
    for (const engine::Table& one : run->result.tables)
        if (one.name == name) return true;
    return false;
}
inline const engine::Table& table(const engine::RunPtr& run, const std::string& name) {
    for (const engine::Table& one : run->result.tables)
        if (one.name == name) return one;
    throw Error(ErrorCode::internal, "no table " + name);
}
inline std::optional<Value> cell(const engine::Table& table, std::size_t row, const std::string& column) {
    for (std::size_t c = 0; c < table.columns.size(); ++c)
        if (table.columns[c] == column) return table.rows.at(row).at(c);
    throw Error(ErrorCode::internal, "no column " + column);
}
inline double number(const engine::Table& table, std::size_t row, const std::string& column) {
    return as_number(*cell(table, row, column)).value();
}

} // namespace prospect::test
