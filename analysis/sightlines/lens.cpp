#include "analysis/sightlines/lens.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>

namespace prospect::sightlines {

namespace {

constexpr double degree = std::numbers::pi / 180;

// Sources: domain notes S38 to S41 (both editions as quoted by makers; inspect and scrutinise not re-seen).
constexpr std::array<DetailLevel, 6> levels_2014{{
    {"monitor", 12.5, "how many people there are and where they go"},
    {"detect", 25, "that a person is there"},
    {"observe", 62.5, "what a person does and wears"},
    {"recognise", 125, "whether it is a person one knows"},
    {"identify", 250, "who a person is, beyond reasonable doubt"},
    {"inspect", 1000, "details such as the writing on a card"},
}};
constexpr std::array<DetailLevel, 7> levels_2025{{
    {"overview", 20, "how many people there are and where they go"},
    {"outline", 40, "that a person is there"},
    {"discern", 80, "what a person does and wears"},
    {"perceive", 125, "whether it is a person one knows"},
    {"characterise", 250, "features that tell one person from another"},
    {"validate", 500, "who a person is, beyond reasonable doubt"},
    {"scrutinise", 1500, "details such as the writing on a card"},
}};

constexpr std::array<Sensor, 9> sensors{{{"1/4\u2033", 3.60},
                                         {"1/3\u2033", 4.80},
                                         {"1/2.7\u2033", 5.37},
                                         {"1/2.8\u2033", 5.57},
                                         {"1/2.5\u2033", 5.76},
                                         {"1/2\u2033", 6.40},
                                         {"1/1.8\u2033", 7.18},
                                         {"2/3\u2033", 8.80},
                                         {"1\u2033", 13.20}}};

// Pixels on a metre at a distance of one metre.
double pixels_at_one_m(const Lens& lens) {
    if (lens.hfov_deg >= panorama_deg) return lens.h_pixels / (lens.hfov_deg * degree);
    return lens.h_pixels / (2 * std::tan(lens.hfov_deg * degree / 2));
}

} // namespace

double pixels_per_m(const Lens& lens, double slant_m) {
    return pixels_at_one_m(lens) / slant_m;
}

double reach_m(const Lens& lens, double pixels_per_m) {
    return pixels_at_one_m(lens) / pixels_per_m;
}

double vfov_deg(const Lens& lens) {
    if (lens.hfov_deg >= panorama_deg) return 180;
    return 2 * std::atan(std::tan(lens.hfov_deg * degree / 2) * lens.v_pixels / lens.h_pixels) / degree;
}

double hfov_of(double sensor_width_mm, double focal_mm) {
    return 2 * std::atan(sensor_width_mm / (2 * focal_mm)) / degree;
}

double focal_mm_of(double sensor_width_mm, double hfov_deg) {
    return sensor_width_mm / (2 * std::tan(hfov_deg * degree / 2));
}

double widest_hfov_deg(double h_pixels, double slant_m, double pixels_per_m) {
    return 2 * std::atan(h_pixels / (2 * slant_m * pixels_per_m)) / degree;
}

std::span<const Sensor> usual_sensors() {
    return sensors;
}

std::string_view name_of(Edition edition) {
    return edition == Edition::y2014 ? "2014" : "2025";
}

std::optional<Edition> edition_named(std::string_view name) {
    for (const Edition edition : {Edition::y2014, Edition::y2025})
        if (name_of(edition) == name) return edition;
    return std::nullopt;
}

std::span<const DetailLevel> detail_levels(Edition edition) {
    if (edition == Edition::y2014) return levels_2014;
    return levels_2025;
}

const DetailLevel* detail_level(Edition edition, std::string_view name) {
    const auto levels = detail_levels(edition);
    const auto found = std::find_if(levels.begin(), levels.end(),
                                    [&](const DetailLevel& level) { return level.name == name; });
    return found == levels.end() ? nullptr : &*found;
}

const DetailLevel* detail_reached(Edition edition, double pixels_per_m) {
    const DetailLevel* reached = nullptr;
    for (const DetailLevel& level : detail_levels(edition))
        if (pixels_per_m >= level.pixels_per_m) reached = &level;
    return reached;
}

} // namespace prospect::sightlines
