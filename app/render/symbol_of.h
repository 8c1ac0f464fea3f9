// Which symbol stands for a feature.
#pragma once

#include "app/render/paint_layer.h"

namespace prospect::render {

Symbol symbol_of(Role role, const Feature& feature);

} // namespace prospect::render
