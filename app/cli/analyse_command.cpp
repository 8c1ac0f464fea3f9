#include "analysis/catalogue.h"
#include "analysis/engine/engine.h"
#include "analysis/engine/reference.h"
#include "analysis/engine/write.h"
#include "app/cli/commands.h"
#include "app/cli/output_folder.h"
#include "app/cli/site_argument.h"

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <ctime>
#include <filesystem>

namespace prospect::cli {

namespace {

namespace fs = std::filesystem;

double seconds_since(std::chrono::steady_clock::time_point start) {
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
}

const engine::Analysis& analysis_named(const std::string& id, const engine::Engine& engine) {
    if (const engine::Analysis* found = engine.find(id)) return *found;
    std::string known;
    for (const engine::Analysis& candidate : catalogue())
        known += (known.empty() ? "" : ", ") + candidate.info().id;
    throw Error(ErrorCode::usage, "there is no analysis \"" + id + "\"", "the analyses are " + known);
}

std::string now_iso() {
    const std::time_t now = std::time(nullptr);
    std::tm utc{};
    gmtime_r(&now, &utc);
    char text[32];
    std::strftime(text, sizeof text, "%Y-%m-%dT%H:%M:%SZ", &utc);
    return text;
}

std::pair<std::string, std::string> file_and_hash(const fs::path& file) {
    return {file.filename().string(), hex(sha256_of_file(file))};
}

std::vector<fs::path> inputs_of(const Arguments& arguments, const engine::Analysis& analysis) {
    std::vector<fs::path> inputs{arguments.positional.front()};
    if (const auto reference = arguments.value("reference")) inputs.emplace_back(*reference);
    for (const engine::ParameterInfo& parameter : analysis.parameters())
        if (const auto set = arguments.parameters.find(parameter.name); set != arguments.parameters.end())
            for (fs::path& file : engine::files_named(parameter, set->second))
                inputs.push_back(std::move(file));
    return inputs;
}

// The outputs of a run in DIR. A folder may hold other things; only files of the same names are in the way,
// and an input is never overwritten.
void refuse_existing_results(const fs::path& folder, const engine::Analysis& analysis,
                             const Arguments& arguments) {
    const engine::AnalysisInfo& info = analysis.info();
    std::vector<fs::path> outputs{folder / "result.json", folder / (info.id + ".gpkg")};
    for (const engine::FieldInfo& field : info.fields) {
        outputs.push_back(folder / (field.name + ".tif"));
        if (arguments.has("reference")) outputs.push_back(folder / (field.name + "_difference.tif"));
    }
    if (arguments.has("reference"))
        for (const char* table : {"reference.csv", "reference_sheet.csv"})
            outputs.push_back(folder / table);
    if (arguments.has("dxf")) outputs.push_back(folder / (info.id + ".dxf"));
    for (const engine::TableInfo& table : info.tables)
        outputs.push_back(folder / (table.name + ".csv"));
    const std::vector<fs::path> inputs = inputs_of(arguments, analysis);
    for (const fs::path& output : outputs) {
        for (const fs::path& input : inputs)
            refuse_input_as_output(input, output);
        refuse_existing(output, arguments);
    }
}

std::string plain_summary(const engine::Run& run, const engine::AnalysisInfo& info) {
    std::string text = info.title + " (" + run.analysis + ")\n";
    for (const auto& [name, value] : run.result.metrics) {
        char line[160];
        const bool place = name.ends_with("_x") || name.ends_with("_y");
        if (place) // a northing has more digits before its point
            std::snprintf(line, sizeof line, "  %-32s %.1f\n", name.c_str(), value);
        else
            std::snprintf(line, sizeof line, "  %-32s %.6g\n", name.c_str(), value);
        text += line;
    }
    for (const auto& [name, count] : run.result.counts)
        text += "  " + name + ": " + std::to_string(count) + "\n";
    return text;
}

bool has_shapes(const engine::AnalysisResult& result) {
    return std::any_of(result.tables.begin(), result.tables.end(),
                       [](const io::Table& table) { return !table.geometries.empty(); });
}

} // namespace

ExitCode run_analyse(const Arguments& arguments, const Console& console) {
    const auto start = std::chrono::steady_clock::now();
    const std::string site_file = positional(arguments, 0, "the site file SITE.gpkg");
    const std::string id = positional(arguments, 1, "the analysis");
    no_more_than(arguments, 2);
    engine::Engine engine(catalogue());
    const engine::Analysis& analysis = analysis_named(id, engine);
    refuse_sensitive(id, audience_of(arguments));
    const engine::Settings settings = analysis.settings(
        analysis.params(engine::Settings(arguments.parameters.begin(), arguments.parameters.end())));
    const auto out = arguments.value("out");
    if (arguments.has("dxf") && !out)
        throw Error(ErrorCode::usage, "--dxf has no folder to write the drawing to", "add --out DIR");
    std::optional<OutputFolder> folder;
    if (out) {
        refuse_existing_results(*out, analysis, arguments);
        folder.emplace(*out);
    }

    io::Opened opened = open_site(site_file, console);
    if (arguments.has("save") && opened.read_only)
        throw Error(ErrorCode::refused, "this site can only be read, so --save has nowhere to go",
                    "use --out DIR, or import it into a site of your own first");
    const double load_seconds = seconds_since(start);
    engine::Request request = request_of(arguments, opened.site);
    if (const auto usual = analysis.info().usual_band; usual && !arguments.value("time"))
        request.time.set_time(name_of(*usual));
    const engine::RunPtr made =
        engine.run(id, settings, request, console.progress().part(0.1, 0.9, analysis.info().title));
    engine::Run run = engine::for_audience(*made, analysis.info(), audience_of(arguments));
    engine::WrittenInputs inputs{{file_and_hash(site_file)}};
    if (const auto reference = arguments.value("reference")) {
        add_reference(*reference, analysis.info(), run.settings, opened.site->frame, run.result);
        inputs.inputs.push_back(file_and_hash(*reference));
    }
    run.seconds.load = load_seconds;

    say_notes(opened, console);
    if (arguments.has("dxf") && !has_shapes(run.result))
        run.result.notes.push_back({engine::Note::Level::warning, "no_drawing",
                                    "the result has no shapes, so that no drawing is written"});
    for (const engine::Note& note : run.result.notes)
        console.say((note.level == engine::Note::Level::info ? "note: " : "warning: ") + note.message);
    run.seconds.total = seconds_since(start);
    const std::string kept = engine::result_json(run, analysis, opened.site->frame, inputs);
    std::string document = kept;
    if (out) {
        const std::set<std::string> before = files_of_last_run(*out, id);
        document = engine::write_run(run, analysis, opened.site->frame, inputs, *out,
                                     arguments.has("dxf") ? engine::Drawing::dxf : engine::Drawing::none);
        remove_stale(*out, id, before, inputs_of(arguments, analysis));
    }
    if (arguments.has("save")) {
        opened.runs.push_back(
            {run.id, run.analysis, run.scenario, kept, now_iso(), run.result.fields, run.result.tables});
        io::save_project(*opened.site, opened.runs, site_file,
                         {.carry_from = site_file, .expected = opened.mark},
                         console.progress().part(0.9, 1, "saving"));
    }
    console.result(console.json() ? document : plain_summary(run, analysis.info()));
    const bool no_drawing = arguments.has("dxf") && !has_shapes(run.result);
    return run.result.partial || no_drawing ? partly_done : done;
}

} // namespace prospect::cli
