#include "analysis/assessment/write_assessment.h"
#include "analysis/catalogue.h"
#include "analysis/engine/write.h"
#include "app/cli/commands.h"
#include "app/cli/site_argument.h"
#include "app/render/field_style.h"
#include "geometry/io/import.h"

#include <nlohmann/json.hpp>

namespace prospect::cli {

namespace {

using Json = nlohmann::ordered_json;

void list_analyses(const Console& console) {
    if (console.json()) return console.result(engine::catalogue_json(catalogue()));
    std::string text;
    for (const engine::Analysis& analysis : catalogue()) {
        text += analysis.info().id + "  " + analysis.info().title + "\n    " + analysis.info().summary + "\n";
        for (const engine::ParameterInfo& parameter : analysis.parameters())
            text += "    --" + parameter.name + " " +
                    (parameter.default_text.empty() ? "none" : parameter.default_text) +
                    (parameter.unit.empty() ? "" : " " + parameter.unit) + "  " + parameter.help + "\n";
    }
    console.result(text);
}

std::string asked(const assessment::Criterion& one) {
    if (one.kind == assessment::Kind::recorded) return "Answered by people: " + one.question;
    if (one.kind == assessment::Kind::unmeasured) return "Can't tell yet: " + one.why_not + ".";
    return assessment::threshold_text(one);
}

void list_criteria(const Console& console) {
    if (console.json()) return console.result(assessment::criteria_json(assessment::criteria()));
    std::string text;
    for (const assessment::Criterion& one : assessment::criteria())
        text += one.code + "  " + one.title + "\n    " + asked(one) + "  " +
                std::string(assessment::words_of(one.status)) + ": " + one.source + "\n";
    console.result(text);
}

// Those of the program, and of a site its own.
void list_profiles(const Arguments& arguments, const Console& console) {
    auto all = assessment::profiles();
    if (arguments.positional.size() > 1)
        for (auto& own : assessment::own_profiles(open_site(arguments.positional[1], console).site->meta))
            all.push_back(std::move(own));
    if (console.json()) return console.result(assessment::profiles_json(all));
    std::string text;
    for (const assessment::Profile& one : all) {
        text += one.name + "  " + one.title + ", " + std::to_string(one.criteria.size()) + " criteria" +
                (one.own ? " (of this site)" : "") + "\n    " + one.about + "\n";
        for (const assessment::RuleFault& fault : one.faults)
            text += "    cannot be used: " + fault.message + "\n";
    }
    console.result(text);
}

void list_roles(const Console& console) {
    Json list = Json::array();
    std::string text;
    for (const RoleInfo& role : roles()) {
        Json attributes = Json::array();
        text += std::string(role.table) + "  " + std::string(role.plural) + "\n";
        for (const AttributeInfo& attribute : role.attributes) {
            Json choices = Json::array();
            for (const std::string_view choice : attribute.choices)
                choices.push_back(std::string(choice));
            attributes.push_back({{"name", std::string(attribute.name)},
                                  {"unit", std::string(attribute.unit)},
                                  {"choices", choices},
                                  {"help", std::string(attribute.help)}});
            text += "    " + std::string(attribute.name) + "  " + std::string(attribute.help) + "\n";
        }
        Json kinds = Json::array();
        for (const GeometryKind kind : role.kinds)
            kinds.push_back(name_of(kind));
        list.push_back({{"name", std::string(role.table)},
                        {"label", std::string(role.label)},
                        {"geometry", kinds},
                        {"raster", role.raster},
                        {"attributes", attributes}});
    }
    console.result(console.json() ? list.dump(1) : text);
}

void list_palettes(const Console& console) {
    const std::vector<std::string> names = render::ramp_names();
    std::string text;
    for (const std::string& name : names)
        text += name + "\n";
    console.result(console.json() ? Json(names).dump(1) : text);
}

void list_formats(const Console& console) {
    Json list = Json::array();
    std::string text;
    for (const io::FormatInfo& format : io::formats()) {
        list.push_back({{"name", format.name},
                        {"extensions", format.extensions},
                        {"reads", format.reads},
                        {"writes", format.writes},
                        {"note", format.note}});
        text += format.name + "  " + format.extensions + (format.reads ? "  reads" : "") +
                (format.writes ? "  writes" : "") + (format.note.empty() ? "" : "  (" + format.note + ")") +
                "\n";
    }
    console.result(console.json() ? list.dump(1) : text);
}

void list_scenarios(const Arguments& arguments, const Console& console) {
    const io::Opened opened = open_site(positional(arguments, 1, "the site file SITE.gpkg"), console);
    say_notes(opened, console);
    Json list = Json::array();
    std::string text;
    for (const auto& scenario : opened.site->scenarios) {
        list.push_back(
            {{"name", scenario->name}, {"id", scenario->id.text()}, {"edits", scenario->edits.size()}});
        text += scenario->name + "  " + std::to_string(scenario->edits.size()) +
                (scenario->edits.size() == 1 ? " edit\n" : " edits\n");
    }
    console.result(console.json() ? list.dump(1) : text);
}

void list_layers(const Arguments& arguments, const Console& console) {
    const io::Opened opened = open_site(positional(arguments, 1, "the site file SITE.gpkg"), console);
    say_notes(opened, console);
    Json list = Json::array();
    std::string text;
    for (const LayerPtr& layer : opened.site->layers) {
        const std::string role(name_of(layer->role));
        list.push_back({{"name", layer->name},
                        {"role", role},
                        {"features", layer->features.size()},
                        {"raster", layer->raster != nullptr},
                        {"picture", layer->picture != nullptr},
                        {"visible", layer->visible}});
        text += layer->name + "  " + role + "  " +
                (layer->raster    ? "grid"
                 : layer->picture ? "picture"
                                  : std::to_string(layer->features.size())) +
                "\n";
    }
    console.result(console.json() ? list.dump(1) : text);
}

} // namespace

ExitCode run_list(const Arguments& arguments, const Console& console) {
    const std::string what = positional(arguments, 0, "what to list");
    no_more_than(arguments, 2);
    if (what == "analyses")
        list_analyses(console);
    else if (what == "roles")
        list_roles(console);
    else if (what == "palettes")
        list_palettes(console);
    else if (what == "formats")
        list_formats(console);
    else if (what == "scenarios")
        list_scenarios(arguments, console);
    else if (what == "layers")
        list_layers(arguments, console);
    else if (what == "criteria")
        list_criteria(console);
    else if (what == "profiles")
        list_profiles(arguments, console);
    else
        throw Error(
            ErrorCode::usage, "there is no list of \"" + what + "\"",
            "the lists are analyses, criteria, profiles, roles, palettes, formats, scenarios and layers");
    return done;
}

} // namespace prospect::cli
