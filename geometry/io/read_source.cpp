#include "geometry/base/error.h"
#include "geometry/io/csv_import.h"
#include "geometry/io/dxf_import.h"
#include "geometry/io/geojson_crs.h"
#include "geometry/io/gpkg.h"
#include "geometry/io/import.h"
#include "geometry/io/osm_import.h"
#include "geometry/io/photometry_import.h"
#include "geometry/io/plan_import.h"
#include "geometry/io/raster_import.h"
#include "geometry/io/source_format.h"
#include "geometry/io/spreadsheet_import.h"
#include "geometry/io/vector_import.h"
#include "geometry/io/zip_source.h"

#include <array>
#include <fstream>

namespace prospect::io {

namespace fs = std::filesystem;

namespace {

// Reading jumps about in a packed file, and each jump unpacks it anew.
constexpr std::uint64_t most_unpacked_bytes = std::uint64_t{2048} << 20;

Dataset open_vector(const std::string& path, const char* driver, const std::string& format,
                    const std::string& advice) {
    const MessageCollector messages;
    const std::array<const char*, 2> drivers{driver, nullptr};
    // GML would leave a file with its schema beside the source.
    const std::array<const char*, 2> settings{format == "GML" ? "WRITE_GFS=NO" : nullptr, nullptr};
    Dataset dataset(GDALOpenEx(path.c_str(), GDAL_OF_VECTOR | GDAL_OF_READONLY, drivers.data(),
                               settings.data(), nullptr));
    if (dataset) return dataset;
    // For a Shapefile GDAL advises to write into the user's folder.
    const std::string said = format == "Shapefile" ? std::string() : messages.first_error();
    throw Error(ErrorCode::refused,
                "the " + format + " file cannot be opened" + (said.empty() ? "" : " (" + said + ")"), advice);
}

SourceDraft read_generic(const fs::path& file, const std::string& path, const char* driver,
                         const std::string& format, const ImportOptions& options, const Progress& progress) {
    const bool shapefile = format == "Shapefile";
    const Dataset dataset = open_vector(
        path, driver, format,
        shapefile ? "check that the .shx and .dbf files lie beside it and all are whole"
                  : "the file is damaged, cut off or of another kind: export or download it again");
    return read_vector({file, dataset.get(), format}, options, progress);
}

SourceDraft read_geopackage(const fs::path& file, const ImportOptions& options, const Progress& progress) {
    const ReadableGpkg readable = readable_gpkg(file);
    const Dataset dataset = open_gpkg(readable, "this file");
    const bool rasters = has_raster_tables(dataset.get());
    const bool vectors = GDALDatasetGetLayerCount(dataset.get()) > 0;
    if (!vectors && !rasters)
        throw Error(ErrorCode::refused, "this GeoPackage has no layer",
                    "check in the program that made it what it wrote");
    SourceDraft draft;
    if (vectors)
        draft =
            read_vector({file, dataset.get(), "GeoPackage"}, options, progress.part(0, rasters ? 0.5 : 1));
    draft.file = file;
    if (rasters) add_raster_tables(draft, readable.path, dataset.get(), options);
    return draft;
}

// True when the database keeps a write-ahead log: opening it would make files beside it.
bool keeps_a_log(const fs::path& file) {
    std::ifstream in(file, std::ios::binary);
    in.seekg(18);
    return in.get() == 2;
}

SourceDraft read_sqlite(const fs::path& file, const ImportOptions& options, const Progress& progress) {
    ReadableGpkg readable = readable_gpkg(file);
    if (!readable.live && keeps_a_log(file)) {
        readable.scratch.emplace();
        readable.path = readable.scratch->path() / file.filename();
        fs::copy_file(file, readable.path);
    }
    return read_generic(file, readable.path.string(), "SQLite", "SQLite", options, progress);
}

SourceDraft read_archive(const fs::path& file, const ImportOptions& options, const Progress& progress) {
    const ZipSource archive(file, ".zip");
    if (archive.exceeds(most_unpacked_bytes, {}))
        throw Error(ErrorCode::refused,
                    "this archive unpacks to more than " + std::to_string(most_unpacked_bytes >> 20) + " MB",
                    "unpack it and name the files in it that are wanted");
    const std::string root = archive.root();
    const std::vector<std::string> found = archive.parts();
    struct Kind {
        std::string_view ending;
        const char* driver;
        const char* format;
    };
    constexpr std::array<Kind, 4> kinds{{{".shp", "ESRI Shapefile", "Shapefile"},
                                         {".geojson", "GeoJSON", "GeoJSON"},
                                         {".json", "GeoJSON", "GeoJSON"},
                                         {".kml", "KML", "KML"}}};
    for (const Kind& kind : kinds)
        for (const std::string& name : found) {
            if (!name.ends_with(kind.ending)) continue;
            const std::size_t slash = name.rfind('/');
            // All Shapefiles of the folder are layers of one source.
            const std::string inner = kind.ending != ".shp"        ? "/" + name
                                      : slash == std::string::npos ? std::string()
                                                                   : "/" + name.substr(0, slash);
            return read_generic(file, root + inner, kind.driver, kind.format, options, progress);
        }
    throw Error(ErrorCode::refused, "nothing in this archive is read from within it",
                "unpack it and name the files in it");
}

SourceDraft read_by_format(const fs::path& file, const ImportOptions& options, const Progress& progress) {
    switch (recognise(file)) {
    case SourceFormat::geopackage:
        return read_geopackage(file, options, progress);
    case SourceFormat::sqlite:
        return read_sqlite(file, options, progress);
    case SourceFormat::shapefile:
        return read_generic(file, file.string(), "ESRI Shapefile", "Shapefile", options, progress);
    case SourceFormat::archive:
        return read_archive(file, options, progress);
    case SourceFormat::geojson: {
        SourceDraft draft = read_generic(file, file.string(), "GeoJSON", "GeoJSON", options, progress);
        settle_geojson_crs(draft, options);
        return draft;
    }
    case SourceFormat::osm:
        return read_osm(file, options, progress);
    case SourceFormat::csv:
        return read_csv_source(file, options, progress);
    case SourceFormat::xlsx:
        return read_spreadsheet(file, Workbook::xlsx, options, progress);
    case SourceFormat::ods:
        return read_spreadsheet(file, Workbook::ods, options, progress);
    case SourceFormat::raster:
        return is_plan_image(file, options) ? read_plan_image(file, options, progress)
                                            : read_raster_source(file, options, progress);
    case SourceFormat::image:
        return read_plan_image(file, options, progress);
    case SourceFormat::pdf:
        return read_plan_page(file, options, progress);
    case SourceFormat::dxf:
        return read_dxf(file, options, progress);
    case SourceFormat::flatgeobuf:
        return read_generic(file, file.string(), "FlatGeobuf", "FlatGeobuf", options, progress);
    case SourceFormat::kml:
        return read_generic(file, file.string(), "KML", "KML", options, progress);
    case SourceFormat::gml:
        return read_generic(file, file.string(), "GML", "GML", options, progress);
    case SourceFormat::gpx:
        return read_generic(file, file.string(), "GPX", "GPX", options, progress);
    case SourceFormat::photometry:
        return read_photometry_source(file);
    }
    throw Error(ErrorCode::internal, "a format without a reader");
}

} // namespace

SourceDraft read_source(const fs::path& file, const ImportOptions& options, const Progress& progress) {
    try {
        start_gdal();
        progress.report(0);
        SourceDraft draft = read_by_format(file, options, progress);
        progress.report(1);
        return draft;
    } catch (Error& error) {
        if (error.context().empty()) error.add_context(file.filename().string());
        throw;
    } catch (const fs::filesystem_error& fault) {
        throw Error(ErrorCode::refused, "the file cannot be read: " + fault.code().message(),
                    "check that you may read it")
            .add_context(file.filename().string());
    }
}

} // namespace prospect::io
