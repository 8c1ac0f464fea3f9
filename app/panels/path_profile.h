// Along a way as a curve, linked to the map: light along paths, or how well the least exposed way to a target
// is watched.
#pragma once

#include "app/document/result_list.h"
#include "app/panels/profile_chart.h"

#include <QWidget>

#include <optional>
#include <vector>

class QComboBox;
class QLabel;

namespace prospect::app {

class PathProfile : public QWidget {
    Q_OBJECT
public:
    explicit PathProfile(QWidget* parent = nullptr);

    // Hides itself unless the result has numbers along ways: table `profile` of lighting.routes, `exposure`
    // of access.approach.
    void show(const Result* result);
    // The mouse is on the map there: the mark goes to the nearest spot of the path, where one is as near.
    void follow(Point plan, double reach_m);
    // The way to one of these things is shown, where there is one to it.
    void chooseWayTo(const std::vector<Uuid>& things);
    // Where the mark is; absent: nowhere.
    std::optional<Point> spot() const;
    // The line to the target that is shown; empty while none is.
    Geometry way() const;
    // The part of it that is least watched; empty while there is none.
    Geometry leastWatched() const;
    std::size_t paths() const { return tracks_.size(); }
    ProfileChart& chart() const { return *chart_; }

Q_SIGNALS:
    // The mark is elsewhere on the path, by an act here.
    void spotChosen(prospect::Point at);
    // The mark follows the mouse on the map.
    void spotFollowed(prospect::Point at);
    // Another way is shown.
    void wayChanged();
    // Another path, by an act here.
    void pathChosen(prospect::Box around);

private:
    // One walk along a path.
    struct Track {
        QString name;
        std::size_t first = 0; // rows of the table
        std::size_t end = 0;
        double dark_m = 0; // of its stretches below the lowest level
        std::vector<ProfileChart::Mark> dark;
        Geometry line = {};      // to a target
        std::string target = {}; // id of the thing it leads to
        double unseen = 0;       // chance to get there and not be noticed
    };
    enum class Kind { light, approach };
    void setKind(Kind kind);
    void readTracks(const io::Table& profile);
    void readApproaches(const io::Table& approaches);
    void fillPaths();
    bool isMetres(const QString& quantity) const;
    // As it stands in the chart.
    std::optional<double> shownValue(std::size_t row, int column) const;
    void readDark(const io::Table& stretches, const std::vector<double>& levels);
    bool has_spot(const Track& track, double along_m, Point at) const;
    void showTrack();
    void showSpot();
    std::optional<double> number(std::size_t row, int column) const;

    io::Table table_;           // of the result that is shown
    std::vector<Track> tracks_; // the darkest, or least watched, first
    Kind kind_ = Kind::light;
    QLabel* title_;
    QLabel* purpose_;
    double level_lx_ = 0; // below which it is dark; 0: nowhere
    QComboBox* path_;
    QComboBox* quantity_;
    ProfileChart* chart_;
    QLabel* here_;
};

} // namespace prospect::app
