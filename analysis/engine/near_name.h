// What the user probably meant by a name that does not exist.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace prospect::engine {

// The candidate with the fewest insertions, deletions, replacements and swaps of neighbours from `name`
// (Damerau 1964, restricted), when these are at most a third of its letters but at least two; the first of
// equals. Upper and lower case and "-" and "_" count as the same.
std::optional<std::string> near_name(std::string_view name, std::span<const std::string> candidates);

// "a, b, c".
std::string joined(std::span<const std::string> names);

} // namespace prospect::engine
