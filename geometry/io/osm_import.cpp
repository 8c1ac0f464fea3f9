#include "geometry/io/osm_import.h"

#include "geometry/base/error.h"
#include "geometry/base/resources.h"
#include "geometry/io/classify.h"
#include "geometry/io/draft_builder.h"
#include "geometry/io/gdal.h"
#include "geometry/io/ogr_geometry.h"
#include "geometry/io/tag_rules.h"

#include <array>
#include <fstream>
#include <map>

namespace prospect::io {

namespace {

// "key"=>"value","other"=>"…" with \" and \\ inside, as GDAL writes all tags of a feature.
Tags tags_of(std::string_view text) {
    Tags tags;
    std::size_t at = 0;
    const auto quoted = [&]() {
        std::string word;
        at = text.find('"', at);
        if (at == std::string_view::npos) return word;
        for (++at; at < text.size() && text[at] != '"'; ++at) {
            if (text[at] == '\\' && at + 1 < text.size()) ++at;
            word += text[at];
        }
        ++at;
        return word;
    };
    while (at < text.size()) {
        std::string key = quoted();
        if (at >= text.size()) break;
        std::string value = quoted();
        tags.emplace(std::move(key), std::move(value));
    }
    return tags;
}

struct LayerState {
    std::string name;
    int tags_field = -1;
    int id_field = -1;
    int way_id_field = -1;
    std::optional<Role> chosen;
};

class OsmReader {
public:
    OsmReader(const std::filesystem::path& file, const ImportOptions& options)
        : file_(file), options_(options), rules_(TagRules::load("osm.json", options.mapping_file)),
          builder_(file) {}

    SourceDraft read(GDALDatasetH dataset, const Progress& progress);

private:
    const LayerState& state_of(OGRLayerH layer);
    void read_feature(OGRFeatureH feature, const LayerState& layer);
    void place(Feature feature, const LayerState& layer, const Tags& tags, bool repaired);

