// Review, left: the notes on the plan, found by words and status.
#pragma once

#include "app/models/annotation_model.h"

#include <QWidget>

class QComboBox;
class QLabel;
class QLineEdit;
class QListView;
class QPushButton;

namespace prospect::app {

class ReviewPanel : public QWidget {
    Q_OBJECT
public:
    explicit ReviewPanel(AnnotationModel& model, QWidget* parent = nullptr);

    void choose(const Uuid& note);
    // The note before or after the chosen one, round the ends.
    void step(int by);
    QListView* list() const { return list_; }

Q_SIGNALS:
    // By hand, in the list.
    void noteChosen(const prospect::Uuid& note);
    // A mark of that kind (pin, area, arrow, cloud, text, measure) is to be drawn.
    void markRequested(const QString& kind);
    void exportRequested();
    void pageRequested();

private:
    QWidget* makeMarks();
    QWidget* makeFilters();
    QWidget* makeFoot();
    void updateState();
    void tellCurrent();

    AnnotationModel& model_;
    QLineEdit* words_;
    QComboBox* status_;
    QComboBox* order_;
    QListView* list_;
    QLabel* count_; // "2 of 4" while some are left out
    QLabel* empty_;
    QPushButton* export_;
    QPushButton* page_;
};

} // namespace prospect::app
