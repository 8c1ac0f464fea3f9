#include "app/render/paper_style.h"

namespace prospect::render {

FieldStyle on_paper(FieldStyle style) {
    if (style.ramp == "weakness-dark") style.ramp = "weakness";
    return style;
}

} // namespace prospect::render
