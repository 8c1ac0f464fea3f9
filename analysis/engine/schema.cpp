#include "analysis/engine/schema.h"

#include "analysis/engine/near_name.h"
#include "geometry/base/error.h"
#include "geometry/base/text.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace prospect::engine {

namespace {

constexpr std::array<std::string_view, 8> type_names{"number", "integer", "boolean", "text",
                                                     "choice", "list",    "points",  "file"};

std::string_view trimmed(std::string_view text) {
    while (!text.empty() && (text.front() == ' ' || text.front() == '\t'))
        text.remove_prefix(1);
    while (!text.empty() && (text.back() == ' ' || text.back() == '\t'))
        text.remove_suffix(1);
    return text;
}

std::vector<std::string_view> pieces(std::string_view text, char separator) {
    std::vector<std::string_view> found;
    while (true) {
        const std::size_t end = text.find(separator);
        found.push_back(trimmed(text.substr(0, end)));
        if (end == std::string_view::npos) return found;
        text.remove_prefix(end + 1);
    }
}

std::string shortest(double value) {
    return as_text(Value(value));
}

std::string allowed_range(const ParameterInfo& info, std::string_view noun) {
    std::string text = "give " + std::string(noun);
    const bool has_min = std::isfinite(info.min);
    const bool has_max = std::isfinite(info.max);
    if (has_min && has_max)
        text += " from " + shortest(info.min) + " to " + shortest(info.max);
    else if (has_min)
        text += " of at least " + shortest(info.min);
    else if (has_max)
        text += " of at most " + shortest(info.max);
    return info.unit.empty() ? text : text + " " + info.unit;
}

[[noreturn]] void refuse(const ParameterInfo& info, std::string_view text, std::string advice) {
    throw Error(ErrorCode::usage, "parameter " + info.name + " cannot be \"" + std::string(text) + "\"",
                std::move(advice));
}

std::string choice_advice(const ParameterInfo& info, std::string_view text) {
    const auto near = near_name(text, info.choices);
    return (near ? "did you mean " + *near + "? " : std::string{}) + "choose from " + joined(info.choices);
}

bool is_none(std::string_view text) {
    return text.empty() || text == "none";
}

} // namespace

std::string_view name_of(ParameterType type) {
    return type_names[static_cast<std::size_t>(type)];
}

std::string format(const ParameterInfo&, double value) {
    return shortest(value == 0 ? 0.0 : value);
}
std::string format(const ParameterInfo& info, const std::optional<double>& value) {
    return value ? format(info, *value) : "none";
}
std::string format(const ParameterInfo&, std::int64_t value) {
    return std::to_string(value);
}
std::string format(const ParameterInfo&, bool value) {
    return value ? "yes" : "no";
}
std::string format(const ParameterInfo& info, const std::string& value) {
    return value.empty() && info.choices.empty() ? "none" : value;
}
std::string format(const ParameterInfo&, const std::vector<std::string>& value) {
    std::string text;
    for (const std::string& item : value)
        text += (text.empty() ? "" : ",") + item;
    return text.empty() ? "none" : text;
}
std::string format(const ParameterInfo&, const PointList& value) {
    std::string text;
    for (const Point3& point : value.points) {
        text += (text.empty() ? "" : ";") + shortest(point.x) + "," + shortest(point.y);
        if (value.has_z) text += "," + shortest(point.z);
    }
    return text.empty() ? "none" : text;
}
std::string format(const ParameterInfo&, const std::filesystem::path& value) {
    return value.empty() ? "none" : value.string();
}

void parse(const ParameterInfo& info, const std::string& text, double& value) {
    const auto number = number_from(trimmed(text));
    if (!number || !std::isfinite(*number) || *number < info.min || *number > info.max)
        refuse(info, text, allowed_range(info, "a number"));
    value = *number;
}

void parse(const ParameterInfo& info, const std::string& text, std::optional<double>& value) {
    double number = 0;
    if (!is_none(trimmed(text))) parse(info, text, number);
    value = is_none(trimmed(text)) ? std::nullopt : std::optional(number);
}

