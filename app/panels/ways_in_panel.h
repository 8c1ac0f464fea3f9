// Beside the map: how one gets to a place, at what time who gets in, and which gates close it off.
#pragma once

#include "app/models/access_words.h"
#include "app/panels/spot_panel.h"
#include "geometry/site/time_context.h"

#include <optional>
#include <vector>

class QComboBox;
class QPushButton;
class QSlider;

namespace prospect::app {

class RowList;

class WaysInPanel : public SpotPanel {
    Q_OBJECT
public:
    explicit WaysInPanel(QWidget* parent = nullptr);

    // What the ground is coloured by.
    enum class Ground { plain, owners, walk };
    struct Asked {
        scene::Mover mover{};
        Ground ground = Ground::owners;
        bool operator==(const Asked&) const = default;
    };
    // Tells nobody.
    void showAsked(const Asked& asked);
    const Asked& asked() const { return asked_; }
    // Weekday and minute; tells nobody.
    void showTime(const TimeContext& time);
    void show(const WaysInWords& words);
    // In the place of what is told of a spot: why there is nothing to tell.
    void showProblem(const QString& sentence);
    // Empty: no barrier ends short.
    void showDrawnShort(const QString& sentence);
    // The barriers are being closed.
    void setRepairing(bool repairing); // NOLINT: a state of the panel

    // The passage pointed at or chosen in one of the lists, and in which.
    enum class List { way, closing };
    struct Pointed {
        List list{};
        std::uint32_t passage = 0;
        bool operator==(const Pointed&) const = default;
    };
    std::optional<Pointed> pointed() const;

Q_SIGNALS:
    void askedOtherwise(const prospect::app::WaysInPanel::Asked& asked);
    void timeMoved(int weekday, int minute);
    void pointedChanged();
    // A row was clicked.
    void passageChosen(std::uint32_t passage);
    void closeGapsRequested();
    void doorsRequested();
    // The least watched way to the targets of the plan.
    void leastWatchedRequested();

private:
    QWidget* makeTimes();
    QWidget* makeFields();
    QWidget* makeShort();
    RowList* makeList(const QString& name, const QString& meaning, List list);
    void tellTime();

    Asked asked_;
    QLabel* title_;
    QLabel* kind_;
    QLabel* depth_;
    QLabel* now_;
    QWidget* told_;
    QWidget* way_block_;
    RowList* way_ = nullptr;
    QWidget* closing_block_;
    QLabel* sealing_;
    RowList* closing_ = nullptr;
    QWidget* gets_out_;
    QWidget* trapped_;
    QComboBox* weekday_ = nullptr;
    QSlider* hour_ = nullptr;
    QLabel* moment_ = nullptr;
    QComboBox* mover_ = nullptr;
    QComboBox* ground_ = nullptr;
    QWidget* short_ = nullptr;
    QLabel* short_text_ = nullptr;
    QPushButton* close_gaps_ = nullptr;
};

} // namespace prospect::app
