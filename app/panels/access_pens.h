// The strokes of who can get where; the map and its key are painted with the same.
#pragma once

#include "analysis/scene/opening_control.h"
#include "app/render/plan_brush.h"

namespace prospect::app::access_look {

inline QColor color_of(scene::Control control, const render::Theme& theme) {
    switch (control) {
    case scene::Control::open:
        return theme.fine;
    case scene::Control::unlocked:
        return theme.accent;
    case scene::Control::admitted:
        return theme.look;
    case scene::Control::locked:
        break;
    }
    return theme.serious;
}
inline QPen way(const render::Theme& theme) {
    return render::PlanBrush::pen(theme.accent, 3.5);
}
inline QPen closing(const render::Theme& theme) {
    return render::PlanBrush::pen(theme.serious, 5, Qt::SolidLine, Qt::FlatCap);
}
inline QPen open_edge(const render::Theme& theme) {
    QPen pen = render::PlanBrush::pen(theme.serious, 3, Qt::CustomDashLine, Qt::FlatCap);
    pen.setDashPattern({2, 1.5});
    return pen;
}
inline QPen asked(const render::Theme& theme) {
    return render::PlanBrush::pen(theme.accent, 2, Qt::SolidLine, Qt::FlatCap);
}

} // namespace prospect::app::access_look
