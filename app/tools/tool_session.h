// A tool at work: the pointer is snapped or held to steps of 45°, typed text becomes a place. No widgets.
#pragma once

#include "app/tools/snapper.h"
#include "app/tools/tool.h"
#include "app/tools/typed_place.h"

#include <memory>

namespace prospect::app {

// The pointer as it comes from the map.
struct PointerInput {
    Point at;
    double reach_m = 0;       // how near a click must be at this scale
    bool steps_of_45 = false; // Shift: from the last segment, else from north; nothing else pulls then
    bool ctrl = false; // pulls when snapping is off, and does not when it is on; adds to what was clicked
};

class ToolSession {
public:
    void start(std::unique_ptr<Tool> tool);
    void stop() { tool_.reset(); }
    bool is_active() const { return tool_ != nullptr; }
    const Tool* tool() const { return tool_.get(); }

    void set_site(SitePtr site);
    const SitePtr& site() const { return site_; }

    void move(const PointerInput& input);
    // The pointer has left the map: nothing is shown beside it until it comes back, but what is typed.
    void leave() { pointer_.reset(); }
    void click(const PointerInput& input);
    void double_click();
    // Enter takes what is typed first; Escape and Backspace first take that back.
    void press(Tool::Key key);
    // False: no character of a length or place, or not here.
    bool type(QChar c);
    const QString& typed() const { return typed_; }

    void toggle_snapping() { snapping_ = !snapping_; }
    bool snaps() const { return snapping_; }
    // `own`: the corners drawn so far; `pull`, `except`: as of tools.
    ToolPoint snapped(const PointerInput& input, std::optional<Point> anchor, std::vector<Point> own,
                      std::vector<Uuid> except, Tool::Pull pull = Tool::Pull::always) const;

    // With what is being typed, or why the last input did nothing, beside the pointer.
    Preview preview() const;
    QString prompt() const;
    std::optional<SiteEdit> take_edit() { return tool_ ? tool_->take_edit() : std::nullopt; }
    // Of the tool (tool.h); its answer is dropped when another tool has taken its place.
    std::optional<ToolWork> take_work();
    // It went wrong: why, in one sentence.
    void fail_work(const QString& why);
    // Why the last input did nothing, in one sentence; empty when it did something.
    const QString& refusal() const { return refusal_; }

private:
    ToolPoint snapped(const PointerInput& input) const;
    void enter_typed();
    TypedFrom typed_from() const;
    // Shows what the typed text would do, or the pointer as it is.
    void show_typed();
    void move_tool();
    void press_tool(Tool::Key key);

    std::unique_ptr<Tool> tool_;
    SitePtr site_ = std::make_shared<const Site>();
    mutable Snapper snapper_; // indexed when first asked after a change: most edits are made without
    bool snapping_ = true;
    QString typed_;
    QString refusal_;
    bool shows_typed_ = false; // the preview is that of what is typed
    std::optional<PointerInput> pointer_;
};

} // namespace prospect::app
