// How likely somebody who is noticed on the way is stopped in time (EASI).
#pragma once

#include <span>

namespace prospect::access {

// One part of a way: the chance to be noticed at its beginning, and how long it takes.
struct Task {
    double p_detect = 0;
    double delay_s = 0;
};

// P_I = Σ_i [P_D,i P_C Π_{k<i} (1 − P_D,k P_C)] Φ((T_R,i − T_F) / √(s_R² + s_F²)), T_R,i the delay that is
// left from the beginning of task i, T_F the response time, s_R = spread T_R,i and s_F = spread T_F (Garcia,
// EASI; domain §3c). Without spread, or where both are 0, Φ is 1 where T_R,i is above T_F, 1/2 where they are
// equal, else 0. communication: P_C, the chance that a notice gets through. The tasks are in order.
double interruption(std::span<const Task> tasks, double response_s, double spread, double communication);

} // namespace prospect::access
