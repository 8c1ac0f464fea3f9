#include "geometry/io/vector_import.h"

#include "geometry/base/error.h"
#include "geometry/io/classify.h"
#include "geometry/io/draft_builder.h"
#include "geometry/io/ogr_geometry.h"
#include "geometry/io/role_table.h"
#include "geometry/io/srs.h"

#include <algorithm>
#include <array>

namespace prospect::io {

namespace {

// What GDAL says when it was not let into the network is no fault of the file.
bool is_about_network(const std::string& message) {
    return message.find("no network access") != std::string::npos ||
           message.find("given URL") != std::string::npos;
}

bool is_own_table(std::string_view name) {
    return name.starts_with("prospect_") || name == "layer_styles";
}

class VectorReader {
public:
    VectorReader(const VectorSource& source, const ImportOptions& options)
        : source_(source), options_(options), builder_(source.file), classifier_(options, source.file) {}

    SourceDraft read(const Progress& progress);

private:
    void read_layer(OGRLayerH layer, const Progress& progress);
    void read_feature(OGRFeatureH feature);
    void set_crs(OGRLayerH layer);
    void add(Feature feature, OGRFeatureH row, bool repaired);
    std::optional<Role> named_role(const Columns& columns) const;
    void take_faults(const MessageCollector& messages, std::size_t missing);
    void tell_doubts(const std::vector<std::string>& doubts, const Feature& feature);

