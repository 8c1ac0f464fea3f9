// The metrics by what they are about. A new one is a function in the file of its family and an entry in one
// of these.
#pragma once

#include "analysis/assessment/metric.h"

#include <vector>

namespace prospect::assessment {

std::vector<Metric> surveillance_metrics(); // who sees what
std::vector<Metric> light_metrics();        // by night
std::vector<Metric> access_metrics();       // ways in and out, and whose ground it is
std::vector<Metric> use_metrics();          // what is there to do, how it is kept, vehicles and crowds

} // namespace prospect::assessment
