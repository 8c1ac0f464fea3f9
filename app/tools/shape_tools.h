// Tools that cut what is selected along a line, or lead a copy of it along at a distance.
#pragma once

#include "app/tools/corner_path.h"
#include "app/tools/shape_edits.h"

namespace prospect::app {

// Clicks set the line of the cut; Enter or a double click cuts all lines and areas it leads through, and
// ends.
class SplitTool : public Tool {
public:
    explicit SplitTool(std::vector<Copied> things) : things_(std::move(things)) {}

    void set_site(SitePtr) override {}
    void move(const ToolPoint& point) override { path_.pointer = point; }
    void click(const ToolPoint& point) override { path_.click(point); }
    void press(Key key) override;
    std::optional<Point> anchor() const override { return path_.anchor(); }
    Preview preview() const override;
    QString prompt() const override;

private:
    void cut();

    std::vector<Copied> things_;
    CornerPath path_;
};

// The copy runs through the pointer, or at the distance typed on the pointer's side; a click sets it, and
// further ones may follow.
class ParallelTool : public Tool {
public:
    explicit ParallelTool(std::vector<Copied> things) : things_(std::move(things)) {}

    void set_site(SitePtr site) override { site_ = std::move(site); }
    void move(const ToolPoint& point) override { pointer_ = point; }
    void click(const ToolPoint& point) override;
    void double_click() override {}
    void press(Key key) override;
    bool type(const QString& text) override;
    bool preview_typed(const QString& text) override;
    // The original itself must not pull, or no small distance could be set.
    std::vector<Uuid> moving() const override { return ids_of(things_); }
    Preview preview() const override;
    QString prompt() const override;

private:
    void set(double distance_m);

    std::vector<Copied> things_;
    SitePtr site_;
    std::optional<double> typed_m_;
    std::optional<ToolPoint> pointer_;
};

// How far p is from the nearest edge of the things: positive outside areas and left of lines, else negative.
double signed_distance(std::span<const Copied> things, Point p);

} // namespace prospect::app
