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

Field read_raster(const fs::path& file, std::string* crs) {
    start_gdal();
    const MessageCollector messages;
    std::error_code error;
    const std::string name = file.filename().string();
    if (!fs::exists(file, error))
        throw Error(ErrorCode::refused, name + " does not exist", "check the name and the folder");
    const Dataset raster(
        GDALOpenEx(file.c_str(), GDAL_OF_RASTER | GDAL_OF_READONLY, nullptr, nullptr, nullptr));
    if (!raster)
        throw Error(ErrorCode::refused, name + " is no raster that can be read",
                    "give a GeoTIFF or another raster with a position");
    Field field = read_field(raster.get(), name);
    if (field.name.empty() || field.name == field.unit) field.name = file.stem().string();
    if (crs != nullptr) {
        OGRSpatialReferenceH srs = GDALGetSpatialRef(raster.get());
        *crs = srs != nullptr && OSRIsLocal(srs) != 0 ? "local" : describe_srs(srs).text;
    }
    return field;
}

} // namespace prospect::io
