// A folder of one's own among the temporary files, gone when the value is.
#pragma once

#include <filesystem>

namespace prospect::io {

class ScratchFolder {
public:
    // Throws Error(internal) when no folder can be made.
    ScratchFolder();
    ~ScratchFolder();
    ScratchFolder(ScratchFolder&& other) noexcept;
    ScratchFolder& operator=(ScratchFolder&& other) noexcept;

    const std::filesystem::path& path() const { return path_; }

private:
    std::filesystem::path path_;
};

} // namespace prospect::io
