// Rows of a table as features at the position each of them names; from CSV and from spreadsheets.
#pragma once

#include "geometry/io/classify.h"
#include "geometry/io/draft_builder.h"

#include <string>
#include <string_view>
#include <vector>

namespace prospect::io {

// Which columns hold a position: longitude and latitude, easting and northing, x and y, a shape as WKT, or a
// reference to the British grid.
struct TableHeader {
    std::vector<std::string> columns;
    int x = -1;
    int y = -1;
    int wkt = -1;
    int grid = -1;   // "TQ 302 805"
    std::string crs; // "EPSG:4326", "EPSG:27700" for a file of data.police.uk; "" = open

    bool has_position() const { return x >= 0 || wkt >= 0 || grid >= 0; }
    // Case does not count; -1 when there is no such column.
    int find(std::string_view name) const;
};
TableHeader table_header(std::vector<std::string> columns);
// "Item, Cost": for telling which columns there are.
std::string column_list(const std::vector<std::string>& columns);
// An empty cell, or the way other programs write one.
bool means_nothing(std::string_view cell);

// Adds rows to the layer begun in the builder and the classifier; each is counted once. Rows without a
// position are skipped with a reason.
class TableRows {
public:
    TableRows(DraftBuilder& builder, const Classifier& classifier, std::string layer, TableHeader header)
        : builder_(builder), classifier_(classifier), layer_(std::move(layer)), header_(std::move(header)) {}

    // Cells in the order of the columns, UTF-8; id: "row 7".
    void add(const std::vector<std::string>& cells, const std::string& id);
    // What is to be said once all rows are in.
    void finish();

private:
    std::optional<Point> position(const std::vector<std::string>& cells, const std::string& id);
    // The middle of the square it names.
    std::optional<Point> referenced(const std::string& text, const std::string& id);
    // False: skipped.
    bool read_shape_of(Feature& feature, const std::string& wkt, const std::string& id, bool& repaired);

    DraftBuilder& builder_;
    const Classifier& classifier_;
    std::string layer_;
    TableHeader header_;
    double coarsest_m_ = 0; // square of a grid reference
};

} // namespace prospect::io
