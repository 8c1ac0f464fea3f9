#include "geometry/base/error.h"
#include "geometry/io/export.h"
#include "geometry/io/file_write.h"
#include "geometry/io/raster_io.h"
#include "geometry/io/srs.h"

#include <cpl_string.h>

#include <array>

namespace prospect::io {

namespace fs = std::filesystem;

namespace {

void write_raster(const Field& field, const Frame& frame, const fs::path& file) {
    const bool placed = frame.set() && frame.crs != "local";
    const Srs srs = placed ? srs_of(frame.crs) : nullptr;
    const Dataset raster = memory_raster(field, frame.origin, srs.get());
    GDALRasterBandH band = GDALGetRasterBand(raster.get(), 1);
    GDALSetDescription(band, field.unit.c_str());
    GDALSetRasterUnitType(band, field.unit.c_str());
    GDALSetMetadataItem(band, "FIELD", field.name.c_str(), nullptr);
    const MessageCollector messages;
    const std::array<const char*, 5> options{"COMPRESS=DEFLATE", "PREDICTOR=3", "BIGTIFF=IF_SAFER",
                                             "NUM_THREADS=1", nullptr};
    Dataset written(GDALCreateCopy(GDALGetDriverByName("GTiff"), file.c_str(), raster.get(), FALSE,
                                   const_cast<char**>(options.data()), nullptr, nullptr));
    written.reset();
    if (!messages.first_error().empty())
        throw Error(ErrorCode::internal,
                    "the grid " + field.name + " could not be written: " + messages.first_error());
}

} // namespace

void write_geotiff(const Field& field, const Frame& frame, const fs::path& file) {
    start_gdal();
    if (field.values.empty()) throw Error(ErrorCode::internal, "the grid " + field.name + " has no cells");
    write_atomically(file, Previous::discard, [&](const fs::path& temporary) {
        try {
            write_raster(field, frame, temporary);
        } catch (const Error&) {
            if (disk_is_full(temporary)) throw_disk_full(file);
            throw;
        }
    });
}

void require_same_system(const std::string& file, const std::string& crs, const Frame& frame) {
    const auto open = [](const std::string& text) { return text.empty() || text == "local"; };
    if (open(crs) || open(frame.crs) || same_system(crs, frame.crs)) return;
    const auto name = [](const std::string& text) {
        const std::string called = describe_crs(text).name;
        return text.starts_with("EPSG:") || called.empty() ? text : called;
    };
    throw Error(ErrorCode::refused, file + " is in " + name(crs) + ", the plan in " + name(frame.crs),
                "bring it into the plan's map grid first");
}

Field read_raster(const fs::path& file, std::string* crs) {
    const Dataset raster = open_raster(file);
    Field field = read_field(raster.get(), file.filename().string());
    if (field.name.empty() || field.name == field.unit) field.name = file.stem().string();
    if (crs != nullptr) *crs = system_of(raster.get());
    return field;
}

} // namespace prospect::io
