#include "analysis/scene/attribute_reader.h"

#include <algorithm>
#include <utility>

namespace prospect::scene {

namespace {

constexpr std::size_t named_values = 4;
constexpr std::size_t named_kinds = 3;
constexpr std::size_t most_kinds_of_things = 2;
constexpr const char* unknown_kind = "kind not known";

std::string value_text(Role role, const std::string& attribute, const Value& value) {
    const AttributeInfo* known = info(role).attribute(attribute);
    const std::string unit(known ? known->unit : "");
    const auto number = as_number(value);
    if (number && unit == "m") return metres_text(*number) + " m";
    return as_text(value) + (unit.empty() ? "" : " " + unit);
}

std::string kind_of(const Feature& feature) {
    const Attribute* kind = feature.find("kind");
    std::string text = kind ? as_text(kind->value) : std::string{};
    std::replace(text.begin(), text.end(), '_', ' ');
    return text.empty() ? unknown_kind : text;
}

std::string kinds_text(const std::set<std::string>& kinds) {
    std::string text;
    for (const std::string& kind : kinds)
        text += (text.empty() ? "" : ", ") + kind;
    return text;
}

// Few kinds with plain plurals, all known.
bool are_plain(Role role, const std::set<std::string>& kinds) {
    return (role == Role::opening || role == Role::barrier) && kinds.size() <= most_kinds_of_things &&
           !kinds.contains(unknown_kind);
}

// What was read: "windows", "doors and windows"; else all that the role is of.
std::string things_text(Role role, const std::set<std::string>& kinds) {
    if (!are_plain(role, kinds)) return plural_in_text(role);
    std::string text;
    for (const std::string& kind : kinds)
        text += (text.empty() ? "" : " and ") + kind + "s";
    return text;
}

} // namespace

std::optional<Resolved> AttributeReader::resolve(Role role, const Feature& feature,
                                                 const std::string& attribute) {
    const auto resolved = Defaults::bundled().resolve(role, feature, attribute);
    Count& count = counts_[{role, attribute}];
    ++count.read;
    const bool has_kinds = attribute != "kind" && info(role).attribute("kind");
    if (has_kinds) count.kinds.insert(kind_of(feature));
    if (resolved && resolved->assumed()) {
        ++count.assumed;
        Alike& alike = count.values[value_text(role, attribute, resolved->value)];
        ++alike.features;
        if (has_kinds) alike.kinds.insert(kind_of(feature));
    }
    return resolved;
}

double AttributeReader::number(Role role, const Feature& feature, const std::string& attribute) {
    const auto resolved = resolve(role, feature, attribute);
    return resolved ? as_number(resolved->value).value_or(0) : 0;
}

std::string AttributeReader::text(Role role, const Feature& feature, const std::string& attribute) {
    const auto resolved = resolve(role, feature, attribute);
    return resolved ? as_text(resolved->value) : std::string{};
}

std::optional<double> AttributeReader::own_number(const Feature& feature, std::string_view attribute) {
    const Attribute* own = feature.find(attribute);
    return own ? as_number(own->value) : std::nullopt;
}

std::string AttributeReader::own_text(const Feature& feature, std::string_view attribute) {
    const Attribute* own = feature.find(attribute);
    return own ? as_text(own->value) : std::string();
}

std::string AttributeReader::values_text(Role role, const Count& count) {
    const bool one_kind = count.kinds.size() == 1 && are_plain(role, count.kinds); // said before them
    std::vector<std::pair<std::string, Alike>> sorted(count.values.begin(), count.values.end());
    std::stable_sort(sorted.begin(), sorted.end(),
                     [](const auto& a, const auto& b) { return a.second.features > b.second.features; });
    std::string text;
    std::size_t unnamed = 0;
    for (std::size_t i = 0; i < sorted.size(); ++i) {
        const auto& [value, alike] = sorted[i];
        if (i >= named_values) {
            unnamed += alike.features;
            continue;
        }
        text += (text.empty() ? "" : ", ") + value;
        if (sorted.size() > 1) text += " for " + std::to_string(alike.features);
        if (!one_kind && !alike.kinds.empty() && alike.kinds.size() <= named_kinds)
            text += " (" + kinds_text(alike.kinds) + ")";
    }
    return unnamed > 0 ? text + ", other values for " + std::to_string(unnamed) : text;
}

std::vector<Note> AttributeReader::notes() const {
    std::vector<Note> notes;
    for (const auto& [key, count] : counts_) {
        if (count.assumed == 0) continue;
        const auto& [role, attribute] = key;
        const AttributeInfo* known = info(role).attribute(attribute);
        notes.push_back({Note::Level::info, "defaults_used",
                         std::string(known ? known->label : attribute) + " (" + std::string(name_of(role)) +
                             "." + attribute + ") is assumed for " + std::to_string(count.assumed) + " of " +
                             std::to_string(count.read) + " " + things_text(role, count.kinds) + ": " +
                             values_text(role, count)});
    }
    return notes;
}

} // namespace prospect::scene
