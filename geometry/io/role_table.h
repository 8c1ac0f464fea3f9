// Rows of a table that is named as a role (contract §2): typed attributes, ids and provenance are kept.
#pragma once

#include "geometry/io/ogr_fields.h"
#include "geometry/site/feature.h"

#include <string>
#include <vector>

namespace prospect::io {

struct RoleRow {
    Feature feature;                 // without geometry
    std::string layer;               // name of its layer; empty: the table's
    std::vector<std::string> doubts; // columns whose value was not understood; it is kept in `extra`
};

RoleRow role_row(Role role, const Columns& columns);

} // namespace prospect::io
