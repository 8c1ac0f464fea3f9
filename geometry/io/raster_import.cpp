#include "geometry/io/raster_import.h"

#include "geometry/base/error.h"
#include "geometry/io/classify.h"
#include "geometry/io/gpkg.h"
#include "geometry/io/raster_io.h"
#include "geometry/io/srs.h"

#include <algorithm>
#include <array>

namespace prospect::io {

namespace {

constexpr double foot = 0.3048;
constexpr double us_survey_foot = 1200.0 / 3937.0;

double metres_per_unit(const std::string& unit) {
    if (unit == "ft" || unit == "foot" || unit == "feet") return foot;
    if (unit == "ftUS" || unit == "US survey foot" || unit == "us-ft" || unit == "sft") return us_survey_foot;
    return 1;
}

// Many cells of exactly 0 beside heights of metres: heights of things above the ground, not above the sea.
bool looks_above_ground(const Field& field) {
    const FieldStatistics about = statistics(field);
    const auto zeros = std::count(field.values.begin(), field.values.end(), 0.0F);
    return about.value_cells > 0 && about.min >= 0 && about.max > 2 &&
           static_cast<double>(zeros) > 0.3 * static_cast<double>(about.value_cells);
}

void add_grid(SourceDraft& draft, const std::string& name, Role role, Field field) {
    const double factor = metres_per_unit(field.unit);
    if (factor != 1) {
        for (float& value : field.values)
            value = value == nodata ? nodata : static_cast<float>(value * factor);
        draft.report.notes.push_back(name + " is in feet; its heights were converted to metres");
    }
    field.unit = "m";
    const FieldStatistics about = statistics(field);
    if (about.value_cells == 0)
        throw Error(ErrorCode::refused, "no cell of the grid has a value",
                    "check its nodata value in the program that made it");
    if (about.nodata_cells > 0) {
        const double share =
            100.0 * static_cast<double>(about.nodata_cells) / static_cast<double>(field.grid.cell_count());
        draft.report.notes.push_back(name + ": " + std::to_string(about.nodata_cells) + " of " +
                                     std::to_string(field.grid.cell_count()) + " cells (" +
                                     std::to_string(static_cast<int>(share + 0.5)) + " %) have no value");
    }
    if (role == Role::surface && looks_above_ground(field))
        draft.report.notes.push_back(name + " looks like heights above the ground; a surface holds heights "
                                            "above the same zero as the terrain");
    draft.report.sources.push_back({draft.file.filename().string(), name, std::string(name_of(role)), 1, 1});
    LayerDraft layer;
    layer.source_layer = name;
    layer.suggested_name = name;
    layer.role = role;
    field.name = name;
    layer.raster = std::make_shared<Field>(std::move(field));
    draft.layers.push_back(std::move(layer));
}

} // namespace

std::optional<Role> role_by_name(const std::string& name) {
    constexpr std::array<std::string_view, 5> ground{"dem", "dtm", "terrain", "dgm", "ground"};
    constexpr std::array<std::string_view, 4> objects{"dsm", "dom", "surface", "bdsm"};
    for (const std::string& word : words_of(name)) {
        if (std::find(ground.begin(), ground.end(), word) != ground.end()) return Role::terrain;
        if (std::find(objects.begin(), objects.end(), word) != objects.end()) return Role::surface;
    }
    return std::nullopt;
}

SourceDraft read_raster_source(const std::filesystem::path& file, const ImportOptions& options,
                               const Progress& progress) {
    start_gdal();
    const std::string name = file.stem().string();
    const std::optional<Role> chosen = chosen_role(options, name, file);
    const std::optional<Role> role = chosen ? chosen : role_by_name(name);
    if (!role || (*role != Role::terrain && *role != Role::surface))
        throw Error(
            ErrorCode::refused,
            role ? "a grid of heights is terrain or surface, not " + std::string(name_of(*role))
                 : "the file does not say whether its heights are of the ground or of what stands on it",
            "add --role " + name + "=terrain or --role " + name + "=surface");
    const MessageCollector messages;
    const std::array<const char*, 6> drivers{"GTiff", "AAIGrid", "HFA", "netCDF", "EHdr", nullptr};
    const Dataset raster(
        GDALOpenEx(file.c_str(), GDAL_OF_RASTER | GDAL_OF_READONLY, drivers.data(), nullptr, nullptr));
    if (!raster)
        throw Error(ErrorCode::refused,
                    "the grid cannot be opened" +
                        (messages.first_error().empty() ? "" : " (" + messages.first_error() + ")"),
                    "it is damaged or cut off: export or download it again");
    SourceDraft draft;
    draft.file = file;
    draft.crs = describe_srs(GDALGetSpatialRef(raster.get())).text;
    progress.checkpoint();
    add_grid(draft, name, *role, read_field(raster.get(), "the grid"));
    return draft;
}

bool has_raster_tables(GDALDatasetH gpkg) {
    return query_one(gpkg, "SELECT count(*) FROM gpkg_contents WHERE data_type = '2d-gridded-coverage'")
               .value_or("0") != "0";
}

void add_raster_tables(SourceDraft& draft, const std::filesystem::path& file, GDALDatasetH gpkg,
                       const ImportOptions& options) {
    for (const SqlRow& row :
         query(gpkg,
               "SELECT table_name FROM gpkg_contents WHERE data_type = '2d-gridded-coverage' ORDER BY 1")) {
        const std::string table = row.front().value_or("");
        std::optional<Role> role = chosen_role(options, table, draft.file);
        if (!role) role = role_of(table);
        if (!role || !info(*role).raster) {
            draft.report.notes.push_back("the grid " + table + " is not imported; --role " + table +
                                         "=terrain or surface takes it");
            continue;
        }
        const MessageCollector messages;
        const std::string name = "GPKG:" + file.string() + ":" + table;
        const std::array<const char*, 2> drivers{"GPKG", nullptr};
        const Dataset raster(
            GDALOpenEx(name.c_str(), GDAL_OF_RASTER | GDAL_OF_READONLY, drivers.data(), nullptr, nullptr));
        if (!raster)
            throw Error(ErrorCode::refused,
                        "the grid " + table + " cannot be read: " + messages.first_error(),
                        "export it again");
        const CrsInfo crs = describe_srs(GDALGetSpatialRef(raster.get()));
        if (draft.crs.empty()) draft.crs = crs.text;
        if (crs.text != draft.crs)
            throw Error(ErrorCode::refused,
                        "the grid " + table + " is in another system than the layers beside it",
                        "bring it to " + draft.crs + " with gdalwarp, or import it as a GeoTIFF");
        add_grid(draft, table, *role, read_field(raster.get(), "the grid " + table));
    }
}

} // namespace prospect::io
