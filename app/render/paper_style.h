// How a result looks on white paper, whatever the colours of the window.
#pragma once

#include "app/render/field_style.h"

namespace prospect::render {

// The house ramp of a dark map becomes that of a light one.
FieldStyle on_paper(FieldStyle style);

} // namespace prospect::render
