#include "geometry/io/photometry_table.h"

#include "geometry/base/error.h"
#include "geometry/io/ogr_fields.h"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <map>

namespace prospect::io {

namespace {

// Angles of one file that differ by less are the same.
double rounded_angle(double degrees) {
    return std::round(degrees * 1e6) / 1e6;
}

double within_circle(double degrees) {
    const double angle = std::fmod(degrees, 360);
    return rounded_angle(angle < 0 ? angle + 360 : angle);
}

std::string lumens(double lm) {
    char text[32];
    std::snprintf(text, sizeof text, "%.0f lm", lm);
    return text;
}

// Where the same row stands again.
std::vector<double> places_of(double plane_deg, TableSymmetry symmetry) {
    switch (symmetry) {
    case TableSymmetry::none:
    case TableSymmetry::rotation:
        return {plane_deg};
    case TableSymmetry::about_0_180:
        return {plane_deg, 360 - plane_deg};
    case TableSymmetry::about_90_270:
        return {plane_deg, 180 - plane_deg};
    case TableSymmetry::both:
        return {plane_deg, 180 - plane_deg, 180 + plane_deg, 360 - plane_deg};
    }
    return {};
}

void say_flux(Photometry& photometry) {
    if (!(photometry.flux_lm > 0)) {
        photometry.notes.push_back({true, "all intensities are 0: this luminaire gives no light"});
        return;
    }
    if (!photometry.header_flux_lm || !(*photometry.header_flux_lm > 0)) return;
    const double header = *photometry.header_flux_lm;
    const double table = photometry.flux_lm;
    const double expected = header * photometry.output_ratio.value_or(1);
    // Rounded tables of real files agree to one or two in a hundred.
    constexpr double agree = 0.03;
    const std::string found = "its intensities add up to " + lumens(table);
    if (photometry.absolute || photometry.output_ratio) {
        if (std::abs(table - expected) > agree * expected)
            photometry.notes.push_back({true, found + ", its header says " + lumens(expected)});
    } else if (table > (1 + agree) * header) {
        photometry.notes.push_back({true, found + ", more than the " + lumens(header) + " of its lamps"});
    } else if (table < 0.1 * header) {
        photometry.notes.push_back(
            {true, found + ", hardly any of the " + lumens(header) +
                       " of its lamps: the values may be for 1000 lm, or the multiplier is missing"});
    }
}

} // namespace

void refuse_photometry(const std::string& what, const std::string& advice) {
    throw Error(ErrorCode::refused, what, advice.empty() ? "get the file from its maker again" : advice);
}

std::size_t counted(double value, std::size_t least, std::size_t line, const std::string& what) {
    constexpr double most = 10'000;
    if (!(value >= static_cast<double>(least)) || value > most || value != std::floor(value)) {
        char text[64];
        std::snprintf(text, sizeof text, "%g", value);
        refuse_photometry("line " + std::to_string(line) + ": the number of " + what + " is " + text);
    }
    return static_cast<std::size_t>(value);
}

void check_ascending(std::span<const double> angles_deg, const std::string& what) {
    for (std::size_t i = 1; i < angles_deg.size(); ++i)
        if (!(angles_deg[i] > angles_deg[i - 1])) {
            char text[96];
            std::snprintf(text, sizeof text, "%g after %g", angles_deg[i], angles_deg[i - 1]);
            refuse_photometry("the " + what + " do not ascend: " + text);
        }
}

std::string short_text(double value) {
    char text[32];
    std::snprintf(text, sizeof text, "%g", value);
    return text;
}

std::string trimmed(std::string_view text) {
    constexpr std::string_view blanks = " \t\r\n\f\v";
    const std::size_t begin = text.find_first_not_of(blanks);
    if (begin == std::string_view::npos) return {};
    return utf8(text.substr(begin, text.find_last_not_of(blanks) - begin + 1));
}

std::optional<std::string> tilt_of(std::string_view line) {
    constexpr std::string_view key = "TILT";
    const std::string text = trimmed(line);
    const std::size_t equals = text.find('=');
    if (equals == std::string::npos) return std::nullopt;
    const std::string before = trimmed(std::string_view(text).substr(0, equals));
    const auto same = [](char a, char b) { return a == b || a == b + ('a' - 'A'); };
    if (!std::equal(before.begin(), before.end(), key.begin(), key.end(), same)) return std::nullopt;
    return trimmed(std::string_view(text).substr(equals + 1));
}

void unfold(std::span<const double> planes_deg, std::span<const float> rows, TableSymmetry symmetry,
            Photometry& photometry) {
    const std::size_t angles = photometry.angles_deg.size();
    std::map<double, std::size_t> row_at; // plane in [0, 360] → row
    for (std::size_t row = 0; row < planes_deg.size(); ++row)
        for (const double place : places_of(planes_deg[row], symmetry)) {
            // The end of a full circle may differ from its beginning: it stays where it is.
            const bool end = symmetry == TableSymmetry::none && rounded_angle(place) == 360;
            row_at.try_emplace(end ? 360 : within_circle(place), row);
        }
    if (symmetry == TableSymmetry::rotation) row_at = {{0, 0}, {360, 0}};
    row_at.try_emplace(360, row_at.at(0));
    photometry.planes_deg.clear();
    photometry.candela.clear();
    photometry.candela.reserve(row_at.size() * angles);
    for (const auto& [plane, row] : row_at) {
        photometry.planes_deg.push_back(plane);
        const auto values = rows.subspan(row * angles, angles);
        photometry.candela.insert(photometry.candela.end(), values.begin(), values.end());
    }
}

void finish(Photometry& photometry) {
    photometry.flux_lm = flux_of(photometry);
    photometry.max_cd =
        static_cast<double>(*std::max_element(photometry.candela.begin(), photometry.candela.end()));
    say_flux(photometry);
}

} // namespace prospect::io
