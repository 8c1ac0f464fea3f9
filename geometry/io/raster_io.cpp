#include "geometry/io/raster_io.h"

#include "geometry/base/error.h"
#include "geometry/io/srs.h"

#include <cpl_string.h>

#include <array>
#include <cmath>
#include <new>

namespace prospect::io {

namespace {

using GeoTransform = std::array<double, 6>;

GeoTransform transform_of(const Grid& grid, Point origin) {
    return {grid.xmin + origin.x, grid.cell_x, 0, grid.ymax + origin.y, 0, -grid.cell_y};
}

[[noreturn]] void refuse(const std::string& name, const std::string& what, const std::string& advice) {
    throw Error(ErrorCode::refused, name + " " + what, advice);
}

Grid grid_of(GDALDatasetH raster, const std::string& name) {
    GeoTransform transform{};
    if (GDALGetGeoTransform(raster, transform.data()) != CE_None)
        refuse(name, "has no position on the ground",
               "give it a world file or export it as GeoTIFF with its position");
    if (transform[2] != 0 || transform[4] != 0 || transform[1] <= 0 || transform[5] == 0)
        refuse(name, "is turned against the grid", "warp it to a north-up raster with gdalwarp");
    const double rows = GDALGetRasterYSize(raster);
    // A raster whose first row is in the south starts at its lower edge.
    const double ymax = transform[5] < 0 ? transform[3] : transform[3] + rows * transform[5];
    return {transform[0],
            ymax,
            transform[1],
            std::abs(transform[5]),
            GDALGetRasterXSize(raster),
            static_cast<std::int64_t>(rows)};
}

struct Values {
    bool has_missing = false;
    double missing = 0;
    double scale = 1;
    double offset = 0;
};

Values values_of(GDALRasterBandH band) {
    Values values;
    int has = 0;
    values.missing = GDALGetRasterNoDataValue(band, &has);
    values.has_missing = has != 0;
    const double scale = GDALGetRasterScale(band, &has);
    values.scale = has != 0 && scale != 0 ? scale : 1;
    const double offset = GDALGetRasterOffset(band, &has);
    values.offset = has != 0 ? offset : 0;
    return values;
}

void finish(std::vector<float>& cells, const Values& values) {
    const auto missing = static_cast<float>(values.missing);
    const bool scaled = values.scale != 1 || values.offset != 0;
    for (float& cell : cells) {
        if (!std::isfinite(cell) || (values.has_missing && cell == missing))
            cell = nodata;
        else if (scaled)
            cell = static_cast<float>(cell * values.scale + values.offset);
    }
}

} // namespace

Dataset open_raster(const std::filesystem::path& file) {
    start_gdal();
    const MessageCollector messages;
    std::error_code error;
    const std::string name = file.filename().string();
    if (!std::filesystem::exists(file, error))
        refuse(name, "does not exist", "check the name and the folder");
    Dataset raster(GDALOpenEx(file.c_str(), GDAL_OF_RASTER | GDAL_OF_READONLY, nullptr, nullptr, nullptr));
    if (!raster)
        refuse(name, "is no raster that can be read", "give a GeoTIFF or another raster with a position");
    return raster;
}

std::string system_of(GDALDatasetH raster) {
    OGRSpatialReferenceH srs = GDALGetSpatialRef(raster);
    return srs != nullptr && OSRIsLocal(srs) != 0 ? "local" : describe_srs(srs).text;
}

Dataset memory_raster(const Field& field, Point origin, OGRSpatialReferenceH srs) {
    start_gdal();
    const MessageCollector messages;
    std::array<char, 128> text{};
    CPLPrintPointer(text.data(), const_cast<float*>(field.values.data()), static_cast<int>(text.size() - 1));
    const std::string pointer = std::string("DATAPOINTER=") + text.data();
    const std::array<const char*, 2> options{pointer.c_str(), nullptr};
    Dataset raster(GDALCreate(GDALGetDriverByName("MEM"), field.name.c_str(),
                              static_cast<int>(field.grid.columns), static_cast<int>(field.grid.rows), 0,
                              GDT_Float32, nullptr));
    const bool added =
        raster && GDALAddBand(raster.get(), GDT_Float32, const_cast<char**>(options.data())) == CE_None;
    if (!added)
        throw Error(ErrorCode::internal, "field " + field.name + " is no raster: " + messages.first_error());
    GeoTransform transform = transform_of(field.grid, origin);
    GDALSetGeoTransform(raster.get(), transform.data());
    if (srs != nullptr) GDALSetSpatialRef(raster.get(), srs);
    GDALRasterBandH band = GDALGetRasterBand(raster.get(), 1);
    GDALSetRasterNoDataValue(band, static_cast<double>(nodata));
    return raster;
}

Field read_field(GDALDatasetH raster, const std::string& name) {
    if (GDALGetRasterCount(raster) != 1)
        refuse(name, "has " + std::to_string(GDALGetRasterCount(raster)) + " bands, not one",
               "choose the band with gdal_translate -b");
    Field field;
    field.grid = grid_of(raster, name);
    GDALRasterBandH band = GDALGetRasterBand(raster, 1);
    field.name = GDALGetDescription(band);
    field.unit = GDALGetRasterUnitType(band);
    const auto count = static_cast<std::size_t>(field.grid.cell_count());
    try {
        field.values.resize(count);
    } catch (const std::bad_alloc&) {
        refuse(name, "has " + std::to_string(count) + " cells, too many for the memory",
               "cut it to the site first");
    }
    const auto columns = static_cast<int>(field.grid.columns);
    const auto rows = static_cast<int>(field.grid.rows);
    GeoTransform transform{};
    GDALGetGeoTransform(raster, transform.data());
    const bool from_south = transform[5] > 0;
    const MessageCollector messages;
    const int line = columns * static_cast<int>(sizeof(float));
    float* const start =
        field.values.data() + (from_south ? static_cast<std::ptrdiff_t>(columns) * (rows - 1) : 0);
    if (GDALRasterIOEx(band, GF_Read, 0, 0, columns, rows, start, columns, rows, GDT_Float32, sizeof(float),
                       from_south ? -line : line, nullptr) != CE_None)
        refuse(name, "could not be read to its end: " + messages.first_error(),
               "copy it again from where it came");
    finish(field.values, values_of(band));
    return field;
}

} // namespace prospect::io
