#include "geometry/io/table_rows.h"

#include "geometry/base/grid_reference.h"
#include "geometry/base/tolerances.h"
#include "geometry/io/ogr_geometry.h"
#include "geometry/io/tag_values.h"

#include <algorithm>
#include <array>
#include <cmath>

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

constexpr std::array<std::string_view, 12> grid_columns{
    "grid reference", "grid_reference",    "gridreference",           "grid ref", "grid_ref",    "gridref",
    "os grid ref",    "os grid reference", "national grid reference", "ngr",      "os_grid_ref", "osgr"};

std::string lower(std::string_view text) {
    std::string result(text);
    for (char& c : result)
        c = c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
    return result;
}

} // namespace

int TableHeader::find(std::string_view name) const {
    for (std::size_t i = 0; i < columns.size(); ++i)
        if (lower(columns[i]) == name) return static_cast<int>(i);
    return -1;
}

TableHeader table_header(std::vector<std::string> columns) {
    TableHeader header;
    header.columns = std::move(columns);
    for (const PositionColumns& pair : position_columns) {
        header.x = header.find(pair.x);
        header.y = header.find(pair.y);
        header.crs = pair.crs;
        if (header.x >= 0 && header.y >= 0) break;
        header.x = header.y = -1;
    }
    for (const std::string_view name : shape_columns)
        if (header.x < 0 && header.wkt < 0) header.wkt = header.find(name);
    for (const std::string_view name : grid_columns)
        if (header.x < 0 && header.wkt < 0 && header.grid < 0) header.grid = header.find(name);
    if (header.x < 0) header.crs.clear();
    if (header.grid >= 0) header.crs = "EPSG:27700";
    // data.police.uk before it gave longitude and latitude.
    if (header.find("easting") >= 0 && header.find("falls within") >= 0) header.crs = "EPSG:27700";
    return header;
}

std::string column_list(const std::vector<std::string>& columns) {
    std::string names;
    for (const std::string& column : columns)
        if (!column.empty()) names += (names.empty() ? "" : ", ") + column;
    return names;
}

bool means_nothing(std::string_view text) {
    const std::string word = lower(text);
    return text.find_first_not_of(' ') == std::string_view::npos || word == "na" || word == "n/a" ||
           word == "nan" || word == "null" || word == "none";
}

std::optional<Point> TableRows::position(const std::vector<std::string>& cells, const std::string& id) {
    const std::string_view x_text = cells[static_cast<std::size_t>(header_.x)];
    const std::string_view y_text = cells[static_cast<std::size_t>(header_.y)];
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

std::optional<Point> TableRows::referenced(const std::string& text, const std::string& id) {
    const GridReferenceReading read = read_grid_reference(text);
    if (read.reference) {
        coarsest_m_ = std::max(coarsest_m_, read.reference->size_m);
        return read.reference->middle();
    }
    if (means_nothing(text))
        builder_.skip("the row has no position", id);
    else
        builder_.skip(read.problem.empty() ? "its grid reference is none, as TQ 302 805 is one"
                                           : "its grid reference is no place in the British grid",
                      id);
    return std::nullopt;
}

bool TableRows::read_shape_of(Feature& feature, const std::string& wkt, const std::string& id,
                              bool& repaired) {
    std::string text = wkt;
    char* rest = text.data();
    OGRGeometryH parsed = nullptr;
    OGR_G_CreateFromWkt(&rest, nullptr, &parsed);
    const OgrGeometry owner(parsed);
    ReadShape shape = read_shape(parsed);
    if (!shape.skipped.empty()) {
        builder_.skip(shape.skipped, id);
        return false;
    }
    repaired = !shape.repaired.empty();
    if (repaired) builder_.remark("repaired: " + shape.repaired, layer_ + " " + id, shape.place);
    feature.geometry = std::move(shape.geometry);
    return true;
}

void TableRows::add(const std::vector<std::string>& cells, const std::string& id) {
    Feature feature;
    feature.source.id = id;
    bool repaired = false;
    if (header_.x >= 0 || header_.grid >= 0) {
        const auto place = header_.x >= 0 ? position(cells, id)
                                          : referenced(cells[static_cast<std::size_t>(header_.grid)], id);
        if (!place) return;
        feature.geometry = Geometry::make_point(*place);
    } else if (!read_shape_of(feature, cells[static_cast<std::size_t>(header_.wkt)], id, repaired)) {
        return;
    }
    Columns columns;
    for (std::size_t i = 0; i < cells.size() && i < header_.columns.size(); ++i)
        if (!cells[i].empty() && static_cast<int>(i) != header_.wkt)
            columns.emplace_back(header_.columns[i], cells[i]);
    const std::string example = layer_ + " " + id;
    const Point where = feature.geometry.points.front();
    const Classifier::Found found = classifier_.classify(feature, columns);
    for (const std::string& doubt : found.doubts)
        builder_.remark("a value was not understood and kept as text: " + doubt, example, where);
    feature.basis = Basis::surveyed;
    builder_.add({found.role, std::move(feature), {}, repaired});
}

void TableRows::finish() {
    if (coarsest_m_ > 1)
        builder_.note("grid references name squares, here of up to " +
                      std::to_string(static_cast<int>(coarsest_m_)) +
                      " m: each thing was placed in the middle of its square");
    if (header_.find("falls within") >= 0)
        builder_.note("positions of data.police.uk are anonymised: moved to the nearest of a fixed list of "
                      "points, so many incidents share one place");
}

} // namespace prospect::io
