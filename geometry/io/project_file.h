// The project file: one GeoPackage per site (contract.md §2), saved so that nothing is ever lost.
#pragma once

#include "geometry/base/progress.h"
#include "geometry/io/export.h"
#include "geometry/io/file_mark.h"
#include "geometry/io/project_findings.h"
#include "geometry/io/stored_file.h"
#include "geometry/site/site.h"

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace prospect::io {

inline constexpr int schema_version = 1;
// Readers of a lower version cannot make sense of the files written now. Until the first release version 1
// still grows (new kinds of edits): an older build leaves out what it cannot read of an option, says so, and
// only reads the file.
inline constexpr int min_reader_version = 1;

// A stored analysis run: the row of prospect_run, its grids and its tables.
struct StoredRun {
    Uuid id;
    std::string analysis;
    std::string scenario;
    std::string result_json;   // as result.json of the command line
    std::string created;       // ISO 8601
    std::vector<Field> fields; // local coordinates
    std::vector<Table> tables; // geometries in local coordinates
};

struct Opened {
    SitePtr site;
    std::vector<StoredRun> runs;
    bool foreign = false;           // no prospect_meta: shown and analysed, never written
    bool read_only = false;         // foreign, newer schema, or no right to write
    std::vector<std::string> notes; // migrations, assumptions, what was kept unread
    FileMark mark;                  // of the file, taken before it was read
    std::vector<StoredFinding> findings;
    std::vector<StoredFile> files; // listed; their bytes are read, and compared with their sum, when used
};

// Opens a project or a foreign GeoPackage. The file is only read; committed rows in a live -wal are read too,
// through a private copy. Older schemas are migrated in memory. Throws Error(refused): missing, no
// GeoPackage, truncated, no role table, role tables of different systems, unreadable.
Opened open_project(const std::filesystem::path& file, const Progress& progress = {});

struct SaveOptions {
    // A file whose unknown tables are carried over (the one the site was opened from); empty: none. One that
    // is gone throws Error(refused): what it held would be lost.
    std::filesystem::path carry_from;
    // Over a file another program holds open (-wal or -shm beside it): false throws Error(refused) that says
    // so.
    bool over_live_file = false;
    // What `file` was when it was read; a file that has changed since throws Error(refused). Absent: not
    // compared.
    std::optional<FileMark> expected = std::nullopt;
    // Take the place of the findings kept. Absent: those of carry_from stay.
    std::optional<std::vector<StoredFinding>> findings = std::nullopt;
    // The files that belong to the site. What carry_from holds of them goes over within the database, the
    // others are added, the rest of carry_from stays behind; they lie in the file written afterwards
    // (StoredBytes::move_to), save those whose bytes are gone: these stay known where they were. Absent:
    // those of carry_from stay.
    std::optional<std::vector<StoredFile>> files = std::nullopt;
    // Files that no longer belong to it and may again, by an undo: bytes that lie in the file to be replaced
    // are taken into memory first.
    std::vector<StoredFile> released = {};
};

// Writes NAME.gpkg atomically: temporary file beside it, fsync, rename, directory fsync; the previous content
// stays as NAME.gpkg.bak. After a crash or a full disk the old file is whole. Throws Error(internal) for disk
// faults, Error(refused) for a folder or file that cannot be written.
// Returns the mark of what was written.
FileMark save_project(const Site& site, const std::vector<StoredRun>& runs, const std::filesystem::path& file,
                      const SaveOptions& options = {}, const Progress& progress = {});

// The files that a project keeps, as Opened::files; none when it cannot be read.
std::vector<StoredFile> files_of_project(const std::filesystem::path& file);

struct VerifyReport {
    bool ok = true;
    std::vector<std::string> lines; // one finding each
    std::string snapshot_sha256;
};
// Opens the file, checks the database, every feature, every table's geometry and the hashes of stored files.
VerifyReport verify_project(const std::filesystem::path& file);

} // namespace prospect::io
