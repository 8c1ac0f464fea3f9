#include "app/cli/console.h"

#include <nlohmann/json.hpp>

#include <atomic>
#include <chrono>
#include <csignal>
#include <cstdio>
#include <memory>
#include <mutex>
#include <stop_token>
#include <thread>

namespace prospect::cli {

namespace {

// Set by the signal handler, which may do no more than that.
volatile std::sig_atomic_t interrupted = 0;

void on_interrupt(int signal) {
    // A second Ctrl+C ends the program at once.
    if (interrupted) std::signal(signal, SIG_DFL);
    interrupted = 1;
}

// Turns the signal's flag into a stop request within a few milliseconds.
class InterruptWatch {
public:
    InterruptWatch()
        : watcher_([this](const std::stop_token& end) {
              while (!end.stop_requested()) {
                  if (interrupted) source_.request_stop();
                  std::this_thread::sleep_for(std::chrono::milliseconds(20));
              }
          }) {
        std::signal(SIGINT, on_interrupt);
        std::signal(SIGTERM, on_interrupt);
    }
    std::stop_token token() const { return source_.get_token(); }

private:
    std::stop_source source_;
    std::jthread watcher_;
};

std::stop_token interrupt_token() {
    static InterruptWatch watch;
    return watch.token();
}

// At most ten lines a second, and the last one.
class JsonProgress {
public:
    void operator()(double done, std::string_view stage) {
        const std::lock_guard lock(mutex_);
        const auto now = std::chrono::steady_clock::now();
        if (done < 1 && now - last_ < std::chrono::milliseconds(100)) return;
        last_ = now;
        const double elapsed = std::chrono::duration<double>(now - start_).count();
        nlohmann::ordered_json line{{"done", done}};
        line["eta_s"] = done > 0 ? nlohmann::ordered_json(elapsed / done * (1 - done)) : nullptr;
        line["stage"] = std::string(stage);
        const std::string text = line.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace) + "\n";
        std::fwrite(text.data(), 1, text.size(), stderr);
    }

private:
    std::mutex mutex_;
    std::chrono::steady_clock::time_point start_ = std::chrono::steady_clock::now();
    std::chrono::steady_clock::time_point last_{};
};

} // namespace

ExitCode exit_code_of(ErrorCode code) {
    switch (code) {
    case ErrorCode::usage:
        return usage_error;
    case ErrorCode::refused:
        return input_refused;
    case ErrorCode::cancelled:
        return cancelled;
    case ErrorCode::internal:
        break;
    }
    return our_fault;
}

namespace {

// A message that begins with the name of the file at fault says it twice behind that file's path.
std::string without_name(const std::string& message, const std::string& path) {
    const std::string name = path.substr(path.rfind('/') + 1);
    if (name.empty() || !message.starts_with(name)) return message;
    const std::size_t rest = message.find_first_not_of(" ,:", name.size());
    // A name that only begins the first word is part of that word.
    return rest == name.size() || rest == std::string::npos ? message : message.substr(rest);
}

} // namespace

std::string refusal_line(const Error& error, const std::string& file) {
    std::string where = file;
    for (auto it = error.context().rbegin(); it != error.context().rend(); ++it) {
        const bool same_file = !file.empty() && file.size() >= it->size() &&
                               file.compare(file.size() - it->size(), it->size(), *it) == 0;
        if (!same_file) where += (where.empty() ? "" : ": ") + *it;
    }
    std::string line =
        "prospect-cli: " + (where.empty() ? "" : where + ": ") + without_name(error.message(), where);
    if (!error.advice().empty()) line += " — " + error.advice();
    // One line, whatever a library's message held.
    for (char& c : line)
        if (c == '\n' || c == '\r') c = ' ';
    return line;
}

Console::Console(const Arguments& arguments) : json_(arguments.has("json")), quiet_(arguments.has("quiet")) {
    if (const auto form = arguments.value("progress")) {
        if (*form != "json")
            throw Error(ErrorCode::usage, "--progress \"" + *form + "\" is unknown",
                        "the only form is --progress=json");
        progress_json_ = true;
    }
}

void Console::result(const std::string& text) const {
    std::fwrite(text.data(), 1, text.size(), stdout);
    if (text.empty() || text.back() != '\n') std::fputc('\n', stdout);
}

void Console::say(const std::string& line) const {
    if (!quiet_) complain(line);
}

void Console::complain(const std::string& line) const {
    std::fprintf(stderr, "%s\n", line.c_str());
}

Progress Console::progress() const {
    if (!progress_json_) return Progress(interrupt_token(), {});
    auto sink = std::make_shared<JsonProgress>();
    return Progress(interrupt_token(),
                    [sink](double share, std::string_view stage) { (*sink)(share, stage); });
}

} // namespace prospect::cli
