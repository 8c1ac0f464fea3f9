// A walk along a path, beside the map: which path, where one is on it, and what is seen all along.
#pragma once

#include "app/models/way_titles.h"

#include <QWidget>

#include <optional>
#include <vector>

class QComboBox;
class QLabel;
class QPushButton;
class QSlider;
class QToolButton;
class QVBoxLayout;

namespace prospect::app {

class HidingPanel;
class ProfileChart;

class WalkPanel : public QWidget {
    Q_OBJECT
public:
    explicit WalkPanel(QWidget* parent = nullptr);

    // The paths of the plan; `chosen` may be any line, nil for none.
    void setWays(const std::vector<NamedWay>& ways, const Uuid& chosen);
    void setPicking(bool picking); // NOLINT: a state of the widget
    void setPlaying(bool playing); // NOLINT: a state of the widget
    // So many stations; 0: no walk.
    void setStations(int count);
    void setStation(int station, const QString& words);
    // The eye is not on the path: no place on it is shown, and a button leads back.
    void setAway(bool away); // NOLINT: a state of the widget
    // What solid things the path leads through, so that nothing is seen there; empty: none.
    void setThrough(const QString& words);
    // Where least is seen, in words; empty: not known.
    void setLeast(const QString& words);
    // Where too little of the way ahead is seen.
    struct Ahead {
        QString words; // empty: not known
        bool is_short = false;
        bool can_go = false; // there is a place to go to
        bool operator==(const Ahead&) const = default;
    };
    void setAhead(const Ahead& ahead);
    ProfileChart& chart() const { return *chart_; }
    HidingPanel& hiding() const { return *hiding_; }

    enum class Measure { ground, hidden, farthest, ahead };
    Measure measure() const;

Q_SIGNALS:
    // Nil: no walk.
    void wayChosen(const prospect::Uuid& feature);
    void pickRequested();
    void stationChosen(int station);
    void playToggled();
    void measureChosen();
    void leastRequested();
    // To where the least of the way ahead is seen.
    void shortestRequested();
    void backRequested();

protected:
    void changeEvent(QEvent* event) override;

private:
    QWidget* makeWalk();
    QWidget* makeAway();
    QWidget* makeAhead();
    void alignChart();

    QComboBox* ways_;
    QPushButton* pick_;
    QComboBox* measure_ = nullptr;
    ProfileChart* chart_ = nullptr;
    HidingPanel* hiding_ = nullptr;
    QSlider* slider_ = nullptr;
    QToolButton* play_ = nullptr;
    QLabel* words_ = nullptr;
    QWidget* through_ = nullptr;
    QWidget* away_ = nullptr;
    QWidget* least_ = nullptr;
    QLabel* least_words_ = nullptr;
    QWidget* ahead_ = nullptr;
    QVBoxLayout* ahead_words_ = nullptr;
    QPushButton* ahead_go_ = nullptr;
    Ahead told_;
    QWidget* walk_ = nullptr;
    std::vector<NamedWay> shown_;
};

} // namespace prospect::app
