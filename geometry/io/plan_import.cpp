#include "geometry/io/plan_import.h"

#include "geometry/base/error.h"
#include "geometry/io/classify.h"
#include "geometry/io/crs.h"
#include "geometry/io/image_density.h"
#include "geometry/io/pixels.h"
#include "geometry/io/plan_place.h"
#include "geometry/io/raster_import.h"
#include "geometry/io/srs.h"

#include <array>
#include <cmath>

namespace prospect::io {

namespace fs = std::filesystem;

namespace {

Dataset open_image(const fs::path& file) {
    const MessageCollector messages;
    const std::array<const char*, 4> drivers{"PNG", "JPEG", "GTiff", nullptr};
    Dataset image(
        GDALOpenEx(file.c_str(), GDAL_OF_RASTER | GDAL_OF_READONLY, drivers.data(), nullptr, nullptr));
    if (image) return image;
    const std::string said = messages.first_error();
    throw Error(ErrorCode::refused,
                "this is no picture that can be read" + (said.empty() ? "" : " (" + said + ")"),
                "it is damaged, cut off or of another kind: export or scan it again");
}

// To the ground from pixels counted with rows upwards from the top edge.
std::optional<Affine> own_place(GDALDatasetH image) {
    std::array<double, 6> t{};
    if (GDALGetGeoTransform(image, t.data()) != CE_None) return std::nullopt;
    const Affine map{t[1], -t[2], t[0], t[4], -t[5], t[3]};
    return map.usable() ? std::optional(map) : std::nullopt;
}

bool is_jpeg(GDALDatasetH image) {
    return std::string_view(GDALGetDriverShortName(GDALGetDatasetDriver(image))) == "JPEG";
}

} // namespace

bool is_plan_image(const fs::path& file, const ImportOptions& options) {
    const std::string name = file.stem().string();
    if (const auto role = chosen_role(options, name, file)) return !info(*role).raster;
    if (role_by_name(name)) return false;
    const MessageCollector messages;
    const std::array<const char*, 2> drivers{"GTiff", nullptr};
    const Dataset image(
        GDALOpenEx(file.c_str(), GDAL_OF_RASTER | GDAL_OF_READONLY, drivers.data(), nullptr, nullptr));
    if (!image) return false;
    GDALRasterBandH band = GDALGetRasterBand(image.get(), 1);
    const GDALDataType type = GDALGetRasterDataType(band);
    // Heights are one band of numbers; whole metres in a byte are too coarse for any.
    return type == GDT_Byte || (type == GDT_UInt16 && GDALGetRasterCount(image.get()) >= 3);
}

SourceDraft read_plan_image(const fs::path& file, const ImportOptions& options, const Progress& progress) {
    start_gdal();
    const std::string name = file.stem().string();
    const auto role = chosen_role(options, name, file);
    if (role && *role != Role::underlay)
        throw Error(ErrorCode::refused,
                    "a picture can only be an underlay, not " + std::string(name_of(*role)),
                    "leave --role out, or draw the things over it");
    const Dataset image = open_image(file);
    const int columns = GDALGetRasterXSize(image.get());
    const int rows = GDALGetRasterYSize(image.get());
    SourceDraft draft;
    draft.file = file;
    draft.crs = describe_srs(GDALGetSpatialRef(image.get())).text;
    draft.plan.emplace();
    PlanFacts& facts = *draft.plan;
    facts.page = name;
    PlanSheet sheet;
    sheet.own = own_place(image.get());
    sheet.shown = {0, -static_cast<double>(rows), static_cast<double>(columns), 0};
    const auto dpi = options.plan.dpi ? options.plan.dpi : dots_per_inch(file);
    sheet.assumed_dpi = !dpi;
    facts.dpi = dpi.value_or(usual_dpi);
    facts.scale.page = {columns / facts.dpi * 25.4, rows / facts.dpi * 25.4};
    Pixels pixels =
        without_needless_bands(read_pixels(image.get(), {0, 0, columns, rows}, progress.part(0, 0.7)));
    if (pixels.columns < columns)
        draft.report.notes.push_back("the image of " + std::to_string(columns) + " × " +
                                     std::to_string(rows) + " pixels is kept at " +
                                     std::to_string(pixels.columns) + " × " + std::to_string(pixels.rows) +
                                     ", which take " + memory_text(pixels.columns, pixels.rows) +
                                     " when shown instead of " + memory_text(columns, rows));
    facts.to_users =
        scaling(static_cast<double>(columns) / pixels.columns, -static_cast<double>(rows) / pixels.rows);
    const Affine ground = settle_place(draft, sheet, options);
    auto picture = std::make_shared<PlanPicture>();
    picture->source = file.filename().string();
    picture->page = name;
    picture->media_type = is_jpeg(image.get()) && pixels.bands < 4 ? "image/jpeg" : "image/png";
    picture->columns = pixels.columns;
    picture->rows = pixels.rows;
    picture->basis = facts.basis;
    picture->placement = then(facts.to_users, ground);
    progress.report(0.7);
    picture->bytes = packed(pixels, picture->media_type);
    LayerDraft layer;
    layer.source_layer = name;
    layer.suggested_name = name;
    layer.role = Role::underlay;
    layer.picture = std::move(picture);
    draft.layers.push_back(std::move(layer));
    draft.report.sources.push_back({file.filename().string(), name, "underlay", 1, 1});
    return draft;
}

} // namespace prospect::io
