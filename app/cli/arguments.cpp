#include "app/cli/arguments.h"

#include "geometry/base/error.h"
#include "geometry/base/text.h"

#include <algorithm>
#include <cmath>

namespace prospect::cli {

std::optional<std::string> Arguments::value(const std::string& option) const {
    const auto found = options.find(option);
    if (found == options.end() || found->second.empty()) return std::nullopt;
    return found->second.back();
}

std::vector<std::string> Arguments::values(const std::string& option) const {
    const auto found = options.find(option);
    return found == options.end() ? std::vector<std::string>{} : found->second;
}

const std::vector<OptionInfo>& common_options() {
    static const std::vector<OptionInfo> all{
        {"json", false, "", "one JSON document on standard output"},
        {"progress", true, "json", "progress as JSON lines on standard error"},
        {"threads", true, "N", "threads to use (default: all)"},
        {"seed", true, "N", "seed of everything random (default 0)"},
        {"force", false, "", "replace what is already there"},
        {"quiet", false, "", "say nothing but errors"},
        {"help", false, "", "this text"},
        {"version", false, "", "the program's version"},
    };
    return all;
}

const std::vector<OptionInfo>& context_options() {
    static const std::vector<OptionInfo> all{
        {"scenario", true, "NAME", "the option (scenario) to look at (default: base, the existing place)"},
        {"time", true, "day|evening|night|HH:MM", "time of day (default 14:00)"},
        {"weekday", true, "Mo…Su", "day of the week (default We)"},
        {"season", true, "summer|winter", "leaves on or off (default summer)"},
        {"growth_year", true, "N", "years that trees have grown (default 0)"},
        {"phase", true, "existing|construction|opening|mature", "phase of the works (default opening)"},
        {"audience", true, "public|resident|applicant|consultee|police",
         "who will read the result (default public)"},
    };
    return all;
}

namespace {

const OptionInfo* find_option(const CommandInfo& command, const std::string& name) {
    const auto in = [&](const std::vector<OptionInfo>& list) -> const OptionInfo* {
        const auto it =
            std::find_if(list.begin(), list.end(), [&](const auto& option) { return option.name == name; });
        return it == list.end() ? nullptr : &*it;
    };
    if (const auto* own = in(command.options)) return own;
    if (command.has_context)
        if (const auto* context = in(context_options())) return context;
    return in(common_options());
}

[[noreturn]] void unknown_option(const CommandInfo& command, const std::string& name) {
    std::string allowed;
    const auto add = [&](const std::vector<OptionInfo>& list) {
        for (const auto& option : list)
            allowed += (allowed.empty() ? "--" : ", --") + option.name;
    };
    add(command.options);
    if (command.has_context) add(context_options());
    add(common_options());
    throw Error(ErrorCode::usage, "there is no option --" + name + " of " + command.name,
                "it takes " + allowed);
}

} // namespace

Arguments parse_arguments(const CommandInfo& command, const std::vector<std::string>& words) {
    Arguments arguments;
    bool options_ended = false;
    for (std::size_t i = 0; i < words.size(); ++i) {
        const std::string& word = words[i];
        if (options_ended || word.size() < 3 || word.compare(0, 2, "--") != 0) {
            if (word == "--" && !options_ended)
                options_ended = true;
            else if (word == "-h" && !options_ended)
                arguments.options["help"];
            else
                arguments.positional.push_back(word);
            continue;
        }
        const std::size_t equals = word.find('=');
        const std::string name = word.substr(2, equals == std::string::npos ? equals : equals - 2);
        const OptionInfo* option = find_option(command, name);
        if (!option && !command.passes_parameters) unknown_option(command, name);
        if (option && !option->takes_value) {
            if (equals != std::string::npos) throw Error(ErrorCode::usage, "--" + name + " takes no value");
            arguments.options[name];
            continue;
        }
        std::string value;
        if (equals != std::string::npos)
            value = word.substr(equals + 1);
        else if (i + 1 < words.size())
            value = words[++i];
        else
            throw Error(ErrorCode::usage, "--" + name + " needs a value");
        if (option)
            arguments.options[name].push_back(value);
        else if (!arguments.parameters.emplace(name, value).second)
            throw Error(ErrorCode::usage, "--" + name + " is given twice");
    }
    return arguments;
}

std::int64_t whole_number(const std::string& option, const std::string& text, std::int64_t min,
                          std::int64_t max) {
    const auto value = whole_number_from<std::int64_t>(text);
    if (!value || *value < min || *value > max)
        throw Error(ErrorCode::usage, "--" + option + " \"" + text + "\" is not a whole number from " +
                                          std::to_string(min) + " to " + std::to_string(max));
    return *value;
}

std::vector<double> numbers(const std::string& option, const std::string& text, std::size_t count) {
    std::vector<double> values;
    bool understood = true;
    for (std::size_t begin = 0; begin <= text.size();) {
        const std::size_t end = std::min(text.find(',', begin), text.size());
        const auto value = number_from(std::string_view(text).substr(begin, end - begin));
        understood = understood && value;
        values.push_back(value.value_or(0));
        begin = end + 1;
    }
    if (!understood || values.size() != count)
        throw Error(ErrorCode::usage, "--" + option + " \"" + text + "\" is not " + std::to_string(count) +
                                          " numbers with commas between them");
    return values;
}

} // namespace prospect::cli
