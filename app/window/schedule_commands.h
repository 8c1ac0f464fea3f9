// Lamps and circuits: the schedule of the plan's lamps in the right column.
#pragma once

#include "app/window/stage.h"

class QAction;

namespace prospect::app {

class SchedulePanel;

class ScheduleCommands : public QObject {
    Q_OBJECT
public:
    ScheduleCommands(Workspace workspace, QObject* parent);

    QAction* action() const { return action_; } // checkable
    // In the place of the stage's right column while active.
    SchedulePanel& panel() const { return *panel_; }
    bool isActive() const;
    void stop();

Q_SIGNALS:
    void activeChanged(bool active);
    void told(prospect::app::MessageBar::Level level, const QString& text);

private:
    void setActive(bool active); // NOLINT: the state of the action

    Workspace workspace_;
    SchedulePanel* panel_;
    QAction* action_;
};

} // namespace prospect::app
