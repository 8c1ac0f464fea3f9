#include "geometry/site/defaults.h"

#include "geometry/base/error.h"
#include "geometry/base/resources.h"

#include <nlohmann/json.hpp>

#include <cmath>

namespace prospect {

namespace {

using nlohmann::json;

constexpr std::string_view bundled_file = "criteria/defaults.json";

[[noreturn]] void broken(const std::string& what) {
    throw Error(ErrorCode::internal, "the defaults of attributes cannot be used: " + what,
                "install Prospect again, or mend resources/criteria/defaults.json");
}

Value value_from(const json& value) {
    if (value.is_boolean()) return value.get<bool>();
    if (value.is_number_integer()) return value.get<std::int64_t>();
    if (value.is_number()) return value.get<double>();
    if (value.is_string()) return value.get<std::string>();
    broken("a value is neither a number nor a text");
}

// A value that cannot be what the role says, such as text for a height, counts as absent; validate() reports
// it.
bool usable(const AttributeInfo* attribute, const Value& value) {
    if (!attribute) return true;
    switch (attribute->type) {
    case AttributeType::boolean:
    case AttributeType::integer:
    case AttributeType::number: {
        const auto number = as_number(value);
        return number && std::isfinite(*number);
    }
    case AttributeType::text:
    case AttributeType::choice:
        break;
    }
    return !as_text(value).empty();
}

// Whole numbers stay whole, so that a default of a storey is one.
Value sum_of(const Value& value, double factor, double added) {
    if (factor == 1 && added == 0) return value;
    return as_number(value).value_or(0) * factor + added;
}

} // namespace

const Defaults& Defaults::bundled() {
    static const Defaults defaults = parse(read_resource(bundled_file));
    return defaults;
}

Defaults Defaults::parse(std::string_view text) {
    Defaults result;
    try {
        const json document = json::parse(text);
        for (const json& entry : document.at("defaults")) {
            const auto role_name = entry.at("role").get<std::string>();
            const auto attribute = entry.at("attribute").get<std::string>();
            const auto role = role_of(role_name);
            if (!role || !info(*role).attribute(attribute))
                broken("no role has the attribute " + role_name + "." + attribute);
            auto& rules = result.rules_[{*role, attribute}];
            if (!rules.empty()) broken(role_name + "." + attribute + " is there twice");
            for (const json& rule : entry.at("rules")) {
                Rule one{.value = value_from(rule.at("value")),
                         .source = rule.at("source").get<std::string>()};
                const json when = rule.value("when", json::object());
                for (const auto& [name, wanted] : when.items())
                    one.when.emplace_back(name, wanted.get<std::string>());
                one.times_attribute = rule.value("times", std::string());
                one.plus_attribute = rule.value("plus", std::string());
                one.plus_factor = rule.value("plus_factor", 0.0);
                rules.push_back(std::move(one));
            }
        }
    } catch (const json::exception& error) {
        broken(error.what());
    }
    return result;
}

bool Defaults::applies(const Rule& rule, Role role, const Feature& feature) const {
    for (const auto& [name, wanted] : rule.when)
        if (text(role, feature, name) != wanted) return false;
    if (rule.times_attribute.empty()) return true;
    const auto times = resolve(role, feature, rule.times_attribute);
    return times && as_number(times->value).value_or(0) > 0;
}

std::optional<Resolved> Defaults::resolve(Role role, const Feature& feature,
                                          std::string_view attribute) const {
    const Attribute* own = feature.find(attribute);
    if (own && usable(info(role).attribute(attribute), own->value)) return Resolved{own->value, own->basis};
    const auto found = rules_.find({role, std::string(attribute)});
    if (found == rules_.end()) return std::nullopt;
    for (const Rule& rule : found->second) {
        if (!applies(rule, role, feature)) continue;
        const double factor =
            rule.times_attribute.empty() ? 1 : number(role, feature, rule.times_attribute, 1);
        const double added = rule.plus_attribute.empty()
                                 ? 0
                                 : rule.plus_factor * number(role, feature, rule.plus_attribute, 0);
        return Resolved{sum_of(rule.value, factor, added), Basis::assumed};
    }
    return std::nullopt;
}

double Defaults::number(Role role, const Feature& feature, std::string_view attribute,
                        double fallback) const {
    const auto resolved = resolve(role, feature, attribute);
    return resolved ? as_number(resolved->value).value_or(fallback) : fallback;
}

std::string Defaults::text(Role role, const Feature& feature, std::string_view attribute) const {
    const auto resolved = resolve(role, feature, attribute);
    return resolved ? as_text(resolved->value) : std::string();
}

std::string Defaults::source(Role role, const Feature& feature, std::string_view attribute) const {
    const auto found = rules_.find({role, std::string(attribute)});
    if (found != rules_.end())
        for (const Rule& rule : found->second)
            if (applies(rule, role, feature)) return rule.source;
    return {};
}

} // namespace prospect
