// The folder that a run's results go to: there, and fit to be written, before the run begins.
#pragma once

#include <filesystem>
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

} // namespace prospect::cli
