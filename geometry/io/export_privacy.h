// What may leave the program, and the proof that nothing else has. Used by export_site.cpp.
#pragma once

#include "geometry/io/export.h"

#include <filesystem>
#include <string>
#include <vector>

namespace prospect::io {

struct Shareable {
    Site site;                        // only what the audience may have
    std::size_t withheld = 0;         // features left out
    std::size_t stripped = 0;         // features that lost free attributes, provenance or a person's name
    std::vector<std::string> secrets; // texts that must not be in the file
};

// police: everything. Everybody else: no personal and no protected features, no free attributes and
// provenance, authors by their role, nobody's name in charge.
Shareable shareable(const Site& site, Audience audience);

// The first of the secrets that the file's bytes hold; "" when none. Texts that the file has from elsewhere
// (what is shared, the schema, the styles, `also_allowed`) and those too short to be told from chance count
// as none. Cost: one pass.
std::string find_secret(const std::filesystem::path& file, const Shareable& shared,
                        const std::string& also_allowed);

} // namespace prospect::io
