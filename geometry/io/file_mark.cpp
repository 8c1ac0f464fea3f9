#include "geometry/io/file_mark.h"

#include <array>
#include <chrono>
#include <fstream>
#include <system_error>

namespace prospect::io {

namespace fs = std::filesystem;

namespace {

std::uintmax_t size_of(const fs::path& file) {
    std::error_code fault;
    const std::uintmax_t size = fs::file_size(file, fault);
    return fault ? 0 : size;
}

std::int64_t written_at(const fs::path& file) {
    std::error_code fault;
    const auto time = fs::last_write_time(file, fault);
    if (fault) return 0;
    return std::chrono::duration_cast<std::chrono::nanoseconds>(time.time_since_epoch()).count();
}

std::uint32_t commits_in(const fs::path& file) {
    constexpr std::streamoff counter_at = 24;
    std::array<char, 4> bytes{};
    std::ifstream stream(file, std::ios::binary);
    if (!stream.seekg(counter_at) || !stream.read(bytes.data(), bytes.size())) return 0;
    std::uint32_t count = 0;
    for (const char byte : bytes)
        count = (count << 8) | static_cast<unsigned char>(byte);
    return count;
}

} // namespace

FileMark mark_of(const fs::path& file) {
    const fs::path wal = file.string() + "-wal";
    // An empty log, as one is left behind by a program that only reads, holds no commit.
    const std::uintmax_t wal_size = size_of(wal);
    return {size_of(file), written_at(file), commits_in(file), wal_size, wal_size == 0 ? 0 : written_at(wal)};
}

} // namespace prospect::io
