// The attributes of each role, one function per role: contract.md §2 row by row. Used by roles.cpp alone.
#pragma once

#include "geometry/site/role.h"

namespace prospect::role_attributes {

using Attributes = std::vector<AttributeInfo>;

Attributes study_area();
Attributes building();
Attributes barrier();
Attributes opening();
Attributes zone();
Attributes path();
Attributes tree();
Attributes planting();
Attributes luminaire();
Attributes camera();
Attributes observer();
Attributes target();
Attributes activity();
// `source` of contract §2 is the feature's common column of that name, and no attribute.
Attributes incident();
Attributes annotation();

} // namespace prospect::role_attributes
