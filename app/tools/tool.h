// What the mouse and the keyboard do on the map while something is drawn or changed: one state machine per
// tool, without any widget. Local plan coordinates.
#pragma once

#include "geometry/base/progress.h"
#include "geometry/site/site.h"

#include <QString>

#include <functional>
#include <optional>
#include <vector>

namespace prospect::app {

// right_angle, straight and diagonal (45°) are directions: towards what is being drawn itself.
enum class SnapKind { none, end, middle, crossing, perpendicular, edge, right_angle, straight, diagonal };

// Where the pointer is, snapped; reach_m: how near counts as on it at the present scale; adding: to what was
// clicked before (Ctrl).
struct ToolPoint {
    Point at;
    SnapKind snap = SnapKind::none;
    double reach_m = 0;
    bool adding = false;
    std::vector<Segment> guides = {}; // why it is there: lines it lies on
};

// A handle: a vertex, the one last touched, or the middle of an edge, where one may be put in. It is shown
// where the scale gives it more than room_m.
enum class GripKind { vertex, active, between };
struct Grip {
    Point at;
    GripKind kind = GripKind::vertex;
    double room_m = 0;
};

// What is shown over the map while a tool works.
struct Preview {
    std::vector<Geometry> shapes; // as they would be
    std::vector<Geometry> guides; // thin lines that are not going to stay
    std::vector<Point> corners;   // set so far
    std::vector<Segment> gaps;    // where an outline is open: circled, with their width
    std::vector<Grip> grips;
    std::optional<Point> pointer; // where the next click would be
    SnapKind snap = SnapKind::none;
    QString measure; // beside the pointer: "12.50 m · 45°"
    QString refusal; // why the last input did nothing
};
bool is_empty(const Preview& preview);

// What takes longer than a frame is worked out beside the window. Must own everything it reads; what it
// returns is called on the tool's thread, unless the tool has ended or given other work since.
using ToolWork = std::function<std::function<void()>(const Progress&)>;

class Tool {
public:
    enum class Key { enter, escape, backspace };
    enum class State { running, ended };

    virtual ~Tool() = default;

    // The plan as it is, at the start and after each change: undo works while a tool does.
    virtual void set_site(SitePtr site) = 0;
    virtual void move(const ToolPoint& point) = 0;
    virtual void click(const ToolPoint& point) = 0;
    // Of the left button, after its two clicks.
    virtual void double_click() { press(Key::enter); }
    virtual void press(Key key) = 0;
    // A text that was typed and is no place or length ("8" copies). False: means nothing here.
    virtual bool type(const QString&) { return false; }

    // What the typed text would do, shown in the preview until it is given another or an empty one. False:
    // nothing of its own; a place or a length then moves the pointer.
    virtual bool preview_typed(const QString&) { return false; }

    // Whether a typed number may begin with its sign, which are the map's keys otherwise.
    virtual bool takes_signs() const { return false; }

    // Whether the pointer is pulled to what is on the plan. asked: only while Ctrl is held, as single things
    // (a tree, a lamp) stand free; other single things pull then as well.
    enum class Pull { none, asked, always };
    virtual Pull pull() const { return Pull::always; }
    // Ctrl means something to it, and does not change what pulls.
    virtual bool takes_ctrl() const { return false; }
    // What typed lengths and right angles are measured from.
    virtual std::optional<Point> anchor() const { return std::nullopt; }
    // Corners of its own one may snap to.
    virtual std::vector<Point> own_corners() const { return {}; }
    // Features that must not pull the pointer, because they move with it.
    virtual std::vector<Uuid> moving() const { return {}; }
    virtual Preview preview() const = 0;
    // Selected afterwards: what was made by the change just taken.
    const std::vector<Uuid>& made() const { return made_; }
    // What the next click does: "Click the first corner · Esc stops".
    virtual QString prompt() const = 0;
    // What Enter would do beyond that, for a button on the map: "Close the gap of 0.12 m"; empty: nothing.
    virtual QString offer() const { return {}; }
    State state() const { return state_; }

    // Work to be done, once; asked for after each input and each answer.
    virtual std::optional<ToolWork> take_work() { return std::nullopt; }
    // The work taken last will not be answered.
    virtual void give_up_work() {}
    // The finished change, once; one undo step.
    std::optional<SiteEdit> take_edit();
    // Why the last input was refused, in one sentence, once; empty when it was not.
    QString take_refusal();

protected:
    void finish(SiteEdit edit, std::vector<Uuid> made) {
        edit_ = std::move(edit);
        made_ = std::move(made);
    }
    void refuse(QString why) { refusal_ = std::move(why); }
    void end() { state_ = State::ended; }

private:
    State state_ = State::running;
    std::optional<SiteEdit> edit_;
    std::vector<Uuid> made_;
    QString refusal_;
};

} // namespace prospect::app