void parse(const ParameterInfo& info, const std::string& text, std::int64_t& value) {
    const auto number = whole_number_from<std::int64_t>(trimmed(text));
    const auto limit = static_cast<double>(number.value_or(0));
    if (!number || limit < info.min || limit > info.max)
        refuse(info, text, allowed_range(info, "a whole number"));
    value = *number;
}

void parse(const ParameterInfo& info, const std::string& text, bool& value) {
    constexpr std::array<std::string_view, 4> yes{"yes", "true", "1", "on"};
    constexpr std::array<std::string_view, 4> no{"no", "false", "0", "off"};
    const std::string_view word = trimmed(text);
    const bool is_yes = std::find(yes.begin(), yes.end(), word) != yes.end();
    if (!is_yes && std::find(no.begin(), no.end(), word) == no.end()) refuse(info, text, "give yes or no");
    value = is_yes;
}

void parse(const ParameterInfo& info, const std::string& text, std::string& value) {
    const std::string word(trimmed(text));
    if (info.choices.empty())
        value = is_none(word) ? std::string{} : word;
    else if (std::find(info.choices.begin(), info.choices.end(), word) == info.choices.end())
        refuse(info, text, choice_advice(info, word));
    else
        value = word;
}

void parse(const ParameterInfo& info, const std::string& text, std::vector<std::string>& value) {
    std::vector<std::string> items;
    if (!is_none(trimmed(text)))
        for (const std::string_view piece : pieces(text, ','))
            if (!piece.empty()) items.emplace_back(piece);
    if (info.choices.empty()) {
        value = std::move(items);
        return;
    }
    const bool all = std::find(items.begin(), items.end(), "all") != items.end();
    for (const std::string& item : items)
        if (item != "all" && std::find(info.choices.begin(), info.choices.end(), item) == info.choices.end())
            refuse(info, item, choice_advice(info, item) + " or all");
    value.clear();
    for (const std::string& choice : info.choices)
        if (all || std::find(items.begin(), items.end(), choice) != items.end()) value.push_back(choice);
}

void parse(const ParameterInfo& info, const std::string& text, PointList& value) {
    PointList list;
    std::size_t numbers = 0; // of the first point; the others must have as many
    if (!is_none(trimmed(text)))
        for (const std::string_view piece : pieces(text, ';')) {
            if (piece.empty()) continue;
            std::vector<double> parts;
            for (const std::string_view part : pieces(piece, ',')) {
                const auto number = number_from(trimmed(part));
                if (!number || !std::isfinite(*number))
                    refuse(info, piece,
                           "give points as x,y;x,y or x,y,z;x,y,z in metres of the site's map grid");
                parts.push_back(*number);
            }
            if (parts.size() < 2 || parts.size() > 3 || (numbers != 0 && parts.size() != numbers))
                refuse(info, piece, "give points as x,y;x,y or x,y,z;x,y,z in metres of the site's map grid");
            numbers = parts.size();
            list.points.push_back({parts[0], parts[1], numbers == 3 ? parts[2] : 0});
        }
    list.has_z = numbers == 3;
    value = std::move(list);
}

void parse(const ParameterInfo&, const std::string& text, std::filesystem::path& value) {
    value = is_none(text) ? std::filesystem::path{} : std::filesystem::path(text);
}

std::vector<std::filesystem::path> files_named(const ParameterInfo& info, const std::string& text) {
    if (is_none(text)) return {};
    if (info.type == ParameterType::file) return {text};
    if (!info.items_name_files) return {};
    std::vector<std::string> items;
    parse(info, text, items);
    std::vector<std::filesystem::path> files;
    for (const std::string& item : items)
        if (const auto equals = item.find('='); equals != std::string::npos)
            files.emplace_back(item.substr(equals + 1));
    return files;
}

ParameterInfo cell_parameter() {
    return {.name = "cell_m",
            .label = "Distance between spots",
            .unit = "m",
            .help = "Size of a grid cell.",
            .min = 0.01,
            .max = 1000};
}

} // namespace prospect::engine
