#include "geometry/io/csv_import.h"

#include "geometry/base/error.h"
#include "geometry/base/tolerances.h"
#include "geometry/io/classify.h"
#include "geometry/io/draft_builder.h"
#include "geometry/io/ogr_geometry.h"
#include "geometry/io/tag_values.h"

#include <algorithm>
#include <array>

namespace prospect::io {

namespace {

// Columns that hold a position together, and the system they are in by custom ("" = open).
struct PositionColumns {
    std::string_view x;
    std::string_view y;
    std::string_view crs;
};

constexpr std::array<PositionColumns, 14> position_columns{{{"longitude", "latitude", "EPSG:4326"},
                                                            {"long", "lat", "EPSG:4326"},
                                                            {"lon", "lat", "EPSG:4326"},
                                                            {"lng", "lat", "EPSG:4326"},
                                                            {"easting", "northing", ""},
                                                            {"eastings", "northings", ""},
                                                            {"x_coordinate", "y_coordinate", ""},
                                                            {"x coordinate", "y coordinate", ""},
                                                            {"xcoord", "ycoord", ""},
                                                            {"x_coord", "y_coord", ""},
                                                            {"point_x", "point_y", ""},
                                                            {"rechtswert", "hochwert", ""},
                                                            {"east", "north", ""},
                                                            {"x", "y", ""}}};
constexpr std::array<std::string_view, 5> shape_columns{"wkt", "geom", "geometry", "the_geom", "shape"};

std::string lower(std::string_view text) {
    std::string result(text);
    for (char& c : result)
        c = c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
    return result;
}

struct Header {
    std::vector<std::string> columns;
    int x = -1;
    int y = -1;
    int wkt = -1;
    std::string crs;

    int find(std::string_view name) const {
        for (std::size_t i = 0; i < columns.size(); ++i)
            if (lower(columns[i]) == name) return static_cast<int>(i);
        return -1;
    }
};

Header header_of(OGRLayerH layer) {
    Header header;
    OGRFeatureDefnH definition = OGR_L_GetLayerDefn(layer);
    for (int i = 0; i < OGR_FD_GetFieldCount(definition); ++i)
        header.columns.push_back(utf8(OGR_Fld_GetNameRef(OGR_FD_GetFieldDefn(definition, i))));
    for (const PositionColumns& pair : position_columns) {
        header.x = header.find(pair.x);
        header.y = header.find(pair.y);
        header.crs = pair.crs;
        if (header.x >= 0 && header.y >= 0) break;
        header.x = header.y = -1;
    }
    for (const std::string_view name : shape_columns)
        if (header.x < 0 && header.wkt < 0) header.wkt = header.find(name);
    if (header.x < 0) header.crs.clear();
    // data.police.uk before it gave longitude and latitude.
    if (header.find("easting") >= 0 && header.find("falls within") >= 0) header.crs = "EPSG:27700";
    if (header.x < 0 && header.wkt < 0) {
        std::string names;
        for (const std::string& column : header.columns)
            names += (names.empty() ? "" : ", ") + column;
        throw Error(ErrorCode::refused, "no columns of this table hold a position (there are: " + names + ")",
                    "name them longitude and latitude, easting and northing, x and y, or wkt");
    }
    return header;
}

class CsvReader {
public:
    CsvReader(const std::filesystem::path& file, const ImportOptions& options, OGRLayerH layer)
        : layer_(layer), builder_(file), classifier_(options, file), name_(file.stem().string()),
          header_(header_of(layer)) {}

    SourceDraft read(const Progress& progress);

private:
    void read_row(OGRFeatureH row, const std::string& id);
    std::optional<Point> position(OGRFeatureH row, const std::string& id);
    void add(Feature feature, OGRFeatureH row, bool repaired);

