#include "geometry/io/image_density.h"

#include "geometry/base/text.h"
#include "geometry/io/gdal.h"

#include <cstdint>
#include <fstream>
#include <string>
#include <string_view>

namespace prospect::io {

namespace {

using namespace std::string_view_literals;

constexpr double metres_per_inch = 0.0254;
constexpr double cm_per_inch = 2.54;

std::uint32_t big_endian(std::string_view bytes) {
    std::uint32_t number = 0;
    for (const char c : bytes)
        number = number << 8 | static_cast<unsigned char>(c);
    return number;
}

// Chunks: length, name, data, sum. Densities are in pixels per metre.
std::optional<double> of_png(std::string_view bytes) {
    for (std::size_t at = 8; at + 12 <= bytes.size();) {
        const std::size_t length = big_endian(bytes.substr(at, 4));
        const std::string_view name = bytes.substr(at + 4, 4);
        if (name == "IDAT") return std::nullopt;
        if (name == "pHYs" && length == 9 && at + 17 <= bytes.size())
            return bytes[at + 16] == 1 ? std::optional(big_endian(bytes.substr(at + 8, 4)) * metres_per_inch)
                                       : std::nullopt;
        at += 12 + length;
    }
    return std::nullopt;
}

// The first segment of a JFIF file: unit 1 is inches, 2 centimetres.
std::optional<double> of_jpeg(std::string_view bytes) {
    if (bytes.size() < 18 || bytes.substr(6, 5) != "JFIF\0"sv) return std::nullopt;
    const double density = big_endian(bytes.substr(14, 2));
    if (bytes[13] == 1) return density;
    if (bytes[13] == 2) return density * cm_per_inch;
    return std::nullopt;
}

std::optional<double> of_metadata(const std::filesystem::path& file) {
    const MessageCollector messages;
    const Dataset image(
        GDALOpenEx(file.c_str(), GDAL_OF_RASTER | GDAL_OF_READONLY, nullptr, nullptr, nullptr));
    if (!image) return std::nullopt;
    const auto item = [&](const char* name) {
        const char* text = GDALGetMetadataItem(image.get(), name, nullptr);
        return std::string_view(text != nullptr ? text : "");
    };
    const auto density = number_from(item("TIFFTAG_XRESOLUTION"));
    if (!density) return std::nullopt;
    const std::string_view unit = item("TIFFTAG_RESOLUTIONUNIT"); // "2 (pixels/inch)"
    if (unit.starts_with("2")) return density;
    if (unit.starts_with("3")) return *density * cm_per_inch;
    return std::nullopt;
}

} // namespace

std::optional<double> dots_per_inch(const std::filesystem::path& file) {
    std::string bytes(65536, '\0');
    std::ifstream in(file, std::ios::binary);
    in.read(bytes.data(), static_cast<std::streamsize>(bytes.size()));
    bytes.resize(static_cast<std::size_t>(in.gcount()));
    const bool png = bytes.starts_with("\x89PNG");
    const bool jpeg = bytes.starts_with("\xff\xd8\xff");
    const auto density = png ? of_png(bytes) : jpeg ? of_jpeg(bytes) : of_metadata(file);
    return density && *density >= 30 && *density <= 4800 ? density : std::nullopt;
}

} // namespace prospect::io
