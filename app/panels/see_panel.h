// What is seen from one spot, in numbers and words, beside the map: how one looks, what ends the view, what
// it assumes.
#pragma once

#include "app/panels/see_numbers.h"
#include "app/tools/see_tool.h"

#include <QWidget>

#include <optional>
#include <vector>

class QDoubleSpinBox;
class QGridLayout;
class QLabel;
class QPushButton;
class QVBoxLayout;

namespace prospect::app {

class RowList;

class SeePanel : public QWidget {
    Q_OBJECT
public:
    explicit SeePanel(QWidget* parent = nullptr);

    // The fields as the eye is; tells nobody.
    void showEye(const Eye& eye);
    void showView(const sightlines::LiveView& view, const SeeNumbers::Ground& ground);
    // Rather than a problem.
    bool showsView() const { return shows_view_; }
    // In the place of the numbers: why nothing is seen.
    void showProblem(const QString& sentence);
    // Whether the eye lies beyond what the map shows.
    void setEyeOff(bool off); // NOLINT: a state of the widget
    // What a map of a result says of the spot; empty: nothing.
    void showSpot(const QString& sentence);
    struct BlockerRow {
        Uuid feature; // nil: no thing, the view is open
        QString icon;
        QString title;
        QString detail;
        bool operator==(const BlockerRow&) const = default;
    };
    void setBlockers(const std::vector<BlockerRow>& rows);
    void setAssumptions(const QStringList& sentences);
    // Below the fields.
    void addSection(QWidget* section);
    // The thing pointed at or chosen in the list.
    std::optional<Uuid> pointed() const;

Q_SIGNALS:
    void eyeEdited(const prospect::app::Eye& eye);
    void blockerPointed();
    void closeRequested();
    void helpRequested(const QString& page);
    void copyCommandRequested();
    void copyPictureRequested();
    void savePictureRequested();
    // The eye is off the map: it is to be shown there, or to come into what is shown.
    void eyeSought();
    void eyeFetched();

private:
    QWidget* makeHead();
    QWidget* makeEyeOff();
    QWidget* makeFields();
    QWidget* makeBlockers();
    QWidget* makeActs();
    QDoubleSpinBox* addField(QGridLayout& grid, const QString& label, const QString& name,
                             const QString& unit, double max);
    void showDirection();

    Eye eye_;
    QLabel* spot_;
    QWidget* problem_;
    QLabel* problem_text_;
    SeeNumbers* numbers_;
    QWidget* eye_off_;
    QDoubleSpinBox* height_ = nullptr;
    QDoubleSpinBox* azimuth_ = nullptr;
    QLabel* azimuth_words_ = nullptr;
    QDoubleSpinBox* fov_ = nullptr;
    QPushButton* all_round_ = nullptr;
    QDoubleSpinBox* reach_ = nullptr;
    QVBoxLayout* sections_;
    QWidget* blockers_ = nullptr;
    RowList* list_ = nullptr;
    bool shows_view_ = false;
    QWidget* assumptions_;
    QVBoxLayout* assumptions_layout_ = nullptr;
    QStringList assumed_;
};

} // namespace prospect::app
