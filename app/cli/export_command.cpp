#include "app/cli/commands.h"
#include "app/cli/site_argument.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <filesystem>

namespace prospect::cli {

namespace {

void refuse_format(const std::filesystem::path& file) {
    const std::string extension = file.extension().string();
    if (extension == ".dxf" || extension == ".kml" || extension == ".bcf")
        throw Error(ErrorCode::usage, "export to " + extension + " comes with a later version",
                    "this one writes .gpkg, .geojson, .csv and .tif");
    if (extension != ".gpkg" && extension != ".geojson" && extension != ".csv" && extension != ".tif")
        throw Error(ErrorCode::usage, "\"" + file.filename().string() + "\" names no format Prospect writes",
                    "end it in .gpkg, .geojson, .csv or .tif");
}

} // namespace

ExitCode run_export(const Arguments& arguments, const Console& console) {
    const std::string site_file = positional(arguments, 0, "the site file SITE.gpkg");
    const std::filesystem::path out = positional(arguments, 1, "the file to write");
    no_more_than(arguments, 2);
    refuse_format(out);
    refuse_input_as_output(site_file, out);
    refuse_existing(out, arguments);
    io::ExportOptions options;
    options.layers = arguments.values("layer");
    options.audience = audience_of(arguments);
    time_of(arguments);
    const io::Opened opened = open_site(site_file, console);
    SitePtr site = opened.site;
    std::vector<Unapplied> unapplied;
    if (const auto scenario = scenario_of(arguments); !scenario.empty())
        site = with_scenario(*site, scenario, &unapplied);
    for (const Unapplied& edit : unapplied)
        console.say("note: the option's edit \"" + edit.edit + "\" no longer applies: " + edit.reason);
    const io::ExportReport report = io::export_site(*site, out, options, console.progress());
    say_notes(opened, console);
    if (console.json()) {
        const nlohmann::ordered_json document{{"file", out.string()},
                                              {"audience", arguments.value("audience").value_or("public")},
                                              {"written", report.written},
                                              {"withheld", report.withheld},
                                              {"notes", report.notes}};
        console.result(document.dump(1));
    } else {
        console.say(out.string() + ": " + std::to_string(report.written) + " written, " +
                    std::to_string(report.withheld) + " withheld from this audience");
        for (const std::string& note : report.notes)
            console.say("note: " + note);
    }
    return done;
}

} // namespace prospect::cli
