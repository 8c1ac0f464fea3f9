// How likely somebody who is noticed on the way is stopped in time (EASI).
#pragma once

#include <span>
#include <vector>

namespace prospect::access {

// A step on the way in: a fence to climb, a door to force, a room to cross.
struct Task {
    double p_detect = 0; // that it is sensed when it begins, 0 to 1
    double delay_s = 0;  // how long it takes
};

struct Defence {
    double response_s = 180;  // from the alarm until help is there
    double spread = 0.3;      // standard deviation of each time, as a share of it
    double communication = 1; // that an alarm is passed on, 0 to 1
};

struct TaskChance {
    double remaining_s = 0;    // from the beginning of this task to the end of the last
    double p_first_sensed = 0; // here, and at no task before
    double p_in_time = 0;      // that help is there before the end, when first sensed here
    double contribution = 0;   // product of both
};

// P_I = sum_i [P_D,i P_C prod_{k<i} (1 - P_D,k P_C)] Phi((T_R,i - T_F) / sqrt(s_R^2 + s_F^2)), where T_R,i is
// what remains from the beginning of task i, T_F the response, s = spread times each (Bennett 1977, EASI;
// Garcia 2007, "The Design and Evaluation of Physical Protection Systems"; domain §3c). Without spread, in
// time means T_R,i >= T_F. P_I is the sum of the contributions.
std::vector<TaskChance> task_chances(std::span<const Task> tasks, const Defence& defence);

// P_I itself.
double interruption(std::span<const Task> tasks, const Defence& defence);

} // namespace prospect::access
