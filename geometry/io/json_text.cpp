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

// Fifty thousand features hold a quarter of a million of these: plain texts go without a JSON value.
void append_text(std::string& json, std::string_view text) {
    const bool plain = std::all_of(text.begin(), text.end(), [](unsigned char c) {
        return c >= 0x20 && c < 0x7f && c != '"' && c != '\\';
    });
    if (plain)
        json.append(1, '"').append(text).append(1, '"');
    else
        json += dumped(Json(text));
}

void append_member(std::string& json, std::string_view name, std::string_view value_json) {
    json += json.empty() ? '{' : ',';
    append_text(json, name);
    json.append(1, ':').append(value_json);
}

std::string json_of(const Value& value) {
    std::string json;
    if (const auto* text = std::get_if<std::string>(&value)) {
        append_text(json, *text);
    } else if (const auto* flag = std::get_if<bool>(&value)) {
        json = *flag ? "true" : "false";
    } else {
        json = as_text(value);
        const auto* number = std::get_if<double>(&value);
        if (number && !std::isfinite(*number))
            json = "\"" + json + "\"";
        else if (number && json.find_first_of(".e") == std::string::npos)
            json += ".0"; // reads back as a number that is not whole
    }
    return json;
}

std::string closed(std::string json) {
    return json.empty() ? json : json + "}";
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
    std::string json;
    for (const auto& [name, value] : extra)
        append_member(json, name, json_of(value));
    return closed(std::move(json));
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
    std::string json;
    for (const auto& [name, text] :
         {std::pair("file", &source.file), {"layer", &source.layer}, {"id", &source.id}})
        if (!text->empty()) append_member(json, name, json_of(*text));
    return closed(std::move(json));
}

Source source_from_json(const std::string& text) {
    if (text.empty()) return {};
    const Json object = parsed(text);
    if (!object.is_object()) return {.file = text};
    return {text_member(object, "file"), text_member(object, "layer"), text_member(object, "id")};
}

std::string bases_to_json(const std::vector<Attribute>& attributes) {
    if (attributes.empty()) return {};
    std::string json;
    for (const Attribute& one : attributes)
        if (one.basis != Basis::unknown)
            append_member(json, one.name, json_of(std::string(name_of(one.basis))));
    return json.empty() ? "{}" : closed(std::move(json));
}

void apply_bases(const std::string& text, Basis row, std::vector<Attribute>& attributes) {
    if (attributes.empty()) return;
    const Json object = text.empty() ? Json() : parsed(text);
    const Basis unnamed = object.is_object() ? Basis::unknown : row == Basis::unknown ? Basis::tagged : row;
    for (Attribute& one : attributes) {
        one.basis = unnamed;
        if (!object.is_object()) continue;
        if (const auto found = object.find(one.name); found != object.end() && found->is_string())
            one.basis = basis_of(found->get_ref<const std::string&>()).value_or(Basis::unknown);
    }
}

} // namespace prospect::io
