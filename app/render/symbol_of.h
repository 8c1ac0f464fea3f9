// Which symbol stands for a feature.
#pragma once

#include "app/render/paint_layer.h"

namespace prospect::render {

// red: of the site, for what is drawn as the line that the analyses score.
Symbol symbol_of(Role role, const Feature& feature, const RedLine& red);

} // namespace prospect::render
