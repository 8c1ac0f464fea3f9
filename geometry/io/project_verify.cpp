#include "geometry/base/error.h"
#include "geometry/base/sha256.h"
#include "geometry/io/gpkg.h"
#include "geometry/io/project_file.h"
#include "geometry/io/project_files.h"
#include "geometry/io/project_tables.h"
#include "geometry/site/validate.h"

namespace prospect::io {

namespace fs = std::filesystem;

namespace {

class Verification {
public:
    VerifyReport report;

    void fault(const std::string& line) {
        report.ok = false;
        report.lines.push_back(line);
    }
    void say(const std::string& line) { report.lines.push_back(line); }

    // A check that cannot be carried out to its end is a fault as well.
    template <class Check>
    void run(Check check) {
        try {
            check();
        } catch (const Error& error) {
            if (error.code() == ErrorCode::cancelled) throw;
            fault(error.message());
        }
    }

    void check_database(GDALDatasetH file) {
        const auto rows = query(file, "PRAGMA integrity_check");
        if (rows.size() == 1 && rows.front().at(0) == "ok")
            say("database: whole");
        else
            for (const SqlRow& row : rows)
                fault("database: " + row.at(0).value_or(""));
        for (const SqlRow& row : query(file, "PRAGMA foreign_key_check"))
            fault("database: table " + row.at(0).value_or("") + " refers to rows of " +
                  row.at(2).value_or("") + " that do not exist");
    }

    // What the GeoPackage standard asks of the tables it lists (clauses 1.1.3 and 2.1.5).
    void check_contents(GDALDatasetH file) {
        for (const SqlRow& row :
             query(file, "SELECT table_name FROM gpkg_contents WHERE table_name NOT IN (SELECT "
                         "name FROM sqlite_master WHERE type IN ('table', 'view'))"))
            fault("table " + row.at(0).value_or("") + " is listed but not there");
        for (const SqlRow& row : query(
                 file,
                 "SELECT c.table_name FROM gpkg_contents c LEFT JOIN gpkg_geometry_columns g ON g.table_name "
                 "= c.table_name WHERE c.data_type = 'features' AND g.table_name IS NULL"))
            fault("table " + row.at(0).value_or("") + " has no geometry column");
        for (const SqlRow& row :
             query(file, "SELECT table_name FROM gpkg_contents WHERE srs_id NOT IN (SELECT srs_id "
                         "FROM gpkg_spatial_ref_sys)"))
            fault("table " + row.at(0).value_or("") + " has a coordinate system that is not in the file");
        for (const SqlRow& row : query(file, "SELECT table_name, column_name FROM gpkg_geometry_columns"))
            check_geometry_blobs(file, row.at(0).value_or(""), row.at(1).value_or(""));
    }

    // Every shape begins with the letters GP and version 0 (clause 2.1.3), and the index holds each that is
    // not empty.
    void check_geometry_blobs(GDALDatasetH file, const std::string& table, const std::string& column) {
        const std::string shape = sql_name(column);
        const auto bad = query_one(file, "SELECT count(*) FROM " + sql_name(table) + " WHERE " + shape +
                                             " IS NOT NULL AND substr(" + shape + ", 1, 3) <> x'475000'");
        if (bad != "0")
            fault("table " + table + ": " + bad.value_or("?") + " shapes are no GeoPackage shapes");
        const std::string index = "rtree_" + table + "_" + column;
        if (!has_table(file, index)) return;
        const auto rows = query_one(file, "SELECT count(*) FROM " + sql_name(table) + " WHERE " + shape +
                                              " IS NOT NULL AND NOT ST_IsEmpty(" + shape + ")");
        if (query_one(file, "SELECT count(*) FROM " + sql_name(index)) != rows)
            fault("table " + table + ": the spatial index does not match the shapes");
    }

    // Bytes of stored photometry and photos against their sum.
    void check_files(GDALDatasetH file) {
        std::size_t count = 0;
        for (const std::string& name : damaged_files(file, count))
            fault("stored file " + name + " is damaged: its bytes do not give its sum");
        if (has_table(file, "prospect_picture"))
            if (const auto pictures = query_one(file, "SELECT count(*) FROM prospect_picture");
                pictures != "0")
                say("plan pictures: " + pictures.value_or("?"));
        if (count > 0) say("stored files: " + std::to_string(count) + " checked");
    }

    void check_site(const Opened& opened, const std::string& stored_sum) {
        const Site& site = *opened.site;
        std::size_t features = 0;
        for (const auto& [role, count] : site.counts()) {
            say(std::string(name_of(role)) + ": " + std::to_string(count));
            features += count;
        }
        say("layers: " + std::to_string(site.layers.size()) +
            ", features and grids: " + std::to_string(features));
        for (const Problem& problem : validate(site))
            if (problem.level == Problem::Level::error)
                fault(problem.message);
            else
                say("warning: " + problem.message);
        for (const std::string& note : opened.notes)
            say("note: " + note);
        report.snapshot_sha256 = hex(snapshot_hash(site));
        if (stored_sum.empty())
            say("snapshot: " + report.snapshot_sha256);
        else if (stored_sum == report.snapshot_sha256)
            say("snapshot: " + report.snapshot_sha256 + ", as it was saved");
        else
            say("snapshot: " + report.snapshot_sha256 +
                "; changed by another program since Prospect saved it as " + stored_sum);
    }
};

} // namespace

VerifyReport verify_project(const fs::path& file) {
    start_gdal();
    Verification verification;
    std::string stored_sum;
    {
        const ReadableGpkg readable = readable_gpkg(file);
        const Dataset dataset = open_gpkg(readable, file.filename().string());
        for (const auto check :
             {&Verification::check_database, &Verification::check_contents, &Verification::check_files})
            verification.run([&] { (verification.*check)(dataset.get()); });
        verification.run([&] {
            if (has_table(dataset.get(), "prospect_meta"))
                stored_sum =
                    query_one(dataset.get(), "SELECT value FROM prospect_meta WHERE key = 'snapshot_sha256'")
                        .value_or("");
        });
    }
    verification.run([&] { verification.check_site(open_project(file), stored_sum); });
    return std::move(verification.report);
}

} // namespace prospect::io
