// Along the path one walks: where somebody could hide and be seen too late, and where little of the path
// ahead is seen. Worked out beside the window.
#pragma once

#include "analysis/sightlines/hiding_along.h"
#include "app/panels/profile_chart.h"
#include "app/window/see_commands.h"

#include <functional>
#include <map>

namespace prospect::app {

class HidingPanel;

class WalkHiding : public QObject {
    Q_OBJECT
public:
    WalkHiding(Workspace workspace, SeeCommands& see, HidingPanel& panel, QObject* parent);

    // Of that path, with the plan, the season and the eye as they are; a line that is no path has none.
    void ask(const Layer& layer, const FeaturePtr& line);
    void end();
    // Where one is; absent: not on the path.
    void setPlace(std::optional<double> chainage_m);
    // Absent while it is worked out.
    const std::optional<sightlines::HidingAlong>& along() const { return along_; }
    // The names of what hides each place, told apart; in the order of the places.
    const std::vector<QString>& names() const { return names_; }
    // How much of the way ahead is seen from there; null: nothing is known of that place.
    const sightlines::SightAhead* sightAt(double chainage_m) const;
    // Where something ends the sight ahead nearest, of the places where it is too short; null: nowhere.
    const sightlines::SightAhead* shortest() const;
    // Along which stretches the sight ahead is too short, in one or two sentences; empty while nothing is
    // known.
    QString shortWords() const;
    // Somebody sees too little, whichever way they walk.
    bool isShort() const;
    // Places one does not see yet though they are within the reaction distance.
    std::vector<std::size_t> unseen() const;
    // For the chart: stretches with little sight ahead, and those where somebody within the reaction distance
    // is not seen.
    std::vector<ProfileChart::Mark> marks() const;

Q_SIGNALS:
    // along() is there, or is not any more.
    void changed();
    // Where the place begins to count.
    void stationSought(double chainage_m);

private:
    void show();
    void showHere();
    void nameThings();
    // What was chosen stays so until one has passed it or left the path.
    void forgetPassed();
    QString placeWords(std::size_t place) const;
    QString areaWords(const sightlines::HidingBeside& place) const;
    QString nearWords(const std::vector<std::size_t>& near) const;
    QString aheadWords(bool* is_short) const;
    struct Stretch {
        double from_m = 0;
        double to_m = 0;
    };
    // Of the stations that it is true of, neighbours joined.
    std::vector<Stretch> stretches(const std::function<bool(const sightlines::SightAhead&)>& is) const;
    static QString stretchWords(const std::vector<Stretch>& stretches);

    Workspace workspace_;
    SeeCommands& see_;
    HidingPanel& panel_;
    Answer* answer_;
    std::optional<sightlines::HidingAlong> along_;
    std::vector<QString> names_;
    std::map<Uuid, QString> things_;
    std::optional<double> chainage_m_;
    double hider_m_ = 0;
    // What was asked for last.
    std::shared_ptr<const scene::Scene> scene_;
    FeaturePtr line_;
    double eye_height_m_ = 0;
};

} // namespace prospect::app
