// GeoPackages as databases: opened without touching them, and asked in SQL. Included only by .cpp files of
// geometry/io.
#pragma once

#include "geometry/io/gdal.h"
#include "geometry/io/scratch.h"

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace prospect::io {

// A GeoPackage on disk as it may be read: itself, or a private copy with all committed rows when another
// program has it open or died with it open.
struct ReadableGpkg {
    std::filesystem::path path;           // what to open; nobody writes to it
    std::optional<ScratchFolder> scratch; // holds the copy while the value lives
    bool live = false;                    // there was a -wal or a -journal beside it
};

// -wal, -shm and -journal files that lie beside a database.
std::vector<std::filesystem::path> companions(const std::filesystem::path& file);

// Throws Error(refused) with one sentence: missing, a folder, unreadable, empty, no SQLite database,
// truncated. Cost: a copy of the file when it is live, else nothing.
ReadableGpkg readable_gpkg(const std::filesystem::path& file);

// Throws Error(refused) when GDAL cannot open it or it has no gpkg_contents. `name` is the file the user
// knows.
Dataset open_gpkg(const ReadableGpkg& file, const std::string& name);

using SqlRow = std::vector<std::optional<std::string>>; // absent = NULL

// Rows of a SELECT as text. Throws Error(internal) with the database's message.
std::vector<SqlRow> query(GDALDatasetH dataset, const std::string& sql);
// First cell of the first row; absent when there is none.
std::optional<std::string> query_one(GDALDatasetH dataset, const std::string& sql);
// A statement without rows. Throws Error(internal) with the database's message.
void execute(GDALDatasetH dataset, const std::string& sql);

// "name" and 'text' with inner quotes doubled.
std::string sql_name(std::string_view name);
std::string sql_text(std::string_view text);

// A path as it stands in a file: URI of SQLite.
std::string uri_path(const std::filesystem::path& path);

// The database is a temporary until it is renamed and fsynced, so it needs no journal and no sync of its own.
// Holds for databases this thread opens while the value lives.
class NoJournal {
public:
    NoJournal();
    ~NoJournal();
    NoJournal(const NoJournal&) = delete;
    NoJournal& operator=(const NoJournal&) = delete;
};

} // namespace prospect::io
