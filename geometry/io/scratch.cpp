#include "geometry/io/scratch.h"

#include "geometry/base/error.h"

#include <cstdlib>
#include <string>
#include <utility>

namespace prospect::io {

ScratchFolder::ScratchFolder() {
    std::string name = (std::filesystem::temp_directory_path() / "prospect-XXXXXX").string();
    if (::mkdtemp(name.data()) == nullptr)
        throw Error(ErrorCode::internal,
                    "no temporary folder could be made in " + std::filesystem::temp_directory_path().string(),
                    "free some space there or set TMPDIR");
    path_ = name;
}

ScratchFolder::~ScratchFolder() {
    std::error_code ignored;
    if (!path_.empty()) std::filesystem::remove_all(path_, ignored);
}

ScratchFolder::ScratchFolder(ScratchFolder&& other) noexcept : path_(std::exchange(other.path_, {})) {}

ScratchFolder& ScratchFolder::operator=(ScratchFolder&& other) noexcept {
    std::swap(path_, other.path_);
    return *this;
}

} // namespace prospect::io
