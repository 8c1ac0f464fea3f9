// Red line: "Draw it" / "Use the line on layer X" / "Whole plan" (window.md §1, site sheet).
#pragma once

#include "geometry/site/layer.h"

#include <QString>
#include <QWidget>

#include <vector>

class QLabel;
class QMenu;
class QPushButton;

namespace prospect::app {

class StudyAreaCard : public QWidget {
    Q_OBJECT
public:
    // A line on the plan that could be the red line.
    struct Choice {
        QString text; // "PROP · 4,100 m²"
        Uuid layer;
    };

    explicit StudyAreaCard(QWidget* parent = nullptr);

    // What counts: the ground inside the red line, the whole plan (area 0), or nothing yet (no plan).
    void setPlan(bool any_plan, double red_line_m2);
    // What "Use a line" offers; asked for by choicesWanted() each time it opens.
    void setChoices(const std::vector<Choice>& choices);
    // Instead of the choices one sentence: they are being looked for, or cannot be found.
    void setNoChoices(const QString& why);

Q_SIGNALS:
    void drawRequested();
    void choicesWanted();
    void layerRequested(const prospect::Uuid& layer);
    // The line is clicked on the map.
    void lineOnMapRequested();
    void wholePlanRequested();

private:
    void addPick();

    QLabel* state_;
    QPushButton* draw_;
    QPushButton* use_;
    QPushButton* whole_;
    QMenu* choices_;
};

} // namespace prospect::app
