// What tells whether another program has written into a GeoPackage since it was read.
#pragma once

#include <cstdint>
#include <filesystem>

namespace prospect::io {

// Sizes in bytes, times in nanoseconds of the file system's clock; 0 where there is no file. `changes` is
// SQLite's own counter of commits (bytes 24 to 27 of the file); commits that still lie in the -wal beside it
// show in its size and time.
struct FileMark {
    std::uintmax_t size = 0;
    std::int64_t written = 0;
    std::uint32_t changes = 0;
    std::uintmax_t wal_size = 0;
    std::int64_t wal_written = 0;
    bool operator==(const FileMark&) const = default;
};

// Never throws: what cannot be read counts as 0. Reads 28 bytes.
FileMark mark_of(const std::filesystem::path& file);

} // namespace prospect::io
