// The name of a finding: the code of its rule and the ids of what it is about, "NS-06:5f1c…", the same in the
// next run whatever the values are.
#pragma once

#include "analysis/assessment/metric.h"

#include <string>
#include <vector>

namespace prospect::assessment {

std::string key_of(const Criterion& criterion, const std::vector<Uuid>& subject);
// The ids in a key.
std::vector<Uuid> subject_of(const std::string& key);
// Whether what was measured on trial left the subject of that key out, since the change cannot reach it.
bool left_out(const Measured& measured, const std::string& key);

} // namespace prospect::assessment
