#include "analysis/assessment/assess.h"
#include "analysis/assessment/audience.h"
#include "analysis/assessment/flips.h"
#include "analysis/assessment/measure_first.h"
#include "analysis/assessment/places.h"
#include "analysis/assessment/profile.h"
#include "analysis/assessment/remedies.h"
#include "analysis/assessment/remedy_words.h"
#include "analysis/assessment/write_assessment.h"
#include "analysis/catalogue.h"
#include "app/cli/commands.h"
#include "app/cli/output_folder.h"
#include "app/cli/site_argument.h"

#include <chrono>
#include <cstdio>
#include <filesystem>

namespace prospect::cli {

namespace {

namespace fs = std::filesystem;
using assessment::Assessment;
using assessment::Level;

double seconds_since(std::chrono::steady_clock::time_point start) {
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
}

void refuse_existing_files(const fs::path& folder, const Arguments& arguments) {
    for (const char* name :
         {"findings.csv", "places.csv", "assessment.json", "weakness.tif", "worst_cause.tif"}) {
        refuse_input_as_output(arguments.positional.front(), folder / name);
        refuse_existing(folder / name, arguments);
    }
}

std::string coverage_text(const Assessment& made) {
    std::string text;
    for (const assessment::Coverage& one : made.coverage)
        for (const assessment::Strategy& strategy : assessment::strategies())
            if (strategy.id == one.strategy)
                text += "  " + strategy.title + ": " + std::to_string(one.checked) + " of " +
                        std::to_string(one.criteria) + " checked, " + std::to_string(one.problems) +
                        (one.problems == 1 ? " problem\n" : " problems\n");
    return text;
}

// Nothing serious is only counted.
std::string serious_elsewhere_text(const Assessment& made, std::size_t shown) {
    std::string text;
    for (std::size_t p = shown; p < made.places.size(); ++p)
        for (const std::size_t i : made.places[p].findings)
            if (made.findings[i].level == Level::fail)
                text += "     " + std::to_string(p + 1) + "  " + made.places[p].name + ": " +
                        made.findings[i].message + "\n";
    return text.empty() ? text : "Serious in further places\n" + text;
}

std::string places_text(const Assessment& made) {
    constexpr std::size_t shown = 3;
    std::string text;
    for (std::size_t p = 0; p < std::min(shown, made.places.size()); ++p) {
        const assessment::Place& place = made.places[p];
        text += std::to_string(p + 1) + "  " + place.name + "\n";
        for (const std::size_t i : place.findings)
            text += "     " + std::string(assessment::word_of(made.findings[i].level)) + ": " +
                    made.findings[i].message + "\n";
        for (const assessment::Remedy* one : assessment::remedies_at(made, place))
            text += "     Would mend it: " + one->text + " (" + assessment::effect_text(*one) + ")\n";
    }
    if (made.places.size() > shown)
        text += "and " + std::to_string(made.places.size() - shown) + " more places\n";
    return text + serious_elsewhere_text(made, shown);
}

std::string of_the_site_text(const Assessment& made) {
    std::string text;
    for (const assessment::Finding* one : assessment::of_no_place(made)) {
        text += "     " + std::string(assessment::word_of(one->level)) + ": " + one->message + "\n";
        for (const assessment::Remedy& remedy : one->remedies)
            text += "     Would mend it: " + remedy.text + " (" + assessment::effect_text(remedy) + ")\n";
    }
    return text.empty() ? text : "Of the whole site\n" + text;
}

std::string measure_first_text(const Assessment& made) {
    constexpr std::size_t shown = 5;
    const auto all = assessment::measure_first(made);
    std::string text;
    for (std::size_t i = 0; i < std::min(shown, all.size()); ++i)
        text += "     " + assessment::measure_first_text(all[i]) + "\n";
    return text.empty() ? text : "Measure first, since nobody gave it\n" + text;
}

std::string plain_text(const Assessment& made, io::Audience audience) {
    std::string text = "Rules: " + made.profile + "; made for the audience " +
                       std::string(io::name_of(audience)) + "\n\n" + coverage_text(made) + "\n" +
                       places_text(made) + of_the_site_text(made) + measure_first_text(made) + "\n";
    for (const assessment::Finding& one : made.findings)
        if (one.level == Level::not_run) text += one.code + "  " + one.message + "\n";
    text += "\n";
    for (const Level level : {Level::fail, Level::look, Level::pass, Level::info, Level::not_run})
        text += std::string(assessment::word_of(level)) + " " + std::to_string(made.count(level)) + ", ";
    text += "accepted " + std::to_string(made.accepted()) + "\n";
    for (const assessment::Finding& one : made.findings) {
        if (!one.flips) continue;
        text += "\n" + one.code + "  " + one.message + "\n";
        if (one.flips->empty()) text += "    no number it rests on can be tried with other values here\n";
        for (const assessment::Flip& flip : *one.flips)
            text += "    " + assessment::flip_text(flip) + "\n";
        if (const auto left = assessment::not_tried(one, made.criterion(one));
            !assessment::assumed_words(left).empty())
            text += "    not tried with other values: " + assessment::assumed_words(left) + "\n";
    }
    return text;
}

// Of the findings missed by that code or key. Throws Error(usage) where there is none.
void ask_flips(const std::string& asked, engine::Engine& engine, const engine::Request& request,
               const assessment::Profile& profile, const Console& console, Assessment& made) {
    std::vector<assessment::Finding*> findings;
    for (assessment::Finding& one : made.findings)
        if (is_missed(one) && (one.code == asked || one.key == asked)) findings.push_back(&one);
    if (findings.empty())
        throw Error(ErrorCode::usage, "no finding that is missed has the code or key " + asked,
                    "see findings.csv (--out), or run without --flips");
    for (std::size_t i = 0; i < findings.size(); ++i) {
        const auto share = [&](std::size_t done) {
            return 0.8 + 0.1 * static_cast<double>(done) / static_cast<double>(findings.size());
        };
        findings[i]->flips =
            assessment::flips_of(engine, request, profile, *findings[i],
                                 console.progress().part(share(i), share(i + 1), "Trying other values"));
    }
}

} // namespace

ExitCode run_assess(const Arguments& arguments, const Console& console) {
    const auto start = std::chrono::steady_clock::now();
    const std::string site_file = positional(arguments, 0, "the site file SITE.gpkg");
    no_more_than(arguments, 1);
    const io::Audience audience = audience_of(arguments);
    const auto named = arguments.value("profile");
    const auto out = arguments.value("out");
    std::optional<OutputFolder> folder;
    if (out) {
        refuse_existing_files(*out, arguments);
        folder.emplace(*out);
    }
    const io::Opened opened = open_site(site_file, console);
    const assessment::Profile profile = named ? assessment::profile_named(opened.site->meta, *named)
                                              : assessment::profile_of(opened.site->meta);
    if (arguments.has("save") && opened.read_only)
        throw Error(ErrorCode::refused, "this site can only be read, so --save has nowhere to go",
                    "use --out DIR, or import it into a site of your own first");
    const auto acceptances = assessment::acceptances_of(io::read_findings(site_file));
    engine::Engine engine(catalogue());
    const engine::Request request = request_of(arguments, opened.site);
    assessment::Timing timing{.load_s = seconds_since(start)};
    const auto check_start = std::chrono::steady_clock::now();
    Assessment made = assessment::assess(
        engine, request, profile, console.progress().part(0.1, 0.5, "Checking the place"), acceptances);
    assessment::try_remedies(engine, request, profile, made,
                             console.progress().part(0.5, 0.8, "Trying what would mend it"));
    if (const auto asked = arguments.value("flips"))
        ask_flips(*asked, engine, request, profile, console, made);
    timing.check_s = seconds_since(check_start);
    // The file keeps all: who may see what is decided when it is read.
    if (arguments.has("save"))
        io::save_project(*opened.site, opened.runs, site_file,
                         {.carry_from = site_file,
                          .expected = opened.mark,
                          .findings = assessment::stored_findings(made, acceptances, opened.site->frame)},
                         console.progress().part(0.9, 1, "saving"));
    made = assessment::for_audience(std::move(made), *opened.site, audience);
    say_notes(opened, console);
    for (const scene::Note& note : made.notes)
        console.say((note.level == scene::Note::Level::info ? "note: " : "warning: ") + note.message);
    timing.total_s = seconds_since(start);
    if (out) assessment::write_assessment(made, opened.site->frame, timing, *out);
    console.result(console.json() ? assessment::assessment_json(made, opened.site->frame, timing)
                                  : plain_text(made, audience));
    return done;
}

} // namespace prospect::cli
