#include "app/window/plan_lists.h"

#include "app/canvas/map_canvas.h"
#include "app/models/feature_table_model.h"
#include "app/panels/drawing_check_panel.h"
#include "app/panels/look.h"
#include "app/panels/map_area.h"
#include "app/panels/table_panel.h"

#include <QAction>

#include <unordered_set>

namespace prospect::app {

namespace {

constexpr double place_margin_m = 12;

} // namespace

PlanLists::PlanLists(Workspace workspace, QObject* parent)
    : QObject(parent), workspace_(workspace), table_(new TablePanel(workspace.document)),
      problems_(new DrawingCheckPanel),
      table_action_(new QAction(icon(QStringLiteral("layers")), tr("&Table of all things"), this)),
      check_action_(new QAction(icon(QStringLiteral("check")), tr("Check the &drawing"), this)) {
    table_action_->setCheckable(true);
    table_action_->setShortcut(Qt::Key_F6);
    workspace_.map.addBelow(table_);
    workspace_.map.addBelow(problems_);
    connect(table_action_, &QAction::triggered, this, &PlanLists::showTable);
    connect(check_action_, &QAction::triggered, this, &PlanLists::checkDrawing);
    connect(table_, &TablePanel::closed, this, [this] { showTable(false); });
    connect(table_, &TablePanel::selectionRequested, this, &PlanLists::selectionRequested);
    connect(table_, &TablePanel::zoomRequested, this, [this](const std::vector<Uuid>& features) {
        const std::unordered_set<Uuid> wanted(features.begin(), features.end());
        Box box;
        for (const auto& [layer, feature] : workspace_.document.site()->features(table_->model().kind()))
            if (wanted.contains(feature->id)) box.add(feature->geometry.box());
        if (!box.empty()) Q_EMIT zoomRequested(box);
    });
    connect(&workspace_.map.canvas(), &MapCanvas::selectionSet, table_, &TablePanel::setSelection);
    connect(problems_, &DrawingCheckPanel::closed, this, [this] { workspace_.map.showBelow(nullptr); });
    connect(problems_, &DrawingCheckPanel::chosen, this, [this](const DrawingProblem& problem) {
        if (!problem.feature.is_nil()) Q_EMIT selectionRequested({problem.feature});
        const Point at = problem.place;
        Q_EMIT zoomRequested(Box{at.x, at.y, at.x, at.y}.grown(place_margin_m));
    });
    connect(problems_, &DrawingCheckPanel::repairRequested, this, &PlanLists::repairProblems);
    connect(&workspace_.document, &SiteDocument::changed, this, &PlanLists::onDocumentChanged);
}

void PlanLists::showTable(bool shown) {
    table_action_->setChecked(shown);
    workspace_.map.showBelow(shown ? table_ : nullptr);
    if (!shown) return;
    // What is selected decides what the table shows.
    const auto& selection = workspace_.map.canvas().selection();
    if (!selection.empty())
        if (const auto* layer = workspace_.document.site()->layer_of(selection.front()))
            if (!layer->raster && layer->role != Role::annotation && layer->role != table_->model().kind())
                table_->setKind(layer->role);
    table_->setSelection(selection);
    table_->setFocus();
}

void PlanLists::checkDrawing() {
    table_action_->setChecked(false);
    problems_->show(check_drawing(*workspace_.document.site()));
    workspace_.map.showBelow(problems_);
}

void PlanLists::repairProblems(const std::vector<DrawingProblem>& problems) {
    SiteEdit edit = repair(*workspace_.document.site(), problems);
    if (problems.size() == 1)
        edit.title = tr("Repair: %1").arg(fault_text(problems.front().fault).toLower()).toStdString();
    workspace_.document.apply(edit);
}

void PlanLists::onDocumentChanged(const SiteChange& change) {
    using Kind = SiteChange::Kind;
    if (change.kind == Kind::opened) workspace_.map.showBelow(table_action_->isChecked() ? table_ : nullptr);
    if ((change.kind == Kind::edited || change.kind == Kind::scenario) && problems_->isVisible())
        problems_->show(check_drawing(*workspace_.document.site()));
}

} // namespace prospect::app
