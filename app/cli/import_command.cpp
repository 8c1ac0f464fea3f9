#include "app/cli/commands.h"
#include "app/cli/plan_arguments.h"
#include "app/cli/site_argument.h"
#include "geometry/io/crs.h"
#include "geometry/io/import.h"
#include "geometry/io/mapping.h"
#include "geometry/io/place_as_option.h"
#include "geometry/io/project_photometry.h"
#include "geometry/io/tag_rules.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <filesystem>
#include <optional>
#include <set>

namespace prospect::cli {

namespace {

namespace fs = std::filesystem;
using Json = nlohmann::ordered_json;

io::ImportOptions options_of(const Arguments& arguments) {
    io::ImportOptions options;
    options.crs = arguments.value("crs").value_or("");
    if (!options.crs.empty()) io::describe_crs(options.crs);
    options.unit = arguments.value("unit").value_or("");
    const bool known_unit = options.unit.empty() || options.unit == "m" || options.unit == "cm" ||
                            options.unit == "mm" || options.unit == "ft" || options.unit == "in";
    if (!known_unit)
        throw Error(ErrorCode::usage, "--unit \"" + options.unit + "\" is unknown",
                    "it is m, cm, mm, ft or in");
    if (const auto file = arguments.value("mapping")) options.mapping_file = *file;
    for (const std::string& pair : arguments.values("role")) {
        const std::size_t equals = pair.rfind('=');
        const auto role = equals == std::string::npos ? std::nullopt : role_of(pair.substr(equals + 1));
        if (!role) {
            std::string known;
            for (const RoleInfo& candidate : roles())
                known += (known.empty() ? "" : ", ") + std::string(candidate.table);
            throw Error(ErrorCode::usage, "--role \"" + pair + "\" is not LAYER=ROLE",
                        "the roles are " + known);
        }
        options.roles[pair.substr(0, equals)] = *role;
    }
    options.replace = arguments.has("force");
    if (const auto option = arguments.value("as-option")) {
        if (option->empty())
            throw Error(ErrorCode::usage, "--as-option needs the name of the option", "add one after it");
        options.as_option = *option;
    }
    options.plan = plan_options(arguments);
    return options;
}

Json photometry_json(const std::vector<io::PhotometryRow>& rows) {
    Json list = Json::array();
    for (const io::PhotometryRow& row : rows)
        list.push_back({{"name", row.name},
                        {"format", row.format},
                        {"flux_lm", row.flux_lm},
                        {"header_flux_lm", row.header_flux_lm ? Json(*row.header_flux_lm) : Json()},
                        {"absolute", row.absolute},
                        {"notes", row.notes}});
    return list;
}

Json json_of(const io::ImportReport& report) {
    Json sources = Json::array();
    for (const io::SourceCount& count : report.sources)
        sources.push_back({{"file", count.file},
                           {"layer", count.layer},
                           {"role", count.role},
                           {"read", count.read},
                           {"imported", count.imported},
                           {"skipped", count.skipped},
                           {"repaired", count.repaired},
                           {"clipped", count.clipped},
                           {"defaulted", count.defaulted}});
    Json reasons = Json::array();
    for (const io::Reason& reason : report.reasons)
        reasons.push_back({{"reason", reason.reason},
                           {"count", reason.count},
                           {"example", reason.example},
                           {"place", reason.place ? Json{reason.place->x, reason.place->y} : Json()}});
    return {{"sources", sources},
            {"photometry", photometry_json(report.photometry)},
            {"reasons", reasons},
            {"notes", report.notes}};
}

// Features by role and, for barriers and openings, by kind; what has no kind counts as "unknown".
void add_counts(Json& document, const Site& site) {
    Json by_role = Json::object();
    for (const auto& [role, count] : site.counts())
        by_role[std::string(name_of(role))] = count;
    Json by_kind = Json::object();
    for (const Role role : {Role::barrier, Role::opening}) {
        std::map<std::string, std::size_t> kinds;
        for (const auto& [layer, feature] : site.features(role)) {
            const Attribute* kind = feature->find("kind");
            ++kinds[kind ? as_text(kind->value) : "unknown"];
        }
        if (!kinds.empty()) by_kind[std::string(name_of(role))] = kinds;
    }
    document["roles"] = by_role;
    document["roles_by_kind"] = by_kind;
}

// Drawing-only layers included: the size of what was imported.
Box box_of_everything(const Site& site) {
    Box box;
    for (const LayerPtr& layer : site.layers)
        box.add(layer->box());
    return box;
}

Json option_json(const io::ImportOutcome& outcome) {
    const DifferenceCounts& counts = outcome.difference;
    return {{"name", outcome.option}, {"unchanged", counts.unchanged}, {"changed", counts.changed},
            {"added", counts.added},  {"removed", counts.removed},     {"drawing_only", counts.drawing_only}};
}

Json document_of(const std::string& file, const Site& site, const std::string& unit,
                 const io::ImportOutcome& outcome, const Json& plans) {
    Json document{{"site", file}, {"crs", site.frame.crs}, {"unit", unit}};
    const Box box = box_of_everything(site);
    if (box.empty()) {
        document["extent"] = nullptr;
        document["size_m"] = nullptr;
    } else {
        const Point low = site.frame.to_full({box.xmin, box.ymin});
        const Point high = site.frame.to_full({box.xmax, box.ymax});
        document["extent"] = {low.x, low.y, high.x, high.y};
        document["size_m"] = {box.width(), box.height()};
    }
    add_counts(document, site);
    document.update(json_of(outcome.report));
    document.update(plans);
    if (!outcome.option.empty()) document["option"] = option_json(outcome);
    return document;
}

std::string size_text(const Box& box) {
    char text[64];
    std::snprintf(text, sizeof text, "%.1f × %.1f m", box.width(), box.height());
    return text;
}

std::string lumens(double lm) {
    char text[32];
    std::snprintf(text, sizeof text, "%.0f lm", lm);
    return text;
}

void say_report(const Console& console, const Site& site, const io::ImportReport& report) {
    std::set<std::string> light; // files of photometry, said in words of their own
    for (const io::PhotometryRow& row : report.photometry) {
        console.say(row.name + ": light data (" + row.format + "), " + lumens(row.flux_lm));
        light.insert(row.name);
    }
    for (const io::SourceCount& count : report.sources) {
        if (light.contains(count.file)) continue;
        std::string line = count.file + ", " + count.layer + ": " + std::to_string(count.imported) + " of " +
                           std::to_string(count.read) + " imported as " +
                           (count.role.empty() ? "nothing" : count.role);
        if (count.repaired > 0) line += ", " + std::to_string(count.repaired) + " repaired";
        if (count.clipped > 0) line += ", " + std::to_string(count.clipped) + " clipped";
        if (count.defaulted > 0) line += ", " + std::to_string(count.defaulted) + " with assumed values";
        console.say(line);
    }
    for (const io::Reason& reason : report.reasons)
        console.say("  " + std::to_string(reason.count) + " × " + reason.reason +
                    (reason.example.empty() ? "" : " (" + reason.example + ")"));
    for (const std::string& note : report.notes)
        console.say(note.starts_with(io::doubt_mark) ? note : "note: " + note);
    if (site.frame.set())
        console.say(site.frame.crs + " · " + site.frame.crs_name + " · " +
                    size_text(box_of_everything(site)));
}

// A refused input is a source of which nothing was read, and the reason why.
void add_refused(io::ImportReport& report, const std::string& file, const Error& error) {
    const std::string name = fs::path(file).filename().string();
    report.sources.push_back({name, "", "", 0, 0});
    report.add_reason("refused: " + error.message() + (error.advice().empty() ? "" : " — " + error.advice()),
                      name, std::nullopt);
}

struct Gathered {
    std::vector<io::SourceDraft> drafts;
    std::vector<std::string> refusals;
    io::ImportReport refused;             // a row for each refused input
    ErrorCode worst = ErrorCode::refused; // a single input's own; several are refused inputs
};

Gathered read_all(const Arguments& arguments, const io::ImportOptions& options, const Console& console) {
    Gathered gathered;
    const std::size_t count = arguments.positional.size() - 1;
    for (std::size_t i = 1; i <= count; ++i) {
        const std::string& input = arguments.positional[i];
        const double begin = 0.1 + 0.6 * static_cast<double>(i - 1) / static_cast<double>(count);
        const double end = 0.1 + 0.6 * static_cast<double>(i) / static_cast<double>(count);
        try {
            gathered.drafts.push_back(
                io::read_source(input, options, console.progress().part(begin, end, "reading " + input)));
        } catch (const Error& error) {
            if (error.code() != ErrorCode::refused && error.code() != ErrorCode::usage) throw;
            if (count == 1) gathered.worst = error.code();
            gathered.refusals.push_back(refusal_line(error, input));
            add_refused(gathered.refused, input, error);
        }
    }
    return gathered;
}

// A misspelt layer would silently stay without its role. Throws Error(usage) naming the layers there are.
void refuse_unknown_layers(const io::ImportOptions& options, const std::vector<io::SourceDraft>& drafts) {
    std::set<std::string> layers;
    std::set<std::string> files;
    for (const io::SourceDraft& draft : drafts) {
        files.insert({draft.file.stem().string(), draft.file.filename().string()});
        for (const io::LayerDraft& layer : draft.layers)
            layers.insert({layer.source_layer, std::string(io::without_xref_prefix(layer.source_layer))});
        for (const io::SourceCount& count : draft.report.sources)
            layers.insert(count.layer);
    }
    for (const auto& [layer, role] : options.roles) {
        if (layers.contains(layer) || files.contains(layer)) continue;
        constexpr std::size_t most = 20;
        std::string known;
        std::size_t shown = 0;
        for (const std::string& name : layers)
            if (shown++ < most) known += (known.empty() ? "" : ", ") + name;
        if (layers.size() > most) known += " and " + std::to_string(layers.size() - most) + " more";
        throw Error(ErrorCode::usage, "--role names the layer \"" + layer + "\", which no input has",
                    "the layers are " + known);
    }
}

// The path given for a source, by the name its error carries.
std::string input_of(const Error& error, const Arguments& arguments) {
    for (std::size_t i = 1; i < arguments.positional.size(); ++i) {
        const std::string& input = arguments.positional[i];
        const std::string name = fs::path(input).filename().string();
        for (const std::string& where : error.context())
            if (where == name || where == input) return input;
    }
    return {};
}

// A source that cannot join the site is a refused input like one that cannot be read. Absent when none of
// them joins.
std::optional<io::ImportOutcome> place(const Site& site, const std::vector<io::StoredFile>& kept,
                                       Gathered& gathered, const io::ImportOptions& options,
                                       const Arguments& arguments, const Console& console) {
    const auto refuse = [&](const std::vector<Error>& errors) {
        for (const Error& error : errors) {
            const std::string input = input_of(error, arguments);
            if (arguments.positional.size() == 2) gathered.worst = error.code();
            gathered.refusals.push_back(refusal_line(error, input));
            add_refused(gathered.refused, input, error);
        }
    };
    try {
        io::ImportOutcome outcome = io::place_on_site(site, std::move(gathered.drafts), options,
                                                      console.progress().part(0.7, 0.85, "placing"), kept);
        refuse(outcome.refused);
        return outcome;
    } catch (const io::AllRefused& error) {
        refuse(error.refused());
        return std::nullopt;
    }
}

bool came_in(const io::SourceCount& count) {
    return count.imported > 0;
}

// When nothing at all came in, each source that was placed is a refused input too, and the site stays as it
// is. False when something did.
bool all_was_dropped(const io::ImportReport& report, const Arguments& arguments, Gathered& gathered) {
    if (std::any_of(report.sources.begin(), report.sources.end(), came_in)) return false;
    const auto reason = std::find_if(report.reasons.begin(), report.reasons.end(), [](const io::Reason& one) {
        return one.reason.starts_with("skipped: ");
    });
    const Error error(ErrorCode::refused,
                      "nothing in it can be placed on the site" +
                          (reason == report.reasons.end() ? "" : " (" + reason->reason + ")"),
                      "check its reference system, or name another with --crs");
    for (std::size_t i = 1; i < arguments.positional.size(); ++i) {
        const std::string& input = arguments.positional[i];
        const std::string name = fs::path(input).filename().string();
        if (std::any_of(report.sources.begin(), report.sources.end(),
                        [&](const io::SourceCount& count) { return count.file == name; }))
            gathered.refusals.push_back(refusal_line(error, input));
    }
    return true;
}

// At most three lines.
void complain_of(const std::vector<std::string>& refusals, const Console& console) {
    constexpr std::size_t most_lines = 3;
    const bool too_many = refusals.size() > most_lines;
    for (std::size_t i = 0; i < (too_many ? most_lines - 1 : refusals.size()); ++i)
        console.complain(refusals[i]);
    if (too_many)
        console.complain("prospect-cli: " + std::to_string(refusals.size() - most_lines + 1) +
                         " more inputs are refused — import them one by one to see why");
}

// Before any input is read, so that the refusal names the mapping and not the inputs.
void check_mapping(const io::ImportOptions& options) {
    if (options.mapping_file.empty()) return;
    try {
        io::LayerMapping::load(options.mapping_file);
        io::TagRules::load("gis.json", options.mapping_file);
    } catch (const Error& error) {
        throw RefusedInput(Error(ErrorCode::refused, error.message(), error.advice()),
                           options.mapping_file.string());
    }
}

void note_the_sites_own_system(const Site& site, const io::ImportOptions& options, io::ImportReport& report) {
    if (!site.frame.set() || options.crs.empty()) return;
    const std::string asked = io::describe_crs(options.crs).text;
    if (asked != site.frame.crs)
        report.notes.push_back("the site keeps its map grid " + site.frame.crs + ": --crs " + asked +
                               " only says what system an input without one is in");
}

// With the light of the files kept and, where new lamps name them, of those beside the site, as it is found
// when the site is opened again. What cannot be read is noted unless opening said so.
SitePtr with_photometries(Site site, const std::vector<io::StoredFile>& files, const fs::path& file,
                          const std::vector<std::string>& said, std::vector<std::string>& notes) {
    std::vector<std::string> found;
    site.photometries = io::read_photometries(site, files, file.parent_path(), found);
    for (const std::string& note : found)
        if (std::find(said.begin(), said.end(), note) == said.end()) notes.push_back(note);
    return std::make_shared<const Site>(std::move(site));
}

} // namespace

ExitCode run_import(const Arguments& arguments, const Console& console) {
    const fs::path file = positional(arguments, 0, "the site file SITE.gpkg");
    positional(arguments, 1, "a file to import");
    for (std::size_t i = 1; i < arguments.positional.size(); ++i)
        refuse_input_as_output(arguments.positional[i], file);
    const io::ImportOptions options = options_of(arguments);
    check_mapping(options);

    io::Opened opened;
    opened.site = std::make_shared<const Site>();
    const bool exists = fs::exists(file);
    if (exists) {
        opened = open_site(file, console);
        if (opened.read_only)
            throw Error(ErrorCode::refused,
                        opened.foreign ? "this GeoPackage was not made by Prospect and is never changed"
                                       : "this site can only be read here",
                        "name another SITE.gpkg and import this one into it");
    }

    if (!options.as_option.empty()) io::check_new_option(*opened.site, options.as_option, options.replace);
    Gathered gathered = read_all(arguments, options, console);
    if (gathered.drafts.empty()) {
        complain_of(gathered.refusals, console);
        return exit_code_of(gathered.worst);
    }
    // A layer named may be one of a refused input.
    if (gathered.refusals.empty()) refuse_unknown_layers(options, gathered.drafts);

    if (gathered.refusals.empty()) refuse_needless_plan_options(arguments, gathered.drafts);

    std::string unit = "m";
    for (const io::SourceDraft& draft : gathered.drafts)
        if (!draft.unit.empty()) unit = draft.unit;
    const Json plans = plan_facts(gathered.drafts);
    std::optional<io::ImportOutcome> placed =
        place(*opened.site, opened.files, gathered, options, arguments, console);
    const bool nothing = !placed || all_was_dropped(placed->report, arguments, gathered);
    complain_of(gathered.refusals, console);
    if (nothing) return exit_code_of(gathered.worst);
    io::ImportOutcome& outcome = *placed;
    outcome.report.append(gathered.refused);
    note_the_sites_own_system(*opened.site, options, outcome.report);
    const std::vector<io::StoredFile> files = io::files_with_outcome(*opened.site, opened.files, outcome);
    const SitePtr site = with_photometries(*io::with_outcome(*opened.site, outcome), files, file,
                                           opened.notes, outcome.report.notes);
    io::SaveOptions saving;
    if (exists) saving = {.carry_from = file, .expected = opened.mark};
    if (!outcome.files.empty()) saving.files = files;
    io::save_project(*site, opened.runs, file, saving, console.progress().part(0.85, 1, "saving"));
    say_notes(opened, console);
    if (console.json())
        console.result(document_of(file.string(), *site, unit, outcome, plans).dump(1));
    else
        say_report(console, *site, outcome.report);
    return gathered.refusals.empty() ? done : partly_done;
}

} // namespace prospect::cli
