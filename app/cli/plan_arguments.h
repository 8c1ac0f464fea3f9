// What an import says of plan images and PDF pages: options in, facts out.
#pragma once

#include "app/cli/arguments.h"
#include "geometry/io/import.h"

#include <nlohmann/json_fwd.hpp>

#include <vector>

namespace prospect::cli {

// --page, --dpi, --scale, --control_points_file, --transform. Throws Error(usage) naming the option,
// RefusedInput for a file of control points that cannot be used.
io::PlanOptions plan_options(const Arguments& arguments);
// Throws Error(usage) when options of plans are given and no input, or with control points more than one, is
// a plan.
void refuse_needless_plan_options(const Arguments& arguments, const std::vector<io::SourceDraft>& drafts);
// "registrations" as in the contract and "plans": page, size, what is printed, what was used.
nlohmann::ordered_json plan_facts(const std::vector<io::SourceDraft>& drafts);

} // namespace prospect::cli
