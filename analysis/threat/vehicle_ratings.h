// Test levels of vehicle barriers: resources/criteria/vehicle_ratings.json.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace prospect::threat {

struct TestLevel {
    std::string vehicle_class; // "N2A"
    std::string vehicle;       // "truck"
    double mass_kg = 0;
    double speed_kmh = 0;

    double energy_kj() const;
    std::string text() const; // "N2A, 7200 kg at 64 km/h"
};

struct VehicleRatings {
    std::string source;
    std::vector<TestLevel> levels; // by mass, then speed
};

// The bundled file, read once. Throws Error(internal) when it is missing or broken.
const VehicleRatings& vehicle_ratings();
VehicleRatings parse_vehicle_ratings(std::string_view json);

// The level of the least energy whose vehicle is at least that heavy and at least that fast; absent when none
// is.
std::optional<TestLevel> least_covering(const VehicleRatings& ratings, double mass_kg, double speed_kmh);

} // namespace prospect::threat
