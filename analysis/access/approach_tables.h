// What is told of the least exposed ways.
#pragma once

#include "analysis/access/approach_ends.h"
#include "analysis/access/exposed_ways.h"
#include "analysis/access/gates.h"

#include <optional>
#include <string_view>

namespace prospect::access {

// Whether somebody gets to a target on foot.
enum class Reached : std::uint8_t {
    yes,
    with_key, // past locked gates only
    no,       // nobody: no gate or door of the plan leads there
    no_ground // it has no ground to stand on beside it: nothing is known
};
// "yes", "with_key", "no", "no_ground".
std::string_view name_of(Reached reached);

struct ApproachWay {
    const ApproachTarget* target = nullptr;
    std::optional<ExposedWay> way; // absent: nobody gets there
    Reached reached = Reached::no;
};

struct WaySettings {
    double stretch_m = 20;
    double step_m = 1;
    double walk_m_s = 1.4;
    std::optional<double> response_s;
    double at_target_s = 0;
    double spread = 0.3;
    double communication = 1;
};

// One spot each step_m along the way, and at its end.
struct WayStation {
    double chainage_m = 0;
    Point at;
    std::int64_t cell = 0;
    double cost = 0; // from the start
};
std::vector<WayStation> stations_of(const ExposedWay& way, double step_m);

// The stretch of that length (the whole way where it is shorter) with the least cost without what gates add,
// the first of those alike; it begins at a station or ends at the end of the way.
struct LeastStretch {
    double from_m = 0;
    double to_m = 0;
};
LeastStretch least_stretch(const ExposedWay& way, double stretch_m, double step_m);

// interruption() with each step of the way as a task, gates' delays where they are, at_target_s last.
double interruption_along(const ExposedWay& way, const GatesAt& gates, const WaySettings& settings);

std::vector<std::string> approaches_columns();
std::vector<std::string> exposure_columns();
// guardianship: by cell, as it counts.
engine::Table approaches_table(std::span<const ApproachWay> ways, const GatesAt& gates,
                               std::span<const float> guardianship, const WaySettings& settings,
                               const Frame& frame);
engine::Table exposure_table(std::span<const ApproachWay> ways, std::span<const float> guardianship,
                             std::span<const float> hazard, const WaySettings& settings, const Frame& frame);

} // namespace prospect::access
