// From how many people a law asks something of a place: resources/criteria/capacity_duties.json.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace prospect::threat {

struct CapacityDuty {
    double people = 0; // from this many present at once
    std::string duty;  // "standard"
};

struct DutyProfile {
    std::string name;     // "uk_2025"
    std::string title;    // the law
    std::string in_force; // "about 2027"
    std::string source;
    std::vector<CapacityDuty> levels; // the lowest first

    // The highest that so many people call for; "" for none.
    std::string duty_of(double people) const;
};

// The bundled file, read once. Throws Error(internal) when it is missing or broken.
const std::vector<DutyProfile>& duty_profiles();
std::vector<DutyProfile> parse_duty_profiles(std::string_view json);
// Null when there is none so called.
const DutyProfile* duty_profile(std::string_view name);

} // namespace prospect::threat
