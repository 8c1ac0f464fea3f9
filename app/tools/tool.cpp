#include "app/tools/tool.h"

#include <utility>

namespace prospect::app {

bool is_empty(const Preview& preview) {
    return preview.shapes.empty() && preview.guides.empty() && preview.corners.empty() &&
           preview.gaps.empty() && preview.grips.empty() && !preview.pointer;
}

std::optional<SiteEdit> Tool::take_edit() {
    return std::exchange(edit_, std::nullopt);
}

QString Tool::take_refusal() {
    return std::exchange(refusal_, {});
}

} // namespace prospect::app
