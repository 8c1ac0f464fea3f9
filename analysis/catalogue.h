// Every analysis of the program. A new one is a file pair and one line in catalogue.cpp.
#pragma once

#include "analysis/engine/analysis.h"

#include <span>

namespace prospect {

std::span<const engine::Analysis> catalogue();

} // namespace prospect
