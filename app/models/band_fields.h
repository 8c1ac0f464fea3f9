// Which of a result's maps tells of which band of the day, by the end of their names ("guardianship_night").
#pragma once

#include "app/document/result_list.h"

#include <optional>

namespace prospect::app {

bool is_of_band(const Field& field);
// Its place among the fields; absent where the result has none of that band.
std::optional<std::size_t> field_of_band(const Result& result, DayBand band);

} // namespace prospect::app
