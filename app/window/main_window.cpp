#include "app/window/main_window.h"

#include "app/canvas/map_canvas.h"
#include "app/document/recent_plans.h"
#include "app/models/words.h"
#include "app/panels/camera_panel.h"
#include "app/panels/drawing_tools.h"
#include "app/panels/file_commands.h"
#include "app/panels/file_drops.h"
#include "app/panels/help_window.h"
#include "app/panels/letter_keys.h"
#include "app/panels/look.h"
#include "app/panels/map_area.h"
#include "app/panels/map_overlay.h"
#include "app/panels/option_commands.h"
#include "app/panels/picture_commands.h"
#include "app/panels/prospect_style.h"
#include "app/panels/search_popup.h"
#include "app/panels/see_panel.h"
#include "app/panels/start_page.h"
#include "app/panels/status_strip.h"
#include "app/panels/time_bar.h"
#include "app/tools/map_picker.h"
#include "app/window/camera_commands.h"
#include "app/window/check_stage.h"
#include "app/window/compare_stage.h"
#include "app/window/describe_stage.h"
#include "app/window/lamp_commands.h"
#include "app/window/lamp_row_commands.h"
#include "app/window/plan_lists.h"
#include "app/window/plan_stage.h"
#include "app/window/review_stage.h"
#include "app/window/see_commands.h"
#include "app/window/see_walk.h"
#include "app/window/watch_commands.h"
#include "app/window/ways_in_commands.h"
#include "geometry/site/study_area.h"

#include <QAction>
#include <QApplication>
#include <QCloseEvent>
#include <QSplitter>
#include <QStackedWidget>
#include <QVBoxLayout>

#include <algorithm>
#include <unordered_set>

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
      files_(new FileCommands(document_, jobs_, *this)), pages_(new QStackedWidget), start_(new StartPage),
      top_(new TopBar(document_)), map_(new MapArea),
      pictures_(new PictureCommands(document_, jobs_, *map_, *this)), columns_(new QSplitter),
      left_(new QStackedWidget), right_(new QStackedWidget), status_(new StatusStrip(document_)),
      help_(new HelpWindow(this)), search_(new SearchPopup(this)) {
    resize(first_size);
    setAcceptDrops(true);
    makeStages();
    pages_->addWidget(start_);
    pages_->addWidget(makeWorkspace());
    setCentralWidget(pages_);
    lists_ = new PlanLists({document_, jobs_, *map_}, this);
    makeMenus();
    new LetterKeys(*this);
    connectMap();
    connectFiles();
    connectStages();
    connectSpots();
    connect(pictures_, &PictureCommands::told, this, &MainWindow::tell);
    connect(lists_, &PlanLists::zoomRequested, this, &MainWindow::zoomTo);
    connect(lists_, &PlanLists::told, this, &MainWindow::tell);
    connect(ways_in_, &WaysInCommands::timeChanged, lists_, &PlanLists::setTime);
    connect(ways_in_, &WaysInCommands::doorsRequested, lists_->doorsAction(), [this] {
        if (!lists_->doorsAction()->isChecked()) lists_->doorsAction()->trigger();
    });
    connect(ways_in_, &WaysInCommands::leastWatchedRequested, this, [this] {
        setStage(Stage::check);
        check_->runMeasurement("access.approach");
    });
    connect(lists_, &PlanLists::selectionRequested, this,
            [this](const std::vector<Uuid>& features) { select(features, Qt::NoModifier); });
    connect(&document_, &SiteDocument::changed, this, &MainWindow::onDocumentChanged);
    connect(top_, &TopBar::stageChosen, this, [this](Stage stage) {
        const bool back = stage != stage_ && see_stage_ == stage;
        setStage(stage);
        if (back) see_->resume();
    });
    connect(top_, &TopBar::searchRequested, this, &MainWindow::findAnything);
    onDocumentChanged({SiteChange::Kind::opened, {}});
}

MainWindow::~MainWindow() {
    hide(); // what has the keys hands over what was typed while the document is still there
    // Workers report to parts of the window that go first.
    jobs_.cancelAll();
    document_.disconnect(this);
    document_.undoStack().disconnect();
}

// One line a stage, in the order of the top bar.
void MainWindow::makeStages() {
    const Workspace workspace{document_, jobs_, *map_};
    plan_ = new PlanStage(workspace, this);
    describe_ = new DescribeStage(workspace, this);
    check_ = new CheckStage(workspace, results_, catalogue_, {*files_, *pictures_}, this);
    review_ = new ReviewStage(workspace, *files_, check_->placeCheck(), *this);
    compare_ = new CompareStage(
        workspace, catalogue_, [this] { return map_->timeBar().time(); }, this);
    addStage(tr("Plan"), *plan_);
    addStage(tr("Describe"), *describe_);
    addStage(tr("Check"), *check_);
    addStage(tr("Review"), *review_);
    addStage(tr("Compare"), *compare_);
    ways_in_ = new WaysInCommands(workspace, catalogue_, this); // buttons come before those made earlier
    watch_ = new WatchCommands(workspace, catalogue_, this);
    see_ = new SeeCommands(workspace, catalogue_, this);
    walk_ = new SeeWalk(workspace, *see_);
    right_->addWidget(&see_->panel());
    right_->addWidget(&watch_->panel());
    right_->addWidget(&ways_in_->panel());
    camera_ = new CameraCommands(workspace, catalogue_, this);
    right_->addWidget(&camera_->panel());
    plan_->offer(camera_->action());
    makeLampCommands();
}

