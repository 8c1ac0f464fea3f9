// The pointer of the map as tools take it.
#pragma once

#include "app/tools/tool_session.h"

class QMouseEvent;

namespace prospect::app {

class MapCanvas;

// How near a click must be, pixels.
inline constexpr double reach_px = 12;

// Shift: steps of 45°; Ctrl: snaps when it would not, and the other way round.
PointerInput pointer_input(const QMouseEvent& event, const MapCanvas& canvas);

} // namespace prospect::app
