#include "app/cli/plan_arguments.h"

#include "app/cli/console.h"
#include "geometry/base/error.h"
#include "geometry/base/text.h"
#include "geometry/io/control_points.h"
#include "geometry/io/crs.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <initializer_list>

namespace prospect::cli {

namespace {

using Json = nlohmann::ordered_json;

constexpr std::initializer_list<const char*> plan_option_names{"page", "dpi", "scale", "control_points_file",
                                                               "transform"};

std::optional<double> number_option(const Arguments& arguments, const std::string& option, double min,
                                    double max) {
    const auto text = arguments.value(option);
    if (!text) return std::nullopt;
    const auto number = number_from(*text);
    if (!number || *number < min || *number > max)
        throw Error(ErrorCode::usage, "--" + option + " \"" + *text + "\" is not a number from " +
                                          as_text(Value(min)) + " to " + as_text(Value(max)));
    return number;
}

TransformKind transform_of(const Arguments& arguments) {
    const std::string name = arguments.value("transform").value_or("helmert");
    if (name == "tps")
        throw Error(ErrorCode::usage, "--transform tps comes with a later version", "use helmert or affine");
    const auto kind = transform_kind_of(name);
    if (!kind)
        throw Error(ErrorCode::usage, "--transform \"" + name + "\" is unknown", "it is helmert or affine");
    return *kind;
}

Json registration_json(const io::SourceDraft& draft) {
    const Registration& found = *draft.plan->registration;
    return {{"file", draft.file.filename().string()},
            {"transform", name_of(found.kind)},
            {"scale_m_per_px", found.map.scale()},
            {"rotation_deg", found.map.rotation_deg()},
            {"rms_m", found.rms_m},
            {"points", found.residuals_m.size()},
            {"mirrored", found.mirrored},
            {"residuals_m", found.residuals_m}};
}

Json plan_json(const io::SourceDraft& draft) {
    const io::PlanFacts& facts = *draft.plan;
    Json printed = Json::array();
    for (const io::PlanScale::Known& known : facts.scale.found)
        printed.push_back({{"text", known.printed.text},
                           {"scale", known.printed.denominator},
                           {"paper", known.printed.paper},
                           {"on_page", known.on_page ? Json(*known.on_page) : Json()},
                           {"confidence", known.printed.confidence}});
    Json plan{{"file", draft.file.filename().string()},
              {"page", facts.page},
              {"pages", facts.page_count},
              {"page_mm", {facts.scale.page.width_mm, facts.scale.page.height_mm}},
              {"dpi", facts.dpi},
              {"printed", printed},
              {"contradictory", facts.scale.contradictory},
              {"scale", facts.used_scale ? Json(*facts.used_scale) : Json()},
              {"basis", facts.basis},
              {"placed", !facts.unplaced}};
    for (const io::LayerDraft& layer : draft.layers)
        if (layer.picture) plan["pixels"] = {layer.picture->columns, layer.picture->rows};
    return plan;
}

} // namespace

io::PlanOptions plan_options(const Arguments& arguments) {
    io::PlanOptions options;
    if (const auto page = arguments.value("page"))
        options.page = static_cast<int>(whole_number("page", *page, 1, 1000000));
    options.dpi = number_option(arguments, "dpi", 1, 100000);
    options.scale = number_option(arguments, "scale", 1, 1000000);
    options.transform = transform_of(arguments);
    const auto file = arguments.value("control_points_file");
    if (arguments.has("transform") && !file)
        throw Error(ErrorCode::usage, "--transform says how control points are followed, and there are none",
                    "add --control_points_file F.points");
    if (!file) return options;
    try {
        io::ControlPointFile read = io::read_control_points(*file);
        // Too few or badly lying points are seen before the plan is read.
        register_points(read.points, options.transform);
        options.control_points = std::move(read.points);
        if (!read.crs.empty()) options.control_crs = io::describe_crs(read.crs).text;
    } catch (const Error& error) {
        throw RefusedInput(Error(ErrorCode::refused, error.message(), error.advice()), *file);
    }
    return options;
}

void refuse_needless_plan_options(const Arguments& arguments, const std::vector<io::SourceDraft>& drafts) {
    const auto plans = std::count_if(drafts.begin(), drafts.end(),
                                     [](const io::SourceDraft& draft) { return draft.plan.has_value(); });
    for (const char* option : plan_option_names)
        if (arguments.has(option) && plans == 0)
            throw Error(ErrorCode::usage,
                        std::string("--") + option + " is for plan images and PDF pages, and no input is one",
                        "leave it out");
    if (arguments.has("control_points_file") && plans > 1)
        throw Error(ErrorCode::usage,
                    "the control points are for one plan, and there are " + std::to_string(plans),
                    "import the plans one by one");
}

Json plan_facts(const std::vector<io::SourceDraft>& drafts) {
    Json registrations = Json::array();
    Json plans = Json::array();
    for (const io::SourceDraft& draft : drafts) {
        if (!draft.plan) continue;
        plans.push_back(plan_json(draft));
        if (draft.plan->registration) registrations.push_back(registration_json(draft));
    }
    return {{"registrations", registrations}, {"plans", plans}};
}

} // namespace prospect::cli
