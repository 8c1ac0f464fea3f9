// Small JSON texts inside columns: free attributes, provenance, bases of attributes.
#pragma once

#include "geometry/site/feature.h"

#include <string>
#include <utility>
#include <vector>

namespace prospect::io {

using Extra = std::vector<std::pair<std::string, Value>>;

// "" when there is nothing to say.
std::string extra_to_json(const Extra& extra);
// Sorted by name. Lists and objects stay JSON text; a text that is no JSON object becomes one value named
// "extra".
Extra extra_from_json(const std::string& text);

// {"file":…,"layer":…,"id":…} without empty members, "" when all are. Text that is no JSON is a file name.
std::string source_to_json(const Source& source);
Source source_from_json(const std::string& text);

// {"height_m":"tagged",…} without those of basis unknown, "" when there are none.
std::string bases_to_json(const std::vector<Attribute>& attributes);
// Sets the basis of the attributes named; other names are ignored.
void apply_bases(const std::string& text, std::vector<Attribute>& attributes);

} // namespace prospect::io
