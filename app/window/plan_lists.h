// The lists below the map that every stage can open: the table of a kind, what is not sound in the drawing,
// and who can pass which door or gate when.
#pragma once

#include "app/jobs/answer.h"
#include "app/window/stage.h"
#include "geometry/site/time_context.h"

class QAction;

namespace prospect {
struct DrawingProblem;
}

namespace prospect::app {

class DoorsPanel;
class DrawingCheckPanel;
class TablePanel;

class PlanLists : public QObject {
    Q_OBJECT
public:
    explicit PlanLists(Workspace workspace, QObject* parent = nullptr);

    QAction* tableAction() const { return table_action_; } // checkable, F6
    QAction* checkAction() const { return check_action_; }
    QAction* doorsAction() const { return doors_action_; } // checkable
    TablePanel& table() const { return *table_; }
    DrawingCheckPanel& problems() const { return *problems_; }
    DoorsPanel& doors() const { return *doors_; }
    // Who can pass doors and gates is listed for that time.
    void setTime(const TimeContext& time);

Q_SIGNALS:
    void selectionRequested(const std::vector<prospect::Uuid>& features);
    void zoomRequested(const prospect::Box& box);
    void told(prospect::app::MessageBar::Level level, const QString& text);

private:
    Box boxOf(const std::vector<Uuid>& features) const;
    // Moves the map there unless it is in view.
    void showOnMap(const Box& box);
    void showTable(bool shown); // NOLINT: the state of the action
    void checkDrawing();
    // The list is made anew once nothing has changed for settle_ms.
    void lookThrough(int settle_ms);
    void repairProblems(const std::vector<DrawingProblem>& problems);
    void makeDoors();
    void showDoors(bool shown); // NOLINT: the state of the action
    void listDoors();
    void onDocumentChanged(const SiteChange& change);

    Workspace workspace_;
    TablePanel* table_;
    DrawingCheckPanel* problems_;
    QAction* table_action_;
    QAction* check_action_;
    DoorsPanel* doors_;
    QAction* doors_action_;
    Answer* listing_;
    TimeContext time_;
    Answer* checking_;
    Answer* repairing_;
    SitePtr checked_; // the plan whose problems are listed
};

} // namespace prospect::app
