// What aiming a camera and aiming a lamp share: a thing of the plan with handles on the map, the change of
// the plan when a handle is let go, and what it shows or lights worked out beside the window, live.
#pragma once

#include "app/tools/aim.h"
#include "app/tools/see_runner.h"
#include "app/window/stage.h"
#include "geometry/site/time_context.h"

#include <QTimer>

#include <memory>
#include <optional>
#include <set>

class QAction;

namespace prospect::app {

class Answer;
class SpotPanel;
struct SightPicture;

// The ground and what stands on it are made beside the window, once for a plan and a time; what hangs on the
// thing itself is worked out there, too, again and again while it is moved, while the handles follow the hand
// at once. The plan changes when a handle is let go, and a moment after the last of several typed values or
// keys: one undo step. While it is aimed the map shows it as it is aimed alone.
class AimCommands : public QObject {
    Q_OBJECT
public:
    ~AimCommands() override;

    // Checkable: aims the one such thing that is selected, and ends. Enabled while there is one.
    QAction* action() const { return action_; }
    bool isActive() const { return runner_->isActive(); }
    virtual QString prompt() const = 0;
    // Nothing for what is no such thing of the plan.
    void aim(const Uuid& id);
    void stop();
    // What is typed and not yet in the plan goes there.
    void finishTyping();
    // The ground is being prepared, or the thing is being looked at.
    virtual bool isWaiting() const;

Q_SIGNALS:
    void activeChanged(bool active);
    void promptChanged();
    // What is worked out of it is something else.
    void looked();
    // What is under the pointer, in words; empty: it is elsewhere.
    void valueChanged(const QString& text);
    void helpRequested(const QString& page);
    void copyPictureRequested();
    void savePictureRequested();
    void told(prospect::app::MessageBar::Level level, const QString& text);

protected:
    struct About {
        Role role{};
        std::set<Role> ground_roles; // what the ground hangs on; the thing itself does not count
        SeeTool::Handles handles = SeeTool::Handles::all;
        QString ground_title; // of the work of making the ground
        QString look_title;   // of looking at the thing
    };
    AimCommands(Workspace workspace, About about, QAction* action, SpotPanel* panel, QObject* parent);

    // The thing as it is aimed; a new one from a drawing.
    virtual std::unique_ptr<Aim> makeAim(const FeaturePtr& thing) const = 0;
    // Its name and values beside the map.
    virtual void showThing() = 0;
    virtual void showValues() = 0;
    // Whether there is ground for the plan as it is, or it is being made; and asks for it.
    virtual bool hasGround() const = 0;
    virtual void dropGround() = 0;
    virtual void askGround() = 0;
    // Something else than the ground that what is worked out rests on has changed: other things of its kind.
    virtual void refreshOthers() {}
    // Asks what it shows or lights now.
    virtual void look() = 0;
    virtual void forgetView() = 0;
    virtual void showPicture() = 0;
    virtual void showBeside() = 0;
    // It is not aimed any more.
    virtual void ended() {}

    // A new thing, which turns with the mouse and comes onto the plan with the next click.
    void place(std::unique_ptr<Aim> aim);
    // Somebody typed: the change of the plan follows.
    void typed();
    void commit();
    bool isHeld() const { return runner_->tool().held() != SeeTool::Part::nothing; }
    void refresh();
    // The handles at once, numbers and lists at their own pace.
    void showSoon();
    // The eye, its handles and the words of the one under the mouse.
    SightPicture pictureOf(const QString& handle_words) const;
    // The ground is made: what failed before is forgotten.
    void groundMade();
    FeaturePtr thingOf(const Uuid& id) const;
    const QString& failure() const { return failed_; }
    void setFailed(const QString& why) { failed_ = why; }
    // As the ground was asked for.
    const TimeContext& askedTime() const { return asked_time_; }
    bool isGroundCurrent() const { return is_current_; }

    Workspace workspace_;
    SeeRunner* runner_;
    Answer* answer_;           // of the ground
    Answer* looking_;          // of what it shows or lights
    std::unique_ptr<Aim> aim_; // null: nothing is aimed
    std::optional<Point> pointer_;

private:
    void connectParts(SpotPanel* panel);
    void connectPlan();
    void onSelected(const std::vector<Uuid>& features);
    void onChanged(const SiteChange& change);
    // As the plan has it; what was not yet put into the plan is given up.
    void takeUp(const FeaturePtr& thing);
    void begin();
    void giveUp();
    bool groundIsWanting() const;

    About about_;
    QAction* action_;
    bool plan_changed_ = true; // what the ground is made of, since it was asked for
    TimeContext asked_time_;
    bool is_current_ = false; // the ground is that of the plan and the time
    QTimer beside_pause_;     // numbers and lists follow a drag at their own pace
    QTimer commit_pause_;
    bool dragged_ = false; // what is held has been moved
    bool committing_ = false;
    std::vector<Uuid> selected_;
    QString failed_; // why there is no ground
};

} // namespace prospect::app
