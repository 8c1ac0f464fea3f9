#include "analysis/lighting/coverage.h"

#include "geometry/site/value.h"

namespace prospect::lighting {

std::vector<std::string> covered_share_names() {
    std::vector<std::string> names;
    for (const double lux : covered_from_lx)
        names.push_back("covered_share_" + as_text(Value(lux)) + "lx");
    return names;
}

} // namespace prospect::lighting
