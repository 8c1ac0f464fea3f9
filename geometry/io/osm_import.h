// OpenStreetMap extracts (XML, PBF, gzipped) to roles by their tags (resources/mappings/osm.json).
#pragma once

#include "geometry/io/import.h"

namespace prospect::io {

// True when the name or the first bytes say OpenStreetMap.
bool is_osm(const std::filesystem::path& file);

// Reads all of nodes, ways and relations, in whatever order their ids come and with or without bounds. Every
// tag is kept. Throws Error(refused) for a file that breaks off or holds nothing.
SourceDraft read_osm(const std::filesystem::path& file, const ImportOptions& options,
                     const Progress& progress);

} // namespace prospect::io
