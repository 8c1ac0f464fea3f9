// Outlines on the plan: the red line, and areas taken from lines of a drawing.
#pragma once

#include "app/jobs/answer.h"
#include "app/window/stage.h"

#include <QList>

#include <functional>
#include <memory>
#include <vector>

class QAction;
class QComboBox;

namespace prospect::app {

struct OutlineLayer;
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
    // Looks for the lines that can be the red line, unless those of this plan are known.
    void findChoices(std::function<void()> then);
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
    Answer* finding_;
    SitePtr found_on_; // the plan whose lines are found
    std::shared_ptr<const std::vector<OutlineLayer>> found_;
};

} // namespace prospect::app