QWidget* MainWindow::makeWorkspace() {
    auto* workspace = new QWidget;
    auto* column = column_layout(workspace, 0, 0);
    column->addWidget(top_);
    columns_->setChildrenCollapsible(false);
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

void MainWindow::addStage(const QString& text, StageController& controller) {
    top_->addStage(controller.stage(), text);
    left_->addWidget(controller.leftColumn());
    right_->addWidget(controller.rightColumn());
    stages_[controller.stage()] = &controller;
    connect(&controller, &StageController::told, this, &MainWindow::tell);
    connect(&controller, &StageController::promptChanged, this, &MainWindow::updatePrompt);
    connect(&controller, &StageController::stageRequested, this, &MainWindow::setStage);
    connect(&controller, &StageController::zoomRequested, this, &MainWindow::zoomTo);
    connect(&controller, &StageController::helpRequested, help_, &HelpWindow::showPage);
    connect(&controller, &StageController::selectionRequested, this,
            [this](const std::vector<Uuid>& features) { select(features, Qt::NoModifier); });
}

void MainWindow::connectMap() {
    auto& canvas = map_->canvas();
    connect(&canvas, &MapCanvas::selectionRequested, this, &MainWindow::select);
    connect(&canvas, &MapCanvas::cursorMoved, status_, &StatusStrip::setPlace);
    connect(&canvas, &MapCanvas::viewChanged, this,
            [this](const render::MapView& view) { status_->setScale(view.scale_denominator()); });
    connect(&canvas, &MapCanvas::modeChanged, this, &MainWindow::updatePrompt);
    connect(&canvas, &MapCanvas::filesDropped, this, [this](const QStringList& dropped, Point plan) {
        const bool review = stage_ == Stage::review;
        files_->import(review ? review_->takePhotos(dropped, plan) : dropped);
    });
    connect(&canvas, &MapCanvas::measured, this, [this](double length_m, double area_m2) {
        QString text = tr("Length %1").arg(quantity_text(length_m, "m"));
        if (area_m2 > 0) text += tr(", encloses %1").arg(quantity_text(area_m2, "m2"));
        status_->setPrompt(text);
    });
    connect(&map_->timeBar(), &TimeBar::timeChanged, this, &MainWindow::tellTime);
    connect(&map_->drawing(), &DrawingTools::edited, &document_,
            [this](const SiteEdit& edit) { document_.apply(edit); });
    connect(&map_->drawing(), &DrawingTools::promptChanged, this, &MainWindow::updatePrompt);
}

void MainWindow::connectFiles() {
    connect(files_, &FileCommands::told, this, &MainWindow::tell);
    connect(new FileDrops(*this), &FileDrops::dropped, this, [this](const QStringList& dropped) {
        const bool review = stage_ == Stage::review;
        files_->import(review ? review_->takePhotos(dropped, std::nullopt) : dropped);
    });
    connect(files_, &FileCommands::opened, this, [this] {
        setStage(Stage::plan);
        showFirst();
    });
    connect(files_, &FileCommands::imported, this, [this](const Box& added) {
        setStage(Stage::plan);
        const bool first = document_.undoStack().count() == 1 && document_.file().empty();
        if (added.empty() || first)
            showFirst();
        else
            zoomTo(added);
        plan_->offerSheet();
    });
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

// The plan is drawn the same at every time: only what is worked out changes.
void MainWindow::tellTime(const TimeContext& time) {
    const QString band = time.band == DayBand::day       ? tr("by day")
                         : time.band == DayBand::evening ? tr("in the evening")
                                                         : tr("at night");
    const QString season =
        time.season == Season::summer ? tr("in summer, trees in leaf") : tr("in winter, trees bare");
    const QString grown =
        time.growth_year > 0 ? tr(", trees grown for %n years", nullptr, time.growth_year) : QString();
    status_->setPrompt(
        tr("From now on worked out %1, %2%3. The map looks the same.").arg(band, season, grown));
}

// What the stages want of each other and of the frame around them.
void MainWindow::connectStages() {
    connect(plan_, &PlanStage::checkRequested, check_, &CheckStage::check);
    connect(plan_, &PlanStage::importRequested, files_, &FileCommands::chooseAndImport);
    connect(plan_, &PlanStage::rulesRequested, check_, [this] { check_->showRules(); });
    connect(describe_, &DescribeStage::assumptionsCounted, status_, &StatusStrip::setAssumptions);
    connect(status_, &StatusStrip::assumptionsClicked, this, [this] {
        setStage(Stage::describe);
        describe_->showAssumptions();
    });
    connect(check_, &CheckStage::valueChanged, status_, &StatusStrip::setValue);
    connect(check_, &CheckStage::tryRequested, this, [this](const SiteEdit& edit) {
        const QString said = top_->options().tryOut(edit);
        check_->check();
        tell(MessageBar::Level::info, said);
    });
    connect(check_, &CheckStage::ended, status_, &StatusStrip::setPrompt);
    connect(check_, &CheckStage::noteRequested, review_, &ReviewStage::writeNote);
    connect(check_, &CheckStage::describeRequested, this, [this](const QString& subject) {
        setStage(Stage::describe);
        describe_->choose(subject.toStdString());
    });
    connect(review_, &ReviewStage::findingRequested, check_, &CheckStage::showFinding);
    auto& options = top_->options();
    connect(&options, &OptionCommands::told, this, &MainWindow::tell);
    connect(
        &options, &OptionCommands::ghostChanged, this,
        [this](const std::vector<render::ChangedShape>& shapes, const QString& behind, const QString& shown) {
            map_->overlay().setGhost({shapes, tr("As in “%1”").arg(behind), tr("As in “%1”").arg(shown)});
        });
    connect(compare_, &CompareStage::newOptionRequested, &options, &OptionCommands::addOption);
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
    if (change.kind == Kind::opened) {
        map_->messages().hide();
        select({}, Qt::NoModifier);
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
    // What is seen from a spot stands in the place of the stage's own column: it comes back with that stage.
    if (see_->isActive()) see_stage_ = stage_;
    see_->suspend();
    // Not asked of the top bar: its button is down before a click arrives here.
    stopColumns();
    StageController* from = stages_.at(stage_);
    StageController* to = stages_.at(stage);
    if (from != to) from->leave();
    stage_ = stage;
    top_->setStage(stage);
    left_->setCurrentWidget(to->leftColumn());
    right_->setCurrentWidget(to->rightColumn());
    if (from != to) to->enter();
    updatePrompt();
}

void MainWindow::updatePrompt() {
    cancel_action_->setEnabled(check_->isRunning() || compare_->isRunning());
    QString prompt;
    if (const auto drawing = map_->drawing().prompt(); !drawing.isEmpty())
        prompt = drawing;
    else if (see_->isActive())
        prompt = see_->prompt();
    else if (watch_->isActive())
        prompt = watch_->prompt();
    else if (ways_in_->isActive())
        prompt = ways_in_->prompt();
    else if (camera_->isActive())
        prompt = camera_->prompt();
    else if (lamp_->isActive())
        prompt = lamp_->prompt();
    else if (lamp_row_->isActive())
        prompt = lamp_row_->prompt();
    else if (map_->picker().isActive())
        prompt = tr("Click places on the map. Enter or right click ends, Backspace takes the last one back, "
                    "Esc gives up.");
    else if (const auto running = check_->runningPrompt(); !running.isEmpty())
        prompt = running;
    else if (map_->canvas().mode() == MapCanvas::Mode::measure)
        prompt =
            tr("Click the points of a line; Shift holds it to steps of 45°. Enter or right click ends, Esc "
               "clears.");
    else if (map_->canvas().mode() == MapCanvas::Mode::pan)
        prompt = tr("Drag the map. The wheel zooms.");
    else if (document_.base()->layers.empty())
        prompt = tr("Next: add a file to the plan.");
    else
        prompt = stages_.at(stage_)->prompt();
    status_->setPrompt(prompt);
}

void MainWindow::select(const std::vector<Uuid>& features, Qt::KeyboardModifiers modifiers) {
    if (modifiers & (Qt::ShiftModifier | Qt::ControlModifier)) {
        // Those selected already go, the others join.
        const std::unordered_set<Uuid> had(selection_.begin(), selection_.end());
        const std::unordered_set<Uuid> chosen(features.begin(), features.end());
        std::erase_if(selection_, [&](const Uuid& id) { return chosen.contains(id); });
        for (const Uuid& id : features)
            if (!had.contains(id)) selection_.push_back(id);
    } else {
        selection_ = features;
    }
    map_->overlay().setPoints({}); // a place that was looked for
    plan_->setSelection(selection_);
    map_->canvas().setSelection(selection_);
}

void MainWindow::showFirst() {
    const SitePtr site = document_.site();
    const Box box = first_view(*site);
    if (box.empty() || !red_line(*site).features.empty() || box == site->box())
        map_->canvas().zoomToAll();
    else
        zoomTo(box);
}

void MainWindow::zoomTo(const Box& box) {
    if (box.empty()) return;
    const double size = std::max({box.width(), box.height(), 4.0});
    map_->canvas().zoomToBox(box.grown(size * selection_margin / 4));
}

void MainWindow::runMeasurement(const std::string& analysis) {
    check_->runMeasurement(analysis);
}

CheckCommands& MainWindow::placeCheck() {
    return check_->placeCheck();
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
    plan_->commit();
    check_->commit();
    camera_->finishTyping();
    lamp_->finishTyping();
}

} // namespace prospect::app
