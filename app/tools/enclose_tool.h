// "Make it a…": a click inside an outline that lines on the plan enclose makes it a building or another kind.
#pragma once

#include "app/tools/drawables.h"
#include "app/tools/plan_lines.h"
#include "app/tools/tool.h"

namespace prospect::app {

// The area under the pointer is highlighted; a click makes it. With Ctrl, clicks join several areas, a plain
// click or Enter makes them one thing; Backspace takes the last one back. Where the outline is open the gap
// is shown, and Enter closes it when it is no wider than closable_gap_m. Escape gives up what is shown, then
// ends.
class EncloseTool : public Tool {
public:
    // `joined`: areas already clicked, when only the kind changes.
    explicit EncloseTool(Drawable kind, std::vector<EnclosedOutline> joined = {})
        : kind_(std::move(kind)), joined_(std::move(joined)) {}

    void set_site(SitePtr site) override;
    void move(const ToolPoint& point) override;
    void click(const ToolPoint& point) override;
    void double_click() override {}
    void press(Key key) override;
    bool snaps() const override { return false; }
    Preview preview() const override;
    QString prompt() const override;
    QString offer() const override;

    const Drawable& kind() const { return kind_; }
    const std::vector<EnclosedOutline>& joined() const { return joined_; }

private:
    void hover(Point p, std::size_t most_lines);
    void toggle(EnclosedOutline outline);
    // Looks for the gap of an area that is not enclosed.
    void look_for_gap(Point p);
    // Whether the area found is one that leaks: with a narrow gap closed it would be much smaller.
    bool leaks(const ToolPoint& point);
    void make(std::vector<EnclosedOutline> outlines);
    bool is_there_already(const Geometry& area) const;
    void forget_gaps();

    Drawable kind_;
    SitePtr site_;
    PlanLines lines_;
    std::optional<EnclosedOutline> hovered_;
    std::optional<EnclosedOutline> open_; // shown with its gaps; enclosed once they are closed
    std::vector<EnclosedOutline> joined_;
};

// The kinds an area can be.
std::vector<Drawable> area_kinds();

} // namespace prospect::app
