#include "gpkg_support.h"

#include <cpl_error.h>
#include <gdal.h>
#include <ogr_api.h>
#include <ogr_srs_api.h>

#include <algorithm>
#include <array>
#include <csignal>
#include <stdexcept>
#include <sys/wait.h>
#include <unistd.h>

namespace prospect::test {

namespace {

GDALDatasetH open(const std::filesystem::path& file, unsigned flags) {
    GDALAllRegister();
    const std::array<const char*, 2> drivers{"GPKG", nullptr};
    GDALDatasetH dataset = GDALOpenEx(file.c_str(), GDAL_OF_VECTOR | flags, drivers.data(), nullptr, nullptr);
    if (dataset == nullptr) throw std::runtime_error("cannot open " + file.string());
    return dataset;
}

std::vector<std::vector<std::string>> execute(GDALDatasetH dataset, const std::string& sql) {
    CPLErrorReset();
    std::vector<std::vector<std::string>> rows;
    OGRLayerH layer = GDALDatasetExecuteSQL(dataset, sql.c_str(), nullptr, nullptr);
    if (layer != nullptr) {
        while (OGRFeatureH row = OGR_L_GetNextFeature(layer)) {
            rows.emplace_back();
            for (int i = 0; i < OGR_F_GetFieldCount(row); ++i)
                rows.back().emplace_back(OGR_F_IsFieldSetAndNotNull(row, i) ? OGR_F_GetFieldAsString(row, i)
                                                                            : "NULL");
            OGR_F_Destroy(row);
        }
        GDALDatasetReleaseResultSet(dataset, layer);
    }
    if (CPLGetLastErrorType() >= CE_Failure) throw std::runtime_error(sql + ": " + CPLGetLastErrorMsg());
    return rows;
}

} // namespace

void run_sql(const std::filesystem::path& file, const std::vector<std::string>& statements) {
    GDALAllRegister();
    GDALDatasetH dataset =
        std::filesystem::exists(file)
            ? open(file, GDAL_OF_UPDATE)
            : GDALCreate(GDALGetDriverByName("GPKG"), file.c_str(), 0, 0, 0, GDT_Unknown, nullptr);
    for (const std::string& sql : statements)
        execute(dataset, sql);
    GDALClose(dataset);
}

std::vector<std::vector<std::string>> sql_rows(const std::filesystem::path& file, const std::string& sql) {
    GDALDatasetH dataset = open(file, GDAL_OF_READONLY);
    auto rows = execute(dataset, sql);
    GDALClose(dataset);
    return rows;
}

std::string sql_value(const std::filesystem::path& file, const std::string& sql) {
    const auto rows = sql_rows(file, sql);
    return rows.empty() ? "" : rows.front().front();
}

void write_foreign(const std::filesystem::path& file, const std::vector<ForeignTable>& tables) {
    GDALAllRegister();
    GDALDatasetH dataset =
        GDALCreate(GDALGetDriverByName("GPKG"), file.c_str(), 0, 0, 0, GDT_Unknown, nullptr);
    for (const ForeignTable& table : tables) {
        OGRSpatialReferenceH srs = nullptr;
        if (!table.crs.empty()) {
            srs = OSRNewSpatialReference(nullptr);
            OSRSetFromUserInput(srs, table.crs.c_str());
            OSRSetAxisMappingStrategy(srs, OAMS_TRADITIONAL_GIS_ORDER);
        }
        OGRLayerH layer = GDALDatasetCreateLayer(dataset, table.name.c_str(), srs, wkbUnknown, nullptr);
        const std::string columns = table.columns;
        for (std::size_t begin = 0; begin < columns.size();) {
            const std::size_t end = std::min(columns.find(',', begin), columns.size());
            execute(dataset,
                    "ALTER TABLE \"" + table.name + "\" ADD COLUMN " + columns.substr(begin, end - begin));
            begin = end + 1;
        }
        for (const auto& [wkt, values] : table.rows) {
            OGRFeatureH row = OGR_F_Create(OGR_L_GetLayerDefn(layer));
            OGRGeometryH shape = nullptr;
            char* text = const_cast<char*>(wkt.c_str());
            if (!wkt.empty() && OGR_G_CreateFromWkt(&text, srs, &shape) == OGRERR_NONE)
                OGR_F_SetGeometryDirectly(row, shape);
            if (OGR_L_CreateFeature(layer, row) != OGRERR_NONE) throw std::runtime_error("no row for " + wkt);
            if (!values.empty())
                execute(dataset, "UPDATE \"" + table.name + "\" SET " + values +
                                     " WHERE fid = " + std::to_string(OGR_F_GetFID(row)));
            OGR_F_Destroy(row);
        }
        if (srs != nullptr) OSRRelease(srs);
    }
    GDALClose(dataset);
}

OtherProgram::OtherProgram(const std::filesystem::path& file, const std::vector<std::string>& committed,
                           const std::vector<std::string>& uncommitted) {
    std::array<int, 2> ready{};
    if (::pipe(ready.data()) != 0) throw std::runtime_error("no pipe");
    child_ = ::fork();
    if (child_ == 0) {
        try {
            GDALDatasetH dataset = open(file, GDAL_OF_UPDATE);
            for (const std::string& sql : committed)
                execute(dataset, sql);
            if (!uncommitted.empty()) execute(dataset, "BEGIN");
            for (const std::string& sql : uncommitted)
                execute(dataset, sql);
            if (::write(ready[1], "1", 1) == 1) ::pause();
        } catch (const std::exception&) {
            ::_exit(1);
        }
        ::_exit(0);
    }
    ::close(ready[1]);
    char done = 0;
    const bool started = ::read(ready[0], &done, 1) == 1;
    ::close(ready[0]);
    if (!started) throw std::runtime_error("the other program failed");
}

OtherProgram::~OtherProgram() {
    ::kill(child_, SIGKILL);
    ::waitpid(child_, nullptr, 0);
}

} // namespace prospect::test
