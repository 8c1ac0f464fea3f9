#include "analysis/assessment/metric_families.h"

#include <algorithm>
#include <iterator>

namespace prospect::assessment {

std::span<const Metric> metrics() {
    static const std::vector<Metric> all = [] {
        std::vector<Metric> made;
        for (auto family : {surveillance_metrics(), light_metrics(), access_metrics(), use_metrics()})
            std::move(family.begin(), family.end(), std::back_inserter(made));
        return made;
    }();
    return all;
}

const Metric* metric(std::string_view id) {
    const auto all = metrics();
    const auto found = std::find_if(all.begin(), all.end(), [&](const Metric& one) { return one.id == id; });
    return found == all.end() ? nullptr : &*found;
}

} // namespace prospect::assessment
