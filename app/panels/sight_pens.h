// The strokes and tints of a view from one spot; the map and its key are painted with the same.
#pragma once

#include "app/render/field_style.h"
#include "app/render/plan_brush.h"

namespace prospect::app::sight_look {

inline QPen wall(const render::Theme& theme) {
    return render::PlanBrush::pen(theme.accent, 2.5, Qt::SolidLine, Qt::FlatCap);
}
inline QPen hidden(const render::Theme& theme) {
    QPen pen = render::PlanBrush::pen(theme.look, 1.75, Qt::CustomDashLine, Qt::FlatCap);
    pen.setDashPattern({4, 2.5});
    return pen;
}
inline QPen open(const render::Theme& theme) {
    QPen pen =
        render::PlanBrush::pen(render::faded(theme.accent, 0.7), 1.25, Qt::CustomDashLine, Qt::RoundCap);
    pen.setDashPattern({0.5, 3});
    return pen;
}
// Thin and see-through: the path's own name can still be read.
inline QPen way(const render::Theme& theme) {
    return render::PlanBrush::pen(render::faded(theme.selection, 0.6), 2);
}
// To spots that are seen: hairs, so that the colours below them can still be read.
inline QPen ray(const render::Theme& theme) {
    return render::PlanBrush::pen(render::faded(theme.text, 0.32), 0.75);
}
// To what ends the view.
inline QPen to_blocker(const render::Theme& theme) {
    return render::PlanBrush::pen(render::faded(theme.text, 0.85), 1.25);
}
inline constexpr double blocker_dot_px = 3;
inline QColor ground(const render::Theme& theme) {
    return render::faded(theme.accent, theme.kind == render::ThemeKind::light ? 0.17 : 0.2);
}
// Where somebody could hide: as the map of concealment.
inline QColor hiding(double strength) {
    render::FieldStyle style;
    style.ramp = "weakness";
    return render::faded(QColor::fromRgba(style.color_of(static_cast<float>(strength))), 0.85);
}
// Over what is not seen.
inline QColor veil(const render::Theme& theme) {
    return render::faded(theme.map_ground, 0.62);
}

} // namespace prospect::app::sight_look
