// What is seen from one spot, in numbers and words, beside the map: how one looks, what ends the view, what
// it assumes.
#pragma once

#include "analysis/sightlines/live_sight.h"
#include "app/tools/see_tool.h"

#include <QWidget>

#include <optional>
#include <vector>

class QDoubleSpinBox;
class QGridLayout;
class QLabel;
class QListWidget;
class QPushButton;
class QVBoxLayout;

namespace prospect::app {

class SeePanel : public QWidget {
    Q_OBJECT
public:
    explicit SeePanel(QWidget* parent = nullptr);

    // The fields as the eye is; tells nobody.
    void showEye(const Eye& eye);
    void showView(const sightlines::LiveView& view);
    // Rather than a problem.
    bool showsView() const { return shows_view_; }
    // In the place of the numbers: why nothing is seen.
    void showProblem(const QString& sentence);
    // What a map of a result says of the spot; empty: nothing.
    void showSpot(const QString& sentence);
    struct BlockerRow {
        Uuid feature; // nil: no thing, the view is open
        QString icon;
        QString title;
        QString detail;
        bool operator==(const BlockerRow&) const = default;
    };
    void setBlockers(std::vector<BlockerRow> rows);
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

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    QWidget* makeHead();
    QWidget* makeNumbers();
    QWidget* makeFields();
    QWidget* makeBlockers();
    QWidget* makeActs();
    // `below`: a few quiet words under the label, empty for none.
    QLabel* addNumber(QGridLayout& grid, const QString& label, const QString& meaning,
                      const QString& below = {});
    QDoubleSpinBox* addField(QGridLayout& grid, const QString& label, const QString& name,
                             const QString& unit, double max);
    void fillBlockers();

    Eye eye_;
    QLabel* spot_;
    QWidget* problem_;
    QLabel* problem_text_;
    QWidget* numbers_ = nullptr;
    QLabel* area_ = nullptr;
    QLabel* perimeter_ = nullptr;
    QLabel* hidden_ = nullptr;
    QLabel* limit_ = nullptr;
    QLabel* plan_end_ = nullptr;
    QLabel* nearest_ = nullptr;
    QLabel* farthest_ = nullptr;
    QLabel* mean_ = nullptr;
    QLabel* pull_ = nullptr;
    QLabel* roundness_ = nullptr;
    QDoubleSpinBox* height_ = nullptr;
    QDoubleSpinBox* azimuth_ = nullptr;
    QDoubleSpinBox* fov_ = nullptr;
    QDoubleSpinBox* reach_ = nullptr;
    QVBoxLayout* sections_;
    QWidget* blockers_ = nullptr;
    QListWidget* list_ = nullptr;
    QPushButton* all_ = nullptr;
    std::vector<BlockerRow> rows_;
    std::optional<Uuid> hovered_;
    bool shows_all_ = false;
    bool shows_view_ = false;
    QWidget* assumptions_;
    QVBoxLayout* assumptions_layout_ = nullptr;
    QStringList assumed_;
};

} // namespace prospect::app
