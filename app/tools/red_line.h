// What sets the red line: the edits, and the tool that takes a line that is on the plan.
#pragma once

#include "app/tools/draw_tool.h"
#include "geometry/base/progress.h"
#include "geometry/site/closed_outlines.h"

#include <map>
#include <memory>

namespace prospect::app {

// The site's boundary as something to draw.
Drawable red_line_drawable();

// An area takes the place of whatever was the red line. One edit. `made`: the new area.
struct RedLineEdit {
    SiteEdit edit;
    Uuid made;
};
RedLineEdit red_line_edit(const Site& site, Geometry area, const QString& title);
// As red_line_edit, along lines that are on the plan; it keeps from which of them it comes.
RedLineEdit red_line_along(const Site& site, const ClosedOutline& outline);
// No red line any more: everything counts. Absent when there is none.
std::optional<SiteEdit> whole_plan_edit(const Site& site);
// The red line's ground; 0 when there is none.
double red_line_area_m2(const Site& site);

// What a layer offers as the red line: its largest outline.
struct OutlineLayer {
    LayerPtr layer;
    ClosedOutline outline;
    std::size_t count = 0; // outlines in the layer
};
// The visible layers with an outline, the likeliest first: boundaries, then drawings with few outlines.
std::vector<OutlineLayer> outline_layers(const Site& site, const Progress& progress = {});

// Draws the boundary; it takes the place of the one there is, and the tool ends with it.
class RedLineDrawTool : public DrawTool {
public:
    RedLineDrawTool() : DrawTool(red_line_drawable()) {}
    bool draws_areas() const override { return false; }

protected:
    void add(Geometry shape) override;
};

// Takes an outline on the plan: a click near one chooses it, Enter or a second click takes it. One that
// closes by itself is taken with the first click; the gap of one that does not is shown, and closed with
// consent. The outlines are looked for beside the window; a click meanwhile counts when they are found.
class OutlineTool : public Tool {
public:
    // `chosen`: shown from the beginning, waiting for consent.
    explicit OutlineTool(std::optional<ClosedOutline> chosen = {}) : chosen_(std::move(chosen)) {}

    void set_site(SitePtr site) override;
    void move(const ToolPoint& point) override;
    void click(const ToolPoint& point) override;
    void double_click() override {}
    void press(Key key) override;
    Pull pull() const override { return Pull::none; }
    std::optional<ToolWork> take_work() override;
    void give_up_work() override;
    Preview preview() const override;
    QString prompt() const override;
    QString offer() const override;

private:
    using Outlines = std::shared_ptr<const std::vector<ClosedOutline>>;
    // By layer: an edit leaves those of the other layers as they are.
    using Found = std::map<LayerPtr, Outlines>;

    static Found find(const Site& site, const Found& known, const Progress& progress);
    void take_found(Found found);
    const ClosedOutline* nearest(const ToolPoint& point);
    void take(const ClosedOutline& outline);

    SitePtr site_;
    Found found_;
    bool look_ = false;    // to be looked for
    bool looking_ = false; // not yet found
    std::optional<ToolPoint> pointer_;
    std::optional<ToolPoint> clicked_; // before they were found
    std::optional<ClosedOutline> chosen_;
    std::optional<ClosedOutline> hovered_;
};

// "0.12 m"; millimetres below a centimetre.
QString gap_text(double width_m);

} // namespace prospect::app
