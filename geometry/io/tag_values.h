// Values as people write them into tags and columns: "12'6\"", "10,5 m", "NNW", "50 mph".
#pragma once

#include <optional>
#include <string_view>

namespace prospect::io {

// A decimal number, point or comma, nothing else but spaces around it. Absent: not understood.
std::optional<double> parse_number(std::string_view text);
// Metres: a number alone, or with m, cm, mm, km, ft, in, ', ", feet and inches together.
std::optional<double> parse_metres(std::string_view text);
// Kilometres per hour: a number alone, or with km/h, kmh, mph.
std::optional<double> parse_kmh(std::string_view text);
// An angle that is no direction, such as that of a lens or a tilt, as it stands: a number, with ° or deg.
std::optional<double> parse_angle(std::string_view text);
// Degrees clockwise from north, 0 to 360: a number (with ° or deg), a compass point of up to three letters,
// or the middle of a range "90-180" that is read clockwise.
std::optional<double> parse_degrees(std::string_view text);
// yes/no, true/false, 1/0.
std::optional<bool> parse_flag(std::string_view text);

} // namespace prospect::io
