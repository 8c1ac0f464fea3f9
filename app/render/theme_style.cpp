#include "app/render/theme_style.h"

namespace prospect::render {

FieldStyle for_theme(FieldStyle style, ThemeKind kind) {
    const char* wanted = kind == ThemeKind::dark ? "weakness-dark" : "weakness";
    if (!style.ramp.starts_with("weakness") || style.ramp == wanted) return style;
    style.ramp = wanted;
    spread_colors(style.categories, style.ramp);
    return style;
}

} // namespace prospect::render
