// The words of a command line: what is allowed, what was given.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace prospect::cli {

// An option of a command. takes_value: "--crs EPSG:27700"; otherwise a switch.
struct OptionInfo {
    std::string name; // without dashes
    bool takes_value = true;
    std::string value_hint; // "EPSG:n|local"
    std::string help;
};

struct CommandInfo {
    std::string name;
    std::string usage;   // what follows the command's name
    std::string summary; // one line
    std::vector<OptionInfo> options;
    bool has_context = false;       // takes --scenario, --time and the rest of the context
    bool passes_parameters = false; // unknown --name value pairs are parameters of the analysis
};

struct Arguments {
    std::vector<std::string> positional;
    std::map<std::string, std::vector<std::string>> options; // given options with their values, in order
    std::map<std::string, std::string> parameters;           // of an analysis

    bool has(const std::string& option) const { return options.count(option) > 0; }
    // The last value given; absent when the option was not.
    std::optional<std::string> value(const std::string& option) const;
    std::vector<std::string> values(const std::string& option) const;
};

// Options every command takes: json, progress, threads, seed, quiet, force, help, version.
const std::vector<OptionInfo>& common_options();
// scenario, time, weekday, season, growth_year, phase, audience.
const std::vector<OptionInfo>& context_options();

// Reads the words after the command's name. "--name value" and "--name=value" are the same; "--" ends the
// options. Throws Error(usage) naming the word and, for an unknown option, the allowed ones.
Arguments parse_arguments(const CommandInfo& command, const std::vector<std::string>& words);

// A whole number option in a range. Throws Error(usage).
std::int64_t whole_number(const std::string& option, const std::string& text, std::int64_t min,
                          std::int64_t max);
// Comma-separated numbers, exactly `count`. Throws Error(usage).
std::vector<double> numbers(const std::string& option, const std::string& text, std::size_t count);

} // namespace prospect::cli
