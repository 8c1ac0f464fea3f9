// The one exception of the project, and the kinds of fault that decide the exit code of the command line.
#pragma once

#include <exception>
#include <string>
#include <vector>

namespace prospect {

enum class ErrorCode {
    internal,  // our fault or the machine's: a bug, a full disk (exit 1)
    usage,     // the command line or a parameter is wrong (exit 2)
    refused,   // the input cannot be used (exit 3)
    cancelled, // stopped by the user (exit 130)
};

// message: one sentence, what is wrong and where. advice: what to do, may be empty. Context is added while unwinding,
// innermost first ("house.dxf", "importing").
class Error : public std::exception {
public:
    Error(ErrorCode code, std::string message, std::string advice = {});

    ErrorCode code() const { return code_; }
    const std::string& message() const { return message_; }
    const std::string& advice() const { return advice_; }
    const std::vector<std::string>& context() const { return context_; }
    Error& add_context(std::string where);
    // "<outermost context>: <message> — <advice>".
    const char* what() const noexcept override { return text_.c_str(); }

private:
    void compose();
    ErrorCode code_;
    std::string message_;
    std::string advice_;
    std::vector<std::string> context_;
    std::string text_;
};

} // namespace prospect
