#include "geometry/site/lettering.h"

#include <algorithm>

namespace prospect {

namespace {

constexpr std::string_view height_name = "text_height_m";
constexpr std::string_view angle_name = "text_angle_deg";
constexpr std::string_view anchor_name = "text_anchor";

const Value* find_extra(const Feature& feature, std::string_view name) {
    const auto found = std::find_if(feature.extra.begin(), feature.extra.end(),
                                    [&](const auto& one) { return one.first == name; });
    return found == feature.extra.end() ? nullptr : &found->second;
}

double number(const Feature& feature, std::string_view name, double usual) {
    const Value* value = find_extra(feature, name);
    return value ? as_number(*value).value_or(usual) : usual;
}

void set_extra(Feature& feature, std::string_view name, Value value) {
    auto& extra = feature.extra;
    const auto same =
        std::find_if(extra.begin(), extra.end(), [&](const auto& one) { return one.first == name; });
    if (same != extra.end()) {
        same->second = std::move(value);
        return;
    }
    const auto place = std::lower_bound(extra.begin(), extra.end(), name,
                                        [](const auto& one, std::string_view by) { return one.first < by; });
    extra.emplace(place, name, std::move(value));
}

} // namespace

std::optional<Lettering> lettering_of(const Feature& feature) {
    const Value* height = find_extra(feature, height_name);
    const auto height_m = height ? as_number(*height) : std::nullopt;
    if (feature.geometry.kind != GeometryKind::point || !height_m) return std::nullopt;
    return Lettering{*height_m, number(feature, angle_name, 0),
                     static_cast<int>(std::clamp(number(feature, anchor_name, 1), 1.0, 12.0))};
}

void set_lettering(Feature& feature, const Lettering& lettering) {
    const Lettering usual;
    const Value* height = find_extra(feature, height_name);
    if (!height || as_number(*height) != lettering.height_m)
        set_extra(feature, height_name, lettering.height_m);
    if (lettering.angle_deg != usual.angle_deg || find_extra(feature, angle_name))
        set_extra(feature, angle_name, lettering.angle_deg);
    if (lettering.anchor != usual.anchor || find_extra(feature, anchor_name))
        set_extra(feature, anchor_name, static_cast<std::int64_t>(lettering.anchor));
}

bool is_lettering_value(std::string_view extra) {
    return extra == height_name || extra == angle_name || extra == anchor_name;
}

} // namespace prospect
