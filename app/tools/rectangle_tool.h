// Draws areas of one kind as rectangles: the first edge in any direction, then the depth.
#pragma once

#include "app/tools/draw_tool.h"

namespace prospect::app {

// Two clicks, or a typed length and direction, set the first edge; a third click, or a typed length, how deep
// it is on the pointer's side.
class RectangleTool : public DrawTool {
public:
    using DrawTool::DrawTool;

    void click(const ToolPoint& point) override;
    void double_click() override {}
    void press(Key key) override;
    bool type(const QString& text) override;
    bool preview_typed(const QString& text) override;
    // While the depth is asked for nothing is measured from a corner.
    std::optional<Point> anchor() const override;
    Preview preview() const override;
    QString prompt() const override;

private:
    bool has_edge() const { return path().corners.size() == 2; }
    // Left of the first edge positive.
    double depth_at(Point p) const;
    std::vector<Point> corners(double depth_m) const;
    void set(double depth_m);

    std::optional<double> typed_m_;
};

} // namespace prospect::app
