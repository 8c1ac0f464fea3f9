// What the edges of a view are.
#pragma once

#include "geometry/kernel/visibility.h"

namespace prospect::kernel {

// Whether edge i is a side of the field of view: along the line of sight like a hidden edge, but from the eye
// on, so that nothing hides what is beyond it.
bool is_side(const View& view, std::size_t i);

} // namespace prospect::kernel