    const std::filesystem::path& file_;
    const ImportOptions& options_;
    TagRules rules_;
    DraftBuilder builder_;
    std::map<OGRLayerH, LayerState> layers_;
    std::size_t read_ = 0;
};

const LayerState& OsmReader::state_of(OGRLayerH layer) {
    const auto [found, fresh] = layers_.try_emplace(layer);
    LayerState& state = found->second;
    if (fresh) {
        state.name = OGR_L_GetName(layer);
        OGRFeatureDefnH definition = OGR_L_GetLayerDefn(layer);
        state.tags_field = OGR_FD_GetFieldIndex(definition, "all_tags");
        state.id_field = OGR_FD_GetFieldIndex(definition, "osm_id");
        state.way_id_field = OGR_FD_GetFieldIndex(definition, "osm_way_id");
        state.chosen = chosen_role(options_, state.name, file_);
    }
    builder_.begin_layer(state.name);
    return state;
}

std::string id_of(OGRFeatureH feature, const LayerState& layer) {
    const auto text = [&](int field) { return std::string(OGR_F_GetFieldAsString(feature, field)); };
    if (layer.way_id_field >= 0 && OGR_F_IsFieldSetAndNotNull(feature, layer.way_id_field) != 0)
        return "way/" + text(layer.way_id_field);
    const char* kind = layer.name == "points" ? "node/" : layer.name == "lines" ? "way/" : "relation/";
    return kind + text(layer.id_field);
}

void OsmReader::place(Feature feature, const LayerState& layer, const Tags& tags, bool repaired) {
    const std::string example = layer.name + " " + feature.source.id;
    const Point where = feature.geometry.points.front();
    const auto match = layer.chosen ? rules_.match(*layer.chosen, layer.name, feature.geometry.kind, tags)
                                    : rules_.match(layer.name, feature.geometry.kind, tags);
    DraftBuilder::Entry entry;
    entry.repaired = repaired;
    entry.role = layer.chosen;
    if (match) {
        if (!layer.chosen && match->role != Role::underlay) entry.role = match->role;
        if (match->role != Role::underlay) feature.attributes = match->attributes;
        feature.sensitivity = match->sensitivity.value_or(Sensitivity::ordinary);
        if (!match->reason.empty()) builder_.remark(match->reason, example, where);
        for (const std::string& doubt : match->doubts)
            builder_.remark("a tag was not understood and does not count: " + doubt, example, where);
    }
    entry.feature = std::move(feature);
    builder_.add(std::move(entry));
}

void OsmReader::read_feature(OGRFeatureH row, const LayerState& layer) {
    const std::string id = id_of(row, layer);
    ReadShape shape = read_shape(OGR_F_GetGeometryRef(row));
    if (!shape.skipped.empty()) {
        builder_.skip(shape.skipped, id);
        return;
    }
    const std::string example = layer.name + " " + id;
    if (!shape.repaired.empty()) builder_.remark("repaired: " + shape.repaired, example, shape.place);
    if (!shape.reduced.empty()) builder_.remark("left out: " + shape.reduced, example, shape.place);
    const Tags tags = tags_of(OGR_F_GetFieldAsString(row, layer.tags_field));
    Feature feature;
    feature.geometry = std::move(shape.geometry);
    feature.source.id = id;
    feature.basis = Basis::tagged;
    if (const auto name = tags.find("name"); name != tags.end()) feature.name = name->second;
    for (const auto& [key, value] : tags)
        feature.extra.emplace_back(key, value);
    place(std::move(feature), layer, tags, !shape.repaired.empty());
}

SourceDraft OsmReader::read(GDALDatasetH dataset, const Progress& progress) {
    const MessageCollector messages;
    GDALDatasetResetReading(dataset);
    OGRLayerH layer = nullptr;
    double done = 0;
    // Layer by layer GDAL would have to hold back all features of the other layers: in file order it need
    // not.
    while (const OgrFeature feature{GDALDatasetGetNextFeature(dataset, &layer, &done, nullptr, nullptr)}) {
        read_feature(feature.get(), state_of(layer));
        if (++read_ % 256 == 0) progress.report(done);
    }
    const std::string said = messages.first_error();
    if (!said.empty())
        throw Error(ErrorCode::refused, "this OpenStreetMap file breaks off or is damaged (" + said + ")",
                    "download it again");
    if (read_ == 0)
        throw Error(ErrorCode::refused, "this OpenStreetMap file holds nothing with a tag",
                    "download an extract with nodes, ways and relations of the place");
    builder_.draft().crs = "EPSG:4326";
    builder_.note("OpenStreetMap holds what somebody mapped: a lamp, fence or camera that is not in it may "
                  "still be there");
    return builder_.finish();
}

} // namespace

bool is_osm(const std::filesystem::path& file) {
    const std::string name = file.filename().string();
    for (const char* ending : {".osm", ".osm.pbf", ".pbf", ".osm.gz", ".osm.xml"})
        if (name.ends_with(ending)) return true;
    std::ifstream in(file, std::ios::binary);
    std::array<char, 512> start{};
    in.read(start.data(), start.size());
    const std::string_view bytes(start.data(), static_cast<std::size_t>(in.gcount()));
    return bytes.find("<osm ") != std::string_view::npos || bytes.find("OSMHeader") != std::string_view::npos;
}

SourceDraft read_osm(const std::filesystem::path& file, const ImportOptions& options,
                     const Progress& progress) {
    start_gdal();
    const std::string config = "CONFIG_FILE=" + resource_path("mappings/osmconf.ini").string();
    // The index of its own drops every node whose id is not higher than the one before.
    const std::array<const char*, 3> settings{config.c_str(), "USE_CUSTOM_INDEXING=NO", nullptr};
    const std::array<const char*, 2> drivers{"OSM", nullptr};
    const std::string path = (file.extension() == ".gz" ? "/vsigzip/" : "") + file.string();
    const MessageCollector messages;
    const Dataset dataset(GDALOpenEx(path.c_str(), GDAL_OF_VECTOR | GDAL_OF_READONLY, drivers.data(),
                                     settings.data(), nullptr));
    if (!dataset)
        throw Error(ErrorCode::refused, "this is no OpenStreetMap file that can be read",
                    "download it again as .osm or .osm.pbf");
    return OsmReader(file, options).read(dataset.get(), progress);
}

} // namespace prospect::io
