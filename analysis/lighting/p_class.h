// Which P class suits a way, after CEN/TR 13201-1:2014: an offer, not a rule. The weights have weak evidence
// (Fotios, trid.trb.org/view/1727887): who chooses the class decides.
#pragma once

#include <cstdint>
#include <string>

namespace prospect::lighting {

enum class WaySpeed : std::uint8_t { walking, low };      // 0, 1
enum class WayUse : std::uint8_t { quiet, normal, busy }; // -1, 0, 1
enum class WayTraffic : std::uint8_t {
    one_of_both,        // people on foot alone, or cycles alone: 0
    on_foot_and_cycles, // 1
    on_foot_and_motor,  // 1
    all,                // on foot, cycles and motor vehicles: 2
};
enum class ParkedVehicles : std::uint8_t { none, some };             // 0, 1
enum class AmbientLuminosity : std::uint8_t { low, moderate, high }; // -1, 0, 1

struct PClassWeights {
    WaySpeed speed = WaySpeed::walking;
    WayUse use = WayUse::normal;
    WayTraffic traffic = WayTraffic::one_of_both;
    ParkedVehicles parked = ParkedVehicles::none;
    AmbientLuminosity ambient = AmbientLuminosity::moderate;
};

int weight_sum(const PClassWeights& weights);
// "P4": 6 less the sum, from P1 to P7. That faces must be recognised changes no class: it asks for more
// besides (LightingClass::faces).
std::string p_class_of(const PClassWeights& weights);

} // namespace prospect::lighting
