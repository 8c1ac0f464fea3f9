// What is seen from one spot, in numbers and words, beside the map: how one looks, what ends the view, what
// it assumes.
#pragma once

#include "app/panels/see_numbers.h"
#include "app/panels/spot_panel.h"
#include "app/panels/thing_list.h"
#include "app/tools/see_tool.h"

#include <optional>
#include <vector>

class QPushButton;

namespace prospect::app {

class SeePanel : public SpotPanel {
    Q_OBJECT
public:
    explicit SeePanel(QWidget* parent = nullptr);

    // The fields as the eye is; tells nobody.
    void showEye(const Eye& eye);
    // Where it is on that map grid, in words; empty: not known.
    void showPlace(const QString& place, const QString& grid);
    void showView(const sightlines::LiveView& view, const SeeNumbers::Ground& ground);
    // Rather than a problem.
    bool showsView() const { return shows_view_; }
    // In the place of the numbers: why nothing is seen.
    void showProblem(const QString& sentence);
    // Whether the eye lies beyond what the map shows.
    void setEyeOff(bool off); // NOLINT: a state of the widget
    // A row without a thing: the view is open.
    void setBlockers(std::vector<ThingList::Row> rows);
    // Below the fields.
    void addSection(QWidget* section);
    // The thing pointed at or chosen in the list.
    std::optional<Uuid> pointed() const;

Q_SIGNALS:
    void eyeEdited(const prospect::app::Eye& eye);
    void blockerPointed();
    // The eye is off the map: it is to be shown there, or to come into what is shown.
    void eyeSought();
    void eyeFetched();
    // The button pressed goes away: the keys are to move the eye.
    void keysToMap();

private:
    QWidget* makeEyeOff();
    QWidget* makeFields();
    void showDirection();

    Eye eye_;
    SeeNumbers* numbers_;
    QWidget* eye_off_;
    QLabel* place_;
    QDoubleSpinBox* height_ = nullptr;
    QDoubleSpinBox* azimuth_ = nullptr;
    QLabel* azimuth_words_ = nullptr;
    QDoubleSpinBox* fov_ = nullptr;
    QPushButton* all_round_ = nullptr;
    QDoubleSpinBox* reach_ = nullptr;
    QVBoxLayout* sections_;
    QWidget* blockers_;
    ThingList* list_;
    bool shows_view_ = false;
};

} // namespace prospect::app
