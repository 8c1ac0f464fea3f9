#include "geometry/io/project_tables.h"

#include "geometry/io/gpkg.h"

#include <algorithm>
#include <array>

namespace prospect::io {

namespace {

using enum TableContent;

constexpr std::array<ProjectTable, 11> tables{{
    {"prospect_meta", "key TEXT NOT NULL UNIQUE, value TEXT",
     "Version of the file, coordinate system, frame and the texts of the site sheet", model},
    {"prospect_layer",
     "id TEXT NOT NULL UNIQUE, name TEXT NOT NULL, role TEXT NOT NULL, raster TEXT, raster_info TEXT, "
     "visible BOOLEAN NOT NULL, opacity REAL NOT NULL",
     "Layers in drawing order, the first at the bottom; raster names the table of a grid", model},
    {"prospect_picture",
     "layer TEXT NOT NULL UNIQUE, source TEXT, page TEXT, media_type TEXT NOT NULL, columns INTEGER NOT "
     "NULL, "
     "\"rows\" INTEGER NOT NULL, placement TEXT NOT NULL, basis TEXT, sha256 TEXT NOT NULL, bytes BLOB NOT "
     "NULL",
     "Plan pictures of underlay layers: the file's bytes; placement takes pixels (x right, y down) to the "
     "plan, relative to the frame",
     model},
    {"prospect_scenario", "id TEXT NOT NULL UNIQUE, name TEXT NOT NULL, edits TEXT NOT NULL",
     "Options: lists of edits as JSON, coordinates relative to the frame", model},
    {"prospect_run",
     "id TEXT NOT NULL UNIQUE, analysis TEXT NOT NULL, scenario TEXT, created TEXT, result TEXT, fields "
     "TEXT, "
     "tables TEXT",
     "Stored analysis runs: result as JSON, fields names their grids, tables their tables", model},
    {"prospect_finding",
     "id TEXT, run TEXT, code TEXT, strategy TEXT, level TEXT, place TEXT, x REAL, y REAL, value REAL, unit "
     "TEXT, "
     "threshold REAL, status TEXT, basis TEXT, message TEXT, remedy TEXT, approval_key TEXT, accepted_by "
     "TEXT, "
     "accepted_why TEXT, accepted_when TEXT",
     "Findings of the assessment and what was accepted", kept},
    {"prospect_answer",
     "criterion TEXT, answer TEXT, comment TEXT, evidence TEXT, \"who\" TEXT, \"when\" TEXT",
     "Answers to questions of the criteria", model},
    {"prospect_log", "kind TEXT, text TEXT, \"who\" TEXT, agency TEXT, \"when\" TEXT",
     "Decisions and consultations", model},
    {"prospect_permission",
     "data_set TEXT, lawful_basis TEXT, regime TEXT, \"from\" TEXT, \"until\" TEXT, withdrawn TEXT, "
     "audiences TEXT",
     "Why personal data may be held, how long and for whom", kept},
    {"prospect_file", "name TEXT NOT NULL, media_type TEXT, sha256 TEXT, bytes BLOB",
     "Files that belong to the site: photometry, photos", kept},
    {"layer_styles",
     "f_table_catalog TEXT, f_table_schema TEXT, f_table_name TEXT, f_geometry_column TEXT, styleName TEXT, "
     "styleQML TEXT, styleSLD TEXT, useAsDefault BOOLEAN, description TEXT, owner TEXT, ui TEXT, "
     "update_time DATETIME DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ','now'))",
     "Styles of QGIS", model},
}};

} // namespace

std::span<const ProjectTable> project_tables() {
    return tables;
}

const ProjectTable* project_table(std::string_view name) {
    const auto* found =
        std::find_if(tables.begin(), tables.end(), [&](const auto& one) { return one.name == name; });
    return found == tables.end() ? nullptr : found;
}

void create_table(GDALDatasetH file, const ProjectTable& table) {
    // QGIS looks for the key of layer_styles under this name.
    const std::string key = table.name == "layer_styles" ? "id" : "fid";
    execute(file, "CREATE TABLE " + sql_name(table.name) + " (" + key +
                      " INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, " + std::string(table.columns) + ")");
    execute(file, "INSERT INTO gpkg_contents (table_name, data_type, identifier, description) VALUES (" +
                      sql_text(table.name) + ", 'attributes', " + sql_text(table.name) + ", " +
                      sql_text(table.meaning) + ")");
}

bool has_table(GDALDatasetH file, std::string_view name) {
    return query_one(file, "SELECT count(*) FROM sqlite_master WHERE type IN ('table', 'view') AND name = " +
                               sql_text(name)) != "0";
}

} // namespace prospect::io
