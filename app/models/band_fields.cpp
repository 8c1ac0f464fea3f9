#include "app/models/band_fields.h"

#include <algorithm>
#include <array>

namespace prospect::app {

namespace {

bool ends_with_band(const std::string& name, DayBand band) {
    return name.ends_with("_" + std::string(name_of(band)));
}

} // namespace

bool is_of_band(const Field& field) {
    constexpr std::array bands{DayBand::day, DayBand::evening, DayBand::night};
    return std::any_of(bands.begin(), bands.end(),
                       [&](DayBand band) { return ends_with_band(field.name, band); });
}

std::optional<std::size_t> field_of_band(const Result& result, DayBand band) {
    for (std::size_t i = 0; i < result.fields.size(); ++i)
        if (ends_with_band(result.fields[i]->name, band)) return i;
    return std::nullopt;
}

} // namespace prospect::app
