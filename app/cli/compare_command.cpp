#include "analysis/assessment/assess.h"
#include "analysis/assessment/audience.h"
#include "analysis/assessment/check_grid.h"
#include "analysis/assessment/profile.h"
#include "analysis/assessment/write_comparison.h"
#include "analysis/catalogue.h"
#include "app/cli/commands.h"
#include "app/cli/output_folder.h"
#include "app/cli/site_argument.h"
#include "geometry/io/file_write.h"
#include "geometry/site/options.h"

#include <algorithm>
#include <filesystem>
#include <fstream>

namespace prospect::cli {

namespace {

namespace fs = std::filesystem;
using assessment::CheckedVersion;

void write_files(const std::vector<CheckedVersion>& versions, const assessment::Ranks& ranks,
                 const std::string& json, const fs::path& folder) {
    io::write_csv(assessment::comparison_table(versions), folder / "compare.csv");
    // The ranks of an earlier comparison must not stay beside this one.
    if (ranks && ranks->told())
        io::write_csv(assessment::ranks_table(versions, *ranks), folder / "ranks.csv");
    else
        fs::remove(folder / "ranks.csv");
    io::write_atomically(folder / "compare.json", io::Previous::discard, [&](const fs::path& file) {
        std::ofstream out(file, std::ios::binary);
        out << json << "\n";
        out.close();
        if (!out)
            throw Error(ErrorCode::internal, "compare.json cannot be written",
                        "free some space and try again");
    });
}

// The names given, each once and known. One alone is compared with the existing place.
std::vector<std::string> chosen_versions(const Arguments& arguments, const Site& site) {
    std::vector<std::string> names = arguments.values("scenario");
    if (names.empty())
        throw Error(ErrorCode::usage, "compare needs the names of two options",
                    "add --scenario A --scenario B; base is the existing place");
    if (names.size() == 1) names.insert(names.begin(), std::string(base_name));
    for (std::size_t i = 0; i < names.size(); ++i) {
        if (std::find(names.begin(), names.begin() + static_cast<std::ptrdiff_t>(i), names[i]) !=
            names.begin() + static_cast<std::ptrdiff_t>(i))
            throw Error(ErrorCode::usage, "the option \"" + names[i] + "\" is named twice",
                        "name two different ones; base is the existing place");
        if (names[i] != base_name) with_scenario(site, names[i]);
    }
    return names;
}

std::string scenario_named(const std::string& name) {
    return name == base_name ? std::string() : name;
}

risk::OptionRanks ranked(engine::Engine& engine, const engine::Request& request,
                         const std::vector<std::string>& names, const Progress& progress) {
    std::vector<std::string> scenarios;
    for (const std::string& name : names)
        scenarios.push_back(scenario_named(name));
    risk::RankSettings settings;
    settings.cell_m = assessment::bounded_cell_m(request.site->study_box(), settings.cell_m);
    return risk::rank_options(engine, request, scenarios, settings, progress);
}

} // namespace

ExitCode run_compare(const Arguments& arguments, const Console& console) {
    const std::string site_file = positional(arguments, 0, "the site file SITE.gpkg");
    no_more_than(arguments, 1);
    const io::Audience audience = audience_of(arguments);
    const auto named = arguments.value("profile");
    const auto out = arguments.value("out");
    std::optional<OutputFolder> folder;
    if (out) {
        for (const char* name : {"compare.csv", "compare.json", "ranks.csv"}) {
            refuse_input_as_output(site_file, fs::path(*out) / name);
            refuse_existing(fs::path(*out) / name, arguments);
        }
        folder.emplace(*out);
    }
    const io::Opened opened = open_site(site_file, console);
    const assessment::Profile profile = named ? assessment::profile_named(opened.site->meta, *named)
                                              : assessment::profile_of(opened.site->meta);
    const std::vector<std::string> names = chosen_versions(arguments, *opened.site);
    const auto acceptances = assessment::acceptances_of(io::read_findings(site_file));
    engine::Engine engine(catalogue());
    std::vector<CheckedVersion> versions;
    const double share = 0.7 / static_cast<double>(names.size());
    for (const std::string& name : names) {
        engine::Request request = request_of(arguments, opened.site);
        request.scenario = scenario_named(name);
        CheckedVersion version;
        version.name = name;
        version.site =
            name == base_name ? opened.site : with_scenario(*opened.site, name, &version.unapplied);
        const double begin = share * static_cast<double>(versions.size());
        version.assessment = assessment::for_audience(
            assessment::assess(engine, request, profile,
                               console.progress().part(begin, begin + share, "checking " + name),
                               acceptances),
            *version.site, audience);
        versions.push_back(std::move(version));
    }
    assessment::Ranks ranks;
    if (!arguments.has("no-ranks"))
        ranks = ranked(engine, request_of(arguments, opened.site), names, console.progress().part(0.7, 0.95));
    say_notes(opened, console);
    for (const CheckedVersion& version : versions)
        if (!version.unapplied.empty())
            console.say("note: " + std::to_string(version.unapplied.size()) + " changes of " + version.name +
                        " no longer fit the existing place");
    const std::string json = assessment::comparison_json(versions, ranks, audience);
    if (out) write_files(versions, ranks, json, *out);
    console.result(console.json() ? json : assessment::comparison_text(versions, ranks, audience));
    return done;
}

} // namespace prospect::cli
