// Outlines on the plan: the red line, and areas taken from lines of a drawing.
#pragma once

#include "app/window/stage.h"

#include <QList>

class QAction;
class QComboBox;

namespace prospect::app {

class StudyAreaCard;
class ToolCard;

class OutlineCommands : public QObject {
    Q_OBJECT
public:
    OutlineCommands(Workspace workspace, QObject* parent);

    StudyAreaCard* card() const { return card_; }
    // For the menu.
    const QList<QAction*>& actions() const { return actions_; }

Q_SIGNALS:
    void told(prospect::app::MessageBar::Level level, const QString& text);

private:
    void makeActions();
    void makeKindPicker();
    // Starts the tool that makes an outline the chosen kind.
    void makeOutlines();
    void drawRedLine();
    void showChoices();
    void useLayer(const Uuid& layer);
    void pickLine();
    void wholePlan();
    void updateCard();

    Workspace workspace_;
    StudyAreaCard* card_;
    ToolCard* tool_card_;
    QList<QAction*> actions_;
    QComboBox* kinds_ = nullptr;
    QAction* make_ = nullptr;
};

} // namespace prospect::app
