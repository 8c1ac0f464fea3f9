#include "geometry/io/zip_source.h"

#include "geometry/io/gdal.h"

#include <cpl_string.h>
#include <cpl_vsi.h>

#include <algorithm>
#include <memory>

namespace prospect::io {

namespace fs = std::filesystem;

namespace {

constexpr std::size_t block_bytes = 1 << 20;

struct PartCloser {
    void operator()(VSILFILE* part) const { VSIFCloseL(part); }
};
using Part = std::unique_ptr<VSILFILE, PartCloser>;

bool ends_with_any(const std::string& name, const std::vector<std::string>& endings) {
    return endings.empty() || std::any_of(endings.begin(), endings.end(),
                                          [&](const std::string& ending) { return name.ends_with(ending); });
}

std::string lower(std::string text) {
    for (char& c : text)
        c = c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
    return text;
}

} // namespace

ZipSource::ZipSource(const fs::path& file, const std::string& ending) : path_(file) {
    const bool plain = fs::absolute(file).string().find_first_of("{}?*|") == std::string::npos;
    if (plain && lower(file.string()).ends_with(ending)) return;
    scratch_.emplace();
    path_ = scratch_->path() / ("packed" + ending);
    fs::create_symlink(fs::absolute(file), path_);
}

std::string ZipSource::root() const {
    return "/vsizip/{" + path_.string() + "}";
}

std::vector<std::string> ZipSource::parts() const {
    const MessageCollector silent;
    char** const names = VSIReadDirRecursive(root().c_str());
    std::vector<std::string> found(names, names + CSLCount(names));
    CSLDestroy(names);
    std::erase_if(found, [](const std::string& name) { return name.ends_with('/'); });
    return found;
}

bool ZipSource::exceeds(std::uint64_t most_bytes, const std::vector<std::string>& endings) const {
    const MessageCollector silent;
    std::vector<char> block(block_bytes);
    std::uint64_t total = 0;
    for (const std::string& name : parts()) {
        if (!ends_with_any(name, endings)) continue;
        const Part part(VSIFOpenL((root() + "/" + name).c_str(), "rb"));
        while (part) {
            const std::size_t got = VSIFReadL(block.data(), 1, block.size(), part.get());
            total += got;
            if (total > most_bytes) return true;
            if (got < block.size()) break;
        }
    }
    return false;
}

void ZipSource::for_each_window(const std::string& name, const Act& act) const {
    const MessageCollector silent;
    const Part part(VSIFOpenL((root() + "/" + name).c_str(), "rb"));
    if (!part) return;
    std::string window;
    for (bool more = true; more;) {
        const std::size_t kept = window.size();
        window.resize(kept + block_bytes);
        const std::size_t got = VSIFReadL(window.data() + kept, 1, block_bytes, part.get());
        window.resize(kept + got);
        more = got == block_bytes;
        const std::size_t fresh = more ? window.size() - window_overlap : window.size();
        act(window, fresh);
        window.erase(0, fresh);
    }
}

} // namespace prospect::io
