// Numbers in texts, as machines write them: a point before the decimals whatever the user's locale is.
#pragma once

#include <charconv>
#include <concepts>
#include <optional>
#include <string_view>

namespace prospect {

// The whole text as a number, one leading + allowed; absent when it is empty, out of range, not finite, or
// anything else stands in it, blanks too.
template <std::floating_point Number = double>
std::optional<Number> number_from(std::string_view text) {
    if (text.size() > 1 && text[0] == '+' && text[1] != '-') text.remove_prefix(1);
    Number value{};
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    const bool whole = error == std::errc{} && end == text.data() + text.size();
    return whole && value - value == 0 ? std::optional(value) : std::nullopt;
}

// The same for whole numbers, to the base of 2 to 36.
template <std::integral Number>
std::optional<Number> whole_number_from(std::string_view text, int base = 10) {
    if (text.size() > 1 && text[0] == '+' && text[1] != '-') text.remove_prefix(1);
    Number value{};
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value, base);
    return error == std::errc{} && end == text.data() + text.size() ? std::optional(value) : std::nullopt;
}

} // namespace prospect
