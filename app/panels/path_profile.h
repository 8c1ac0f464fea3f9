// Light along paths: one path as a curve, linked to the map.
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

    // Hides itself unless the result has a table `profile` with numbers along paths.
    void show(const Result* result);
    // The mouse is on the map there: the mark goes to the nearest spot of the path, where one is as near.
    void follow(Point plan, double reach_m);
    // Where the mark is; absent: nowhere.
    std::optional<Point> spot() const;
    std::size_t paths() const { return tracks_.size(); }
    ProfileChart& chart() const { return *chart_; }

Q_SIGNALS:
    // The mark is elsewhere on the path, by an act here.
    void spotChosen(prospect::Point at);
    // The mark follows the mouse on the map.
    void spotFollowed(prospect::Point at);
    // Another path.
    void pathChosen(prospect::Box around);

private:
    // One walk along a path.
    struct Track {
        QString name;
        std::size_t first = 0; // rows of the table
        std::size_t end = 0;
        double dark_m = 0; // of its stretches below the lowest level
        std::vector<ProfileChart::Mark> dark;
    };
    void readTracks(const io::Table& profile);
    void readDark(const io::Table& stretches, const std::vector<double>& levels);
    bool has_spot(const Track& track, double along_m, Point at) const;
    void showTrack();
    void showSpot();
    std::optional<double> number(std::size_t row, int column) const;

    io::Table table_;           // of the result that is shown
    std::vector<Track> tracks_; // the darkest first
    double level_lx_ = 0;       // below which it is dark; 0: nowhere
    QComboBox* path_;
    QComboBox* quantity_;
    ProfileChart* chart_;
    QLabel* here_;
};

} // namespace prospect::app
