// What a camera's picture resolves: pixels on a metre of a target, and the levels of detail of EN 62676-4.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace prospect::sightlines {

struct Lens {
    double hfov_deg = 90; // above 0 to 360
    double h_pixels = 1920;
    double v_pixels = 1080;
};

// Across a plane that faces the camera at that distance along the line of sight: h_pixels / (2 d tan(hfov/2))
// (IEC 62676-4). From panorama_deg on, where no flat picture can be, the pixels on the arc: h_pixels / (d
// hfov in radians).
double pixels_per_m(const Lens& lens, double slant_m);
inline constexpr double panorama_deg = 180;
// The distance up to which there are as many: the same the other way round.
double reach_m(const Lens& lens, double pixels_per_m);
// The angle from the bottom to the top of the picture, square pixels; 180 from panorama_deg on.
double vfov_deg(const Lens& lens);

// Of the lens calculator. The angle a sensor of that width sees behind a lens of that focal length.
double hfov_of(double sensor_width_mm, double focal_mm);
double focal_mm_of(double sensor_width_mm, double hfov_deg);
// The widest angle that still has as many pixels on a metre at that distance.
double widest_hfov_deg(double h_pixels, double slant_m, double pixels_per_m);

// Image sensors as makers name them, with the width that shows in the picture.
struct Sensor {
    std::string_view name; // "1/2.8″"
    double width_mm = 0;
};
// The smallest first. Sources: the usual table of image sensor formats for 4:3 sensors; 1920 pixels of 2.9 µm
// for 1/2.8″.
std::span<const Sensor> usual_sensors();

// The editions of IEC/EN 62676-4 name and number their levels differently: every figure says which.
enum class Edition { y2014, y2025 };
std::string_view name_of(Edition edition); // "2014"
// Absent for what is neither "2014" nor "2025".
std::optional<Edition> edition_named(std::string_view name);

struct DetailLevel {
    std::string_view name; // "recognise"
    double pixels_per_m = 0;
    std::string_view meaning; // what the picture shows, in plain words
};
// The least detail first.
std::span<const DetailLevel> detail_levels(Edition edition);
// From here on both editions say that a person one knows is known: recognise, perceive.
inline constexpr double known_person_pixels_per_m = 125;
// null: that edition has none of the name.
const DetailLevel* detail_level(Edition edition, std::string_view name);
// The most detailed level with that many pixels on a metre; null below the first.
const DetailLevel* detail_reached(Edition edition, double pixels_per_m);

} // namespace prospect::sightlines
