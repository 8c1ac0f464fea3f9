// Whether somebody who works through a row of tasks is interrupted in time: EASI.
#pragma once

#include "analysis/engine/analysis.h"

#include <string>

namespace prospect::access {

struct EasiParams {
    std::string tasks = "0.5,60;0.7,90;0.9,120"; // p_detect,delay_s of each, in order
    double response_s = 180;
    double spread = 0.3;
    double communication = 1;
};

// Table tasks, metric p_interruption. Reads nothing of the plan.
engine::AnalysisResult easi(const engine::Context& context, const EasiParams& params);
engine::Analysis easi_analysis();

} // namespace prospect::access