    const VectorSource& source_;
    const ImportOptions& options_;
    DraftBuilder builder_;
    Classifier classifier_;
    std::string layer_;
    std::optional<Role> table_role_;
    std::unique_ptr<Transformation> to_first_crs_;
    std::size_t shapes_ = 0;
    std::string fault_; // the first thing GDAL complained of
};

void VectorReader::set_crs(OGRLayerH layer) {
    to_first_crs_.reset();
    const CrsInfo own = describe_srs(OGR_L_GetSpatialRef(layer));
    std::string& crs = builder_.draft().crs;
    if (own.text.empty() || own.text == crs) return;
    if (crs.empty())
        crs = own.text;
    else
        to_first_crs_ = std::make_unique<Transformation>(own.text, crs);
}

void VectorReader::tell_doubts(const std::vector<std::string>& doubts, const Feature& feature) {
    for (const std::string& doubt : doubts)
        builder_.remark("a value was not understood and kept as text: " + doubt,
                        layer_ + " " + feature.source.id, feature.geometry.points.front());
}

// Of rows of a file with things of many kinds that each name theirs, as an export to GeoJSON does.
std::optional<Role> VectorReader::named_role(const Columns& columns) const {
    if (chosen_role(options_, layer_, source_.file)) return std::nullopt;
    std::optional<Role> role;
    bool has_id = false;
    for (const auto& [column, value] : columns) {
        if (column == "role") role = role_of(as_text(value));
        if (column == "id") has_id = Uuid::parse(as_text(value)).has_value();
    }
    return has_id ? role : std::nullopt;
}

void VectorReader::add(Feature feature, OGRFeatureH row, bool repaired) {
    const Columns columns = columns_of(row);
    DraftBuilder::Entry entry;
    entry.repaired = repaired;
    if (const auto role = table_role_ ? table_role_ : named_role(columns)) {
        RoleRow typed = role_row(*role, columns);
        tell_doubts(typed.doubts, feature);
        typed.feature.geometry = std::move(feature.geometry);
        typed.feature.source = feature.source;
        entry = {role, std::move(typed.feature), typed.layer, repaired};
    } else {
        const Classifier::Found found = classifier_.classify(feature, columns);
        tell_doubts(found.doubts, feature);
        if (!found.reason.empty())
            builder_.remark(found.reason, layer_ + " " + feature.source.id, feature.geometry.points.front());
        feature.basis = Basis::surveyed;
        entry.role = found.role == Role::underlay && !chosen_role(options_, layer_, source_.file)
                         ? std::nullopt
                         : found.role;
        entry.feature = std::move(feature);
    }
    builder_.add(std::move(entry));
}

void VectorReader::read_feature(OGRFeatureH row) {
    const std::string id = std::to_string(OGR_F_GetFID(row));
    ReadShape shape = read_shape(OGR_F_GetGeometryRef(row));
    if (!shape.skipped.empty()) {
        builder_.skip(shape.skipped, id);
        return;
    }
    ++shapes_;
    if (to_first_crs_ && to_first_crs_->apply(shape.geometry.points) > 0) {
        builder_.skip("it lies outside the area of its own reference system", id, shape.place);
        return;
    }
    const bool repaired = !shape.repaired.empty();
    if (repaired) builder_.remark("repaired: " + shape.repaired, layer_ + " " + id, shape.place);
    if (!shape.reduced.empty()) builder_.remark("left out: " + shape.reduced, layer_ + " " + id, shape.place);
    Feature feature;
    feature.geometry = std::move(shape.geometry);
    feature.source.id = id;
    add(std::move(feature), row, repaired);
}

void VectorReader::read_layer(OGRLayerH layer, const Progress& progress) {
    layer_ = OGR_L_GetName(layer);
    if (is_own_table(layer_)) {
        builder_.note("runs, styles and notes kept in the project file itself are not imported");
        return;
    }
    table_role_ = chosen_role(options_, layer_, source_.file) ? std::nullopt : role_of(layer_);
    // Sites have a table for every role; those without rows are no news.
    if (table_role_ && OGR_L_GetFeatureCount(layer, TRUE) == 0) return;
    builder_.begin_layer(layer_);
    classifier_.begin_layer(layer_);
    set_crs(layer);
    const MessageCollector messages;
    const auto expected = static_cast<std::size_t>(std::max<GIntBig>(0, OGR_L_GetFeatureCount(layer, FALSE)));
    std::size_t done = 0;
    OGR_L_ResetReading(layer);
    while (const OgrFeature feature{OGR_L_GetNextFeature(layer)}) {
        read_feature(feature.get());
        if (++done % 256 == 0)
            progress.report(static_cast<double>(done) / static_cast<double>(std::max(expected, done)));
    }
    take_faults(messages, expected > done ? expected - done : 0);
}

// Features behind a damaged place count as read and skipped; other complaints are passed on.
void VectorReader::take_faults(const MessageCollector& messages, std::size_t missing) {
    std::string fault;
    for (const auto& message : messages.messages()) {
        if (!message.error || is_about_network(message.text)) continue;
        if (fault.empty()) fault = message.text;
        builder_.note("while reading " + layer_ + ": " + message.text);
    }
    if (fault_.empty()) fault_ = fault;
    // A damaged count is no count: no feature is shorter than eight bytes.
    std::error_code ignored;
    const bool plausible = missing <= std::filesystem::file_size(source_.file, ignored) / 8;
    if (!fault.empty() && missing > 0 && plausible)
        builder_.skip_rest("the file is damaged there (" + fault + ")", missing);
}

SourceDraft VectorReader::read(const Progress& progress) {
    const int layers = GDALDatasetGetLayerCount(source_.dataset);
    for (int i = 0; i < layers; ++i)
        read_layer(GDALDatasetGetLayer(source_.dataset, i),
                   progress.part(static_cast<double>(i) / layers, static_cast<double>(i + 1) / layers));
    if (shapes_ == 0)
        throw Error(ErrorCode::refused,
                    fault_.empty() ? "nothing in this " + source_.format + " file has a shape"
                                   : "this " + source_.format + " file cannot be read: " + fault_,
                    "check in the program that made it that it holds points, lines or areas");
    return builder_.finish();
}

} // namespace

SourceDraft read_vector(const VectorSource& source, const ImportOptions& options, const Progress& progress) {
    return VectorReader(source, options).read(progress);
}

} // namespace prospect::io
