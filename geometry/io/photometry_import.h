// Photometry as a source of an import: a file that the site keeps, not a layer of it.
#pragma once

#include "geometry/io/import.h"

#include <filesystem>
#include <vector>

namespace prospect::io {

// Keeps the bytes as they are. Throws Error(refused) in the words of the reader (photometry.h).
SourceDraft read_photometry_source(const std::filesystem::path& file);

bool is_photometry_source(const SourceDraft& draft);
// Whether a file of its name is kept with other bytes.
bool would_replace(const SourceDraft& draft, const std::vector<StoredFile>& kept);

// Adds the draft's files and their light to the outcome, whose photometries are those of `site` to begin
// with; what the site keeps already is only said. Throws Error(usage) when one of its name is kept with other
// bytes and options.replace is not set.
void join_photometry(const Site& site, const SourceDraft& draft, const ImportOptions& options,
                     const std::vector<StoredFile>& kept, ImportOutcome& outcome);

} // namespace prospect::io
