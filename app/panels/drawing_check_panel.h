// Below the map: what is not sound in the drawing, and its repair.
#pragma once

#include "geometry/edits/drawing_check.h"

#include <QWidget>

class QLabel;
class QListView;
class QPushButton;
class QStandardItemModel;

namespace prospect::app {

class DrawingCheckPanel : public QWidget {
    Q_OBJECT
public:
    explicit DrawingCheckPanel(QWidget* parent = nullptr);

    void show(std::vector<DrawingProblem> problems);
    // The drawing is being looked through or repaired: what is listed stays, but cannot be repaired.
    void showPending();
    // In place of the list, one sentence.
    void showFailure(const QString& why);
    const std::vector<DrawingProblem>& problems() const { return problems_; }
    void choose(int row);

Q_SIGNALS:
    void chosen(const prospect::DrawingProblem& problem);
    void repairRequested(const std::vector<prospect::DrawingProblem>& problems);
    void closed();

private:
    void onCurrentChanged();
    const DrawingProblem* current() const;
    void enableRepair(bool possible); // NOLINT: the state of the buttons

    std::vector<DrawingProblem> problems_;
    QLabel* title_;
    QLabel* all_well_;
    QListView* list_;
    QStandardItemModel* rows_;
    QLabel* what_;
    QLabel* how_;
    QPushButton* one_;
    QPushButton* kind_;
    QPushButton* all_;
    bool filling_ = false;
};

// "Outlines that cross themselves", with its number: "3 outlines that cross themselves".
QString fault_text(DrawingFault fault);

} // namespace prospect::app
