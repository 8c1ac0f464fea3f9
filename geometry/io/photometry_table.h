// What both readers of photometry share. Included only by .cpp files of geometry/io.
#pragma once

#include "geometry/io/photometry.h"

#include <span>

namespace prospect::io {

// In which planes a table of type C repeats itself.
enum class TableSymmetry : std::uint8_t { none, rotation, about_0_180, about_90_270, both };

// The planes of the full circle, 0 to 360, from those a file gives: `planes_deg` in its order, `rows` one
// behind the other with as many values as there are angles. One of them, or of their mirror images, is at 0.
// A missing 360 repeats 0.
void unfold(std::span<const double> planes_deg, std::span<const float> rows, TableSymmetry symmetry,
            Photometry& photometry);

// Fills flux_lm and max_cd and adds the notes on what header and table say of the flux.
void finish(Photometry& photometry);

[[noreturn]] void refuse_photometry(const std::string& what, const std::string& advice = {});
// Refuses counts below `least` or beyond what any luminaire has, naming the line and what is counted.
std::size_t counted(double value, std::size_t least, std::size_t line, const std::string& what);
// Refuses angles that do not ascend, naming what they are.
void check_ascending(std::span<const double> angles_deg, const std::string& what);
inline constexpr std::size_t most_table_values = 10'000'000;

// "0.95": by few digits, for sentences.
std::string short_text(double value);
// Text in UTF-8 without blanks around it.
std::string trimmed(std::string_view text);

// What stands behind "TILT=" on a line that begins so, in whatever letters; only IES files have one, of which
// the numbers follow. Absent on other lines.
std::optional<std::string> tilt_of(std::string_view line);

Photometry read_ies(std::string_view bytes);
Photometry read_eulumdat(std::string_view bytes);

} // namespace prospect::io
