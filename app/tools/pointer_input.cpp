#include "app/tools/pointer_input.h"

#include "app/canvas/map_canvas.h"

#include <QMouseEvent>

namespace prospect::app {

PointerInput pointer_input(const QMouseEvent& event, const MapCanvas& canvas) {
    const auto& view = canvas.view();
    PointerInput input;
    input.at = view.to_plan(event.position());
    input.reach_m = reach_px / view.pixels_per_m;
    input.steps_of_45 = event.modifiers().testFlag(Qt::ShiftModifier);
    input.ctrl = event.modifiers().testFlag(Qt::ControlModifier);
    return input;
}

} // namespace prospect::app
