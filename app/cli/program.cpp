#include "app/cli/commands.h"

#include <algorithm>
#include <cstdio>

namespace prospect::cli {

const std::vector<Command>& commands() {
    static const std::vector<Command> all{
        {{"import",
          "SITE.gpkg INPUT...",
          "read plans and map layers into a site",
          {{"crs", true, "EPSG:n|local", "system of sources that name none, and of a new site"},
           {"unit", true, "m|cm|mm|ft|in", "unit of a drawing that names none"},
           {"role", true, "LAYER=ROLE", "what the features of a source layer are (may be repeated)"},
           {"mapping", true, "FILE.json", "layer names and what they are"},
           {"as-option", true, "NAME", "as an option instead of the base plan"},
           {"control_points_file", true, "F.points", "control points of a plan, as QGIS writes them"},
           {"transform", true, "helmert|affine|tps", "how control points place a plan (default helmert)"},
           {"scale", true, "500", "scale 1:500 of a plan at its own size (default: as printed)"},
           {"dpi", true, "150", "resolution a PDF page is drawn at, or an image was scanned at"},
           {"page", true, "1", "page of a PDF"}}},
         run_import},
        {{"list",
          "analyses|criteria|profiles|roles|palettes|formats|scenarios|layers [SITE.gpkg]",
          "what the program knows, or what a site holds",
          {}},
         run_list},
        {{"analyse",
          "SITE.gpkg ANALYSIS [--PARAMETER VALUE]...",
          "run an analysis",
          {{"extent", true, "xmin,ymin,xmax,ymax", "area to compute"},
           {"reference", true, "FILE.tif|csv", "result of another program to compare with"},
           {"out", true, "DIR", "folder for the results"},
           {"dxf", false, "", "write the shapes of the result as a drawing, too: DIR/ANALYSIS.dxf"},
           {"save", false, "", "keep the run in the site"}},
          true,
          true},
         run_analyse},
        {{"assess",
          "SITE.gpkg",
          "check a site against the criteria",
          {{"profile", true, "NAME",
            "which criteria and values count (default: the site's own, else default)"},
           {"out", true, "DIR", "folder for findings.csv, places.csv and assessment.json"},
           {"flips", true, "CODE|KEY",
            "which value nobody gave would turn the findings of that rule, or that one"},
           {"save", false, "", "keep the findings in the site"}},
          true},
         run_assess},
        {{"compare",
          "SITE.gpkg --scenario A --scenario B",
          "check options, and say what each clears, brings and leaves (base: the existing place)",
          {{"profile", true, "NAME", "which criteria and values count (default: default)"},
           {"out", true, "DIR", "folder for compare.csv, compare.json and ranks.csv"},
           {"no-ranks", false, "", "do not work out how often which is the best by design weakness"}},
          true},
         run_compare},
        {{"report", "SITE.gpkg OUT.pdf|OUT.html|OUT.odt", "write a report", {}, true, true}, nullptr},
        {{"render",
          "SITE.gpkg OUT.png",
          "draw the plan, with a result over it",
          {{"field", true, "FIELD.tif|RUN", "result to draw"},
           {"extent", true, "xmin,ymin,xmax,ymax", "area to draw"},
           {"size", true, "WxH", "size in pixels (default 1600x1000)"},
           {"theme", true, "light|dark", "colours (default light)"}},
          true},
         run_render},
        {{"export",
          "SITE.gpkg OUT.(gpkg|geojson|csv|tif)",
          "write layers for other programs",
          {{"layer", true, "NAME", "layer or role (may be repeated; default all)"}},
          true},
         run_export},
        {{"merge", "SITE.gpkg OTHER.gpkg", "bring in another file's annotations", {}, false, true}, nullptr},
        {{"verify", "SITE.gpkg", "check that a site file is whole", {}}, run_verify},
    };
    return all;
}

namespace {

std::string overview() {
    std::string text = "prospect-cli " PROSPECT_VERSION "\nusage: prospect-cli COMMAND ...\n\n";
    for (const Command& command : commands()) {
        std::string line = "  " + command.info.name;
        line.resize(12, ' ');
        text += line + command.info.summary + (command.run ? "" : " (comes with a later version)") + "\n";
    }
    return text + "\nprospect-cli COMMAND --help says more of one command.\n";
}

std::string help_of(const Command& command) {
    std::string text = "usage: prospect-cli " + command.info.name + " " + command.info.usage + "\n" +
                       command.info.summary + (command.run ? "" : " (comes with a later version)") + "\n";
    const auto add = [&](const std::string& title, const std::vector<OptionInfo>& options) {
        if (options.empty()) return;
        text += "\n" + title + "\n";
        for (const auto& option : options)
            text += "  --" + option.name + (option.takes_value ? " " + option.value_hint : "") + "\n      " +
                    option.help + "\n";
    };
    add("options", command.info.options);
    if (command.info.has_context) add("context", context_options());
    add("common options", common_options());
    return text;
}

// The path among the words that a fault is about, by the name its message or context begins with; else the
// site.
std::string file_at_fault(const Error& error, const std::vector<std::string>& words,
                          const std::string& site) {
    const std::string about = error.context().empty() ? error.message() : error.context().front();
    for (const std::string& word : words) {
        const std::string path = word.substr(word.starts_with("--") ? word.find('=') + 1 : 0);
        const std::string name = path.substr(path.rfind('/') + 1);
        // A name with an ending: other words of the command line may begin a sentence.
        if (name.find('.') != std::string::npos && about.starts_with(name)) return path;
    }
    return site;
}

ExitCode run_checked(const std::vector<std::string>& words, std::string& file) {
    if (words.empty()) throw Error(ErrorCode::usage, "no command is given", "prospect-cli --help lists them");
    if (words[0] == "--help" || words[0] == "-h" || words[0] == "help") {
        std::fputs(overview().c_str(), stdout);
        return done;
    }
    if (words[0] == "--version") {
        std::puts("prospect-cli " PROSPECT_VERSION);
        return done;
    }
    const auto command = std::find_if(commands().begin(), commands().end(), [&](const Command& candidate) {
        return candidate.info.name == words[0];
    });
    if (command == commands().end()) {
        std::string known;
        for (const Command& candidate : commands())
            known += (known.empty() ? "" : ", ") + candidate.info.name;
        throw Error(ErrorCode::usage, "there is no command \"" + words[0] + "\"",
                    "the commands are " + known);
    }
    const Arguments arguments = parse_arguments(command->info, {words.begin() + 1, words.end()});
    if (arguments.has("help")) {
        std::fputs(help_of(*command).c_str(), stdout);
        return done;
    }
    if (arguments.has("version")) {
        std::puts("prospect-cli " PROSPECT_VERSION);
        return done;
    }
    if (!command->run)
        throw Error(ErrorCode::usage, "the command " + command->info.name + " comes with a later version",
                    "this one has import, list, analyse, assess, compare, render, export and verify");
    if (words[0] != "list" && !arguments.positional.empty()) file = arguments.positional[0];
    return command->run(arguments, Console(arguments));
}

} // namespace

int run_program(const std::vector<std::string>& words) {
    std::string file; // named in a refusal, when the error itself names none
    try {
        return run_checked(words, file);
    } catch (const RefusedInput& error) {
        std::fprintf(stderr, "%s\n", refusal_line(error, error.input()).c_str());
        return exit_code_of(error.code());
    } catch (const Error& error) {
        const bool about_words = error.code() == ErrorCode::usage;
        std::fprintf(stderr, "%s\n",
                     refusal_line(error, about_words ? "" : file_at_fault(error, words, file)).c_str());
        return exit_code_of(error.code());
    } catch (const std::bad_alloc&) {
        std::fputs("prospect-cli: the machine's memory is used up — close other programs or choose a larger "
                   "--cell_m\n",
                   stderr);
        return our_fault;
    } catch (const std::exception& error) {
        std::fprintf(
            stderr, "prospect-cli: a fault of the program: %s — please report it with the command you used\n",
            error.what());
        return our_fault;
    }
}

} // namespace prospect::cli
