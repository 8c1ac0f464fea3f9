// Packed files (ZIP archives and the workbooks that are ones), whatever their name and whatever they unpack
// to. Included only by .cpp files of geometry/io.
#pragma once

#include "geometry/io/scratch.h"

#include <cstdint>
#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace prospect::io {

// A packed file as GDAL can address and recognise it.
class ZipSource {
public:
    // ending: what the name has to end with, such as ".xlsx". Where it does not, or holds characters that
    // mean something in GDAL's paths, the file is reached by a link in a scratch folder.
    ZipSource(const std::filesystem::path& file, const std::string& ending);

    const std::filesystem::path& path() const { return path_; }
    std::string root() const; // "/vsizip/{path}"
    // Names of the files in it: "xl/workbook.xml". Empty when it is no sound archive.
    std::vector<std::string> parts() const;
    // Whether all parts together whose name ends with one of `endings` (empty: all) unpack to more than
    // most_bytes. Unpacks them to nowhere, for what an archive says of itself may be untrue; stops at the
    // limit.
    bool exceeds(std::uint64_t most_bytes, const std::vector<std::string>& endings) const;
    // Calls act with one window of the part after another. What begins in the first `fresh` bytes of a window
    // is in it whole, if it is no longer than window_overlap, and begins in no other window. Does nothing for
    // a part that is not there.
    static constexpr std::size_t window_overlap = 1 << 16;
    using Act = std::function<void(std::string_view window, std::size_t fresh)>;
    void for_each_window(const std::string& part, const Act& act) const;

private:
    std::optional<ScratchFolder> scratch_;
    std::filesystem::path path_;
};

} // namespace prospect::io
