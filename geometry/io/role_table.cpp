#include "geometry/io/role_table.h"

#include "geometry/io/json_text.h"
#include "geometry/io/tag_rules.h"

namespace prospect::io {

namespace {

// True when the column is one of the common ones and its value was understood.
bool take_common(RoleRow& row, const std::string& column, const std::string& text) {
    Feature& feature = row.feature;
    if (column == "id") {
        const auto id = Uuid::parse(text);
        feature.id = id.value_or(Uuid{});
        return id.has_value();
    }
    if (column == "name")
        feature.name = text;
    else if (column == "layer")
        row.layer = text;
    else if (column == "phase_from")
        return (feature.phase_from = phase_of(text)).has_value();
    else if (column == "phase_to")
        return (feature.phase_to = phase_of(text)).has_value();
    else if (column == "sensitivity") {
        const auto sensitivity = sensitivity_of(text);
        feature.sensitivity = sensitivity.value_or(Sensitivity::personal);
        return sensitivity.has_value();
    } else if (column == "basis") {
        const auto basis = basis_of(text);
        feature.basis = basis.value_or(Basis::unknown);
        return basis.has_value();
    } else
        return false;
    return true;
}

bool is_enumerated(const std::string& column) {
    return column == "id" || column == "phase_from" || column == "phase_to" || column == "sensitivity" ||
           column == "basis";
}

} // namespace

RoleRow role_row(Role role, const Columns& columns) {
    RoleRow row;
    row.feature.sensitivity = unmarked_sensitivity(role);
    std::string bases;
    for (const auto& [column, value] : columns) {
        const std::string text = as_text(value);
        const AttributeInfo* attribute = info(role).attribute(column);
        if (column == "attribute_basis") {
            bases = text;
            continue;
        }
        if (column == "extra") {
            for (auto& [name, free] : extra_from_json(text))
                row.feature.extra.emplace_back(name, std::move(free));
            continue;
        }
        if (attribute != nullptr) {
            if (auto typed = value_for(*attribute, text)) {
                row.feature.set(column, std::move(*typed), Basis::unknown);
                continue;
            }
        } else if (take_common(row, column, text)) {
            continue;
        }
        row.feature.extra.emplace_back(column, value);
        if (attribute != nullptr || is_enumerated(column)) row.doubts.push_back(column + " \"" + text + "\"");
    }
    apply_bases(bases, row.feature.basis, row.feature.attributes);
    return row;
}

} // namespace prospect::io
