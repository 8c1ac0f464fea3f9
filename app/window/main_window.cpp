#include "app/window/main_window.h"

#include "app/canvas/map_canvas.h"
#include "app/document/recent_plans.h"
#include "app/models/attribute_model.h"
#include "app/models/layer_model.h"
#include "app/models/result_model.h"
#include "app/models/words.h"
#include "app/panels/analysis_commands.h"
#include "app/panels/check_commands.h"
#include "app/panels/check_panel.h"
#include "app/panels/drawing_tools.h"
#include "app/panels/file_commands.h"
#include "app/panels/file_drops.h"
#include "app/panels/help_window.h"
#include "app/panels/layer_panel.h"
#include "app/panels/look.h"
#include "app/panels/map_area.h"
#include "app/panels/map_overlay.h"
#include "app/panels/measurement_panel.h"
#include "app/panels/option_commands.h"
#include "app/panels/parameter_form.h"
#include "app/panels/places_panel.h"
#include "app/panels/plan_side.h"
#include "app/panels/prospect_style.h"
#include "app/panels/result_panel.h"
#include "app/panels/run_strip.h"
#include "app/panels/search_popup.h"
#include "app/panels/selection_panel.h"
#include "app/panels/settings_panel.h"
#include "app/panels/site_sheet.h"
#include "app/panels/start_page.h"
#include "app/panels/status_strip.h"
#include "app/panels/study_area_card.h"
#include "app/panels/tab_row.h"
#include "app/panels/time_bar.h"
#include "app/panels/weakness_choice.h"
#include "app/tools/map_picker.h"
#include "app/window/compare_stage.h"
#include "app/window/describe_stage.h"
#include "app/window/outline_commands.h"
#include "app/window/plan_lists.h"
#include "app/window/review_stage.h"

#include <QAction>
#include <QApplication>
#include <QCloseEvent>
#include <QSplitter>
#include <QStackedWidget>
#include <QVBoxLayout>

#include <algorithm>

