#include "app/window/plan_stage.h"

#include "app/models/attribute_model.h"
#include "app/models/layer_model.h"
#include "app/panels/layer_panel.h"
#include "app/panels/plan_side.h"
#include "app/panels/selection_panel.h"
#include "app/panels/site_sheet.h"
#include "app/panels/study_area_card.h"
#include "app/window/map_menu.h"
#include "app/window/outline_commands.h"

#include <unordered_set>

namespace prospect::app {

PlanStage::PlanStage(Workspace workspace, QObject* parent)
    : StageController(Stage::plan, workspace, parent),
      attributes_(new AttributeModel(workspace.document, this)),
      layers_(new LayerPanel(workspace.document, *new LayerModel(workspace.document, this))),
      outlines_(new OutlineCommands(workspace, this)) {
    selected_ = new SelectionPanel(*attributes_);
    side_ = new PlanSide(workspace_.document, *selected_);
    side_->sheet().addSection(outlines_->card());
    connect(&side_->sheet(), &SiteSheet::rulesRequested, this, &PlanStage::rulesRequested);
    connect(outlines_, &OutlineCommands::told, this, &PlanStage::told);
    connect(layers_, &LayerPanel::checkRequested, this, &PlanStage::checkRequested);
    connect(layers_, &LayerPanel::importRequested, this, &PlanStage::importRequested);
    connect(layers_, &LayerPanel::zoomRequested, this, [this](const Uuid& id) {
        if (const auto* layer = workspace_.document.site()->layer(id)) Q_EMIT zoomRequested(layer->box());
    });
    connect(selected_, &SelectionPanel::zoomRequested, this, &PlanStage::zoomToSelection);
    auto* menu = new MapMenu(workspace, this);
    connect(menu, &MapMenu::selectionRequested, this, &PlanStage::selectionRequested);
    connect(menu, &MapMenu::lookRequested, this, &PlanStage::lookRequested);
    connect(menu, &MapMenu::watchersRequested, this, &PlanStage::watchersRequested);
    connect(menu, &MapMenu::waysInRequested, this, &PlanStage::waysInRequested);
    connect(menu, &MapMenu::walkRequested, this, &PlanStage::walkRequested);
    connect(menu, &MapMenu::aimRequested, this, &PlanStage::aimRequested);
    connect(menu, &MapMenu::zoomRequested, this, &PlanStage::zoomToSelection);
    connect(menu, &MapMenu::factsRequested, this, [this] { Q_EMIT stageRequested(Stage::plan); });
}

QWidget* PlanStage::leftColumn() const {
    return layers_;
}

QWidget* PlanStage::rightColumn() const {
    return side_;
}

QString PlanStage::prompt() const {
    return tr("Next: check this place (Ctrl+Enter), or click something to see what is known about it.");
}

void PlanStage::setSelection(const std::vector<Uuid>& features) {
    selection_ = features;
    attributes_->setFeatures(features);
    side_->setSelecting(!features.empty());
}

void PlanStage::offerSheet() {
    side_->offerSheet();
}

void PlanStage::openSheet() {
    side_->openSheet();
}

void PlanStage::commit() {
    side_->sheet().commit();
}

void PlanStage::offer(QAction* action) {
    selected_->offer(action);
}

const QList<QAction*>& PlanStage::outlineActions() const {
    return outlines_->actions();
}

void PlanStage::zoomToSelection() {
    const std::unordered_set<Uuid> wanted(selection_.begin(), selection_.end());
    Box box;
    for (const auto& layer : workspace_.document.site()->layers)
        for (const auto& feature : layer->features)
            if (wanted.contains(feature->id)) box.add(feature->geometry.box());
    Q_EMIT zoomRequested(box);
}

} // namespace prospect::app
