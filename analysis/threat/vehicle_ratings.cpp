#include "analysis/threat/vehicle_ratings.h"

#include "analysis/threat/run_up.h"
#include "geometry/base/error.h"
#include "geometry/base/resources.h"
#include "geometry/site/value.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <tuple>

namespace prospect::threat {

double TestLevel::energy_kj() const {
    return threat::energy_kj(mass_kg, ms_of(speed_kmh));
}

std::string TestLevel::text() const {
    return vehicle_class + ", " + as_text(Value(mass_kg)) + " kg at " + as_text(Value(speed_kmh)) + " km/h";
}

const VehicleRatings& vehicle_ratings() {
    static const VehicleRatings bundled =
        parse_vehicle_ratings(read_resource("criteria/vehicle_ratings.json"));
    return bundled;
}

VehicleRatings parse_vehicle_ratings(std::string_view json) {
    try {
        const auto document = nlohmann::json::parse(json);
        VehicleRatings made{document.at("source").get<std::string>(), {}};
        for (const auto& level : document.at("levels"))
            for (const auto& speed : level.at("speeds_kmh"))
                made.levels.push_back({level.at("class").get<std::string>(),
                                       level.at("vehicle").get<std::string>(),
                                       level.at("mass_kg").get<double>(), speed.get<double>()});
        std::stable_sort(made.levels.begin(), made.levels.end(), [](const TestLevel& a, const TestLevel& b) {
            return std::tie(a.mass_kg, a.speed_kmh) < std::tie(b.mass_kg, b.speed_kmh);
        });
        return made;
    } catch (const nlohmann::json::exception& fault) {
        throw Error(ErrorCode::internal, std::string("vehicle_ratings.json cannot be used: ") + fault.what());
    }
}

std::optional<TestLevel> least_covering(const VehicleRatings& ratings, double mass_kg, double speed_kmh) {
    std::optional<TestLevel> least;
    for (const TestLevel& level : ratings.levels)
        if (level.mass_kg >= mass_kg && level.speed_kmh >= speed_kmh &&
            (!least || level.energy_kj() < least->energy_kj()))
            least = level;
    return least;
}

} // namespace prospect::threat
