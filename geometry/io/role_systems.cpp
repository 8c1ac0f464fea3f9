#include "geometry/io/role_systems.h"

#include "geometry/base/error.h"
#include "geometry/base/tolerances.h"
#include "geometry/io/gpkg.h"
#include "geometry/io/ogr_geometry.h"
#include "geometry/io/srs.h"

#include <array>
#include <cmath>

namespace prospect::io {

namespace {

[[noreturn]] void refuse(const std::string& what, const std::string& advice) {
    throw Error(ErrorCode::refused, what, advice);
}

CrsInfo crs_of(OGRSpatialReferenceH srs) {
    const bool local = srs != nullptr && OSRIsLocal(srs) != 0;
    return local ? describe_crs("local") : describe_srs(srs);
}

// Of the finite coordinates: one bad row must not move the frame.
void add_extent(OGRLayerH layer, Box& box) {
    OGR_L_ResetReading(layer);
    while (const OgrFeature row{OGR_L_GetNextFeature(layer)})
        for (const Point p : geometry_from_ogr(OGR_F_GetGeometryRef(row.get())).points)
            if (std::abs(p.x) < tolerance::coordinate_limit_m &&
                std::abs(p.y) < tolerance::coordinate_limit_m)
                box.add(p);
}

// The system of the first table, which all others must have.
class OneSystem {
public:
    OneSystem(Frame& frame, std::vector<std::string>& notes) : frame_(frame), notes_(notes) {}

    void take(const CrsInfo& crs, const std::string& table) {
        // Undefined systems of GeoPackage: 0 looks geographic and says nothing.
        const bool undefined = crs.text.empty() || crs.name.starts_with("Undefined");
        const CrsInfo used = undefined ? describe_crs("local") : crs;
        if (first_.empty())
            begin(used, table, undefined);
        else if (used.text != frame_.crs)
            refuse("tables " + first_ + " (" + frame_.crs_name + ") and " + table + " (" + used.name +
                       ") have different coordinate systems",
                   "bring all tables to one system");
    }

private:
    void begin(const CrsInfo& used, const std::string& table, bool undefined) {
        first_ = table;
        if (used.geographic)
            refuse("table " + table + " is in degrees (" + used.name + "); a site needs metres",
                   "reproject the tables to a national grid or UTM, or import the file into a site");
        if (!used.projected_metres)
            refuse("table " + table + " is in a system that is not in metres (" + used.name + ")",
                   "reproject the tables to a national grid or UTM in metres");
        if (undefined) notes_.push_back("the tables name no coordinate system: taken as plain metres");
        frame_.crs = used.text;
        frame_.crs_name = used.name;
    }

    Frame& frame_;
    std::vector<std::string>& notes_;
    std::string first_;
};

} // namespace

std::vector<RoleTable> role_tables(GDALDatasetH file, std::vector<std::string>& notes) {
    std::vector<RoleTable> tables;
    for (const RoleInfo& info : roles()) {
        OGRLayerH layer = GDALDatasetGetLayerByName(file, std::string(info.table).c_str());
        if (layer == nullptr) continue;
        if (OGR_L_GetGeomType(layer) == wkbNone) {
            notes.push_back("table " + std::string(info.table) + " has no geometry and was left out");
            continue;
        }
        tables.push_back({info.role, layer});
    }
    return tables;
}

std::vector<CoverageTable> role_coverages(GDALDatasetH file) {
    std::vector<CoverageTable> found;
    for (const SqlRow& row :
         query(file, "SELECT table_name FROM gpkg_contents WHERE data_type = '2d-gridded-coverage'"))
        if (const auto role = role_of(row.at(0).value_or("")); role && info(*role).raster)
            found.push_back({*row.at(0), *role});
    return found;
}

Frame frame_of_tables(const std::filesystem::path& file, const std::vector<RoleTable>& tables,
                      const std::vector<CoverageTable>& coverages, std::vector<std::string>& notes) {
    Frame frame;
    OneSystem system(frame, notes);
    Box box;
    for (const RoleTable& table : tables) {
        system.take(crs_of(OGR_L_GetSpatialRef(table.layer)), std::string(name_of(table.role)));
        add_extent(table.layer, box);
    }
    for (const CoverageTable& coverage : coverages) {
        const std::string name = "GPKG:" + file.string() + ":" + coverage.table;
        const Dataset raster(GDALOpenEx(name.c_str(), GDAL_OF_RASTER, nullptr, nullptr, nullptr));
        system.take(crs_of(raster ? GDALGetSpatialRef(raster.get()) : nullptr), coverage.table);
        std::array<double, 6> transform{};
        if (tables.empty() && raster && GDALGetGeoTransform(raster.get(), transform.data()) == CE_None)
            box.add(Point{transform[0], transform[3] + transform[5] * GDALGetRasterYSize(raster.get())});
    }
    frame.origin = origin_for(box);
    return frame;
}

void check_systems(const std::vector<RoleTable>& tables, const Frame& frame) {
    for (const RoleTable& table : tables) {
        const CrsInfo crs = crs_of(OGR_L_GetSpatialRef(table.layer));
        if (crs.text != frame.crs && !(frame.crs.empty() && crs.text == "local") &&
            OGR_L_GetFeatureCount(table.layer, TRUE) > 0)
            refuse("table " + std::string(name_of(table.role)) + " is in " + crs.name + ", the site in " +
                       frame.crs_name,
                   "bring the table to the system of the site");
    }
}

} // namespace prospect::io
