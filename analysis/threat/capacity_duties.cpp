#include "analysis/threat/capacity_duties.h"

#include "geometry/base/error.h"
#include "geometry/base/resources.h"

#include <nlohmann/json.hpp>

#include <algorithm>

namespace prospect::threat {

std::string DutyProfile::duty_of(double people) const {
    std::string duty;
    for (const CapacityDuty& level : levels)
        if (people >= level.people) duty = level.duty;
    return duty;
}

const std::vector<DutyProfile>& duty_profiles() {
    static const std::vector<DutyProfile> bundled =
        parse_duty_profiles(read_resource("criteria/capacity_duties.json"));
    return bundled;
}

std::vector<DutyProfile> parse_duty_profiles(std::string_view json) {
    try {
        std::vector<DutyProfile> made;
        const auto document = nlohmann::json::parse(json);
        for (const auto& entry : document.at("profiles")) {
            DutyProfile profile{entry.at("name").get<std::string>(),
                                entry.at("title").get<std::string>(),
                                entry.at("in_force").get<std::string>(),
                                entry.at("source").get<std::string>(),
                                {}};
            for (const auto& level : entry.at("levels"))
                profile.levels.push_back(
                    {level.at("people").get<double>(), level.at("duty").get<std::string>()});
            std::stable_sort(
                profile.levels.begin(), profile.levels.end(),
                [](const CapacityDuty& a, const CapacityDuty& b) { return a.people < b.people; });
            made.push_back(std::move(profile));
        }
        return made;
    } catch (const nlohmann::json::exception& fault) {
        throw Error(ErrorCode::internal, std::string("capacity_duties.json cannot be used: ") + fault.what());
    }
}

const DutyProfile* duty_profile(std::string_view name) {
    const auto& all = duty_profiles();
    const auto found =
        std::find_if(all.begin(), all.end(), [&](const DutyProfile& one) { return one.name == name; });
    return found == all.end() ? nullptr : &*found;
}

} // namespace prospect::threat
