// What an aimed lamp lights, in words.
#pragma once

#include "analysis/lighting/live_light.h"

#include <QStringList>

#include <vector>

namespace prospect::app {

// Of light data a lamp may name.
QStringList names_of(const Photometries& photometries);

// "12 lx", "1.3 lx", "0.04 lx": as fine as anybody could measure.
QString lux_text(double lux);

// What stands beside the map while it is dragged.
struct LightNumbers {
    QString mean; // of the public ground
    QString least;
    QString evenness;
    QString lit; // share with 2 lx or more
};
LightNumbers light_numbers(const lighting::LightView& view);
// Beside the lamp on the map.
QStringList light_label(const lighting::LightView& view, const lighting::LitGround& ground);

// A row of a list: what it is, what is said of it, its number.
struct LightRow {
    Uuid feature;
    QString title;
    QString detail;
    QString right;
};
// Paths with all light on them, and what this lamp adds.
std::vector<LightRow> lit_path_rows(const lighting::LightView& view, const lighting::LitGround& ground);
// Windows, likewise; buildings by their names.
std::vector<LightRow> lit_window_rows(const lighting::LightView& view, const lighting::LitGround& ground);

// Clockwise from north, where most of its light goes on the plan; absent where it goes all round alike.
std::optional<double> lean_azimuth(const lighting::Luminaire& lamp);
// What its light data says: flux, watts, most candela, which way it goes.
QStringList photometry_facts(const lighting::Luminaire& lamp, double upward_share);
// Why it gives no light, or is not where it is drawn; empty: all is well.
QString lamp_warning(const lighting::LightView& view);
// Which values of the lamp the plan does not say, and how light is counted.
QStringList assumed_of_lamp(const Feature& lamp, const lighting::LightView& view,
                            const lighting::LitGround* ground);

} // namespace prospect::app
