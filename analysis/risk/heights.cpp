#include "analysis/risk/heights.h"

#include "analysis/scene/attribute_reader.h"
#include "geometry/site/edit.h"

#include <algorithm>
#include <random>

namespace prospect::risk {

namespace {

constexpr double least_m = 0.1;

bool may_be_off(Role role, const Feature& feature) {
    if (role == Role::planting) return true;
    const std::string kind = scene::AttributeReader::own_text(feature, "kind");
    return kind != "kerb" && kind != "bollard";
}

template <class Use>
void for_each_height(const Site& site, const Use& use) {
    for (const Role role : {Role::barrier, Role::planting})
        for (const auto& [layer, feature] : site.features(role))
            if (may_be_off(role, *feature)) use(role, *feature);
}

} // namespace

SitePtr with_other_heights(const Site& site, double spread_m, std::int64_t turn, std::uint64_t seed) {
    std::mt19937_64 chance(seed * 1000 + static_cast<std::uint64_t>(turn));
    scene::AttributeReader reader;
    SiteEdit edit{"Heights a little off", {}};
    for_each_height(site, [&](Role role, const Feature& feature) {
        const double even = static_cast<double>(chance() >> 11) * 0x1p-53;
        const double shift = turn == 0 ? -spread_m : turn == 1 ? spread_m : spread_m * (2 * even - 1);
        const auto change = [&](const char* attribute, double value) {
            edit.steps.push_back(ChangeAttribute{feature.id, attribute,
                                                 Value(std::max(least_m, value + shift)), Basis::assumed});
        };
        change("height_m", reader.number(role, feature, "height_m"));
        if (const auto mature = scene::AttributeReader::own_number(feature, "mature_m");
            mature && role == Role::planting)
            change("mature_m", *mature);
    });
    return apply(site, edit);
}

std::int64_t count_of_heights(const Site& site) {
    std::int64_t count = 0;
    for_each_height(site, [&](Role, const Feature&) { ++count; });
    return count;
}

} // namespace prospect::risk
