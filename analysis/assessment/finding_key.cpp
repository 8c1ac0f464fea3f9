#include "analysis/assessment/finding_key.h"

#include <algorithm>

namespace prospect::assessment {

std::string key_of(const Criterion& criterion, const std::vector<Uuid>& subject) {
    std::string key = criterion.code;
    for (const Uuid& id : subject)
        key += ":" + id.text();
    return key;
}

std::vector<Uuid> subject_of(const std::string& key) {
    std::vector<Uuid> ids;
    for (std::size_t colon = key.find(':'); colon != std::string::npos; colon = key.find(':', colon + 1)) {
        const std::size_t end = std::min(key.find(':', colon + 1), key.size());
        if (const auto id = Uuid::parse(key.substr(colon + 1, end - colon - 1))) ids.push_back(*id);
    }
    return ids;
}

bool left_out(const Measured& measured, const std::string& key) {
    const std::vector<Uuid> subject = subject_of(key);
    const auto& untouched = measured.untouched;
    return (!subject.empty() &&
            std::find(untouched.begin(), untouched.end(), subject.front()) != untouched.end()) ||
           (measured.also_untouched && measured.also_untouched(subject));
}

} // namespace prospect::assessment
