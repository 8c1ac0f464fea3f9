// See from here: an eye on the map that is dragged about, and what it sees from there, live.
#pragma once

#include "analysis/engine/analysis.h"
#include "analysis/sightlines/live_sight.h"
#include "app/tools/see_runner.h"
#include "app/window/stage.h"

#include <QTimer>

#include <memory>
#include <optional>
#include <span>

class QAction;

namespace prospect::app {

class Answer;
class SeePanel;

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
    struct Spots {
        std::shared_ptr<const Field> field;
        QString title; // of the field
        double eye_height_m = 1.6;
        double reach_m = 0;
    };
    void lookFromSpot(Point centre, const Spots& spots);
    void setEye(const Eye& eye);
    void stop();
    // So many other spots of the map are seen, of all others that have a value; nothing without a map.
    struct SeenSpots {
        std::int64_t seen = 0;
        std::int64_t all = 0;
    };
    const std::optional<SeenSpots>& seenSpots() const { return seen_spots_; }
    // Of what the eye walks along; shown on the map.
    void setWay(Geometry way);
    void keepInView() { runner_->keepInView(); }
    // The next click names a place.
    void askForPlace(bool asked); // NOLINT: a state
    bool isAsking() const { return runner_->isAsking(); }
    // Null while there are none.
    std::shared_ptr<const sightlines::SightWalls> walls() const;
    // What the eye sees now; null while nothing can be said yet.
    const sightlines::LiveView* view() const;
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
    void told(prospect::app::MessageBar::Level level, const QString& text);

private:
    void start(const Eye& eye);
    void connectParts();
    void refresh(int settle_ms = 0);
    // Of the plan, the season and the eye height as they are.
    bool wallsAreOfPlan() const;
    // And with room for the reach.
    bool wallsAreCurrent() const;
    void askForWalls(int settle_ms);
    void look();
    void showPicture();
    // Numbers and lists, which follow a drag at their own pace.
    void showBeside();
    void seeSpots();
    QString spotSentence() const;
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
    QTimer list_pause_; // of what stands beside the map
    std::optional<Point> cursor_;
    Geometry way_;
    Spots spots_;
    std::int64_t all_spots_ = 0;
    std::vector<sightlines::SeenRun> seen_runs_;
    std::vector<Point> rays_;
    std::optional<SeenSpots> seen_spots_;
    Eye told_;       // the eye as it was told of last
    QString failed_; // why there are no walls
};

} // namespace prospect::app
