// How a result looks on a light and on a dark map; paper is light, whatever the colours of the window.
#pragma once

#include "app/render/field_style.h"
#include "app/render/style.h"

namespace prospect::render {

// The house ramp of one becomes that of the other, so that nothing wrong is near the colour of the ground;
// other ramps stay.
FieldStyle for_theme(FieldStyle style, ThemeKind kind);
inline FieldStyle on_paper(FieldStyle style) {
    return for_theme(std::move(style), ThemeKind::light);
}

} // namespace prospect::render
