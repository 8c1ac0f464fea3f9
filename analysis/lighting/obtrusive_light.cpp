#include "analysis/lighting/obtrusive_light.h"

#include "geometry/base/error.h"
#include "geometry/base/resources.h"

#include <nlohmann/json.hpp>

#include <algorithm>

namespace prospect::lighting {

namespace {

using nlohmann::json;

[[noreturn]] void broken(const std::string& what) {
    throw Error(ErrorCode::internal, "the limits of obtrusive light cannot be used: " + what,
                "install Prospect again, or mend resources/criteria/obtrusive_light.json");
}

std::optional<double> limit_from(const json& entry, const char* key) {
    if (!entry.contains(key)) return std::nullopt;
    const auto limit = entry.at(key).get<double>();
    if (!(limit >= 0)) broken(std::string(key) + " is " + entry.at(key).dump());
    return limit;
}

EnvironmentalZone zone_from(const json& entry) {
    EnvironmentalZone made{.name = entry.at("name").get<std::string>(),
                           .title = entry.at("title").get<std::string>(),
                           .ev_before_lx = limit_from(entry, "ev_before"),
                           .ev_after_lx = limit_from(entry, "ev_after"),
                           .upward_share = entry.at("upward_percent").get<double>() / 100};
    if (!(made.upward_share >= 0 && made.upward_share <= 1))
        broken(made.name + " has an upward_percent outside 0 to 100");
    if (made.ev_before_lx.has_value() != made.ev_after_lx.has_value())
        broken(made.name + " has a limit before or after curfew alone");
    return made;
}

} // namespace

const ObtrusiveLight& ObtrusiveLight::bundled() {
    static const ObtrusiveLight all = parse(read_resource("criteria/obtrusive_light.json"));
    return all;
}

ObtrusiveLight ObtrusiveLight::parse(std::string_view text) {
    ObtrusiveLight made;
    try {
        const json all = json::parse(text);
        made.document = all.at("document").get<std::string>();
        made.source = all.at("source").get<std::string>();
        made.verified = all.at("verified").get<bool>();
        for (const json& entry : all.at("zones"))
            made.zones.push_back(zone_from(entry));
    } catch (const json::exception& error) {
        broken(error.what());
    }
    if (made.zones.empty()) broken("it has no zones");
    for (std::size_t i = 1; i < made.zones.size(); ++i) {
        const EnvironmentalZone& darker = made.zones[i - 1];
        const EnvironmentalZone& zone = made.zones[i];
        if (zone.ev_before_lx.value_or(0) < darker.ev_before_lx.value_or(0) ||
            zone.ev_after_lx.value_or(0) < darker.ev_after_lx.value_or(0) ||
            zone.upward_share < darker.upward_share)
            broken(zone.name + " allows less than " + darker.name);
    }
    return made;
}

const EnvironmentalZone& ObtrusiveLight::zone(std::string_view name) const {
    const auto found =
        std::find_if(zones.begin(), zones.end(), [&](const auto& one) { return one.name == name; });
    if (found == zones.end()) broken("there is no zone " + std::string(name));
    return *found;
}

} // namespace prospect::lighting
