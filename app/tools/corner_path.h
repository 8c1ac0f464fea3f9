// Corners clicked one after another: what the tools that draw along a path share.
#pragma once

#include "app/tools/tool.h"

namespace prospect::app {

struct CornerPath {
    // What a key means for the tool, once the corners have taken theirs of it.
    enum class Pressed { nothing, finish, end };

    std::vector<Point> corners;
    std::optional<ToolPoint> pointer;

    // Sets a corner; one at the last one's place is none.
    void click(const ToolPoint& point);
    // Enter finishes what was begun; Backspace takes the last corner back; Escape gives up the corners. Enter
    // and Escape end the tool when there are none.
    Pressed press(Tool::Key key);
    std::optional<Point> anchor() const;
    // The corners and the pointer.
    Preview preview() const;
};

// The pointer alone.
Preview preview_at(const std::optional<ToolPoint>& pointer);
// "12.50 m · 45.0° from north": the way from one point to another as it stands beside the pointer.
QString way_text(Point from, Point to);
// "45.0°", 0 to 359.9.
QString azimuth_text(double azimuth_deg);

} // namespace prospect::app
