#include "app/window/plan_lists.h"

#include "app/canvas/map_canvas.h"
#include "app/models/feature_table_model.h"
#include "app/panels/doors_panel.h"
#include "app/panels/drawing_check_panel.h"
#include "app/panels/look.h"
#include "app/panels/map_area.h"
#include "app/panels/table_panel.h"
#include "app/panels/time_bar.h"

#include <QAction>
#include <QApplication>
#include <QClipboard>

#include <memory>
#include <unordered_set>

namespace prospect::app {

namespace {

constexpr double place_margin_m = 12;

} // namespace

PlanLists::PlanLists(Workspace workspace, QObject* parent)
    : QObject(parent), workspace_(workspace), table_(new TablePanel(workspace.document)),
      problems_(new DrawingCheckPanel),
      table_action_(new QAction(icon(QStringLiteral("layers")), tr("&Table of all things"), this)),
      check_action_(new QAction(icon(QStringLiteral("check")), tr("Check the &drawing"), this)),
      doors_(new DoorsPanel),
      doors_action_(new QAction(icon(QStringLiteral("gate")), tr("Doors and &gates"), this)),
      listing_(new Answer(workspace.jobs, tr("Looking up doors and gates"), this)),
      time_(workspace.map.timeBar().time()),
      checking_(new Answer(workspace.jobs, tr("Looking through the drawing"), this)),
      repairing_(new Answer(workspace.jobs, tr("Repairing the drawing"), this)) {
    table_action_->setCheckable(true);
    table_action_->setShortcut(Qt::Key_F6);
    workspace_.map.addBelow(table_);
    workspace_.map.addBelow(problems_);
    connect(table_action_, &QAction::triggered, this, &PlanLists::showTable);
    connect(check_action_, &QAction::triggered, this, &PlanLists::checkDrawing);
    connect(table_, &TablePanel::closed, this, [this] { showTable(false); });
    connect(table_, &TablePanel::selectionRequested, this, &PlanLists::selectionRequested);
    connect(table_, &TablePanel::zoomRequested, this, [this](const std::vector<Uuid>& features) {
        if (const Box box = boxOf(features); !box.empty()) Q_EMIT zoomRequested(box);
    });
    connect(table_, &TablePanel::showRequested, this,
            [this](const std::vector<Uuid>& features) { showOnMap(boxOf(features)); });
    connect(&workspace_.map.canvas(), &MapCanvas::selectionSet, table_, &TablePanel::setSelection);
    connect(problems_, &DrawingCheckPanel::closed, this, [this] {
        checking_->withdraw();
        workspace_.map.showBelow(nullptr);
    });
    connect(checking_, &Answer::failed, problems_, &DrawingCheckPanel::showFailure);
    connect(repairing_, &Answer::failed, this, [this](const QString& why) {
        workspace_.map.messages().tell(MessageBar::Level::look, why);
        lookThrough(0);
    });
    connect(problems_, &DrawingCheckPanel::chosen, this, [this](const DrawingProblem& problem) {
        if (!problem.feature.is_nil()) Q_EMIT selectionRequested({problem.feature});
        const Point at = problem.place;
        Q_EMIT zoomRequested(Box{at.x, at.y, at.x, at.y}.grown(place_margin_m));
    });
    connect(problems_, &DrawingCheckPanel::repairRequested, this, &PlanLists::repairProblems);
    makeDoors();
    connect(&workspace_.document, &SiteDocument::changed, this, &PlanLists::onDocumentChanged);
}

void PlanLists::makeDoors() {
    doors_action_->setCheckable(true);
    doors_action_->setObjectName(QStringLiteral("doors"));
    workspace_.map.addBelow(doors_);
    connect(doors_action_, &QAction::triggered, this, &PlanLists::showDoors);
    connect(doors_, &DoorsPanel::closed, this, [this] { showDoors(false); });
    connect(doors_, &DoorsPanel::chosen, this, [this](const Door& door) {
        Q_EMIT selectionRequested(door.thing ? std::vector{door.thing->id} : std::vector<Uuid>{});
        showOnMap(door.box.grown(place_margin_m));
    });
    connect(doors_, &DoorsPanel::edited, this,
            [this](const SiteEdit& edit) { workspace_.document.apply(edit); });
    connect(doors_, &DoorsPanel::copyRequested, this, [this](const QString& text) {
        QApplication::clipboard()->setText(text);
        Q_EMIT told(MessageBar::Level::fine, tr("The list is on the clipboard: paste it into a sheet."));
    });
    connect(listing_, &Answer::failed, doors_, &DoorsPanel::showFailure);
}

void PlanLists::setTime(const TimeContext& time) {
    time_ = time;
    if (doors_action_->isChecked()) listDoors();
}

void PlanLists::showDoors(bool shown) { // NOLINT: as declared
    doors_action_->setChecked(shown);
    if (shown) table_action_->setChecked(false);
    workspace_.map.showBelow(shown ? doors_ : nullptr);
    if (shown)
        listDoors();
    else
        listing_->withdraw();
}

void PlanLists::listDoors() {
    doors_->showPending();
    listing_->follow(
        [this, site = workspace_.document.site(), time = time_](const Progress& progress) -> Job::Delivery {
            const auto plan = access_plan(site, time, scene::Mover::foot, progress);
            auto found = std::make_shared<std::vector<Door>>(doors_of(*plan));
            return [this, time, found] { doors_->show(std::move(*found), time); };
        });
}

Box PlanLists::boxOf(const std::vector<Uuid>& features) const {
    const std::unordered_set<Uuid> wanted(features.begin(), features.end());
    Box box;
    for (const auto& [layer, feature] : workspace_.document.site()->features(table_->model().kind()))
        if (wanted.contains(feature->id)) box.add(feature->geometry.box());
    return box;
}

void PlanLists::showOnMap(const Box& box) {
    if (box.empty()) return;
    auto& canvas = workspace_.map.canvas();
    render::MapView view = canvas.view();
    const Box seen = view.box();
    if (seen.contains({box.xmin, box.ymin}) && seen.contains({box.xmax, box.ymax})) return;
    if (box.width() > seen.width() || box.height() > seen.height()) {
        Q_EMIT zoomRequested(box);
        return;
    }
    view.center = box.center(); // at the same scale
    canvas.setView(view);
}

void PlanLists::showTable(bool shown) {
    table_action_->setChecked(shown);
    doors_action_->setChecked(false);
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
    doors_action_->setChecked(false);
    workspace_.map.showBelow(problems_);
    lookThrough(0);
}

void PlanLists::lookThrough(int settle_ms) {
    problems_->showPending();
    checking_->ask(
        [this, site = workspace_.document.site()](const Progress& progress) -> Job::Delivery {
            auto found = std::make_shared<std::vector<DrawingProblem>>(check_drawing(*site, progress));
            return [this, site, found] {
                checked_ = site;
                problems_->show(std::move(*found));
            };
        },
        settle_ms);
}

void PlanLists::repairProblems(const std::vector<DrawingProblem>& problems) {
    const SitePtr site = workspace_.document.site();
    if (site != checked_ || problems.empty()) return; // the list is being made anew
    const std::string title =
        problems.size() == 1
            ? tr("Repair: %1").arg(fault_text(problems.front().fault).toLower()).toStdString()
            : std::string();
    problems_->showPending();
    repairing_->ask([this, site, problems, title](const Progress& progress) -> Job::Delivery {
        auto edit = std::make_shared<SiteEdit>(repair(*site, problems, progress));
        if (!title.empty()) edit->title = title;
        return [this, site, edit] {
            if (site != workspace_.document.site())
                workspace_.map.messages().tell(
                    MessageBar::Level::look,
                    tr("The plan has changed meanwhile, so nothing was repaired. Repair it again."));
            else if (edit->steps.empty())
                lookThrough(0);
            else
                workspace_.document.apply(*edit);
        };
    });
}

void PlanLists::onDocumentChanged(const SiteChange& change) {
    using Kind = SiteChange::Kind;
    if (change.kind == Kind::opened) {
        checking_->withdraw();
        repairing_->withdraw();
        checked_.reset();
        workspace_.map.showBelow(table_action_->isChecked()   ? static_cast<QWidget*>(table_)
                                 : doors_action_->isChecked() ? static_cast<QWidget*>(doors_)
                                                              : nullptr);
    }
    const bool plan =
        change.kind == Kind::opened || change.kind == Kind::edited || change.kind == Kind::scenario;
    if (plan && doors_action_->isChecked()) listDoors();
    if ((change.kind == Kind::edited || change.kind == Kind::scenario) && problems_->isVisible())
        lookThrough(Answer::typing_ms);
}

} // namespace prospect::app