    OGRLayerH layer_;
    DraftBuilder builder_;
    Classifier classifier_;
    std::string name_;
    Header header_;
};

// An empty cell, or the way other programs write one.
bool means_nothing(std::string_view text) {
    const std::string word = lower(text);
    return text.find_first_not_of(' ') == std::string_view::npos || word == "na" || word == "n/a" ||
           word == "nan" || word == "null" || word == "none";
}

std::optional<Point> CsvReader::position(OGRFeatureH row, const std::string& id) {
    const std::string_view x_text = OGR_F_GetFieldAsString(row, header_.x);
    const std::string_view y_text = OGR_F_GetFieldAsString(row, header_.y);
    const auto x = parse_number(x_text);
    const auto y = parse_number(y_text);
    const bool empty = means_nothing(x_text) || means_nothing(y_text);
    const bool degrees = header_.crs == "EPSG:4326";
    if (empty)
        builder_.skip("the row has no position", id);
    else if (!x || !y)
        builder_.skip("its position is no pair of numbers", id);
    else if (*x == 0 && *y == 0)
        builder_.skip("the row has no position (0, 0)", id);
    else if (degrees && (std::abs(*x) > 180 || std::abs(*y) > 90))
        builder_.skip("its longitude or latitude is out of range", id);
    else if (std::abs(*x) > tolerance::coordinate_limit_m || std::abs(*y) > tolerance::coordinate_limit_m)
        builder_.skip("its position is no place on Earth", id);
    else
        return Point{*x, *y};
    return std::nullopt;
}

void CsvReader::add(Feature feature, OGRFeatureH row, bool repaired) {
    Columns columns;
    for (auto& [column, value] : columns_of(row))
        if (!as_text(value).empty() && header_.find(lower(column)) != header_.wkt)
            columns.emplace_back(column, std::move(value));
    const std::string example = name_ + " " + feature.source.id;
    const Point where = feature.geometry.points.front();
    const Classifier::Found found = classifier_.classify(feature, columns);
    for (const std::string& doubt : found.doubts)
        builder_.remark("a value was not understood and kept as text: " + doubt, example, where);
    feature.basis = Basis::surveyed;
    builder_.add({found.role, std::move(feature), {}, repaired});
}

void CsvReader::read_row(OGRFeatureH row, const std::string& id) {
    Feature feature;
    feature.source.id = id;
    bool repaired = false;
    if (header_.x >= 0) {
        const auto place = position(row, id);
        if (!place) return;
        feature.geometry = Geometry::make_point(*place);
    } else {
        std::string text = OGR_F_GetFieldAsString(row, header_.wkt);
        char* wkt = text.data();
        OGRGeometryH parsed = nullptr;
        OGR_G_CreateFromWkt(&wkt, nullptr, &parsed);
        const OgrGeometry owner(parsed);
        ReadShape shape = read_shape(parsed);
        if (!shape.skipped.empty()) {
            builder_.skip(shape.skipped, id);
            return;
        }
        repaired = !shape.repaired.empty();
        if (repaired) builder_.remark("repaired: " + shape.repaired, name_ + " " + id, shape.place);
        feature.geometry = std::move(shape.geometry);
    }
    add(std::move(feature), row, repaired);
}

SourceDraft CsvReader::read(const Progress& progress) {
    const MessageCollector messages;
    builder_.begin_layer(name_);
    classifier_.begin_layer(name_);
    builder_.draft().crs = header_.crs;
    // The first row below the header is row 2, as a spreadsheet counts.
    std::size_t row = 1;
    while (const OgrFeature feature{OGR_L_GetNextFeature(layer_)}) {
        read_row(feature.get(), "row " + std::to_string(++row));
        if (row % 256 == 0) progress.report(0.5);
    }
    if (row == 1)
        throw Error(ErrorCode::refused, "this table has a header and no rows",
                    "export it again with its rows");
    if (header_.find("falls within") >= 0)
        builder_.note("positions of data.police.uk are anonymised: moved to the nearest of a fixed list of "
                      "points, so many "
                      "incidents share one place");
    return builder_.finish();
}

} // namespace

SourceDraft read_csv_source(const std::filesystem::path& file, const ImportOptions& options,
                            const Progress& progress) {
    start_gdal();
    const std::array<const char*, 3> settings{"AUTODETECT_TYPE=NO", "HEADERS=YES", nullptr};
    const std::array<const char*, 2> drivers{"CSV", nullptr};
    const MessageCollector messages;
    const Dataset dataset(GDALOpenEx(file.c_str(), GDAL_OF_VECTOR | GDAL_OF_READONLY, drivers.data(),
                                     settings.data(), nullptr));
    OGRLayerH layer = dataset ? GDALDatasetGetLayer(dataset.get(), 0) : nullptr;
    if (layer == nullptr)
        throw Error(ErrorCode::refused,
                    "this table cannot be read" +
                        (messages.first_error().empty() ? "" : " (" + messages.first_error() + ")"),
                    "save it as CSV: comma, header in the first row, UTF-8");
    return CsvReader(file, options, layer).read(progress);
}

} // namespace prospect::io
