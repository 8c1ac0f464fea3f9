// The way to each target on which somebody is least likely to be noticed.
#pragma once

#include "analysis/engine/analysis.h"

#include <filesystem>
#include <optional>

namespace prospect::access {

struct ApproachParams {
    double cell_m = 1;
    std::string targets = "usual";
    engine::PointList from;
    double notice_m = 10;       // walked, in which somebody who is watched is noticed
    double camera_detail = 40;  // from which on a camera shows that a person is there
    double camera_notice = 0.5; // chance that somebody looks at what it shows
    bool through_locks = false;
    double lock_delay_s = 60;
    double walk_m_s = 1.4;
    double stretch_m = 20;
    double step_m = 1;
    std::optional<double> response_s; // probability of interruption
    double at_target_s = 0;
    double spread = 0.3;
    double communication = 1;
    bool assume_windows = false;
    std::filesystem::path esc_file;
};

// Chance q to be noticed on notice_m of way at a spot: 1 − (1 − S)(1 − c), S the guardianship of the time's
// band (sightlines.overlooking), c camera_notice where a camera shows camera_detail or more
// (sightlines.cameras). Hazard h = −ln(1 − q) / notice_m. Of all ways on foot from public ground at the rim
// of the study area (or from `from`), past gates that are open at the time, the one with the least cost
// ∫ h ds (least_exposed, pulled straight); P(unseen) = exp(−cost) (domain §3c). Through locked gates only
// where asked, the delay counting as way walked there at walk_m_s. With response_s the probability of
// interruption (interruption.h), each step_m of the way a task. Field unseen, tables approaches and exposure.
// Throws Error(refused) without targets, without windows, and by night where no light is known. Cost: that of
// sightlines.overlooking and sightlines.cameras, and some 0.3 microseconds a cell.
engine::AnalysisResult approach(const engine::Context& context, const ApproachParams& params);
engine::Analysis approach_analysis();

} // namespace prospect::access
