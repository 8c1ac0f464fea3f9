// "Use outlines": a click inside an outline that lines on the plan enclose makes it a building or another kind.
#pragma once

#include "app/tools/drawables.h"
#include "app/tools/plan_lines.h"
#include "app/tools/tool.h"

#include <memory>
#include <vector>

namespace prospect::app {

// The area under the pointer is highlighted; a click makes it. With Ctrl, clicks join several areas, a plain
// click or Enter makes them one thing; Backspace takes the last one back. Where the outline is open the gap
// is shown, and Enter closes it when it is no wider than closable_gap_m. Escape gives up what is shown, then
// ends. What encloses a place is looked for beside the window: clicks wait for their answers in order, and
// keys for the clicks before them.
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
    Pull pull() const override { return Pull::none; }
    std::optional<ToolWork> take_work() override;
    void give_up_work() override;
    Preview preview() const override;
    QString prompt() const override;
    QString offer() const override;

    const Drawable& kind() const { return kind_; }
    const std::vector<EnclosedOutline>& joined() const { return joined_; }

private:
    // A place that something is looked for around.
    struct Question {
        ToolPoint point;
        int click = 0;                        // its number; 0: only hovered over
        bool again = false;                   // a second click within what is open
        std::optional<EnclosedOutline> known; // around it, from before
        std::vector<Key> keys;                // pressed between this click and the next
    };
    struct Found {
        std::shared_ptr<const PlanLines> lines;
        std::optional<EnclosedOutline> hovered;
        std::optional<EnclosedOutline> open;
    };
    // Whatever answers the question; none: only indexes the lines.
    static Found find(const SitePtr& site, const std::shared_ptr<const PlanLines>& former,
                      const std::optional<Question>& question);
    void take_found(const SitePtr& site, const std::optional<Question>& question, Found found);
    void answer_click(const Question& question, Found found);
    void toggle(EnclosedOutline outline);
    void tell_open();
    void act_on(Key key);
    void make(std::vector<EnclosedOutline> outlines);
    bool is_there_already(const Geometry& area) const;
    void forget_gaps();

    Drawable kind_;
    SitePtr site_;
    std::shared_ptr<const PlanLines> lines_; // of lines_of_
    SitePtr lines_of_;
    std::vector<Question> clicks_;   // not yet answered, the first one first
    std::optional<ToolPoint> hover_; // to be looked for
    bool busy_ = false;
    int last_click_ = 0;
    std::optional<EnclosedOutline> hovered_;
    std::optional<EnclosedOutline> open_; // shown with its gaps; enclosed once they are closed
    std::vector<EnclosedOutline> joined_;
};

// The kinds an area can be.
std::vector<Drawable> area_kinds();

} // namespace prospect::app
