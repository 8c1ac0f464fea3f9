// Attribute columns of OGR features. Included only by .cpp files of geometry/io.
#pragma once

#include "geometry/io/gdal.h"
#include "geometry/site/value.h"

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace prospect::io {

using Columns = std::vector<std::pair<std::string, Value>>;

// Text in UTF-8: as it is when it is UTF-8, else read as Windows-1252.
std::string utf8(std::string_view text);
// A column's value; absent when it is NULL or bytes.
std::optional<Value> field_value(OGRFeatureH feature, int field);
// All columns with a value, in the order of the table.
Columns columns_of(OGRFeatureH feature);

} // namespace prospect::io
