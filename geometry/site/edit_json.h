// The parts of an edit as JSON, both ways and exact: numbers by their shortest text that reads back the same,
// numbers that are none as "nan", "inf" and "-inf". Used by edit.cpp alone. Readers throw Error(refused)
// naming what is wrong.
#pragma once

#include "geometry/site/layer.h"

#include <nlohmann/json_fwd.hpp>

namespace prospect::edit_json {

using nlohmann::json;

[[noreturn]] void refuse(const std::string& what);

json from_number(double number);
// {"whole": 3}, {"number": 2.5}, {"flag": true} or {"text": "…"}.
json from_value(const Value& value);
// {"kind", "parts": [[[x,y,x,y,…] ring, …] part, …], "z": [one for each point]}; z left out when there is
// none.
json from_geometry(const Geometry& geometry);
json from_features(const std::vector<FeaturePtr>& features);

// The member, which must be there.
const json& member(const json& object, const char* name);
const json& to_array(const json& value);
std::string to_text(const json& value);
bool to_flag(const json& value);
double to_number(const json& value);
Uuid to_uuid(const json& value);
Role to_role(const json& value);
Basis to_basis(const json& value);
Value to_value(const json& value);
Geometry to_geometry(const json& value);
std::vector<FeaturePtr> to_features(const json& value);

} // namespace prospect::edit_json
