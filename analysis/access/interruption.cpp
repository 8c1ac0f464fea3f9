#include "analysis/access/interruption.h"

#include <cmath>

namespace prospect::access {

namespace {

double in_time(double remaining_s, double response_s, double spread) {
    const double deviation_s = spread * std::hypot(remaining_s, response_s);
    if (deviation_s <= 0) return remaining_s > response_s ? 1 : remaining_s == response_s ? 0.5 : 0;
    return std::erfc(-(remaining_s - response_s) / deviation_s / std::sqrt(2.0)) / 2;
}

} // namespace

double interruption(std::span<const Task> tasks, double response_s, double spread, double communication) {
    double remaining_s = 0;
    for (const Task& task : tasks)
        remaining_s += task.delay_s;
    double unnoticed = 1;
    double interrupted = 0;
    for (const Task& task : tasks) {
        const double noticed = task.p_detect * communication;
        interrupted += unnoticed * noticed * in_time(remaining_s, response_s, spread);
        unnoticed *= 1 - noticed;
        remaining_s -= task.delay_s;
    }
    return interrupted;
}

} // namespace prospect::access
