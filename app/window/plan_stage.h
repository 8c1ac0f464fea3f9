// Plan: the layers, what the plan is of, its red line, and what is selected.
#pragma once

#include "app/window/stage.h"

#include <QList>

class QAction;

namespace prospect::app {

class AttributeModel;
class LayerPanel;
class OutlineCommands;
class PlanSide;
class SelectionPanel;

class PlanStage : public StageController {
    Q_OBJECT
public:
    PlanStage(Workspace workspace, QObject* parent);

    QWidget* leftColumn() const override;
    QWidget* rightColumn() const override;
    QString prompt() const override;

    // What the right column tells about.
    void setSelection(const std::vector<Uuid>& features);
    // Asks what the plan is of, as long as nobody has answered.
    void offerSheet();
    void openSheet();
    // Hands over what was typed and not yet told.
    void commit();
    // A button for it beside what is known of the selection, while it is enabled.
    void offer(QAction* action);
    // Of the red line and other outlines, for the menu.
    const QList<QAction*>& outlineActions() const;

Q_SIGNALS:
    void checkRequested();
    void lookRequested(prospect::Point from);
    void watchersRequested(prospect::Point spot);
    void waysInRequested(prospect::Point spot);
    void walkRequested(const prospect::Uuid& line);
    void aimRequested(const prospect::Uuid& thing);
    void importRequested();
    void rulesRequested();

private:
    void zoomToSelection();

    AttributeModel* attributes_;
    LayerPanel* layers_;
    PlanSide* side_;
    SelectionPanel* selected_;
    OutlineCommands* outlines_;
    std::vector<Uuid> selection_;
};

} // namespace prospect::app
