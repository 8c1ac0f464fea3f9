// The strokes of who sees a spot; the map and its key are painted with the same.
#pragma once

#include "app/render/plan_brush.h"

#include <algorithm>
#include <cmath>

namespace prospect::app::watch_look {

// counts: from 0 to 1, how much this one adds; the more, the wider and the stronger.
inline QPen guardian(const render::Theme& theme, double counts, bool assumed) { // NOLINT: a state of the line
    const double share = std::sqrt(std::clamp(counts, 0.0, 1.0));
    QPen pen =
        render::PlanBrush::pen(render::faded(theme.accent, 0.4 + 0.6 * std::min(1.0, 2 * share)),
                               0.75 + 4.5 * share, assumed ? Qt::CustomDashLine : Qt::SolidLine, Qt::FlatCap);
    if (assumed) pen.setDashPattern({7 / pen.widthF(), 5 / pen.widthF()}); // as long for thin lines
    return pen;
}
inline QPen camera(const render::Theme& theme) {
    QPen pen = render::PlanBrush::pen(theme.text, 1.5, Qt::CustomDashLine, Qt::RoundCap);
    pen.setDashPattern({5, 3, 0.5, 3});
    return pen;
}
// Up to what stands in the way.
inline QPen blocked(const render::Theme& theme) {
    QPen pen = render::PlanBrush::pen(render::faded(theme.look, 0.75), 1, Qt::CustomDashLine, Qt::FlatCap);
    pen.setDashPattern({3, 4});
    return pen;
}
inline QPen blocker(const render::Theme& theme) {
    return render::PlanBrush::pen(theme.look, 3, Qt::SolidLine, Qt::FlatCap);
}
inline QPen ring(const render::Theme& theme) {
    return render::PlanBrush::pen(render::faded(theme.secondary, 0.8), 1);
}
inline constexpr double end_px = 3; // of the marks at the ends of lines

} // namespace prospect::app::watch_look
