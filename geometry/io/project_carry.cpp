#include "geometry/io/project_carry.h"

#include "geometry/io/gpkg.h"
#include "geometry/io/project_styles.h"
#include "geometry/io/project_tables.h"
#include "geometry/site/role.h"

#include <algorithm>
#include <array>
#include <set>

namespace prospect::io {

namespace {

using Names = std::set<std::string>;

std::string list_of(const Names& names) {
    std::string list;
    for (const std::string& name : names)
        list += (list.empty() ? "" : ", ") + sql_text(name);
    return "(" + list + ")";
}

Names names_of(GDALDatasetH file, const std::string& sql) {
    Names names;
    for (const SqlRow& row : query(file, sql))
        if (row.at(0)) names.insert(*row.at(0));
    return names;
}

bool in_previous(GDALDatasetH file, const std::string& table) {
    return query_one(file, "SELECT count(*) FROM previous.sqlite_master WHERE name = " + sql_text(table)) !=
           "0";
}

// Columns both versions of a table have, less `without`.
std::string common_columns(GDALDatasetH file, const std::string& table, const std::string& without) {
    std::string columns;
    for (const std::string& name : names_of(file, "SELECT a.name FROM pragma_table_info(" + sql_text(table) +
                                                      ", 'main') a JOIN pragma_table_info(" +
                                                      sql_text(table) + ", 'previous') b USING (name)"))
        if (name != without) columns += (columns.empty() ? "" : ", ") + sql_name(name);
    return columns;
}

// Carries the rows of a table that both files have; the key is given anew.
void copy_rows(GDALDatasetH file, const std::string& table, const std::string& where,
               const std::string& key = "") {
    if (!in_previous(file, table) || !has_table(file, table)) return;
    const std::string columns = common_columns(file, table, key);
    execute(file, "INSERT OR IGNORE INTO main." + sql_name(table) + " (" + columns + ") SELECT " + columns +
                      " FROM previous." + sql_name(table) + " WHERE " + where);
}

// Creates the thing as the previous file has it.
void create_as_before(GDALDatasetH file, const std::string& kind, const std::string& name) {
    const auto sql = query_one(file, "SELECT sql FROM previous.sqlite_master WHERE type = " + sql_text(kind) +
                                         " AND name = " + sql_text(name));
    if (sql) execute(file, *sql);
}

// Tables the program writes itself, and those that belong to its own.
Names own_tables(GDALDatasetH file) {
    Names own;
    for (const RoleInfo& info : roles())
        own.insert(std::string(info.table));
    for (const ProjectTable& table : project_tables())
        if (table.content == TableContent::model) own.insert(std::string(table.name));
    if (in_previous(file, "prospect_layer"))
        own.merge(names_of(file, "SELECT raster FROM previous.prospect_layer WHERE raster IS NOT NULL"));
    own.merge(names_of(
        file, R"(SELECT name FROM previous.sqlite_master WHERE name LIKE 'prospect\_run\_%' ESCAPE '\')"));
    return own;
}

// GeoPackage tables that hold one row or more for each carried table; kept out of the carried ones.
bool is_system(const std::string& name) {
    return name.starts_with("sqlite_") || name.starts_with("gpkg_") || name.starts_with("gpkgext_") ||
           name == "ogr_empty_table";
}

struct Carried {
    Names tables;  // ordinary and R-tree tables
    Names indexed; // of these, the R-trees
};

Carried carried_tables(GDALDatasetH file, const Names& own) {
    Carried carried;
    Names virtual_tables;
    std::vector<std::string> ordinary;
    for (const SqlRow& row : query(file, "SELECT name, coalesce(sql, '') FROM previous.sqlite_master WHERE "
                                         "type = 'table' ORDER BY rowid")) {
        const std::string name = row.at(0).value_or("");
        const std::string sql = row.at(1).value_or("");
        if (sql.starts_with("CREATE VIRTUAL TABLE")) {
            virtual_tables.insert(name);
            const bool of_own = std::any_of(own.begin(), own.end(), [&](const std::string& table) {
                return name.starts_with("rtree_" + table + "_");
            });
            if (!of_own && sql.find(" rtree(") != std::string::npos) carried.indexed.insert(name);
        } else if (!is_system(name) && !own.contains(name) && !has_table(file, name)) {
            ordinary.push_back(name);
        }
    }
    // A virtual table makes its shadow tables itself.
    for (const std::string& name : ordinary)
        if (std::none_of(virtual_tables.begin(), virtual_tables.end(),
                         [&](const std::string& one) { return name.starts_with(one + "_"); }))
            carried.tables.insert(name);
    return carried;
}

// A table that goes with this connection, with the sums, for a list of them may be longer than a statement.
void list_wanted(GDALDatasetH file, const Names& sums) {
    execute(file, "CREATE TEMP TABLE wanted_file (sha256 TEXT PRIMARY KEY)");
    for (const std::string& sum : sums)
        execute(file, "INSERT INTO temp.wanted_file VALUES (" + sql_text(sum) + ")");
}

void copy_tables(GDALDatasetH file, const Carried& carried, const Names* files) {
    for (const std::string& name : carried.tables) {
        create_as_before(file, "table", name);
        const bool choose = files != nullptr && name == "prospect_file";
        if (choose) list_wanted(file, *files);
        execute(file,
                "INSERT INTO main." + sql_name(name) + " SELECT * FROM previous." + sql_name(name) +
                    (choose ? " WHERE coalesce(sha256, '') = '' OR lower(sha256) IN (SELECT sha256 FROM "
                              "temp.wanted_file)"
                            : ""));
    }
    for (const std::string& name : carried.indexed) {
        if (has_table(file, name)) continue;
        create_as_before(file, "table", name);
        execute(file, "INSERT INTO main." + sql_name(name) + " SELECT * FROM previous." + sql_name(name));
    }
}

// Indexes and triggers come after the rows, so that they neither slow nor change them; views last.
void copy_attached(GDALDatasetH file, const Names& tables) {
    for (const char* kind : {"index", "trigger", "view"}) {
        const std::string of_tables =
            std::string(kind) == "view" ? "" : " AND tbl_name IN " + list_of(tables);
        for (const std::string& name : names_of(
                 file, "SELECT name FROM previous.sqlite_master WHERE type = " + sql_text(kind) + of_tables +
                           " AND sql IS NOT NULL AND name NOT IN (SELECT name FROM main.sqlite_master)"))
            create_as_before(file, kind, name);
    }
}

void copy_entries(GDALDatasetH file, const Names& tables) {
    const std::string of_tables = "table_name IN " + list_of(tables);
    copy_rows(file, "gpkg_spatial_ref_sys", "1");
    copy_rows(file, "gpkg_contents",
              of_tables + " OR table_name IN (SELECT name FROM previous.sqlite_master WHERE type = 'view')");
    copy_rows(file, "gpkg_geometry_columns",
              of_tables + " OR table_name IN (SELECT name FROM previous.sqlite_master WHERE type = 'view')");
    // Tables that OGR makes only when they are needed.
    for (const char* table :
         {"gpkg_extensions", "gpkg_data_columns", "gpkg_data_column_constraints", "gpkg_metadata",
          "gpkg_metadata_reference", "gpkgext_relations", "gpkg_tile_matrix_set", "gpkg_tile_matrix",
          "gpkg_2d_gridded_coverage_ancillary", "gpkg_2d_gridded_tile_ancillary", "gpkg_ogr_contents"})
        if (!has_table(file, table)) create_as_before(file, "table", table);
    const std::string whole_file = " OR table_name IS NULL OR table_name LIKE 'gpkg%'";
    copy_rows(file, "gpkg_extensions", of_tables + whole_file);
    copy_rows(file, "gpkg_data_columns", of_tables);
    copy_rows(file, "gpkg_data_column_constraints", "1");
    copy_rows(file, "gpkg_metadata", "1");
    copy_rows(file, "gpkg_metadata_reference", of_tables + " OR table_name IS NULL");
    copy_rows(file, "gpkgext_relations", "1");
    copy_rows(file, "gpkg_tile_matrix_set", of_tables);
    copy_rows(file, "gpkg_tile_matrix", of_tables);
    copy_rows(file, "gpkg_2d_gridded_coverage_ancillary", "tile_matrix_set_name IN " + list_of(tables), "id");
    copy_rows(file, "gpkg_2d_gridded_tile_ancillary", "tpudt_name IN " + list_of(tables), "id");
    copy_rows(file, "gpkg_ogr_contents", of_tables);
}

void copy_previous(GDALDatasetH file, const Names* files) {
    const Carried carried = carried_tables(file, own_tables(file));
    copy_tables(file, carried, files);
    copy_entries(file, carried.tables);
    copy_attached(file, carried.tables);
    copy_rows(file, "layer_styles", "coalesce(owner, '') <> " + sql_text(style_owner), "id");
}

} // namespace

void carry_over(GDALDatasetH file, const std::filesystem::path& previous, const Names* files) {
    // Rows may refer to tables that follow.
    execute(file, "PRAGMA foreign_keys = OFF");
    if (!previous.empty())
        // Immutable: a file that was left in WAL mode would get a -wal by being read.
        execute(file, "ATTACH DATABASE " + sql_text("file:" + uri_path(previous) + "?immutable=1") +
                          " AS previous");
    execute(file, "BEGIN");
    create_table(file, *project_table("layer_styles"));
    if (!previous.empty()) copy_previous(file, files);
    for (const ProjectTable& table : project_tables())
        if (!has_table(file, table.name)) create_table(file, table);
    write_styles(file);
    execute(file, "COMMIT");
    if (!previous.empty()) execute(file, "DETACH DATABASE previous");
}

} // namespace prospect::io
