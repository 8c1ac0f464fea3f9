#include "analysis/lighting/p_class.h"

#include <algorithm>

namespace prospect::lighting {

int weight_sum(const PClassWeights& weights) {
    int sum = weights.speed == WaySpeed::low ? 1 : 0;
    sum += static_cast<int>(weights.use) - static_cast<int>(WayUse::normal);
    switch (weights.traffic) {
    case WayTraffic::one_of_both:
        break;
    case WayTraffic::on_foot_and_cycles:
    case WayTraffic::on_foot_and_motor:
        sum += 1;
        break;
    case WayTraffic::all:
        sum += 2;
        break;
    }
    sum += weights.parked == ParkedVehicles::some ? 1 : 0;
    sum += static_cast<int>(weights.ambient) - static_cast<int>(AmbientLuminosity::moderate);
    return sum;
}

std::string p_class_of(const PClassWeights& weights) {
    constexpr int base = 6;
    return "P" + std::to_string(std::clamp(base - weight_sum(weights), 1, 7));
}

} // namespace prospect::lighting
