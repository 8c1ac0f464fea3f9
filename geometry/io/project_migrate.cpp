#include "geometry/io/project_migrate.h"

#include "geometry/base/error.h"
#include "geometry/io/gpkg.h"

#include <algorithm>

namespace prospect::io {

// Version 1 is the first, so there is no step yet.
std::span<const Migration> migrations() {
    return {};
}

std::vector<std::string> migrate(GDALDatasetH file, int version, int target,
                                 std::span<const Migration> steps) {
    std::vector<std::string> done;
    execute(file, "BEGIN");
    for (int now = version; now < target; ++now) {
        const auto step =
            std::find_if(steps.begin(), steps.end(), [&](const auto& one) { return one.from == now; });
        if (step == steps.end()) {
            execute(file, "ROLLBACK");
            throw Error(ErrorCode::refused,
                        "the file has schema version " + std::to_string(now) +
                            ", which this program cannot read",
                        "open and save it with an older version of Prospect first");
        }
        step->run(file);
        done.push_back(step->what);
    }
    execute(file, "UPDATE prospect_meta SET value = " + sql_text(std::to_string(target)) +
                      " WHERE key = 'schema_version'");
    execute(file, "COMMIT");
    return done;
}

} // namespace prospect::io
