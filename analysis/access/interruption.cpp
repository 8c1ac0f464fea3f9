#include "analysis/access/interruption.h"

#include <cmath>
#include <numbers>

namespace prospect::access {

namespace {

double normal_below(double z) {
    return 0.5 * std::erfc(-z / std::numbers::sqrt2);
}

double chance_in_time(double remaining_s, const Defence& defence) {
    const double deviation = std::hypot(defence.spread * remaining_s, defence.spread * defence.response_s);
    if (deviation <= 0) return remaining_s >= defence.response_s ? 1 : 0;
    return normal_below((remaining_s - defence.response_s) / deviation);
}

} // namespace

std::vector<TaskChance> task_chances(std::span<const Task> tasks, const Defence& defence) {
    std::vector<TaskChance> chances(tasks.size());
    double remaining_s = 0;
    for (std::size_t i = tasks.size(); i-- > 0;) {
        remaining_s += tasks[i].delay_s;
        chances[i].remaining_s = remaining_s;
    }
    double unsensed = 1;
    for (std::size_t i = 0; i < tasks.size(); ++i) {
        const double sensed = tasks[i].p_detect * defence.communication;
        chances[i].p_first_sensed = unsensed * sensed;
        chances[i].p_in_time = chance_in_time(chances[i].remaining_s, defence);
        chances[i].contribution = chances[i].p_first_sensed * chances[i].p_in_time;
        unsensed *= 1 - sensed;
    }
    return chances;
}

double interruption(std::span<const Task> tasks, const Defence& defence) {
    double sum = 0;
    for (const TaskChance& one : task_chances(tasks, defence))
        sum += one.contribution;
    return sum;
}

} // namespace prospect::access
