// See from here: an eye on the map that is dragged about, and what it sees from there, live.
#pragma once

#include "analysis/engine/analysis.h"
#include "analysis/sightlines/live_sight.h"
#include "analysis/sightlines/open_ground.h"
#include "app/panels/sight_painting.h"
#include "app/tools/see_runner.h"
#include "app/window/see_spots.h"
#include "app/window/stage.h"

#include <QTimer>

#include <memory>
#include <optional>
#include <span>

class QAction;

namespace prospect::app {

class Answer;
class SeePanel;
class ThingNames;

// The walls are made beside the window, once for a plan, a season and an eye height; a view is taken at once
// with every move. While newer walls are made the eye goes on with those it has.
class SeeCommands : public QObject {
    Q_OBJECT
public:
    SeeCommands(Workspace workspace, std::span<const engine::Analysis> catalogue, QObject* parent);
    ~SeeCommands() override;

    // Checkable: begins at the cursor, else in the middle of what is shown (see_start.h); ends.
    QAction* action() const { return action_; }
    // In the place of the stage's right column while active.
    SeePanel& panel() const { return *panel_; }
    bool isActive() const { return runner_->isActive(); }
    QString prompt() const;
    const Eye& eye() const { return runner_->tool().eye(); }
    void lookFrom(Point place);
    // From a spot of a result's map, whose other cells are paled where they are not seen; lines lead to some
    // of the others, evenly by direction, and to what ends the view.
    void lookFromSpot(Point centre, const Spots& spots);
    void setEye(const Eye& eye);
    // Ends: nothing is kept but how one looked.
    void stop();
    // Gives the mouse and the right column to others; eye, walk and spots stay until resume() or stop().
    void suspend();
    void resume();
    bool isSuspended() const { return suspended_; }
    const SeeSpots& spots() const { return spots_; }
    // Of what the eye walks along; shown on the map.
    void setWay(Geometry way);
    // Of pages with a picture of the view; empty: it is seen from here.
    void setHeading(const QString& heading);
    // Ground beside that way where somebody so high could hide.
    void setHiding(std::vector<SightPicture::Hiding> hiding, double hider_m);
    void keepInView() { runner_->keepInView(); }
    // The next click names a place.
    void askForPlace(bool asked); // NOLINT: a state
    bool isAsking() const { return runner_->isAsking(); }
    // Null while there are none.
    std::shared_ptr<const sightlines::SightWalls> walls() const;
    // What the eye sees now; null while nothing can be said yet.
    const sightlines::LiveView* view() const;
    // How much of the open ground it sees; absent while nothing is seen.
    const std::optional<sightlines::GroundSeen>& ground() const { return ground_seen_; }
    std::shared_ptr<const sightlines::OpenGround> openGround() const { return ground_; }
    // Of the plan that the walls are of; null while there are none.
    std::shared_ptr<const ThingNames> names() const { return names_; }
    // Walls are being made.
    bool isWaiting() const;

Q_SIGNALS:
    void activeChanged(bool active);
    void promptChanged();
    // By whatever means; told after the view was taken.
    void eyeChanged(const prospect::app::Eye& before);
    // Of the plan, the season or the eye height as they are now.
    void wallsMade();
    void placeGiven(prospect::Point at);
    void helpRequested(const QString& page);
    void copyPictureRequested();
    void savePictureRequested();
    void told(prospect::app::MessageBar::Level level, const QString& text);

private:
    void start(const Eye& eye);
    void begin();
    void connectPanel();
    void leaveMap();
    void connectParts();
    void connectPlan();
    void refresh(int settle_ms = 0);
    // Of the plan, the season and the eye height as they are.
    bool wallsAreOfPlan() const;
    // And with room for the reach.
    bool wallsAreCurrent() const;
    void askForWalls(int settle_ms);
    void look();
    void showPicture();
    void showNumbers();
    void showEyeOff();
    // Numbers and lists, which follow a drag at their own pace.
    void showBeside();
    void showAssumptions();
    void copyCommand();
    QString problem() const;
    QString shortProblem() const;
    bool isNamedOnMap(const sightlines::Blocker& blocker) const;

    Workspace workspace_;
    std::span<const engine::Analysis> catalogue_;
    SeeRunner* runner_;
    SeePanel* panel_;
    QAction* action_;
    Answer* answer_;
    std::unique_ptr<sightlines::Looker> looker_;
    const sightlines::LiveView* view_ = nullptr; // of looker_
    std::vector<sightlines::Blocker> blockers_;
    std::vector<QString> blocker_names_;
    std::shared_ptr<const ThingNames> names_;
    QTimer list_pause_; // of what stands beside the map
    std::optional<Point> cursor_;
    Geometry way_;
    QString heading_;
    std::vector<SightPicture::Hiding> hiding_;
    double hider_m_ = 0;
    SeeSpots spots_;
    std::shared_ptr<const sightlines::OpenGround> ground_;
    std::optional<sightlines::GroundSeen> ground_seen_;
    bool suspended_ = false;
    Eye told_;       // the eye as it was told of last
    QString failed_; // why there are no walls
};

} // namespace prospect::app