namespace prospect::app {

namespace {

constexpr QSize first_size{1280, 800};
constexpr double selection_margin = 0.5; // of the size of what is zoomed to

void put_in_column(QStackedWidget* column, int width) {
    column->setMinimumWidth(width - 60);
    column->setMaximumWidth(width + 160);
    column->resize(width, column->height());
}

} // namespace

MainWindow::MainWindow(std::span<const engine::Analysis> catalogue, QWidget* parent)
    : QMainWindow(parent), catalogue_(catalogue), results_(document_, catalogue),
      layers_(new LayerModel(document_, this)), attributes_(new AttributeModel(document_, this)),
      result_model_(new ResultModel(results_, this)), files_(new FileCommands(document_, jobs_, *this)),
      checks_(new AnalysisCommands(document_, results_, jobs_, catalogue, this)),
      place_check_(new CheckCommands(document_, jobs_, catalogue, this)), pages_(new QStackedWidget),
      start_(new StartPage), top_(new TopBar(document_)), map_(new MapArea),
      compare_(new CompareStage(
          {document_, jobs_, *map_}, catalogue, [this] { return map_->timeBar().time(); }, this)),
      review_(new ReviewStage({document_, jobs_, *map_}, *files_, *place_check_, *this)),
      columns_(new QSplitter), left_(new QStackedWidget), right_(new QStackedWidget),
      layer_panel_(new LayerPanel(document_, *layers_)),
      measurement_panel_(new MeasurementPanel(catalogue, *result_model_)),
      check_panel_(new CheckPanel(measurement_panel_)), places_panel_(new PlacesPanel),
      selection_panel_(new SelectionPanel(*attributes_)),
      plan_side_(new PlanSide(document_, *selection_panel_)), settings_panel_(new SettingsPanel(catalogue)),
      result_panel_(new ResultPanel(results_)), weakness_(new WeaknessChoice),
      check_pages_(new QStackedWidget), check_tabs_(new TabRow({tr("Places"), tr("Settings"), tr("Result")})),
      run_strip_(new RunStrip), status_(new StatusStrip(document_)), help_(new HelpWindow(this)),
      search_(new SearchPopup(this)) {
    resize(first_size);
    setAcceptDrops(true);
    pages_->addWidget(start_);
    pages_->addWidget(makeWorkspace());
    setCentralWidget(pages_);
    outlines_ = new OutlineCommands({document_, jobs_, *map_}, this);
    plan_side_->sheet().addSection(outlines_->card());
    connect(outlines_, &OutlineCommands::told, this, &MainWindow::tell);
    lists_ = new PlanLists({document_, jobs_, *map_}, this);
    connect(lists_, &PlanLists::zoomRequested, this, &MainWindow::zoomTo);
    connect(lists_, &PlanLists::selectionRequested, this,
            [this](const std::vector<Uuid>& features) { select(features, Qt::NoModifier); });
    makeMenus();
    connectMap();
    connectChecks();
    connectFiles();
    connectOptions();
    connectPlaces();
    connect(&document_, &SiteDocument::changed, this, &MainWindow::onDocumentChanged);
    connect(top_, &TopBar::stageChosen, this, &MainWindow::setStage);
    connect(top_, &TopBar::searchRequested, this, &MainWindow::findAnything);
    connect(layer_panel_, &LayerPanel::checkRequested, this, &MainWindow::checkPlace);
    connect(describe_, &DescribeStage::assumptionsCounted, status_, &StatusStrip::setAssumptions);
    connect(status_, &StatusStrip::assumptionsClicked, this, [this] {
        setStage(Stage::describe);
        describe_->showAssumptions();
    });
    if (!catalogue_.empty()) measurement_panel_->choose(catalogue_.front().info().id);
    measurement_panel_->choose("sightlines.visible_area");
    check_pages_->setCurrentWidget(places_panel_);
    onDocumentChanged({SiteChange::Kind::opened, {}});
}

MainWindow::~MainWindow() {
    // Workers report to parts of the window that go first.
    jobs_.cancelAll();
    document_.disconnect(this);
    document_.undoStack().disconnect();
}

QWidget* MainWindow::makeWorkspace() {
    auto* workspace = new QWidget;
    auto* column = column_layout(workspace, 0, 0);
    column->addWidget(top_);
    columns_->setChildrenCollapsible(false);
    addStage(Stage::plan, tr("Plan"), layer_panel_, plan_side_);
    describe_ = new DescribeStage({document_, jobs_, *map_}, this);
    addStage(tr("Describe"), *describe_);
    addStage(Stage::check, tr("Check"), check_panel_, makeRightColumn());
    addStage(tr("Review"), *review_);
    addStage(tr("Compare"), *compare_);
    put_in_column(left_, render::space::left_column);
    put_in_column(right_, render::space::right_column);
    columns_->addWidget(left_);
    columns_->addWidget(map_);
    columns_->addWidget(right_);
    columns_->setStretchFactor(1, 1);
    columns_->setSizes({render::space::left_column, first_size.width(), render::space::right_column});
    column->addWidget(columns_, 1);
    column->addWidget(status_);
    return workspace;
}

void MainWindow::addStage(Stage stage, const QString& text, QWidget* left, QWidget* right) {
    top_->addStage(stage, text);
    left_->addWidget(left);
    right_->addWidget(right);
    stages_[stage] = {left, right, nullptr};
}

void MainWindow::addStage(const QString& text, StageController& controller) {
    addStage(controller.stage(), text, controller.leftColumn(), controller.rightColumn());
    stages_[controller.stage()].controller = &controller;
    connect(&controller, &StageController::told, this, &MainWindow::tell);
    connect(&controller, &StageController::promptChanged, this, &MainWindow::updatePrompt);
    connect(&controller, &StageController::stageRequested, this, &MainWindow::setStage);
    connect(&controller, &StageController::selectionRequested, this,
            [this](const std::vector<Uuid>& features) { select(features, Qt::NoModifier); });
}

QWidget* MainWindow::makeRightColumn() {
    auto* side = new QWidget;
    auto* column = column_layout(side, 0, 0);
    column->addWidget(check_tabs_);
    check_pages_->addWidget(places_panel_);
    check_pages_->addWidget(settings_panel_);
    check_pages_->addWidget(result_panel_);
    column->addWidget(check_pages_, 1);
    column->addWidget(run_strip_);
    connect(check_tabs_, &TabRow::chosen, check_pages_, &QStackedWidget::setCurrentIndex);
    connect(check_pages_, &QStackedWidget::currentChanged, check_tabs_, &TabRow::setCurrent);
    connect(check_pages_, &QStackedWidget::currentChanged, this, &MainWindow::refreshMap);
    return side;
}

void MainWindow::connectMap() {
    auto& canvas = map_->canvas();
    connect(&canvas, &MapCanvas::selectionRequested, this, &MainWindow::select);
    connect(&canvas, &MapCanvas::cursorMoved, this, [this](Point plan) {
        status_->setPlace(plan);
        showValueAt(plan);
    });
    connect(&canvas, &MapCanvas::cursorLeft, this, [this] { status_->setValue({}); });
    connect(&canvas, &MapCanvas::viewChanged, this,
            [this](const render::MapView& view) { status_->setScale(view.scale_denominator()); });
    connect(&canvas, &MapCanvas::modeChanged, this, &MainWindow::updatePrompt);
    connect(&canvas, &MapCanvas::filesDropped, this, [this](const QStringList& dropped, Point plan) {
        const bool review = top_->stage() == Stage::review;
        files_->import(review ? review_->takePhotos(dropped, plan) : dropped);
    });
    connect(&canvas, &MapCanvas::measured, this, [this](double length_m, double area_m2) {
        QString text = tr("Length %1").arg(quantity_text(length_m, "m"));
        if (area_m2 > 0) text += tr(", encloses %1").arg(quantity_text(area_m2, "m2"));
        status_->setPrompt(text);
    });
    connect(&map_->drawing(), &DrawingTools::edited, &document_,
            [this](const SiteEdit& edit) { document_.apply(edit); });
    connect(&map_->drawing(), &DrawingTools::promptChanged, this, &MainWindow::updatePrompt);
    connect(layer_panel_, &LayerPanel::zoomRequested, this, [this](const Uuid& id) {
        if (const auto* layer = document_.site()->layer(id)) zoomTo(layer->box());
    });
    connect(selection_panel_, &SelectionPanel::zoomRequested, this, [this] {
        Box box;
        const auto site = document_.site();
        for (const auto& layer : site->layers)
            for (const auto& feature : layer->features)
                if (std::find(selection_.begin(), selection_.end(), feature->id) != selection_.end())
                    box.add(feature->geometry.box());
        zoomTo(box);
    });
}

void MainWindow::connectFiles() {
    connect(files_, &FileCommands::told, this, &MainWindow::tell);
    connect(new FileDrops(*this), &FileDrops::dropped, this, [this](const QStringList& dropped) {
        const bool review = top_->stage() == Stage::review;
        files_->import(review ? review_->takePhotos(dropped, std::nullopt) : dropped);
    });
    connect(files_, &FileCommands::opened, this, [this] {
        setStage(Stage::plan);
        map_->canvas().zoomToAll();
    });
    connect(files_, &FileCommands::imported, this, [this](const Box& added) {
        setStage(Stage::plan);
        const bool first = document_.undoStack().count() == 1 && document_.file().empty();
        if (added.empty() || first)
            map_->canvas().zoomToAll();
        else
            zoomTo(added);
        plan_side_->offerSheet();
    });
    connect(layer_panel_, &LayerPanel::importRequested, files_, &FileCommands::chooseAndImport);
    connect(start_, &StartPage::openRequested, files_, &FileCommands::chooseAndOpen);
    connect(start_, &StartPage::fileRequested, files_, &FileCommands::open);
    connect(start_, &StartPage::recoverRequested, files_, &FileCommands::recover);
    connect(start_, &StartPage::filesHelpRequested, this,
            [this] { help_->showPage(QStringLiteral("files")); });
    connect(start_, &StartPage::forgetRequested, this, [this](const QString& file) {
        forget_plan(file);
        showStartPage();
    });
    connect(start_, &StartPage::exampleRequested, this, &MainWindow::openExample);
    connect(start_, &StartPage::filesDropped, this, [this](const QStringList& dropped) {
        if (dropped.size() == 1)
            files_->open(dropped.front());
        else
            files_->import(dropped);
    });
    const auto busy = [this](const JobState& state) {
        if (const auto file_job = jobs_.current(Lane::file); file_job && file_job->id == state.id)
            status_->setBusy(state.title);
    };
    connect(&jobs_, &JobRunner::started, this, busy);
    connect(&jobs_, &JobRunner::ended, this, [this] {
        if (!jobs_.isBusy(Lane::file)) status_->setBusy({});
        if (closing_ && !jobs_.isBusy(Lane::file)) close();
    });
}

void MainWindow::connectOptions() {
    auto& options = top_->options();
    connect(&options, &OptionCommands::told, this, &MainWindow::tell);
    connect(
        &options, &OptionCommands::ghostChanged, this,
        [this](const std::vector<render::ChangedShape>& shapes, const QString& behind, const QString& shown) {
            map_->overlay().setGhost({shapes, tr("As in “%1”").arg(behind), tr("As in “%1”").arg(shown)});
        });
    connect(compare_, &CompareStage::newOptionRequested, &options, &OptionCommands::addOption);
    connect(compare_, &CompareStage::promptChanged, this, [this] {
        cancel_action_->setEnabled(compare_->isRunning() || place_check_->isRunning() ||
                                   checks_->isRunning());
    });
    connect(cancel_action_, &QAction::triggered, compare_, &CompareStage::cancel);
}

void MainWindow::tellUnapplied() {
    const auto count = document_.unapplied().size();
    if (count == 0) return;
    map_->messages().tell(MessageBar::Level::look,
                          tr("Changes of “%1” that no longer fit the existing place: %2. They are kept.")
                              .arg(document_.activeScenario())
                              .arg(count),
                          tr("Show them"), [this] { top_->options().showUnapplied(); });
}

void MainWindow::onDocumentChanged(const SiteChange& change) {
    using Kind = SiteChange::Kind;
    setWindowTitle(document_.isEmpty() ? tr("Prospect[*]") : tr("%1[*] – Prospect").arg(document_.title()));
    setWindowModified(document_.isModified());
    setWindowFilePath(QString::fromStdString(document_.file().string()));
    if (change.kind == Kind::saved || change.kind == Kind::runs || change.kind == Kind::accepted) return;
    const bool empty =
        document_.isEmpty() && !document_.undoStack().canUndo() && !document_.undoStack().canRedo();
    pages_->setCurrentIndex(empty ? 0 : 1);
    if (empty) showStartPage();
    map_->canvas().setSite(document_.site());
    check_panel_->setUsable(!document_.site()->layers.empty());
    if (change.kind == Kind::opened) {
        map_->messages().hide();
        select({}, Qt::NoModifier);
        if (results_.results().empty())
            map_->canvas().setField({}, {});
        else
            showResult(results_.results().front().id);
    }
    if (change.kind == Kind::edited || change.kind == Kind::scenario) {
        tellUnapplied();
    }
    updatePrompt();
}

void MainWindow::showStartPage() {
    start_->setRecent(recent_plans(StartPage::most_recent));
    start_->setRecoverable(recoverable_work(recovery_folder()));
}

void MainWindow::setStage(Stage stage) {
    const auto& from = stages_[top_->stage()];
    const auto& to = stages_[stage];
    if (from.controller && &from != &to) from.controller->leave();
    top_->setStage(stage);
    left_->setCurrentWidget(to.left);
    right_->setCurrentWidget(to.right);
    if (to.controller && &from != &to) to.controller->enter();
    refreshMap();
    updatePrompt();
}

void MainWindow::updatePrompt() {
    QString prompt;
    if (const auto drawing = map_->drawing().prompt(); !drawing.isEmpty())
        prompt = drawing;
    else if (map_->picker().isActive())
        prompt = tr("Click places on the map. Enter or right click ends, Backspace takes the last one back, "
                    "Esc gives up.");
    else if (place_check_->isRunning())
        prompt = tr("Checking the place. Esc stops; the plan can be changed meanwhile.");
    else if (checks_->isRunning())
        prompt = tr("Measuring. Esc stops; the plan can be changed meanwhile.");
    else if (map_->canvas().mode() == MapCanvas::Mode::measure)
        prompt = tr("Click the points of a line. Enter or right click ends, Esc clears.");
    else if (map_->canvas().mode() == MapCanvas::Mode::pan)
        prompt = tr("Drag the map. The wheel zooms.");
    else if (document_.base()->layers.empty())
        prompt = tr("Next: add a file to the plan.");
    else if (const auto* controller = stages_[top_->stage()].controller)
        prompt = controller->prompt();
    else if (top_->stage() == Stage::plan)
        prompt = tr("Next: check this place (Ctrl+Enter), or click something to see what is known about it.");
    else if (!place_check_->outcome())
        prompt = tr("Next: check this place (Ctrl+Enter).");
    else if (check_pages_->currentWidget() == places_panel_)
        prompt = tr("Choose a place to see why. Arrow keys walk from place to place.");
    status_->setPrompt(prompt);
}

void MainWindow::select(const std::vector<Uuid>& features, Qt::KeyboardModifiers modifiers) {
    if (modifiers & (Qt::ShiftModifier | Qt::ControlModifier)) {
        for (const auto& id : features) {
            const auto found = std::find(selection_.begin(), selection_.end(), id);
            if (found == selection_.end())
                selection_.push_back(id);
            else
                selection_.erase(found);
        }
    } else {
        selection_ = features;
    }
    attributes_->setFeatures(selection_);
    map_->canvas().setSelection(selection_);
    plan_side_->setSelecting(!selection_.empty());
}

void MainWindow::zoomTo(const Box& box) {
    if (box.empty()) return;
    const double size = std::max({box.width(), box.height(), 4.0});
    map_->canvas().zoomToBox(box.grown(size * selection_margin / 4));
}

void MainWindow::setTheme(render::ThemeKind theme) {
    QApplication::setPalette(palette_of(render::theme(theme)));
    map_->canvas().setTheme(theme);
}

void MainWindow::tell(MessageBar::Level level, const QString& text) {
    if (pages_->currentIndex() == 0) // the map is not in view: the message would not be seen
        pages_->setCurrentIndex(1);
    map_->messages().tell(level, text);
}

void MainWindow::closeEvent(QCloseEvent* event) {
    closing_ = false;
    commitTexts();
    if (document_.isModified()) {
        event->ignore();
        files_->whenSafe([this] {
            document_.clear(); // decided: nothing to ask again
            QMetaObject::invokeMethod(this, &QWidget::close, Qt::QueuedConnection);
        });
        return;
    }
    if (jobs_.isBusy(Lane::file) && !files_->sheet()) {
        // A save under way is let finish; everything else is stopped.
        closing_ = true;
        event->ignore();
        return;
    }
    jobs_.cancelAll();
    event->accept();
}

void MainWindow::commitTexts() {
    review_->commit();
    plan_side_->sheet().commit();
}

} // namespace prospect::app
