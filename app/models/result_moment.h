// The time a result is of, in words.
#pragma once

#include "app/document/result_list.h"

namespace prospect::app {

// What of its time it depends on: "Night, Wednesday 23:30, in summer"; "" where on nothing, or where it was
// read from a file, which does not say.
QString moment_of(const Result& result, const engine::AnalysisInfo& info);

} // namespace prospect::app
