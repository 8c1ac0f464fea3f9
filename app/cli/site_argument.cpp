#include "app/cli/site_argument.h"

#include "analysis/catalogue.h"
#include "app/cli/console.h"
#include "geometry/base/error.h"
#include "geometry/site/options.h"

namespace prospect::cli {

namespace fs = std::filesystem;

std::string positional(const Arguments& arguments, std::size_t index, const std::string& what) {
    if (index >= arguments.positional.size())
        throw Error(ErrorCode::usage, what + " is missing", "--help shows what this command takes");
    return arguments.positional[index];
}

void no_more_than(const Arguments& arguments, std::size_t count) {
    if (arguments.positional.size() > count)
        throw Error(ErrorCode::usage, "\"" + arguments.positional[count] + "\" is one word too many",
                    "--help shows what this command takes");
}

void refuse_input_as_output(const fs::path& input, const fs::path& output) {
    std::error_code ignored;
    if (fs::equivalent(input, output, ignored))
        throw Error(ErrorCode::usage, output.string() + " is the input itself", "name another file to write");
}

void refuse_existing(const fs::path& file, const Arguments& arguments) {
    std::error_code ignored;
    if (!arguments.has("force") && fs::exists(fs::symlink_status(file, ignored)))
        throw Error(ErrorCode::usage, file.string() + " is already there", "add --force to replace it");
}

io::Opened open_site(const fs::path& file, const Console& console) {
    return io::open_project(file, console.progress().part(0, 0.1, "opening"));
}

void say_notes(const io::Opened& opened, const Console& console) {
    for (const std::string& note : opened.notes)
        console.say("note: " + note);
}

Box local_extent(const std::string& text, const Frame& frame) {
    const auto sides = numbers("extent", text, 4);
    const Point low = frame.to_local({sides[0], sides[1]});
    const Point high = frame.to_local({sides[2], sides[3]});
    if (!(low.x < high.x && low.y < high.y))
        throw Error(ErrorCode::usage, "--extent \"" + text + "\" is empty", "give xmin,ymin,xmax,ymax");
    return {low.x, low.y, high.x, high.y};
}

TimeContext time_of(const Arguments& arguments) {
    TimeContext time;
    if (const auto text = arguments.value("time")) time.set_time(*text);
    if (const auto text = arguments.value("weekday")) time.set_weekday(*text);
    if (const auto text = arguments.value("season")) {
        if (*text != "summer" && *text != "winter")
            throw Error(ErrorCode::usage, "--season \"" + *text + "\" is unknown", "it is summer or winter");
        time.season = *text == "winter" ? Season::winter : Season::summer;
    }
    if (const auto text = arguments.value("growth_year"))
        time.growth_year = static_cast<int>(whole_number("growth_year", *text, 0, 100));
    if (const auto text = arguments.value("phase")) {
        const auto phase = phase_of(*text);
        if (!phase)
            throw Error(ErrorCode::usage, "--phase \"" + *text + "\" is unknown",
                        "it is existing, construction, opening or mature");
        time.phase = *phase;
    }
    return time;
}

io::Audience audience_of(const Arguments& arguments) {
    const std::string text = arguments.value("audience").value_or("public");
    if (const auto audience = io::audience_of(text)) return *audience;
    throw Error(ErrorCode::usage, "--audience \"" + text + "\" is unknown",
                "it is public, resident, applicant, consultee or police");
}

bool is_sensitive(const std::string& analysis) {
    for (const engine::Analysis& candidate : catalogue())
        if (candidate.info().id == analysis) return candidate.info().sensitivity != Sensitivity::ordinary;
    return true;
}

void refuse_sensitive(const std::string& analysis, io::Audience audience) {
    if (is_sensitive(analysis) && audience != io::Audience::police)
        throw Error(ErrorCode::refused, analysis + " gives results that must not reach this audience",
                    "add --audience police if you may have them");
}

std::string scenario_of(const Arguments& arguments) {
    const std::string name = arguments.value("scenario").value_or("");
    return name == base_name ? std::string() : name;
}

engine::Request request_of(const Arguments& arguments, const SitePtr& site) {
    engine::Request request;
    request.site = site;
    request.time = time_of(arguments);
    request.scenario = scenario_of(arguments);
    if (const auto text = arguments.value("extent")) request.extent = local_extent(*text, site->frame);
    if (const auto text = arguments.value("seed"))
        request.seed = static_cast<std::uint64_t>(
            whole_number("seed", *text, 0, std::numeric_limits<std::int64_t>::max()));
    if (const auto text = arguments.value("threads"))
        request.threads = static_cast<int>(whole_number("threads", *text, 1, 1024));
    return request;
}

} // namespace prospect::cli
