#include "geometry/io/tag_rules.h"

#include "geometry/base/error.h"
#include "geometry/base/resources.h"
#include "geometry/io/mapping.h"
#include "geometry/io/tag_values.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <cmath>
#include <fstream>
#include <iterator>

namespace prospect::io {

namespace {

using Json = nlohmann::json;

Value value_of(const Json& json) {
    if (json.is_boolean()) return json.get<bool>();
    if (json.is_number()) return json.get<double>();
    return json.get<std::string>();
}

// Refers to the document: items() of a temporary would outlive it.
const Json& object_of(const Json& json, const char* key) {
    static const Json none = Json::object();
    return json.contains(key) ? json.at(key) : none;
}

std::vector<std::string> strings_of(const Json& json) {
    if (json.is_string()) return {json.get<std::string>()};
    return json.get<std::vector<std::string>>();
}

// {"tag": {"value": result}}, or a bare result that always holds.
std::map<std::string, std::map<std::string, Value>> translation_of(const Json& json) {
    if (!json.is_object()) return {{"", {{"", value_of(json)}}}};
    std::map<std::string, std::map<std::string, Value>> translation;
    for (const auto& [tag, table] : json.items())
        for (const auto& [from, to] : table.items())
            translation[tag].emplace(from, value_of(to));
    return translation;
}

GeometryKind shape_of(const std::string& name) {
    for (const GeometryKind kind : {GeometryKind::point, GeometryKind::line, GeometryKind::polygon})
        if (name == name_of(kind)) return kind;
    throw Error(ErrorCode::usage, "the mapping names an unknown shape \"" + name + "\"",
                "use point, line or polygon");
}

std::optional<Value> number_for(const AttributeInfo& attribute, std::string_view text) {
    std::optional<double> number;
    if (attribute.unit == "m")
        number = parse_metres(text);
    else if (attribute.unit == "deg" && attribute.name == "azimuth_deg")
        number = parse_degrees(text);
    else if (attribute.unit == "deg")
        number = parse_angle(text);
    else if (attribute.unit == "km/h")
        number = parse_kmh(text);
    else
        number = parse_number(text);
    if (!number || *number < attribute.min || *number > attribute.max) return std::nullopt;
    if (attribute.type == AttributeType::integer)
        return *number == std::round(*number) ? std::optional<Value>(static_cast<std::int64_t>(*number))
                                              : std::nullopt;
    return *number;
}

void put(std::vector<Attribute>& attributes, Attribute attribute) {
    const auto place =
        std::lower_bound(attributes.begin(), attributes.end(), attribute.name,
                         [](const Attribute& a, const std::string& name) { return a.name < name; });
    if (place != attributes.end() && place->name == attribute.name) return;
    attributes.insert(place, std::move(attribute));
}

} // namespace

std::optional<Value> value_for(const AttributeInfo& attribute, std::string_view text) {
    switch (attribute.type) {
    case AttributeType::boolean:
        if (const auto flag = parse_flag(text)) return *flag;
        return std::nullopt;
    case AttributeType::integer:
    case AttributeType::number:
        return number_for(attribute, text);
    case AttributeType::choice:
        if (!attribute.open_choices &&
            std::find(attribute.choices.begin(), attribute.choices.end(), text) == attribute.choices.end())
            return std::nullopt;
        return std::string(text);
    case AttributeType::text:
        break;
    }
    return std::string(text);
}

bool TagRules::Condition::holds(const Tags& tags) const {
    const auto found = tags.find(tag);
    if (found == tags.end() || found->second.empty()) return false;
    return std::any_of(values.begin(), values.end(), [&](const std::string& value) {
        return value == found->second || (value == "*" && found->second != "no");
    });
}

TagRules::Rule TagRules::rule_of(const std::string& text) {
    const Json json = Json::parse(text);
    const auto name = json.at("role").get<std::string>();
    const std::optional<Role> role = role_of(name);
    if (!role)
        throw Error(ErrorCode::usage, "the mapping names an unknown role \"" + name + "\"",
                    "`prospect-cli list roles` shows the roles");
    Rule rule;
    rule.role = *role;
    rule.reason = json.value("reason", "");
    rule.sensitivity = sensitivity_of(json.value("sensitivity", ""));
    if (json.contains("layers")) rule.layers = strings_of(json.at("layers"));
    if (json.contains("shapes"))
        for (const std::string& shape : strings_of(json.at("shapes")))
            rule.shapes.push_back(shape_of(shape));
    for (const auto& [tag, values] : object_of(json, "when").items())
        rule.when.push_back({tag, strings_of(values)});
    for (const auto& [tag, values] : object_of(json, "unless").items())
        rule.unless.push_back({tag, strings_of(values)});
    for (const auto& [attribute, tags] : object_of(json, "take").items())
        rule.take[attribute] = strings_of(tags);
    for (const auto& [attribute, table] : object_of(json, "set").items())
        rule.translate[attribute] = translation_of(table);
    for (const auto& [attribute, table] : object_of(json, "assume").items())
        rule.assume[attribute] = translation_of(table);
    return rule;
}

void TagRules::append(std::string_view text, const char* key) {
    const Json json = Json::parse(text);
    for (const Json& entry : json.value(key, Json::array()))
        rules_.push_back(rule_of(entry.dump()));
}

TagRules TagRules::parse(std::string_view json) {
    TagRules rules;
    try {
        rules.append(json, "tag_rules");
    } catch (const Json::exception& fault) {
        throw Error(ErrorCode::usage, std::string("the tag rules cannot be read (") + fault.what() + ")",
                    "take resources/mappings/osm.json as a model");
    }
    return rules;
}

TagRules TagRules::load(std::string_view resource, const std::filesystem::path& mapping_file) {
    TagRules rules;
    read_mapping_file(mapping_file, [&](const std::string& json) { rules = parse(json); });
    rules.append(read_resource("mappings/" + std::string(resource)), "tag_rules");
    return rules;
}

bool TagRules::fits(const Rule& rule, std::string_view layer, GeometryKind shape, const Tags& tags) {
    if (!rule.shapes.empty() && std::find(rule.shapes.begin(), rule.shapes.end(), shape) == rule.shapes.end())
        return false;
    if (!rule.layers.empty()) {
        const std::vector<std::string> words = words_of(layer);
        const bool named = std::any_of(rule.layers.begin(), rule.layers.end(), [&](std::string_view wanted) {
            const bool prefix = wanted.ends_with('*');
            if (prefix) wanted.remove_suffix(1);
            return std::any_of(words.begin(), words.end(), [&](const std::string& word) {
                return prefix ? word.starts_with(wanted) : word == wanted;
            });
        });
        if (!named) return false;
    }
    const auto holds = [&](const Condition& condition) { return condition.holds(tags); };
    return std::all_of(rule.when.begin(), rule.when.end(), holds) &&
           std::none_of(rule.unless.begin(), rule.unless.end(), holds);
}

TagMatch TagRules::apply(const Rule& rule, const Tags& tags) {
    TagMatch match{rule.role, {}, rule.sensitivity, rule.reason, {}};
    const auto translate = [&](const std::map<std::string, Translation>& tables, Basis basis) {
        for (const auto& [attribute, translation] : tables)
            for (const auto& [tag, table] : translation) {
                const auto given = tag.empty() ? tags.end() : tags.find(tag);
                const auto value =
                    table.find(tag.empty() || given == tags.end() ? std::string() : given->second);
                if (value != table.end()) put(match.attributes, {attribute, value->second, basis});
            }
    };
    translate(rule.translate, Basis::tagged);
    for (const auto& [attribute, keys] : rule.take) {
        const AttributeInfo* about = info(rule.role).attribute(attribute);
        for (const std::string& key : keys) {
            const auto given = tags.find(key);
            if (about == nullptr || given == tags.end() || given->second.empty()) continue;
            const bool bare_yes = about->type == AttributeType::text && parse_flag(given->second);
            if (bare_yes) continue;
            if (auto value = value_for(*about, given->second))
                put(match.attributes, {attribute, std::move(*value), Basis::tagged});
            else
                match.doubts.push_back(key + " \"" + given->second + "\"");
        }
    }
    translate(rule.assume, Basis::assumed);
    return match;
}

std::optional<TagMatch> TagRules::match(std::string_view layer, GeometryKind shape, const Tags& tags) const {
    for (const Rule& rule : rules_)
        if (fits(rule, layer, shape, tags)) return apply(rule, tags);
    return std::nullopt;
}

std::optional<TagMatch> TagRules::match(Role role, std::string_view layer, GeometryKind shape,
                                        const Tags& tags) const {
    for (const Rule& rule : rules_)
        if (rule.role == role && fits(rule, layer, shape, tags)) return apply(rule, tags);
    return std::nullopt;
}

} // namespace prospect::io
