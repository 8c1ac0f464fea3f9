// How much light may reach windows, and go up, by environmental zone:
// resources/criteria/obtrusive_light.json.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace prospect::lighting {

struct EnvironmentalZone {
    std::string name;  // "E3"
    std::string title; // "Places of medium light: …"
    // On an upright plane at a window at most, lux; absent: no limit is known.
    std::optional<double> ev_before_lx;
    std::optional<double> ev_after_lx; // after curfew
    double upward_share = 0;           // of a lamp's light above the horizon at most, 0 to 1
};

struct ObtrusiveLight {
    std::vector<EnvironmentalZone> zones; // the darkest first
    std::string document;
    std::string source;
    bool verified = false; // limits read in the source; else quoted from memory

    // Read once. Throws Error(internal) when the file is missing or broken.
    static const ObtrusiveLight& bundled();
    // Throws Error(internal): what is wrong. A zone that allows less than the one before it is wrong.
    static ObtrusiveLight parse(std::string_view text);
    // Throws Error(internal) for a name that is not there.
    const EnvironmentalZone& zone(std::string_view name) const;
};

} // namespace prospect::lighting
