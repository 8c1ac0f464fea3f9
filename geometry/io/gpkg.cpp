#include "geometry/io/gpkg.h"

#include "geometry/base/error.h"

#include <cpl_conv.h>
#include <cpl_string.h>

#include <array>
#include <cstring>
#include <fstream>
#include <unistd.h>

namespace prospect::io {

namespace fs = std::filesystem;

namespace {

constexpr std::string_view sqlite_magic{"SQLite format 3\0", 16};
constexpr std::size_t header_size = 100;

using Header = std::array<unsigned char, header_size>;

std::uint32_t big_endian(const Header& header, std::size_t at) {
    return (std::uint32_t{header[at]} << 24) | (std::uint32_t{header[at + 1]} << 16) |
           (std::uint32_t{header[at + 2]} << 8) | header[at + 3];
}

[[noreturn]] void refuse(const fs::path& file, const std::string& what, const std::string& advice) {
    throw Error(ErrorCode::refused, file.filename().string() + " " + what, advice);
}

void check_readable(const fs::path& file) {
    std::error_code error;
    const fs::file_status status = fs::status(file, error);
    if (!fs::exists(status)) refuse(file, "does not exist", "check the name and the folder");
    if (fs::is_directory(status)) refuse(file, "is a folder", "give the name of a GeoPackage (.gpkg)");
    if (::access(file.c_str(), R_OK) != 0)
        refuse(file, "may not be read", "ask its owner for the right to read it");
    if (fs::file_size(file, error) == 0 && !error)
        refuse(file, "is empty", "restore it from the .bak file beside it or from a backup");
}

// Bytes 28 and 92 of the header (SQLite file format §1.3): the size in pages counts when both counters agree.
void check_header(const fs::path& file, bool live) {
    Header header{};
    std::ifstream stream(file, std::ios::binary);
    stream.read(reinterpret_cast<char*>(header.data()), header_size);
    const bool whole = stream.gcount() == static_cast<std::streamsize>(header_size);
    if (!whole || std::memcmp(header.data(), sqlite_magic.data(), sqlite_magic.size()) != 0)
        refuse(file, "is no GeoPackage", "open a .gpkg file, or import other formats");
    std::uint64_t page = (std::uint32_t{header[16]} << 8) | header[17];
    if (page == 1) page = 65536;
    const std::uint64_t expected = page * big_endian(header, 28);
    // A live file may be short by the pages that are still in its -wal.
    if (!live && big_endian(header, 24) == big_endian(header, 92) && fs::file_size(file) < expected)
        refuse(file,
               "is truncated: " + std::to_string(fs::file_size(file)) + " of " + std::to_string(expected) +
                   " bytes are there",
               "copy it again from where it came, or restore the .bak file beside it");
}

using Stamp = std::vector<std::pair<std::uintmax_t, fs::file_time_type>>;

Stamp stamp(const fs::path& file) {
    Stamp all;
    for (const char* ending : {"", "-wal", "-journal"}) {
        std::error_code size_error;
        std::error_code time_error;
        const fs::path one = file.string() + ending;
        all.emplace_back(fs::file_size(one, size_error), fs::last_write_time(one, time_error));
    }
    return all;
}

// The database with its log, taken again while the other program writes.
void copy_live(const fs::path& file, const fs::path& copy) {
    constexpr int attempts = 20;
    for (int attempt = 0; attempt < attempts; ++attempt) {
        const Stamp before = stamp(file);
        std::error_code error;
        for (const char* ending : {"", "-wal", "-journal"}) {
            fs::remove(copy.string() + ending, error);
            const fs::path from = file.string() + ending;
            if (fs::exists(from, error) && !fs::copy_file(from, copy.string() + ending, error) &&
                error != std::errc::no_such_file_or_directory)
                throw Error(ErrorCode::internal,
                            "no private copy of " + file.filename().string() +
                                " could be made: " + error.message(),
                            "close the program that has it open, or free space for temporary files");
        }
        if (stamp(file) == before) return;
        ::usleep(50'000);
    }
    refuse(file, "is being written by another program without a pause", "wait until it has finished");
}

// Rolls a dead program's transaction back, or folds the -wal in, so that the copy is one plain file.
void settle(const fs::path& copy, const fs::path& file) {
    start_gdal();
    const MessageCollector messages;
    const std::array<const char*, 2> drivers{"GPKG", nullptr};
    const Dataset dataset(
        GDALOpenEx(copy.c_str(), GDAL_OF_VECTOR | GDAL_OF_UPDATE, drivers.data(), nullptr, nullptr));
    if (!dataset || query_one(dataset.get(), "PRAGMA journal_mode = DELETE") != "delete")
        refuse(file, "is in use by another program and cannot be read: " + messages.first_error(),
               "close the other program");
}

std::string database_message(const MessageCollector& messages) {
    const std::string first = messages.first_error();
    return first.empty() ? "the database refused without a message" : first;
}

} // namespace

std::vector<fs::path> companions(const fs::path& file) {
    std::vector<fs::path> found;
    std::error_code ignored;
    for (const char* ending : {"-wal", "-shm", "-journal"})
        if (fs::exists(file.string() + ending, ignored)) found.push_back(file.string() + ending);
    return found;
}

ReadableGpkg readable_gpkg(const fs::path& file) {
    check_readable(file);
    const bool live = fs::exists(file.string() + "-wal") || fs::exists(file.string() + "-journal");
    check_header(file, live);
    if (!live) return {file, std::nullopt, false};
    ReadableGpkg readable{{}, ScratchFolder(), true};
    readable.path = readable.scratch->path() / file.filename();
    copy_live(file, readable.path);
    settle(readable.path, file);
    return readable;
}

Dataset open_gpkg(const ReadableGpkg& file, const std::string& name) {
    start_gdal();
    const MessageCollector messages;
    const std::array<const char*, 2> immutable{"IMMUTABLE=YES", nullptr};
    const std::array<const char*, 2> drivers{"GPKG", nullptr};
    Dataset dataset(GDALOpenEx(file.path.c_str(), GDAL_OF_VECTOR | GDAL_OF_READONLY, drivers.data(),
                               immutable.data(), nullptr));
    if (dataset &&
        query_one(dataset.get(), "SELECT count(*) FROM sqlite_master WHERE name = 'gpkg_contents'") == "1")
        return dataset;
    const std::string said = messages.first_error();
    const bool damaged =
        said.find("malformed") != std::string::npos || said.find("not a database") != std::string::npos;
    throw Error(ErrorCode::refused, name + (damaged ? " is damaged" : " is no GeoPackage"),
                damaged ? "restore the .bak file beside it or a backup"
                        : "open a .gpkg file, or import other formats");
}

std::vector<SqlRow> query(GDALDatasetH dataset, const std::string& sql) {
    const MessageCollector messages;
    OGRLayerH rows = GDALDatasetExecuteSQL(dataset, sql.c_str(), nullptr, nullptr);
    std::vector<SqlRow> all;
    if (rows != nullptr) {
        while (OgrFeature feature{OGR_L_GetNextFeature(rows)}) {
            SqlRow row;
            for (int i = 0; i < OGR_F_GetFieldCount(feature.get()); ++i)
                row.push_back(OGR_F_IsFieldSetAndNotNull(feature.get(), i)
                                  ? std::optional<std::string>(OGR_F_GetFieldAsString(feature.get(), i))
                                  : std::nullopt);
            all.push_back(std::move(row));
        }
        GDALDatasetReleaseResultSet(dataset, rows);
    }
    if (!messages.first_error().empty())
        throw Error(ErrorCode::internal, "the database refused a query: " + database_message(messages));
    return all;
}

std::optional<std::string> query_one(GDALDatasetH dataset, const std::string& sql) {
    const std::vector<SqlRow> rows = query(dataset, sql);
    return rows.empty() || rows.front().empty() ? std::nullopt : rows.front().front();
}

void execute(GDALDatasetH dataset, const std::string& sql) {
    const MessageCollector messages;
    if (OGRLayerH rows = GDALDatasetExecuteSQL(dataset, sql.c_str(), nullptr, nullptr))
        GDALDatasetReleaseResultSet(dataset, rows);
    if (!messages.first_error().empty())
        throw Error(ErrorCode::internal, "the database refused a change: " + database_message(messages));
}

std::string sql_name(std::string_view name) {
    std::string quoted = "\"";
    for (const char c : name)
        quoted += c == '"' ? std::string("\"\"") : std::string(1, c);
    return quoted + "\"";
}

std::string sql_text(std::string_view text) {
    std::string quoted = "'";
    for (const char c : text)
        quoted += c == '\'' ? std::string("''") : std::string(1, c);
    return quoted + "'";
}

std::string uri_path(const fs::path& path) {
    std::string encoded;
    for (const char c : fs::absolute(path).string()) {
        if (c == '%' || c == '?' || c == '#') {
            constexpr std::string_view digits = "0123456789ABCDEF";
            const auto byte = static_cast<unsigned char>(c);
            encoded += {'%', digits[byte >> 4], digits[byte & 15]};
        } else {
            encoded += c;
        }
    }
    return encoded;
}

NoJournal::NoJournal() {
    CPLSetThreadLocalConfigOption(
        "OGR_SQLITE_PRAGMA", "journal_mode=OFF,synchronous=OFF,locking_mode=EXCLUSIVE,cache_size=-131072");
}

NoJournal::~NoJournal() {
    CPLSetThreadLocalConfigOption("OGR_SQLITE_PRAGMA", nullptr);
}

} // namespace prospect::io
