// Files that belong to a site as the project file keeps them: the rows of prospect_file. Included only by
// .cpp files of geometry/io.
#pragma once

#include "geometry/io/gdal.h"
#include "geometry/io/stored_file.h"

#include <filesystem>
#include <memory>
#include <set>
#include <string>
#include <vector>

namespace prospect::io {

// Lists the files a GeoPackage keeps, in the order they were kept, without reading their bytes: these lie in
// `path`, which `kept_alive` keeps there. Only bytes without a sum are read, for it. `dataset` is that
// GeoPackage.
std::vector<StoredFile> list_files(GDALDatasetH dataset, const std::filesystem::path& path,
                                   const std::shared_ptr<const void>& kept_alive);
// Names of the rows whose bytes do not give the sum they have; reads one after another. `count` gets the
// number of rows.
std::vector<std::string> damaged_files(GDALDatasetH dataset, std::size_t& count);
// The bytes with that sum that the project file keeps, as they are; null when it is not there or keeps none.
std::shared_ptr<const std::string> read_stored_bytes(const std::filesystem::path& project,
                                                     const std::string& sha256);

// Adds those the table does not hold yet by their key (key_of), takes away photometry that is none of them,
// puts bytes in memory in the place of damaged ones, and gives rows without a sum theirs. Bytes that are gone
// are left out. The dataset must have been opened after
// the table was made: OGR must know it. Throws Error(internal).
void write_files(GDALDatasetH dataset, const std::vector<StoredFile>& files);
// The sums of the table's rows.
std::set<std::string> sums_of_files(GDALDatasetH dataset);
// Whether write_files would have anything to do.
bool lacks_files(GDALDatasetH dataset, const std::vector<StoredFile>& files);

} // namespace prospect::io
