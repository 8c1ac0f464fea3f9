#include "app/cli/output_folder.h"

#include "app/cli/console.h"
#include "geometry/base/error.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <cerrno>
#include <fcntl.h>
#include <fstream>
#include <string>
#include <system_error>
#include <unistd.h>

namespace prospect::cli {

namespace fs = std::filesystem;

namespace {

[[noreturn]] void refuse(const fs::path& folder, const std::string& what, int number) {
    throw RefusedInput(
        Error(ErrorCode::internal,
              "the folder for the results cannot be " + what + ": " + std::generic_category().message(number),
              "name another folder after --out, or mend this one's rights"),
        folder.string());
}

} // namespace

OutputFolder::OutputFolder(fs::path folder) : folder_(std::move(folder)) {
    try {
        make();
        try_writing();
    } catch (...) {
        remove_empty();
        throw;
    }
}

OutputFolder::~OutputFolder() {
    remove_empty();
}

void OutputFolder::make() {
    fs::path so_far;
    for (const fs::path& part : folder_) {
        so_far /= part;
        std::error_code fault;
        if (so_far.filename().empty()) continue; // the root, or a slash at the end
        if (fs::create_directory(so_far, fault))
            made_.push_back(so_far);
        else if (fault)
            refuse(folder_, "made", fault.value());
    }
}

// Rights alone do not tell: the disk may be read-only.
void OutputFolder::try_writing() const {
    const fs::path probe = folder_ / (".prospect-" + std::to_string(::getpid()) + ".tmp");
    const int file = ::open(probe.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
    const int number = errno;
    if (file < 0) refuse(folder_, "written", number);
    ::close(file);
    ::unlink(probe.c_str());
}

void OutputFolder::remove_empty() const {
    for (auto folder = made_.rbegin(); folder != made_.rend(); ++folder)
        ::rmdir(folder->c_str()); // fails, as it should, where something is in it
}

std::set<std::string> files_of_last_run(const fs::path& folder, const std::string& analysis) {
    using Json = nlohmann::json;
    std::ifstream in(folder / "result.json", std::ios::binary);
    const Json document = Json::parse(in, nullptr, false);
    if (!document.is_object() || document.value("analysis", Json()) != analysis) return {};
    std::set<std::string> files;
    for (const char* list : {"fields", "tables"})
        for (const Json& entry : document.value(list, Json::array())) {
            for (const char* key : {"file", "drawing"}) {
                if (!entry.is_object() || !entry.contains(key) || !entry[key].is_string()) continue;
                const std::string name = entry[key].get<std::string>();
                // A document may come from anywhere: it has no say about other folders.
                if (!name.empty() && name.find('/') == std::string::npos) files.insert(name);
            }
        }
    return files;
}

void remove_stale(const fs::path& folder, const std::string& analysis, const std::set<std::string>& before,
                  const std::vector<fs::path>& inputs) {
    const std::set<std::string> now = files_of_last_run(folder, analysis);
    for (const std::string& name : before) {
        const fs::path file = folder / name;
        std::error_code ignored;
        const bool input = std::any_of(inputs.begin(), inputs.end(), [&](const fs::path& given) {
            return fs::equivalent(given, file, ignored);
        });
        if (!now.contains(name) && !input && fs::is_regular_file(fs::symlink_status(file, ignored)))
            fs::remove(file, ignored);
    }
}

} // namespace prospect::cli
