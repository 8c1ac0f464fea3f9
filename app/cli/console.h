// How the command line talks: results on standard output, everything else on standard error.
#pragma once

#include "app/cli/arguments.h"
#include "geometry/base/progress.h"

#include <string>

namespace prospect::cli {

// The exit codes of contract.md §3.
enum ExitCode : int {
    done = 0,
    our_fault = 1,
    usage_error = 2,
    input_refused = 3,
    partly_done = 4,
    cancelled = 130
};

ExitCode exit_code_of(ErrorCode code);

// One line: "prospect-cli: <file>: <what is wrong, where> — <what to do>". `file` may be empty.
std::string refusal_line(const Error& error, const std::string& file);

// An error about one of several inputs: its refusal names that input instead of the site.
class RefusedInput : public Error {
public:
    RefusedInput(const Error& error, std::string input) : Error(error), input_(std::move(input)) {}
    const std::string& input() const { return input_; }

private:
    std::string input_;
};

class Console {
public:
    explicit Console(const Arguments& arguments);

    bool json() const { return json_; }
    // One document or text on standard output.
    void result(const std::string& text) const;
    // A line for people on standard error, unless --quiet.
    void say(const std::string& line) const;
    // A refusal or warning on standard error, always.
    void complain(const std::string& line) const;
    // Stops at the first SIGINT; --progress=json writes {"done","eta_s","stage"} lines.
    Progress progress() const;

private:
    bool json_ = false;
    bool quiet_ = false;
    bool progress_json_ = false;
};

} // namespace prospect::cli
