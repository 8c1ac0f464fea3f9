// The value of an attribute, and how well it is known.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>

namespace prospect {

using Value = std::variant<bool, std::int64_t, double, std::string>;

// How a value came to be. assumed: a default or a guess the user agreed to; carried into every result that
// used it.
enum class Basis : std::uint8_t { surveyed, drawn, tagged, assumed, unknown };

std::string_view name_of(Basis basis);
std::optional<Basis> basis_of(std::string_view name);

// Number of any numeric or boolean value; absent for text.
std::optional<double> as_number(const Value& value);
// The value as a person would write it: booleans 0/1, numbers by the shortest digits that read back the same.
std::string as_text(const Value& value);

} // namespace prospect
