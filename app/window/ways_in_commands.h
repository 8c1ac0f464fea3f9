// Ways in: how one gets to a spot, who gets in when, which gates close it off; and the ground in the colours
// of whose it is or of where one can walk.
#pragma once

#include "analysis/engine/analysis.h"
#include "app/models/access_words.h"
#include "app/panels/ways_in_panel.h"
#include "app/tools/see_runner.h"
#include "app/window/stage.h"

#include <memory>
#include <optional>
#include <span>

class QAction;

namespace prospect::app {

class Answer;

// Who can get where is worked out beside the window, anew when the plan or the time changes; a spot that is
// dragged is answered from it, beside the window too.
class WaysInCommands : public QObject {
    Q_OBJECT
public:
    WaysInCommands(Workspace workspace, std::span<const engine::Analysis> catalogue, QObject* parent);
    ~WaysInCommands() override;

    // Checkable: begins at the cursor, else in the middle of what is shown; ends.
    QAction* action() const { return action_; }
    // Checkable, and at most one of them is: what the ground is coloured by, the tool at work or not.
    QAction* ownersAction() const { return owners_action_; }
    QAction* walkAction() const { return walk_action_; }
    // In the place of the stage's right column while active.
    WaysInPanel& panel() const { return *panel_; }
    bool isActive() const { return runner_->isActive(); }
    QString prompt() const;
    Point spot() const { return runner_->tool().eye().at; }
    void askAbout(Point spot);
    void stop();
    // Null while nothing is worked out yet.
    const AccessPlan* plan() const { return plan_.get(); }
    const std::optional<WaysIn>& ways() const { return ways_; }
    // The time that is asked about: that of the map, with the hour of the panel while it is active.
    const TimeContext& time() const { return time_; }
    void setTime(int weekday, int minute);

Q_SIGNALS:
    void activeChanged(bool active);
    void promptChanged();
    void helpRequested(const QString& page);
    void copyPictureRequested();
    void savePictureRequested();
    void thingChosen(const prospect::Uuid& feature);
    void doorsRequested();
    void leastWatchedRequested();
    void timeChanged(const prospect::TimeContext& time);
    void told(prospect::app::MessageBar::Level level, const QString& text);

private:
    void connectPanel();
    void connectMap();
    void ask(WaysInPanel::Asked asked);
    // The plan is wanted: by the tool or for the ground.
    bool isWanted() const;
    bool isOfPlan() const;
    void refresh();
    void take(std::shared_ptr<const AccessPlan> plan, std::optional<WaysIn> ways);
    void showGround();
    void showPicture();
    void showBeside();
    void choosePassage(std::uint32_t passage);
    void closeGaps();
    void copyCommand();

    Workspace workspace_;
    std::span<const engine::Analysis> catalogue_;
    SeeRunner* runner_;
    WaysInPanel* panel_;
    QAction* action_;
    QAction* owners_action_;
    QAction* walk_action_;
    Answer* answer_;
    Answer* repair_;
    TimeContext time_;
    WaysInPanel::Asked asked_{.ground = WaysInPanel::Ground::plain};
    bool ground_by_tool_ = false; // goes with it
    std::shared_ptr<const AccessPlan> plan_;
    std::optional<WaysIn> ways_;
    WaysInWords words_;
    std::optional<Point> cursor_;
    QString failed_; // why nothing is worked out
};

} // namespace prospect::app
