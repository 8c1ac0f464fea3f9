// The eye of See from here walks along a path of the plan, looking ahead.
#pragma once

#include "analysis/scene/path_stations.h"
#include "app/models/way_titles.h"
#include "app/panels/profile_chart.h"
#include "app/window/see_commands.h"

#include <QElapsedTimer>
#include <QTimer>

namespace prospect::app {

class WalkHiding;
class WalkPanel;

class SeeWalk : public QObject {
    Q_OBJECT
public:
    SeeWalk(Workspace workspace, SeeCommands& see);

    // Looks from the start of that line, whatever it is; nil ends the walk, the eye stays.
    void walkAlong(const Uuid& line);
    bool isWalking() const { return !stations_.empty(); }
    const std::vector<scene::PathStation>& stations() const { return stations_; }
    int station() const { return station_; }
    // The measures of every station; empty while they are worked out.
    struct Seen {
        std::optional<kernel::ViewMeasures> measures; // absent in something solid or beyond the plan
        sightlines::GroundSeen ground;
        double hidden_m = 0; // of hidden edges
    };
    const std::vector<Seen>& profile() const { return profile_; }
    // The station from which the least share of the open ground before one is seen, the first of several.
    // Stations with hardly any before them, less than a twentieth of the most along the walk, are left out:
    // at the end of a path that leaves the plan some square metres would count as much as a whole square.
    // Absent while none is known and where nothing is hidden anywhere.
    std::optional<int> leastSeen() const;
    // The eye was moved off the walk: it has no place on it until one goes back.
    bool isAway() const { return away_; }
    const WalkHiding& hiding() const { return *hiding_; }
    void setPlaying(bool playing); // NOLINT: a state
    bool isPlaying() const { return clock_.isActive(); }

private:
    void showWays();
    void pick();
    void pickedAt(Point at);
    FeaturePtr lineNear(Point at) const;
    FeaturePtr lineOf(const Uuid& id) const;
    void goTo(int station);
    void step();
    void onActive(bool active);
    // The plan, the walls or how one looks have changed.
    void refresh();
    void askForProfile(int settle_ms);
    void askForHiding();
    void showProfile();
    void showStation();
    // Stretches of the path within solid things, and their names.
    void showThrough();
    bool isNextToSolid(std::size_t station) const;
    void showLeast();
    // Where too little of the way ahead is seen.
    void showAhead();
    // By whom the eye was moved decides whether it is still on the walk.
    void eyeMoved(const Eye& before);
    bool eyeIsAtStation() const;
    QString heading() const;
    void end();
    void lookAllRoundAgain();
    int stationAt(double along_m) const;

    Workspace workspace_;
    SeeCommands& see_;
    WalkPanel* panel_;
    WalkHiding* hiding_;
    Answer* answer_;
    Uuid line_;
    SitePtr ways_of_; // the plan whose paths are listed
    std::vector<NamedWay> ways_;
    SitePtr stations_of_; // the plan whose line they are on
    std::vector<scene::PathStation> stations_;
    std::vector<Seen> profile_;
    int station_ = 0;
    bool going_ = false; // the eye is being moved by the walk
    bool away_ = false;
    std::optional<double> fov_before_;
    QTimer clock_;
    QElapsedTimer since_;
    double along_m_ = 0; // while playing
};

} // namespace prospect::app
