#include "geometry/site/directions.h"

#include "geometry/site/lettering.h"

#include <array>
#include <cmath>

namespace prospect {

namespace {

constexpr std::string_view azimuth_name = "azimuth_deg";
constexpr std::string_view roll_name = "roll_deg";

double full_circle(double degrees) {
    const double rest = std::fmod(degrees, 360);
    return rest < 0 ? rest + 360 : rest;
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
int other_side(int anchor) {
    const int column = (anchor - 1) % 3;
    return anchor + 2 - 2 * column;
}
int upside_down(int anchor) {
    constexpr std::array<int, 4> row_of{2, 1, 3, 2};
    const int row = (anchor - 1) / 3;
    return anchor + 3 * (row_of[static_cast<std::size_t>(row)] - row);
}

Lettering mirrored(const Lettering& lettering, double axis_azimuth_deg) {
    // Where the base line runs to in the mirror; the letters stand on its other side there.
    const double angle_deg = 180 - 2 * axis_azimuth_deg - lettering.angle_deg;
    const double backwards = half_circles(angle_deg + 180);
    if (backwards <= 90 && backwards > -90)
        return {lettering.height_m, backwards, other_side(lettering.anchor)};
    return {lettering.height_m, half_circles(angle_deg), upside_down(lettering.anchor)};
}

} // namespace

bool has_direction(const Feature& feature) {
    return feature.find(azimuth_name) || lettering_of(feature);
}

void turn_directions(Feature& feature, double clockwise_deg) {
    change_azimuth(feature, [&](double azimuth_deg) { return azimuth_deg + clockwise_deg; });
    if (auto lettering = lettering_of(feature)) {
        lettering->angle_deg = half_circles(lettering->angle_deg - clockwise_deg);
        set_lettering(feature, *lettering);
    }
}

void mirror_directions(Feature& feature, double axis_azimuth_deg) {
    change_azimuth(feature, [&](double azimuth_deg) { return 2 * axis_azimuth_deg - azimuth_deg; });
    if (const Attribute* roll = feature.find(roll_name))
        if (const auto degrees = as_number(roll->value)) feature.set(roll_name, -*degrees, roll->basis);
    if (const auto lettering = lettering_of(feature))
        set_lettering(feature, mirrored(*lettering, axis_azimuth_deg));
}

} // namespace prospect
