// Cells of tables that may be empty.
#pragma once

#include "geometry/site/value.h"

#include <optional>
#include <string>
#include <string_view>

namespace prospect::threat {

using Cell = std::optional<Value>;

Cell number_cell(std::optional<double> value);
Cell yes_no_cell(std::optional<bool> value);
Cell text_cell(std::string_view text); // "" is an empty cell

} // namespace prospect::threat
