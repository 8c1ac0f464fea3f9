#include "geometry/io/project_rasters.h"

#include "geometry/base/error.h"
#include "geometry/io/raster_io.h"

#include <nlohmann/json.hpp>

#include <array>
#include <cmath>

namespace prospect::io {

namespace {

using Json = nlohmann::json;

bool same_place(const Grid& a, const Grid& b) {
    constexpr double slack_m = 1e-6;
    return a.columns == b.columns && a.rows == b.rows && std::abs(a.xmin - b.xmin) < slack_m &&
           std::abs(a.ymax - b.ymax) < slack_m && std::abs(a.cell_x - b.cell_x) * 1e3 < slack_m &&
           std::abs(a.cell_y - b.cell_y) * 1e3 < slack_m;
}

} // namespace

void append_raster(const std::filesystem::path& file, const std::string& table, const Field& field,
                   Point origin, OGRSpatialReferenceH srs) {
    const Dataset raster = memory_raster(field, origin, srs);
    const MessageCollector messages;
    const std::string table_option = "RASTER_TABLE=" + table;
    const std::array<const char*, 5> options{"APPEND_SUBDATASET=YES", table_option.c_str(),
                                             "TILE_FORMAT=TIFF", "GRID_CELL_ENCODING=grid-value-is-area",
                                             nullptr};
    Dataset written(GDALCreateCopy(GDALGetDriverByName("GPKG"), file.c_str(), raster.get(), FALSE,
                                   const_cast<char**>(options.data()), nullptr, nullptr));
    written.reset();
    if (!messages.first_error().empty())
        throw Error(ErrorCode::internal,
                    "grid " + table + " could not be written: " + messages.first_error());
}

Field read_raster_table(const std::filesystem::path& file, const std::string& table, Point origin,
                        const std::string& info) {
    const MessageCollector messages;
    const std::array<const char*, 2> options{"IMMUTABLE=YES", nullptr};
    const std::string name = "GPKG:" + file.string() + ":" + table;
    const Dataset raster(
        GDALOpenEx(name.c_str(), GDAL_OF_RASTER | GDAL_OF_READONLY, nullptr, options.data(), nullptr));
    if (!raster)
        throw Error(ErrorCode::refused, "grid " + table + " cannot be read: " + messages.first_error(),
                    "restore the .bak file beside it or a backup");
    Field field = read_field(raster.get(), "grid " + table);
    field.grid.xmin -= origin.x;
    field.grid.ymax -= origin.y;
    if (field.name.empty()) field.name = table;
    const Json known = Json::parse(info, nullptr, false);
    if (!known.is_object()) return field;
    field.name = known.value("name", field.name);
    field.unit = known.value("unit", field.unit);
    const Json grid = known.value("grid", Json::array());
    if (grid.size() == 4) {
        const Grid exact{grid[0].get<double>(), grid[1].get<double>(), grid[2].get<double>(),
                         grid[3].get<double>(), field.grid.columns,    field.grid.rows};
        if (same_place(exact, field.grid)) field.grid = exact;
    }
    return field;
}

std::string raster_info(const Field& field) {
    const Grid& grid = field.grid;
    return Json{{"name", field.name},
                {"unit", field.unit},
                {"grid", {grid.xmin, grid.ymax, grid.cell_x, grid.cell_y}}}
        .dump(-1, ' ', false, Json::error_handler_t::replace);
}

} // namespace prospect::io
