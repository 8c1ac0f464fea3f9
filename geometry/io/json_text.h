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

// {"height_m":"tagged",…} without those of basis unknown; "" when there are no attributes.
std::string bases_to_json(const std::vector<Attribute>& attributes);
// Sets the basis of every attribute: the one named in the text, unknown where it names none. A text that is
// empty or no JSON object says nothing, and the row's own basis counts; a row that has none was given its
// values as tags.
void apply_bases(const std::string& text, Basis row, std::vector<Attribute>& attributes);

} // namespace prospect::io
