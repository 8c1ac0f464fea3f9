#include "geometry/base/resources.h"

#include "geometry/base/error.h"

#include <cstdlib>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

namespace prospect {

namespace fs = std::filesystem;

fs::path resource_path(std::string_view relative) {
    std::vector<fs::path> roots;
    if (const char* root = std::getenv("PROSPECT_RESOURCES"))
        roots.emplace_back(root);
    std::error_code ignored;
    const fs::path program = fs::read_symlink("/proc/self/exe", ignored);
    if (!program.empty())
        roots.push_back(program.parent_path().parent_path() / "share/prospect/resources");
    roots.emplace_back(PROSPECT_SOURCE_RESOURCES);
    for (const fs::path& root : roots)
        if (fs::exists(root / relative, ignored))
            return root / relative;
    throw Error(ErrorCode::internal, "the program's own file resources/" + std::string(relative) + " is missing",
                "install Prospect again, or set PROSPECT_RESOURCES to its resources folder");
}

std::string read_resource(std::string_view relative) {
    const fs::path file = resource_path(relative);
    std::ifstream in(file, std::ios::binary);
    std::string bytes{std::istreambuf_iterator<char>(in), {}};
    if (!in)
        throw Error(ErrorCode::internal, "the program's own file " + file.string() + " cannot be read",
                    "check that you may read it, or install Prospect again");
    return bytes;
}

} // namespace prospect
