#include "analysis/engine/write.h"

#include "analysis/engine/memory.h"
#include "geometry/io/file_write.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <chrono>
#include <fstream>

namespace prospect::engine {

namespace {

using Json = nlohmann::ordered_json;

std::string_view level_name(Note::Level level) {
    switch (level) {
    case Note::Level::info:
        return "info";
    case Note::Level::warning:
        return "warning";
    case Note::Level::error:
        break;
    }
    return "error";
}

Json point_json(Point p) {
    return Json::array({p.x, p.y});
}

Json points_json(const std::string& text) {
    PointList list;
    parse(ParameterInfo{}, text, list);
    Json points = Json::array();
    for (const Point3& p : list.points)
        points.push_back(list.has_z ? Json::array({p.x, p.y, p.z}) : point_json({p.x, p.y}));
    return points;
}

// A canonical setting in JSON's own types; null where the parameter is switched off.
Json value_json(const ParameterInfo& parameter, const std::string& text) {
    switch (parameter.type) {
    case ParameterType::number: {
        std::optional<double> number;
        parse(ParameterInfo{}, text, number);
        return number ? Json(*number) : Json(nullptr);
    }
    case ParameterType::integer: {
        std::int64_t number = 0;
        parse(ParameterInfo{}, text, number);
        return number;
    }
    case ParameterType::boolean:
        return text == "yes";
    case ParameterType::list: {
        std::vector<std::string> items;
        parse(ParameterInfo{}, text, items);
        return items;
    }
    case ParameterType::points:
        return points_json(text);
    case ParameterType::choice:
        return text;
    case ParameterType::text:
    case ParameterType::file:
        break;
    }
    return text == "none" ? Json(nullptr) : Json(text);
}

Json bound_json(double bound) {
    return std::isfinite(bound) ? Json(bound) : Json(nullptr);
}

Json parameter_json(const ParameterInfo& parameter) {
    return {{"name", parameter.name},
            {"label", parameter.label},
            {"type", name_of(parameter.type)},
            {"unit", parameter.unit},
            {"default", value_json(parameter, parameter.default_text)},
            {"min", bound_json(parameter.min)},
            {"max", bound_json(parameter.max)},
            {"choices", parameter.choices},
            {"help", parameter.help}};
}

std::string field_file(const std::string& field) {
    return field + ".tif";
}

bool in_gpkg(const Table& table) {
    return !table.geometries.empty();
}

// A table the analysis does not declare is a plain one.
bool in_csv(const AnalysisInfo& info, const Table& table) {
    return std::none_of(info.tables.begin(), info.tables.end(), [&](const TableInfo& declared) {
        return declared.name == table.name && declared.file == TableFile::gpkg;
    });
}

// Whether the files of fields and tables are there to be named.
enum class Files : std::uint8_t { none, written, with_drawing };

Json file_json(Files files, const std::string& name) {
    return files != Files::none ? Json(name) : Json(nullptr);
}

Json fields_json(const Run& run, Files files) {
    Json fields = Json::array();
    for (const Field& field : run.result.fields) {
        const FieldStatistics values = statistics(field);
        fields.push_back({{"name", field.name},
                          {"file", file_json(files, field_file(field.name))},
                          {"unit", field.unit},
                          {"columns", field.grid.columns},
                          {"rows", field.grid.rows},
                          {"min", values.value_cells > 0 ? Json(values.min) : Json(nullptr)},
                          {"max", values.value_cells > 0 ? Json(values.max) : Json(nullptr)},
                          {"nodata_cells", values.nodata_cells}});
    }
    return fields;
}

Json tables_json(const Run& run, const AnalysisInfo& info, Files files) {
    Json tables = Json::array();
    for (const Table& table : run.result.tables) {
        Json entry{{"name", table.name},
                   {"file", file_json(files, in_csv(info, table) ? table.name + ".csv" : info.id + ".gpkg")},
                   {"rows", table.rows.size()}};
        if (files == Files::with_drawing && in_gpkg(table)) entry["drawing"] = info.id + ".dxf";
        tables.push_back(std::move(entry));
    }
    return tables;
}

Json notes_json(const Run& run, const Frame& frame) {
    Json notes = Json::array();
    if (const std::string mark = mark_of(run.sensitivity); !mark.empty())
        notes.push_back({{"level", level_name(Note::Level::warning)},
                         {"code", "protect_class"},
                         {"message", mark},
                         {"place", nullptr},
                         {"feature", nullptr}});
    for (const Note& note : run.result.notes)
        notes.push_back({{"level", level_name(note.level)},
                         {"code", note.code},
                         {"message", note.message},
                         {"place", note.place ? point_json(frame.to_full(*note.place)) : Json(nullptr)},
                         {"feature", note.feature.is_nil() ? Json(nullptr) : Json(note.feature.text())}});
    return notes;
}

Json provenance_json(const Run& run, const Frame& frame, const WrittenInputs& inputs) {
    Json files = Json::array();
    for (const auto* list : {&inputs.inputs, &run.files})
        for (const auto& [name, sha256] : *list)
            files.push_back({{"name", name}, {"sha256", sha256}});
    Json roles = Json::object();
    for (const auto& [role, digest] : run.role_hashes)
        roles[std::string(prospect::name_of(role))] = hex(digest);
    Json extent = nullptr;
    if (run.extent) {
        const Point low = frame.to_full({run.extent->xmin, run.extent->ymin});
        const Point high = frame.to_full({run.extent->xmax, run.extent->ymax});
        extent = Json::array({low.x, low.y, high.x, high.y});
    }
    return {{"snapshot_sha256", hex(run.snapshot)},
            {"crs", frame.crs},
            {"inputs", files},
            {"seed", run.seed},
            {"run", run.id.text()},
            {"key", run.key},
            {"scenario", run.scenario},
            {"time", run.time.text()},
            {"extent", extent},
            {"roles_sha256", roles},
            {"extent_sha256", hex(run.extent_hash)}};
}

Json seconds_json(const Seconds& seconds) {
    return {{"load", seconds.load},
            {"scene", seconds.scene},
            {"run", seconds.run},
            {"write", seconds.write},
            {"total", seconds.load + seconds.scene + seconds.run + seconds.write}};
}

std::string text_of(const Json& document) {
    // Text from a file may hold bytes that are no UTF-8: shown as such, never a failure at the very end.
    return document.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

void write_text(const std::string& text, const std::filesystem::path& file) {
    io::write_atomically(file, io::Previous::discard, [&](const std::filesystem::path& temporary) {
        std::ofstream stream(temporary, std::ios::binary);
        stream << text;
        stream.close();
        if (!stream) throw Error(ErrorCode::internal, "could not write " + file.string());
    });
}

} // namespace

namespace {

std::string document(const Run& run, const Seconds& seconds, const Analysis& analysis, const Frame& frame,
                     const WrittenInputs& inputs, Files files) {
    Json parameters = Json::object();
    for (const ParameterInfo& parameter : analysis.parameters())
        if (const auto set = run.settings.find(parameter.name); set != run.settings.end())
            parameters[parameter.name] = value_json(parameter, set->second);
    Json metrics = Json::object();
    for (const auto& [name, value] : run.result.metrics)
        metrics[name] = value;
    Json counts = Json::object();
    for (const auto& [name, value] : run.result.counts)
        counts[name] = value;
    Json json{{"analysis", run.analysis},
                    {"method_version", run.method_version},
                    {"program", "prospect " PROSPECT_VERSION},
                    {"parameters", parameters},
                    {"metrics", metrics},
                    {"fields", fields_json(run, files)},
                    {"tables", tables_json(run, analysis.info(), files)},
                    {"counts", counts},
                    {"seconds", seconds_json(seconds)},
                    {"peak_memory_mb", peak_memory_mb()},
                    {"notes", notes_json(run, frame)},
                    {"provenance", provenance_json(run, frame, inputs)}};
    if (run.sensitivity != Sensitivity::ordinary)
        json["sensitivity"] = std::string(prospect::name_of(run.sensitivity));
    return text_of(json);
}

} // namespace

std::string mark_of(Sensitivity sensitivity) {
    return sensitivity == Sensitivity::ordinary ? "" : "For police use, not for publication";
}

namespace {

bool is_called(const std::string& declared, const std::string& name) {
    return declared.ends_with('*') ? name.starts_with(declared.substr(0, declared.size() - 1)) : declared == name;
}

// Of what is declared first under that name; what no analysis declares is for all.
template <class Info>
bool is_ordinary(const std::vector<Info>& declared, const std::string& name) {
    const auto found = std::find_if(declared.begin(), declared.end(),
                                    [&](const Info& one) { return is_called(one.name, name); });
    return found == declared.end() || found->sensitivity == Sensitivity::ordinary;
}

std::string counted(std::size_t count, const char* one, const char* many) {
    return std::to_string(count) + " " + (count == 1 ? one : many);
}

} // namespace

Run for_audience(Run run, const AnalysisInfo& info, io::Audience audience) {
    AnalysisResult& result = run.result;
    if (audience == io::Audience::police) {
        const bool for_all =
            std::all_of(result.fields.begin(), result.fields.end(),
                        [&](const Field& field) { return is_ordinary(info.fields, field.name); }) &&
            std::all_of(result.tables.begin(), result.tables.end(),
                        [&](const Table& table) { return is_ordinary(info.tables, table.name); }) &&
            std::all_of(result.metrics.begin(), result.metrics.end(),
                        [&](const auto& metric) { return is_ordinary(info.metrics, metric.first); });
        if (!for_all && run.sensitivity == Sensitivity::ordinary) run.sensitivity = Sensitivity::personal;
        return run;
    }
    const std::size_t maps = std::erase_if(
        result.fields, [&](const Field& field) { return !is_ordinary(info.fields, field.name); });
    const std::size_t tables = std::erase_if(
        result.tables, [&](const Table& table) { return !is_ordinary(info.tables, table.name); });
    const std::size_t figures = std::erase_if(
        result.metrics, [&](const auto& metric) { return !is_ordinary(info.metrics, metric.first); });
    std::erase_if(result.notes, [](const Note& note) { return note.sensitivity != Sensitivity::ordinary; });
    if (maps + tables + figures > 0)
        result.notes.push_back(
            {Note::Level::info, "personal_left_out",
             counted(maps, "map", "maps") + ", " + counted(tables, "table", "tables") + " and " +
                 counted(figures, "figure", "figures") +
                 " that rest on personal data, such as recorded crimes, are left out for this audience"});
    return run;
}

std::string result_json(const Run& run, const Analysis& analysis, const Frame& frame,
                        const WrittenInputs& inputs) {
    return document(run, run.seconds, analysis, frame, inputs, Files::none);
}

std::string write_run(const Run& run, const Analysis& analysis, const Frame& frame,
                      const WrittenInputs& inputs, const std::filesystem::path& folder, Drawing drawing) {
    const auto begin = std::chrono::steady_clock::now();
    std::error_code fault;
    std::filesystem::create_directories(folder, fault);
    if (fault)
        throw Error(ErrorCode::internal,
                    "could not make the folder " + folder.string() + ": " + fault.message());
    for (const Field& field : run.result.fields)
        io::write_geotiff(field, frame, folder / field_file(field.name));
    std::vector<Table> with_geometry;
    for (const Table& table : run.result.tables) {
        if (in_csv(analysis.info(), table)) io::write_csv(table, folder / (table.name + ".csv"));
        if (in_gpkg(table)) with_geometry.push_back(table);
    }
    if (!with_geometry.empty())
        io::write_tables_gpkg(with_geometry, frame, folder / (run.analysis + ".gpkg"),
                              mark_of(run.sensitivity));
    if (drawing == Drawing::dxf && !with_geometry.empty())
        io::write_tables_dxf(with_geometry, frame, folder / (run.analysis + ".dxf"));
    Seconds seconds = run.seconds;
    seconds.write = std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
    const std::string text = document(run, seconds, analysis, frame, inputs,
                                      drawing == Drawing::dxf ? Files::with_drawing : Files::written);
    write_text(text, folder / "result.json");
    return text;
}

std::string catalogue_json(std::span<const Analysis> catalogue) {
    Json document = Json::array();
    for (const Analysis& analysis : catalogue) {
        const AnalysisInfo& info = analysis.info();
        Json parameters = Json::array();
        for (const ParameterInfo& parameter : analysis.parameters())
            parameters.push_back(parameter_json(parameter));
        Json fields = Json::array();
        for (const FieldInfo& field : info.fields)
            fields.push_back({{"name", field.name},
                              {"unit", field.unit},
                              {"label", field.label},
                              {"meaning", field.meaning}});
        Json tables = Json::array();
        for (const TableInfo& table : info.tables)
            tables.push_back({{"name", table.name}, {"columns", table.columns}, {"meaning", table.meaning}});
        Json metrics = Json::array();
        for (const MetricInfo& metric : info.metrics)
            metrics.push_back({{"name", metric.name}, {"meaning", metric.meaning}});
        document.push_back({{"id", info.id},
                            {"title", info.title},
                            {"term", info.term},
                            {"summary", info.summary},
                            {"reference", info.reference},
                            {"parameters", parameters},
                            {"fields", fields},
                            {"tables", tables},
                            {"metrics", metrics}});
    }
    return text_of(document);
}

} // namespace prospect::engine
