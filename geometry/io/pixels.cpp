#include "geometry/io/pixels.h"

#include "geometry/base/error.h"
#include "geometry/base/text.h"

#include <cpl_conv.h>
#include <cpl_string.h>
#include <cpl_vsi.h>
#include <gdal_utils.h>

#include <algorithm>
#include <array>
#include <atomic>
#include <cmath>
#include <cstdio>
#include <exception>

namespace prospect::io {

namespace {

// Keeps what the caller's progress throws out of GDAL's C code.
struct ReadProgress {
    const Progress& progress;
    std::exception_ptr thrown;
};

int CPL_STDCALL report(double share, const char*, void* data) {
    auto& state = *static_cast<ReadProgress*>(data);
    try {
        state.progress.report(share);
        return TRUE;
    } catch (...) {
        state.thrown = std::current_exception();
        return FALSE;
    }
}

[[noreturn]] void refuse_damaged(const MessageCollector& messages) {
    const std::string said = messages.first_error();
    throw Error(ErrorCode::refused,
                "the image cannot be read to its end" + (said.empty() ? "" : " (" + said + ")"),
                "it is damaged or cut off: export or scan it again");
}

bool has_opacity(GDALColorTableH table) {
    for (int i = 0; i < GDALGetColorEntryCount(table); ++i)
        if (GDALGetColorEntry(table, i)->c4 < 255) return true;
    return false;
}

// What turns the image's samples into 8-bit colours; empty when they are.
std::vector<std::string> conversion(GDALDatasetH image) {
    GDALRasterBandH band = GDALGetRasterBand(image, 1);
    if (GDALColorTableH table = GDALGetRasterColorTable(band))
        return {"-expand", has_opacity(table) ? "rgba" : "rgb"};
    const char* bits = GDALGetMetadataItem(band, "NBITS", "IMAGE_STRUCTURE");
    const int depth = bits != nullptr ? whole_number_from<int>(bits).value_or(0)
                                      : GDALGetDataTypeSizeBits(GDALGetRasterDataType(band));
    if (GDALGetRasterDataType(band) != GDT_Byte && GDALGetRasterDataType(band) != GDT_UInt16)
        throw Error(ErrorCode::refused, "its numbers are no colours",
                    "say what they are with --role NAME=terrain or surface, or save a picture with 8 bits");
    if (depth == 8) return {};
    return {"-ot", "Byte", "-scale", "0", std::to_string((1 << depth) - 1), "0", "255"};
}

Dataset converted(GDALDatasetH image) {
    std::vector<std::string> words = conversion(image);
    if (words.empty()) return nullptr;
    words.insert(words.begin(), {"-of", "VRT"});
    CPLStringList list;
    for (const std::string& word : words)
        list.AddString(word.c_str());
    GDALTranslateOptions* options = GDALTranslateOptionsNew(list.List(), nullptr);
    Dataset made(GDALTranslate("", image, options, nullptr));
    GDALTranslateOptionsFree(options);
    return made;
}

// Bands of `wanted` as they stand in the file.
std::vector<int> bands_of(GDALDatasetH image, bool& inks) {
    const int count = GDALGetRasterCount(image);
    const auto color = [&](int band) {
        return GDALGetRasterColorInterpretation(GDALGetRasterBand(image, band));
    };
    inks = count >= 4 && color(4) == GCI_BlackBand;
    if (count == 1) return {1};
    if (count == 2) return color(2) == GCI_AlphaBand ? std::vector{1, 1, 1, 2} : std::vector{1};
    if (count >= 4 && (inks || color(4) == GCI_AlphaBand)) return {1, 2, 3, 4};
    return {1, 2, 3};
}

// Cyan, magenta, yellow, black to red, green, blue.
void mix_inks(Pixels& pixels) {
    std::vector<std::uint8_t>& samples = pixels.samples;
    const std::size_t count = samples.size() / 4;
    for (std::size_t i = 0; i < count; ++i)
        for (std::size_t ink = 0; ink < 3; ++ink)
            samples[3 * i + ink] =
                static_cast<std::uint8_t>((255 - samples[4 * i + ink]) * (255 - samples[4 * i + 3]) / 255);
    samples.resize(3 * count);
    pixels.bands = 3;
}

} // namespace

double bounded(double columns, double rows) {
    return std::min({1.0, std::sqrt(most_pixels / (columns * rows)), longest_side / std::max(columns, rows)});
}

std::string memory_text(double columns, double rows) {
    const double megabytes = columns * rows * 4 / 1e6;
    std::array<char, 40> text{};
    if (megabytes < 1000)
        std::snprintf(text.data(), text.size(), "%.0f MB", std::max(1.0, megabytes));
    else
        std::snprintf(text.data(), text.size(), "%.*f GB", megabytes < 10000 ? 1 : 0, megabytes / 1000);
    return text.data();
}

Pixels read_pixels(GDALDatasetH image, const PixelWindow& window, const Progress& progress) {
    if (static_cast<double>(window.columns) * window.rows > most_source_pixels)
        throw Error(ErrorCode::refused,
                    "the image has " + std::to_string(window.columns) + " × " + std::to_string(window.rows) +
                        " pixels, more than can be read in reasonable time",
                    "save it with a lower resolution");
    const MessageCollector messages;
    const Dataset expanded = converted(image);
    GDALDatasetH source = expanded ? expanded.get() : image;
    bool inks = false;
    std::vector<int> bands = bands_of(source, inks);
    const double factor = bounded(window.columns, window.rows);
    Pixels pixels;
    pixels.columns = std::max(1, static_cast<int>(std::lround(window.columns * factor)));
    pixels.rows = std::max(1, static_cast<int>(std::lround(window.rows * factor)));
    pixels.bands = static_cast<int>(bands.size());
    pixels.samples.resize(static_cast<std::size_t>(pixels.columns) * static_cast<std::size_t>(pixels.rows) *
                          bands.size());
    ReadProgress state{progress, nullptr};
    GDALRasterIOExtraArg extra{};
    INIT_RASTERIO_EXTRA_ARG(extra);
    extra.eResampleAlg = GRIORA_Average;
    extra.pfnProgress = report;
    extra.pProgressData = &state;
    const CPLErr result = GDALDatasetRasterIOEx(
        source, GF_Read, window.column, window.row, window.columns, window.rows, pixels.samples.data(),
        pixels.columns, pixels.rows, GDT_Byte, pixels.bands, bands.data(), pixels.bands,
        static_cast<GSpacing>(pixels.bands) * pixels.columns, 1, &extra);
    if (state.thrown) std::rethrow_exception(state.thrown);
    if (result != CE_None) refuse_damaged(messages);
    if (inks) mix_inks(pixels);
    return pixels;
}

Pixels without_needless_bands(Pixels pixels) {
    if (pixels.bands != 3) return pixels;
    const std::vector<std::uint8_t>& samples = pixels.samples;
    for (std::size_t i = 0; i < samples.size(); i += 3)
        if (samples[i] != samples[i + 1] || samples[i] != samples[i + 2]) return pixels;
    for (std::size_t i = 0; i * 3 < samples.size(); ++i)
        pixels.samples[i] = pixels.samples[3 * i];
    pixels.samples.resize(pixels.samples.size() / 3);
    pixels.bands = 1;
    return pixels;
}

std::shared_ptr<const std::string> packed(const Pixels& pixels, const std::string& media_type) {
    const MessageCollector messages;
    Dataset memory(
        GDALCreate(GDALGetDriverByName("MEM"), "", pixels.columns, pixels.rows, 0, GDT_Byte, nullptr));
    for (int band = 0; band < pixels.bands; ++band) {
        std::array<char, 128> pointer{};
        CPLPrintPointer(pointer.data(), const_cast<std::uint8_t*>(pixels.samples.data()) + band,
                        static_cast<int>(pointer.size() - 1));
        CPLStringList options;
        options.SetNameValue("DATAPOINTER", pointer.data());
        options.SetNameValue("PIXELOFFSET", std::to_string(pixels.bands).c_str());
        options.SetNameValue("LINEOFFSET",
                             std::to_string(static_cast<long long>(pixels.bands) * pixels.columns).c_str());
        GDALAddBand(memory.get(), GDT_Byte, options.List());
        if (pixels.bands == 4 && band == 3)
            GDALSetRasterColorInterpretation(GDALGetRasterBand(memory.get(), 4), GCI_AlphaBand);
    }
    static std::atomic<unsigned> number{0};
    const bool jpeg = media_type == "image/jpeg";
    const std::string name = "/vsimem/prospect_picture_" + std::to_string(++number);
    const std::array<const char*, 2> settings{jpeg ? "QUALITY=90" : "ZLEVEL=4", nullptr};
    Dataset written(GDALCreateCopy(GDALGetDriverByName(jpeg ? "JPEG" : "PNG"), name.c_str(), memory.get(),
                                   FALSE, const_cast<char**>(settings.data()), nullptr, nullptr));
    const bool made = written != nullptr;
    written.reset();
    vsi_l_offset size = 0;
    GByte* bytes = VSIGetMemFileBuffer(name.c_str(), &size, TRUE);
    VSIUnlink((name + ".aux.xml").c_str());
    if (!made || bytes == nullptr)
        throw Error(ErrorCode::internal, "the picture could not be stored: " + messages.first_error());
    auto packed_bytes = std::make_shared<const std::string>(reinterpret_cast<const char*>(bytes),
                                                            static_cast<std::size_t>(size));
    CPLFree(bytes);
    return packed_bytes;
}

} // namespace prospect::io
