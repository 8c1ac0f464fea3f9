// Where a map is worst.
#pragma once

#include "geometry/raster/field.h"

#include <cstdint>
#include <span>
#include <vector>

namespace prospect::risk {

struct Peak {
    std::int64_t column = 0;
    std::int64_t row = 0;
    double mean = 0;                  // of the cells around
    std::vector<std::uint32_t> cells; // those with a value and of the ground within around_m, ascending
};

struct PeakSettings {
    double around_m = 6.6;
    double apart_m = 20;
    std::size_t most = 20;
};

// The cells of `at` (1 by cell) with the greatest mean of the field over the cells of `ground` (1 by cell)
// within around_m, the greatest first, none nearer than apart_m to a greater one; of equal ones the first
// from the north-west. Cost: cells times rows within around_m.
std::vector<Peak> peaks(const Field& field, std::span<const std::uint8_t> at,
                        std::span<const std::uint8_t> ground, const PeakSettings& settings);

} // namespace prospect::risk
