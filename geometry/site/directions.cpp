#include "geometry/site/directions.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace prospect {

namespace {

constexpr std::string_view azimuth_name = "azimuth_deg";
constexpr std::string_view roll_name = "roll_deg";
constexpr std::string_view angle_name = "text_angle_deg";
constexpr std::string_view anchor_name = "text_anchor";
constexpr std::string_view height_name = "text_height_m";

double full_circle(double degrees) {
    const double rest = std::fmod(degrees, 360);
    return rest < 0 ? rest + 360 : rest;
}

const Value* find_extra(const Feature& feature, std::string_view name) {
    const auto found = std::find_if(feature.extra.begin(), feature.extra.end(),
                                    [&](const auto& one) { return one.first == name; });
    return found == feature.extra.end() ? nullptr : &found->second;
}

double extra_number(const Feature& feature, std::string_view name, double usual) {
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

// From -180 to 180.
double half_circles(double degrees) {
    return std::remainder(degrees, 360);
}

template <class Turn>
void change_azimuth(Feature& feature, Turn turn) {
    const Attribute* azimuth = feature.find(azimuth_name);
    const auto degrees = azimuth ? as_number(azimuth->value) : std::nullopt;
    if (degrees) feature.set(azimuth_name, full_circle(turn(*degrees)), azimuth->basis);
}

// Anchors run left, middle, right on the base line, the middle, the top and the bottom.
std::int64_t other_side(std::int64_t anchor) {
    const std::int64_t column = (anchor - 1) % 3;
    return anchor + 2 - 2 * column;
}
std::int64_t upside_down(std::int64_t anchor) {
    constexpr std::array<std::int64_t, 4> row_of{2, 1, 3, 2};
    const std::int64_t row = (anchor - 1) / 3;
    return anchor + 3 * (row_of[static_cast<std::size_t>(row)] - row);
}

void mirror_lettering(Feature& feature, double axis_azimuth_deg) {
    // Where the base line runs to in the mirror; the letters stand on its other side there.
    const double mirrored = 180 - 2 * axis_azimuth_deg - extra_number(feature, angle_name, 0);
    const double backwards = half_circles(mirrored + 180);
    const bool readable = backwards <= 90 && backwards > -90;
    const auto anchor =
        static_cast<std::int64_t>(std::clamp(extra_number(feature, anchor_name, 1), 1.0, 12.0));
    set_extra(feature, angle_name, readable ? backwards : half_circles(mirrored));
    set_extra(feature, anchor_name, readable ? other_side(anchor) : upside_down(anchor));
}

} // namespace

bool is_lettering(const Feature& feature) {
    return find_extra(feature, height_name) != nullptr;
}

bool is_lettering_value(std::string_view extra) {
    return extra == height_name || extra == angle_name || extra == anchor_name;
}

bool has_direction(const Feature& feature) {
    return feature.find(azimuth_name) || is_lettering(feature);
}

void turn_directions(Feature& feature, double clockwise_deg) {
    change_azimuth(feature, [&](double azimuth_deg) { return azimuth_deg + clockwise_deg; });
    if (is_lettering(feature))
        set_extra(feature, angle_name, half_circles(extra_number(feature, angle_name, 0) - clockwise_deg));
}

void mirror_directions(Feature& feature, double axis_azimuth_deg) {
    change_azimuth(feature, [&](double azimuth_deg) { return 2 * axis_azimuth_deg - azimuth_deg; });
    if (const Attribute* roll = feature.find(roll_name))
        if (const auto degrees = as_number(roll->value)) feature.set(roll_name, -*degrees, roll->basis);
    if (is_lettering(feature)) mirror_lettering(feature, axis_azimuth_deg);
}

} // namespace prospect
