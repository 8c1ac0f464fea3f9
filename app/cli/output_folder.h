// The folder that a run's results go to: there, and fit to be written, before the run begins.
#pragma once

#include <filesystem>
#include <set>
#include <string>
#include <vector>

namespace prospect::cli {

// Makes the folder where it is missing. On the way out, whatever it made is removed again if nothing came
// into it, so that a refused run leaves nothing behind.
class OutputFolder {
public:
    // Throws RefusedInput(internal), which names the folder, when it cannot be made or written.
    explicit OutputFolder(std::filesystem::path folder);
    ~OutputFolder();
    OutputFolder(const OutputFolder&) = delete;
    OutputFolder& operator=(const OutputFolder&) = delete;

private:
    void make();
    void try_writing() const;
    void remove_empty() const;

    std::filesystem::path folder_;
    std::vector<std::filesystem::path> made_; // the outermost first
};

// The files that the run of `analysis` kept in the folder has listed in its result.json; empty when there is
// none, or that of another analysis. Names without a folder only.
std::set<std::string> files_of_last_run(const std::filesystem::path& folder, const std::string& analysis);

// Removes those of `before` that the run kept there now does not list, except `inputs`.
void remove_stale(const std::filesystem::path& folder, const std::string& analysis,
                  const std::set<std::string>& before, const std::vector<std::filesystem::path>& inputs);

} // namespace prospect::cli
