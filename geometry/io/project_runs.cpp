#include "geometry/io/project_runs.h"

#include "geometry/base/error.h"
#include "geometry/io/gpkg.h"
#include "geometry/io/project_rasters.h"
#include "geometry/io/project_tables.h"
#include "geometry/io/result_tables.h"

#include <nlohmann/json.hpp>

namespace prospect::io {

namespace {

using Json = nlohmann::json;

// "" where the entry is no object or holds no such text.
std::string text_in(const Json& entry, const char* key) {
    if (!entry.is_object()) return {};
    const auto found = entry.find(key);
    return found != entry.end() && found->is_string() ? found->get<std::string>() : std::string();
}

class RunReader {
public:
    RunReader(GDALDatasetH file, const std::filesystem::path& path, Point origin,
              std::vector<std::string>& notes)
        : file_(file), path_(path), origin_(origin), notes_(notes) {}

    StoredRun read(const SqlRow& row) {
        StoredRun run;
        run.id = Uuid::parse(row.at(0).value_or("")).value_or(Uuid{});
        run.analysis = row.at(1).value_or("");
        run.scenario = row.at(2).value_or("");
        run.created = row.at(3).value_or("");
        run.result_json = row.at(4).value_or("");
        for (const Json& entry : list(run, row.at(5).value_or("[]")))
            read_field(run, entry);
        for (const Json& entry : list(run, row.at(6).value_or("[]")))
            read_table(run, entry);
        return run;
    }

private:
    Json list(const StoredRun& run, const std::string& text) {
        Json entries = Json::parse(text, nullptr, false);
        if (entries.is_array()) return entries;
        notes_.push_back("what a stored " + run.analysis + " consists of cannot be read");
        return Json::array();
    }

    void read_field(StoredRun& run, const Json& entry) {
        const std::string table = text_in(entry, "table");
        if (has_table(file_, table))
            run.fields.push_back(read_raster_table(path_, table, origin_, text_in(entry, "info")));
        else
            notes_.push_back("a grid of a stored " + run.analysis + " is no longer in the file");
    }

    void read_table(StoredRun& run, const Json& entry) {
        OGRLayerH layer = GDALDatasetGetLayerByName(file_, text_in(entry, "table").c_str());
        if (layer == nullptr) {
            notes_.push_back("a table of a stored " + run.analysis + " is no longer in the file");
            return;
        }
        try {
            Table table = read_result_table(layer, origin_);
            table.name = text_in(entry, "name");
            run.tables.push_back(std::move(table));
        } catch (const Error& error) {
            notes_.push_back("of a stored " + run.analysis + " " + error.message());
        }
    }

    GDALDatasetH file_;
    const std::filesystem::path& path_;
    Point origin_;
    std::vector<std::string>& notes_;
};

} // namespace

std::vector<StoredRun> read_runs(GDALDatasetH file, const std::filesystem::path& path, Point origin,
                                 std::vector<std::string>& notes) {
    // Files of earlier versions kept no tables.
    const bool with_tables = query_one(file, "SELECT count(*) FROM pragma_table_info("
                                             "'prospect_run') WHERE name = 'tables'") != "0";
    RunReader reader(file, path, origin, notes);
    std::vector<StoredRun> runs;
    for (const SqlRow& row :
         query(file, std::string("SELECT id, analysis, scenario, created, result, fields, ") +
                         (with_tables ? "tables" : "NULL") + " FROM prospect_run ORDER BY fid"))
        runs.push_back(reader.read(row));
    return runs;
}

} // namespace prospect::io
