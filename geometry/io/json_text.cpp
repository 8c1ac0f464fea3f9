#include "geometry/io/json_text.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <cmath>

namespace prospect::io {

namespace {

using Json = nlohmann::json;

// Sources with a wrong code page may hold bytes that are no UTF-8; JSON cannot, so they become the
// replacement sign.
std::string dumped(const Json& json) {
    return json.dump(-1, ' ', false, Json::error_handler_t::replace);
}

Json parsed(const std::string& text) {
    return Json::parse(text, nullptr, false);
}

Json json_of(const Value& value) {
    return std::visit(
        [](const auto& held) -> Json {
            if constexpr (std::is_same_v<std::decay_t<decltype(held)>, double>)
                if (!std::isfinite(held)) return as_text(Value(held));
            return held;
        },
        value);
}

std::optional<Value> value_of(const Json& json) {
    if (json.is_null()) return std::nullopt;
    if (json.is_boolean()) return json.get<bool>();
    if (json.is_number_unsigned() && json.get<std::uint64_t>() > std::uint64_t{INT64_MAX})
        return json.get<double>();
    if (json.is_number_integer()) return json.get<std::int64_t>();
    if (json.is_number()) return json.get<double>();
    if (json.is_string()) return json.get<std::string>();
    return dumped(json);
}

std::string text_member(const Json& object, const char* name) {
    const auto found = object.find(name);
    return found == object.end() ? std::string()
           : found->is_string()  ? found->get<std::string>()
                                 : dumped(*found);
}

} // namespace

std::string extra_to_json(const Extra& extra) {
    if (extra.empty()) return {};
    Json object = Json::object();
    for (const auto& [name, value] : extra)
        object[name] = json_of(value);
    return dumped(object);
}

Extra extra_from_json(const std::string& text) {
    Extra extra;
    if (text.empty()) return extra;
    const Json object = parsed(text);
    if (!object.is_object()) return {{"extra", text}};
    for (const auto& [name, member] : object.items())
        if (auto value = value_of(member)) extra.emplace_back(name, std::move(*value));
    std::sort(extra.begin(), extra.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
    return extra;
}

std::string source_to_json(const Source& source) {
    if (source == Source{}) return {};
    Json object = Json::object();
    for (const auto& [name, text] :
         {std::pair("file", &source.file), {"layer", &source.layer}, {"id", &source.id}})
        if (!text->empty()) object[name] = *text;
    return dumped(object);
}

Source source_from_json(const std::string& text) {
    if (text.empty()) return {};
    const Json object = parsed(text);
    if (!object.is_object()) return {.file = text};
    return {text_member(object, "file"), text_member(object, "layer"), text_member(object, "id")};
}

std::string bases_to_json(const std::vector<Attribute>& attributes) {
    Json object = Json::object();
    for (const Attribute& one : attributes)
        if (one.basis != Basis::unknown) object[one.name] = name_of(one.basis);
    return object.empty() ? std::string() : dumped(object);
}

void apply_bases(const std::string& text, std::vector<Attribute>& attributes) {
    if (text.empty() || attributes.empty()) return;
    const Json object = parsed(text);
    if (!object.is_object()) return;
    for (Attribute& one : attributes)
        if (const auto found = object.find(one.name); found != object.end() && found->is_string())
            one.basis = basis_of(found->get_ref<const std::string&>()).value_or(Basis::unknown);
}

} // namespace prospect::io
