#include "geometry/io/project_pictures.h"

#include "geometry/base/error.h"
#include "geometry/io/project_file.h"

#include <nlohmann/json.hpp>

#include <optional>

namespace prospect::io {

namespace {

using Json = nlohmann::json;

// As a feature: bytes in a statement would be twice their length in text.
void write_row(OGRLayerH table, const Layer& layer) {
    const PlanPicture& picture = *layer.picture;
    const Affine& map = picture.placement;
    const OgrFeature row(OGR_F_Create(OGR_L_GetLayerDefn(table)));
    const auto set = [&](const char* column, const std::string& text) {
        OGR_F_SetFieldString(row.get(), OGR_F_GetFieldIndex(row.get(), column), text.c_str());
    };
    set("layer", layer.id.text());
    set("source", picture.source);
    set("page", picture.page);
    set("media_type", picture.media_type);
    set("placement", Json{map.xx, map.xy, map.x0, map.yx, map.yy, map.y0}.dump());
    set("basis", picture.basis);
    set("sha256", sum_of_bytes(*picture.bytes));
    OGR_F_SetFieldInteger(row.get(), OGR_F_GetFieldIndex(row.get(), "columns"), picture.columns);
    OGR_F_SetFieldInteger(row.get(), OGR_F_GetFieldIndex(row.get(), "rows"), picture.rows);
    OGR_F_SetFieldBinary(row.get(), OGR_F_GetFieldIndex(row.get(), "bytes"),
                         static_cast<int>(picture.bytes->size()), picture.bytes->data());
    if (OGR_L_CreateFeature(table, row.get()) != OGRERR_NONE)
        throw Error(ErrorCode::internal, "the picture of layer " + layer.name + " could not be written");
}

std::optional<Affine> placement_of(const std::string& text) {
    const Json numbers = Json::parse(text, nullptr, false);
    if (!numbers.is_array() || numbers.size() != 6) return std::nullopt;
    for (const Json& number : numbers)
        if (!number.is_number()) return std::nullopt;
    const Affine map{numbers[0], numbers[1], numbers[2], numbers[3], numbers[4], numbers[5]};
    return map.usable() ? std::optional(map) : std::nullopt;
}

PlanPicturePtr read_row(OGRFeatureH row, std::string& fault) {
    const auto text = [&](const char* column) {
        return std::string(OGR_F_GetFieldAsString(row, OGR_F_GetFieldIndex(row, column)));
    };
    PlanPicture picture;
    picture.source = text("source");
    picture.page = text("page");
    picture.media_type = text("media_type");
    picture.basis = text("basis");
    picture.columns = OGR_F_GetFieldAsInteger(row, OGR_F_GetFieldIndex(row, "columns"));
    picture.rows = OGR_F_GetFieldAsInteger(row, OGR_F_GetFieldIndex(row, "rows"));
    int size = 0;
    const GByte* bytes = OGR_F_GetFieldAsBinary(row, OGR_F_GetFieldIndex(row, "bytes"), &size);
    picture.bytes = std::make_shared<const std::string>(reinterpret_cast<const char*>(bytes),
                                                        static_cast<std::size_t>(bytes ? size : 0));
    const auto placement = placement_of(text("placement"));
    if (sum_of_bytes(*picture.bytes) != text("sha256"))
        fault = "its bytes do not give their sum";
    else if (!placement || picture.columns <= 0 || picture.rows <= 0)
        fault = "it has no place";
    if (!fault.empty()) return {};
    picture.placement = *placement;
    return std::make_shared<const PlanPicture>(std::move(picture));
}

} // namespace

void write_pictures(GDALDatasetH file, const Site& site) {
    OGRLayerH table = nullptr;
    for (const LayerPtr& layer : site.layers) {
        if (!layer->picture) continue;
        if (table == nullptr) table = GDALDatasetGetLayerByName(file, "prospect_picture");
        if (table == nullptr) throw Error(ErrorCode::internal, "the table of pictures is not in the file");
        write_row(table, *layer);
    }
}

std::map<std::string, PlanPicturePtr> read_pictures(GDALDatasetH file, std::vector<std::string>& notes) {
    std::map<std::string, PlanPicturePtr> pictures;
    OGRLayerH table = GDALDatasetGetLayerByName(file, "prospect_picture");
    if (table == nullptr) return pictures;
    OGR_L_ResetReading(table);
    while (const OgrFeature row{OGR_L_GetNextFeature(table)}) {
        const std::string layer = OGR_F_GetFieldAsString(row.get(), OGR_F_GetFieldIndex(row.get(), "layer"));
        std::string fault;
        if (PlanPicturePtr picture = read_row(row.get(), fault))
            pictures.emplace(layer, std::move(picture));
        else
            notes.push_back("a plan picture is damaged and is not shown: " + fault +
                            "; the .bak file beside it or a backup may hold it whole");
    }
    return pictures;
}

} // namespace prospect::io
