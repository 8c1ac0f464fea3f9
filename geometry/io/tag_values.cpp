#include "geometry/io/tag_values.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <string>
#include <utility>

namespace prospect::io {

namespace {

std::string_view trimmed(std::string_view text) {
    const std::size_t first = text.find_first_not_of(" \t\r\n");
    if (first == std::string_view::npos) return {};
    return text.substr(first, text.find_last_not_of(" \t\r\n") - first + 1);
}

std::string lower(std::string_view text) {
    std::string result(text);
    std::transform(result.begin(), result.end(), result.begin(), [](unsigned char c) {
        return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : static_cast<char>(c);
    });
    return result;
}

// The number a text begins with; the rest, trimmed, in `rest`.
std::optional<double> leading_number(std::string_view text, std::string_view& rest) {
    text = trimmed(text);
    if (text.starts_with('+')) text.remove_prefix(1);
    const std::size_t size = std::min(text.find_first_not_of("-0123456789.,eE"), text.size());
    std::string digits(text.substr(0, size));
    std::replace(digits.begin(), digits.end(), ',', '.');
    double number = 0;
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), number);
    if (error != std::errc{} || !std::isfinite(number)) return std::nullopt;
    rest = trimmed(text.substr(static_cast<std::size_t>(end - digits.data())));
    return number;
}

std::optional<double> unit_factor(std::string_view unit, const auto& table) {
    for (const auto& [name, factor] : table)
        if (unit == name) return factor;
    return std::nullopt;
}

constexpr double foot = 0.3048;
constexpr double inch = 0.0254;

} // namespace

std::optional<double> parse_number(std::string_view text) {
    std::string_view rest;
    const auto number = leading_number(text, rest);
    return number && rest.empty() ? number : std::nullopt;
}

std::optional<double> parse_metres(std::string_view text) {
    static constexpr std::array<std::pair<std::string_view, double>, 13> units{{{"", 1},
                                                                                {"m", 1},
                                                                                {"metre", 1},
                                                                                {"metres", 1},
                                                                                {"meter", 1},
                                                                                {"meters", 1},
                                                                                {"cm", 0.01},
                                                                                {"mm", 0.001},
                                                                                {"km", 1000},
                                                                                {"ft", foot},
                                                                                {"feet", foot},
                                                                                {"in", inch},
                                                                                {"\"", inch}}};
    std::string_view rest;
    const auto number = leading_number(text, rest);
    if (!number) return std::nullopt;
    if (rest.starts_with('\'')) {
        rest = trimmed(rest.substr(1));
        if (rest.empty()) return *number * foot;
        const auto inches = leading_number(rest, rest);
        return inches && (rest == "\"" || rest == "in" || rest.empty())
                   ? std::optional(*number * foot + *inches * inch)
                   : std::nullopt;
    }
    const auto factor = unit_factor(lower(rest), units);
    return factor ? std::optional(*number * *factor) : std::nullopt;
}

std::optional<double> parse_kmh(std::string_view text) {
    static constexpr std::array<std::pair<std::string_view, double>, 5> units{
        {{"", 1}, {"km/h", 1}, {"kmh", 1}, {"kph", 1}, {"mph", 1.609344}}};
    std::string_view rest;
    const auto number = leading_number(text, rest);
    if (!number) return std::nullopt;
    const auto factor = unit_factor(lower(rest), units);
    return factor ? std::optional(*number * *factor) : std::nullopt;
}

namespace {

double turned(double degrees) {
    const double rest = std::fmod(degrees, 360);
    return rest < 0 ? rest + 360 : rest;
}

std::optional<double> one_direction(std::string_view text) {
    static constexpr std::array<std::string_view, 16> points{
        "n", "nne", "ne", "ene", "e", "ese", "se", "sse", "s", "ssw", "sw", "wsw", "w", "wnw", "nw", "nnw"};
    const std::string word = lower(trimmed(text));
    for (std::size_t i = 0; i < points.size(); ++i)
        if (word == points[i]) return 22.5 * static_cast<double>(i);
    std::string_view rest;
    const auto number = leading_number(word, rest);
    if (!number || *number < -360 || *number > 720 || !(rest.empty() || rest == "°" || rest == "deg"))
        return std::nullopt;
    return turned(*number);
}

} // namespace

std::optional<double> parse_angle(std::string_view text) {
    std::string_view rest;
    const auto number = leading_number(trimmed(text), rest);
    const std::string unit = lower(rest);
    return number && (unit.empty() || unit == "°" || unit == "deg") ? number : std::nullopt;
}

std::optional<double> parse_degrees(std::string_view text) {
    text = trimmed(text);
    const std::size_t dash = text.find('-', 1);
    if (dash == std::string_view::npos) return one_direction(text);
    const auto from = one_direction(text.substr(0, dash));
    const auto to = one_direction(text.substr(dash + 1));
    if (!from || !to) return std::nullopt;
    return turned(*from + turned(*to - *from) / 2);
}

std::optional<bool> parse_flag(std::string_view text) {
    const std::string word = lower(trimmed(text));
    if (word == "yes" || word == "true" || word == "1") return true;
    if (word == "no" || word == "false" || word == "0") return false;
    return std::nullopt;
}

} // namespace prospect::io
