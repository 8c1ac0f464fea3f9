#include "geometry/base/error.h"
#include "geometry/io/file_write.h"
#include "geometry/io/gpkg.h"
#include "geometry/io/project_carry.h"
#include "geometry/io/project_file.h"
#include "geometry/io/project_files.h"
#include "geometry/io/project_findings_write.h"
#include "geometry/io/project_pictures.h"
#include "geometry/io/project_rasters.h"
#include "geometry/io/project_records.h"
#include "geometry/io/project_scenarios.h"
#include "geometry/io/project_tables.h"
#include "geometry/io/result_tables.h"
#include "geometry/io/role_tables.h"
#include "geometry/io/srs.h"

#include <nlohmann/json.hpp>

#include <array>
#include <chrono>
#include <ctime>
#include <set>

namespace prospect::io {

namespace fs = std::filesystem;

namespace {

using Json = nlohmann::json;

// A grid of the site or of a run and the table it goes into.
struct RasterTable {
    std::string table;
    const Field* field = nullptr;
};

// Gives every grid a table name of its own: terrain, terrain_2, … and prospect_run_<id>_<field>.
class RasterNames {
public:
    explicit RasterNames(const Site& site) {
        for (const LayerPtr& layer : site.layers)
            if (!layer->features.empty() || !info(layer->role).raster)
                taken_.insert(std::string(name_of(layer->role)));
    }
    std::string next(std::string name) {
        std::string free = name;
        for (int number = 2; !taken_.insert(free).second; ++number)
            free = name + "_" + std::to_string(number);
        return free;
    }

private:
    std::set<std::string> taken_;
};

std::string plain_name(const std::string& text) {
    std::string plain;
    for (const char c : text)
        plain += std::isalnum(static_cast<unsigned char>(c)) != 0 ? c : '_';
    return plain;
}

std::string now_text() {
    const std::time_t now = std::chrono::system_clock::to_time_t(std::chrono::system_clock::now());
    std::tm parts{};
    ::gmtime_r(&now, &parts);
    std::array<char, 32> text{};
    std::strftime(text.data(), text.size(), "%Y-%m-%dT%H:%M:%SZ", &parts);
    return text.data();
}

std::string optional_text(const std::string& text) {
    return text.empty() ? "NULL" : sql_text(text);
}

void create_model_table(GDALDatasetH file, std::string_view name) {
    create_table(file, *project_table(name));
}

void write_meta(GDALDatasetH file, const Site& site) {
    SiteMeta meta = site.meta;
    meta["schema_version"] = std::to_string(schema_version);
    meta["min_reader_version"] = std::to_string(min_reader_version);
    meta["crs"] = site.frame.crs;
    meta["crs_name"] = site.frame.crs_name;
    meta["frame_origin_x"] = as_text(Value(site.frame.origin.x));
    meta["frame_origin_y"] = as_text(Value(site.frame.origin.y));
    meta["program"] = "Prospect " PROSPECT_VERSION;
    meta["saved"] = now_text();
    meta["snapshot_sha256"] = hex(snapshot_hash(site));
    create_model_table(file, "prospect_meta");
    for (const auto& [key, value] : meta)
        execute(file, "INSERT INTO prospect_meta (key, value) VALUES (" + sql_text(key) + ", " +
                          sql_text(value) + ")");
}

// Returns the grids of the layers; they are written when the database is closed.
std::vector<RasterTable> write_layers(GDALDatasetH file, const Site& site, RasterNames& names) {
    std::vector<RasterTable> rasters;
    create_model_table(file, "prospect_layer");
    for (const LayerPtr& layer : site.layers) {
        std::string table = "NULL";
        std::string grid = "NULL";
        if (layer->raster) {
            const bool raster_role = info(layer->role).raster;
            rasters.push_back({names.next(std::string(name_of(layer->role)) + (raster_role ? "" : "_grid")),
                               layer->raster.get()});
            table = sql_text(rasters.back().table);
            grid = sql_text(raster_info(*layer->raster));
        }
        execute(
            file,
            "INSERT INTO prospect_layer (id, name, role, raster, raster_info, visible, opacity) VALUES (" +
                sql_text(layer->id.text()) + ", " + sql_text(layer->name) + ", " +
                sql_text(name_of(layer->role)) + ", " + table + ", " + grid + ", " +
                (layer->visible ? "1" : "0") + ", " + as_text(Value(layer->opacity)) + ")");
    }
    return rasters;
}

std::string run_table_name(const StoredRun& run, const std::string& content) {
    return "prospect_run_" + run.id.text().substr(0, 8) + "_" + plain_name(content);
}

// Writes the tables of a run and returns the list that says which they are.
Json write_run_tables(GDALDatasetH file, const StoredRun& run, const Frame& frame, OGRSpatialReferenceH srs,
                      RasterNames& names) {
    Json list = Json::array();
    for (const Table& table : run.tables) {
        const std::string name = names.next(run_table_name(run, table.name));
        write_result_table(file, table, name, frame.origin, srs);
        list.push_back({{"table", name}, {"name", table.name}});
    }
    return list;
}

std::vector<RasterTable> write_runs(GDALDatasetH file, const std::vector<StoredRun>& runs, const Frame& frame,
                                    OGRSpatialReferenceH srs, RasterNames& names) {
    std::vector<RasterTable> rasters;
    create_model_table(file, "prospect_run");
    for (const StoredRun& run : runs) {
        Json fields = Json::array();
        for (const Field& field : run.fields) {
            rasters.push_back({names.next(run_table_name(run, field.name)), &field});
            fields.push_back({{"table", rasters.back().table}, {"info", raster_info(field)}});
        }
        const Json tables = write_run_tables(file, run, frame, srs, names);
        execute(file, "INSERT INTO prospect_run (id, analysis, scenario, created, result, fields, tables) "
                      "VALUES (" +
                          sql_text(run.id.text()) + ", " + sql_text(run.analysis) + ", " +
                          optional_text(run.scenario) + ", " + optional_text(run.created) + ", " +
                          optional_text(run.result_json) + ", " + sql_text(fields.dump()) + ", " +
                          sql_text(tables.dump(-1, ' ', false, Json::error_handler_t::replace)) + ")");
    }
    return rasters;
}

void check_counts(GDALDatasetH file, const Site& site) {
    std::map<Role, std::size_t> expected;
    for (const LayerPtr& layer : site.layers)
        expected[layer->role] += layer->features.size();
    for (const auto& [role, count] : expected)
        if (count > 0 &&
            query_one(file, "SELECT count(*) FROM " + sql_name(name_of(role))) != std::to_string(count))
            throw Error(ErrorCode::internal,
                        "table " + std::string(name_of(role)) + " was not written whole");
}

void check_closed(const MessageCollector& messages) {
    if (!messages.first_error().empty())
        throw Error(ErrorCode::internal, "the file could not be written: " + messages.first_error());
}

// Returns the sums of the files that lie in it.
std::set<std::string> write_project(const fs::path& temporary, const Site& site,
                                    const std::vector<StoredRun>& runs, const fs::path& previous,
                                    const SaveOptions& options, const Progress& progress) {
    const NoJournal no_journal;
    const MessageCollector messages;
    const Srs srs = srs_for_file(site.frame.crs);
    Dataset file(GDALCreate(GDALGetDriverByName("GPKG"), temporary.c_str(), 0, 0, 0, GDT_Unknown, nullptr));
    if (!file || GDALDatasetStartTransaction(file.get(), FALSE) != OGRERR_NONE)
        throw Error(ErrorCode::internal, "the file could not be created: " + messages.first_error());
    KeptColumns kept;
    if (!previous.empty()) {
        const Dataset before = open_gpkg({previous, std::nullopt, false}, previous.filename().string());
        kept = kept_columns(before.get());
    }
    write_role_tables(file.get(), site, srs.get(), kept, Tables::all, progress.part(0, 0.6));
    RasterNames names(site);
    write_meta(file.get(), site);
    std::vector<RasterTable> rasters = write_layers(file.get(), site, names);
    create_model_table(file.get(), "prospect_picture");
    write_scenarios(file.get(), site);
    write_records(file.get(), site);
    for (RasterTable& raster : write_runs(file.get(), runs, site.frame, srs.get(), names))
        rasters.push_back(std::move(raster));
    if (GDALDatasetCommitTransaction(file.get()) != OGRERR_NONE)
        throw Error(ErrorCode::internal, "the file could not be written: " + messages.first_error());
    file.reset();
    check_closed(messages);
    const Progress rest = progress.part(0.6, 0.95);
    for (std::size_t i = 0; i < rasters.size(); ++i) {
        rest.report(static_cast<double>(i) / static_cast<double>(rasters.size()));
        append_raster(temporary, rasters[i].table, *rasters[i].field, site.frame.origin, srs.get());
    }
    file.reset(GDALOpenEx(temporary.c_str(), GDAL_OF_VECTOR | GDAL_OF_UPDATE, nullptr, nullptr, nullptr));
    check_closed(messages);
    write_pictures(file.get(), site);
    std::set<std::string> sums;
    if (options.files)
        for (const StoredFile& one : *options.files)
            sums.insert(one.sha256);
    carry_over(file.get(), previous, options.files ? &sums : nullptr);
    if (options.findings) write_findings(file.get(), *options.findings);
    if (options.files && lacks_files(file.get(), *options.files)) {
        // Opened again: the table of files was carried over or made behind OGR's back.
        file.reset();
        check_closed(messages);
        file.reset(GDALOpenEx(temporary.c_str(), GDAL_OF_VECTOR | GDAL_OF_UPDATE, nullptr, nullptr, nullptr));
        check_closed(messages);
        write_files(file.get(), *options.files);
    }
    check_counts(file.get(), site);
    sums = sums_of_files(file.get());
    file.reset();
    check_closed(messages);
    progress.report(0.95);
    return sums;
}

// The content with all committed rows takes the place of the file, then its logs go: were they left, SQLite
// would play them into the new file. Played into this one they would change nothing.
void settle_live(const fs::path& file, const fs::path& settled) {
    write_atomically(file, Previous::discard,
                     [&](const fs::path& temporary) { fs::copy_file(settled, temporary); });
    std::error_code ignored;
    for (const fs::path& companion : companions(file))
        fs::remove(companion, ignored);
}

void refuse_live(const fs::path& file) {
    throw Error(ErrorCode::refused,
                file.filename().string() + " is open in another program, or was when it crashed",
                "close the file there, or save under another name");
}

// Where the unknown tables come from, as it may be read; absent when there is nothing to carry.
std::optional<ReadableGpkg> readable_previous(const fs::path& carry_from) {
    if (carry_from.empty()) return std::nullopt;
    if (!fs::exists(carry_from))
        throw Error(ErrorCode::refused,
                    carry_from.filename().string() +
                        " is no longer where it was opened, and what other programs kept in it with it",
                    "put it back, or save without what they kept");
    return readable_gpkg(carry_from);
}

[[noreturn]] void refuse_changed(const fs::path& file) {
    throw Error(ErrorCode::refused,
                "another program has changed " + file.filename().string() + " since it was opened",
                "open it again, or save under another name to keep both");
}

} // namespace

FileMark save_project(const Site& site, const std::vector<StoredRun>& runs, const fs::path& file,
                      const SaveOptions& options, const Progress& progress) {
    start_gdal();
    require_writable(file);
    const bool live = fs::exists(file) && !companions(file).empty();
    if (live && !options.over_live_file) refuse_live(file);
    const std::optional<ReadableGpkg> previous = readable_previous(options.carry_from);
    const auto require_unchanged = [&] {
        if (options.expected && mark_of(file) != *options.expected) refuse_changed(file);
    };
    require_unchanged();
    for (const StoredFile& one : options.released)
        if (one.bytes && one.bytes->lies_in(file)) one.bytes->hold();
    FileMark written;
    std::set<std::string> files;
    write_atomically(file, Previous::keep, [&](const fs::path& temporary) {
        try {
            files = write_project(temporary, site, runs, previous ? previous->path : fs::path(), options,
                                  progress);
        } catch (const Error& error) {
            if (error.code() == ErrorCode::internal && disk_is_full(temporary)) throw_disk_full(file);
            throw;
        }
        require_unchanged(); // writing takes seconds, in which others may commit
        if (live) settle_live(file, readable_gpkg(file).path);
        written = mark_of(temporary); // a rename changes neither size, time nor content
    });
    if (options.files)
        for (const StoredFile& one : *options.files)
            if (one.bytes && files.contains(one.sha256)) one.bytes->move_to(fs::absolute(file));
    progress.report(1);
    return written;
}

} // namespace prospect::io
