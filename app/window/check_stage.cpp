#include "app/window/check_stage.h"

#include "analysis/assessment/places.h"
#include "analysis/engine/write.h"
#include "app/canvas/map_canvas.h"
#include "app/models/result_model.h"
#include "app/panels/analysis_commands.h"
#include "app/panels/check_commands.h"
#include "app/panels/check_panel.h"
#include "app/panels/look.h"
#include "app/panels/map_area.h"
#include "app/panels/map_overlay.h"
#include "app/panels/measurement_panel.h"
#include "app/panels/places_panel.h"
#include "app/panels/problems_panel.h"
#include "app/panels/questions_panel.h"
#include "app/panels/result_panel.h"
#include "app/panels/review_commands.h"
#include "app/panels/rules_dialog.h"
#include "app/panels/run_strip.h"
#include "app/panels/settings_panel.h"
#include "app/panels/tab_row.h"
#include "app/panels/time_bar.h"
#include "app/panels/weakness_choice.h"
#include "app/panels/why_panel.h"
#include "app/tools/map_picker.h"
#include "app/window/spot_clicks.h"

#include <QPlainTextEdit>
#include <QPushButton>
#include <QStackedWidget>
#include <QVBoxLayout>

#include <algorithm>
#include <unordered_set>

namespace prospect::app {

namespace {

constexpr double place_surroundings_m = 30;

} // namespace

CheckStage::CheckStage(Workspace workspace, ResultList& results, std::span<const engine::Analysis> catalogue,
                       Commands commands, QObject* parent)
    : StageController(Stage::check, workspace, parent), results_(results), catalogue_(catalogue),
      files_(commands.files), pictures_(commands.pictures),
      measurements_(new AnalysisCommands(workspace.document, results, workspace.jobs, catalogue, this)),
      check_(new CheckCommands(workspace.document, workspace.jobs, catalogue, this)),
      measurement_panel_(new MeasurementPanel(catalogue, *new ResultModel(results, this))),
      left_(new CheckPanel(measurement_panel_)), places_(new PlacesPanel), problems_(new ProblemsPanel),
      questions_(new QuestionsPanel(workspace.document)), why_(new WhyPanel),
      settings_(new SettingsPanel(catalogue)), result_(new ResultPanel(results)), pages_(new QStackedWidget),
      tabs_(new TabRow({tr("Places"), tr("Problems"), tr("Questions"), tr("Settings"), tr("Result")})),
      strip_(new RunStrip), right_(makeRightColumn()), weakness_(new WeaknessChoice),
      spots_(new SpotClicks(workspace.map.canvas())) {
    workspace_.map.addCard(weakness_);
    weakness_->hide();
    connectPlaces();
    connectProblems();
    connectMeasurements();
    connectResults();
    connectWhy();
    connect(spots_, &SpotClicks::clicked, this, &CheckStage::chooseSpot);
    connect(&workspace_.document, &SiteDocument::changed, this, &CheckStage::onDocumentChanged);
    if (!catalogue_.empty()) measurement_panel_->choose(catalogue_.front().info().id);
    measurement_panel_->choose("sightlines.visible_area");
    pages_->setCurrentWidget(places_);
}

QWidget* CheckStage::makeRightColumn() {
    auto* side = new QWidget;
    auto* column = column_layout(side, 0, 0);
    column->addWidget(tabs_);
    pages_->addWidget(places_);
    pages_->addWidget(problems_);
    pages_->addWidget(questions_);
    pages_->addWidget(settings_);
    pages_->addWidget(result_);
    pages_->addWidget(why_); // has no tab
    column->addWidget(pages_, 1);
    column->addWidget(strip_);
    connect(tabs_, &TabRow::chosen, pages_, &QStackedWidget::setCurrentIndex);
    connect(pages_, &QStackedWidget::currentChanged, tabs_, &TabRow::setCurrent);
    return side;
}

QWidget* CheckStage::leftColumn() const {
    return left_;
}

QWidget* CheckStage::rightColumn() const {
    return right_;
}

QString CheckStage::runningPrompt() const {
    if (check_->isTrying()) return tr("Trying other values. Esc stops; the plan can be changed meanwhile.");
    if (check_->isRunning()) return tr("Checking the place. Esc stops; the plan can be changed meanwhile.");
    if (measurements_->isRunning()) return tr("Measuring. Esc stops; the plan can be changed meanwhile.");
    return {};
}

QString CheckStage::prompt() const {
    if (pages_->currentWidget() == settings_) return tr("Choose the settings, then run (Ctrl+Enter).");
    if (pages_->currentWidget() == result_ && result_->field() && !map_hidden_)
        return (showsWatchers() ? tr("Move over the map to read values; click a spot to see who sees it.")
                : result_->shown()->analysis.starts_with("sightlines.")
                    ? tr("Move over the map to read values; click a spot to see what it sees.")
                    : tr("Move over the map to read values.")) +
               u' ' + tr("“Places” goes back to the problems.");
    if (pages_->currentWidget() == questions_)
        return tr("Answer what you know; what stays open reads “can't tell yet”.");
    if (!check_->outcome()) return tr("Next: check this place (Ctrl+Enter).");
    if (pages_->currentWidget() == places_)
        return tr("Choose a place to see why. Arrow keys walk from place to place.");
    if (pages_->currentWidget() == problems_)
        return tr("Choose a problem to see why. F8 and Shift+F8 walk from one to the next.");
    return tr("“Places” goes back to the problems.");
}

void CheckStage::enter() {
    in_view_ = true;
    refreshMap();
}

void CheckStage::commit() {
    questions_->commit();
}

void CheckStage::leave() {
    commit();
    in_view_ = false;
    refreshMap();
}

bool CheckStage::isRunning() const {
    return check_->isRunning() || measurements_->isRunning();
}

void CheckStage::cancel() {
    measurements_->cancel();
    check_->cancel();
}

bool CheckStage::showsPlaces() const {
    const auto* page = pages_->currentWidget();
    return in_view_ && (page == places_ || page == questions_ || (page == why_ && before_why_ == places_));
}

bool CheckStage::showsProblems() const {
    const auto* page = pages_->currentWidget();
    return in_view_ && (page == problems_ || (page == why_ && before_why_ == problems_));
}

void CheckStage::connectPlaces() {
    connect(pages_, &QStackedWidget::currentChanged, this, [this] {
        refreshMap();
        Q_EMIT promptChanged();
    });
    connect(left_, &CheckPanel::checkRequested, this, &CheckStage::check);
    connect(left_, &CheckPanel::describeRequested, this, &CheckStage::describeRequested);
    connect(left_, &CheckPanel::questionsRequested, this, [this](const QString& strategy) {
        pages_->setCurrentWidget(questions_);
        questions_->showStrategy(strategy.toStdString());
    });
    connect(questions_, &QuestionsPanel::told, this, [this](const QString& text, bool complete) {
        Q_EMIT told(complete ? MessageBar::Level::info : MessageBar::Level::look, text);
    });
    connect(places_, &PlacesPanel::describeRequested, this, &CheckStage::describeRequested);
    connect(&workspace_.map.timeBar(), &TimeBar::timeChanged, check_, &CheckCommands::setTime);
    connect(&workspace_.map.timeBar(), &TimeBar::timeChanged, result_,
            [this](const TimeContext& time) { result_->showBand(time.band); });
    connect(check_, &CheckCommands::progressed, strip_, &RunStrip::showProgress);
    connect(strip_, &RunStrip::cancelRequested, check_, &CheckCommands::cancel);
    connect(check_, &CheckCommands::outcomeChanged, this, [this] {
        showOutcome(); // first: the panel must not show a place that the new outcome does not have
        if (!check_->isRunning()) idle();
    });
    connect(check_, &CheckCommands::marksChanged, this, &CheckStage::showStanding);
    connect(places_, &PlacesPanel::checkRequested, this, &CheckStage::check);
    connect(places_, &PlacesPanel::findingRequested, this, &CheckStage::showFinding);
    connect(check_, &CheckCommands::cancelled, this, [this] {
        idle();
        Q_EMIT ended(tr("Stopped. The earlier outcome is kept."));
    });
    connect(check_, &CheckCommands::failed, this, [this](const QString& text) {
        idle();
        Q_EMIT told(MessageBar::Level::serious, text);
    });
    connect(places_, &PlacesPanel::placeChosen, this, &CheckStage::showPlace);
    connect(places_, &PlacesPanel::evidencePointed, this, &CheckStage::glow);
    connect(places_, &PlacesPanel::tryRequested, this, &CheckStage::tryRequested);
    connect(&workspace_.map.overlay(), &MapOverlay::placeClicked, this, [this](std::size_t place) {
        if (!showsPlaces()) return;
        pages_->setCurrentWidget(places_);
        places_->showReason(place);
    });
    connect(places_, &PlacesPanel::noteRequested, this, &CheckStage::noteRequested);
    connect(places_, &PlacesPanel::acceptRequested, this, &CheckStage::acceptFindings);
    connect(places_, &PlacesPanel::revokeRequested, check_, &CheckCommands::revoke);
    connect(places_, &PlacesPanel::helpRequested, this, &CheckStage::helpRequested);
    connect(places_, &PlacesPanel::ruleRequested, this,
            [this](const QString& code) { showRules(code.toStdString()); });
    connect(weakness_, &WeaknessChoice::changed, this, &CheckStage::showWeakness);
}

void CheckStage::acceptFindings(const std::vector<std::string>& findings, const QString& reason,
                                const QString& author) {
    ReviewCommands::setSigner(author, ReviewCommands::agency());
    check_->accept(findings, {author.toStdString(), reason.toStdString(), ReviewCommands::now()});
}

void CheckStage::onDocumentChanged(const SiteChange& change) {
    using Kind = SiteChange::Kind;
    if (change.kind == Kind::saved || change.kind == Kind::runs || change.kind == Kind::accepted) return;
    left_->setUsable(!workspace_.document.site()->layers.empty());
    if (change.kind != Kind::opened) return;
    if (results_.results().empty())
        workspace_.map.canvas().setField({}, {});
    else
        showResult(results_.results().front().id);
}

void CheckStage::idle() {
    strip_->showIdle();
    refreshMap();
    Q_EMIT promptChanged();
}

void CheckStage::check() {
    if (workspace_.document.base()->layers.empty() || (check_->isRunning() && !check_->isTrying())) return;
    workspace_.map.picker().stop();
    Q_EMIT stageRequested(Stage::check);
    if (pages_->currentWidget() != problems_) pages_->setCurrentWidget(places_);
    workspace_.map.messages().hide();
    check_->run(workspace_.map.timeBar().time());
    refreshMap();
    Q_EMIT promptChanged();
}

void CheckStage::checkOrRun() {
    if (in_view_ && !showsCheck())
        runChosen();
    else
        check();
}

void CheckStage::showOutcome() {
    const auto& outcome = check_->outcome();
    weakness_->setOutcome(outcome);
    places_->show(outcome, check_->depth());
    problems_->show(outcome, check_->checkedPlan().get(),
                    check_->depth() == CheckDepth::complete ? FindingReason::Remedies::tried
                                                            : FindingReason::Remedies::not_tried);
    // Without an outcome its tab is gone.
    if (!outcome && pages_->currentWidget() == problems_) pages_->setCurrentWidget(places_);
    showStanding();
    refreshWhy();
    refreshMap();
    Q_EMIT promptChanged();
}

void CheckStage::showStanding() {
    left_->show(check_->outcome(), check_->standing());
    places_->setStanding(check_->standing());
    problems_->setStanding(check_->standing());
    weakness_->setStanding(check_->standing());
}

void CheckStage::showPlace(std::optional<std::size_t> place) {
    refreshMap();
    if (!place || *place >= check_->outcome()->places.size()) return;
    const Point at = check_->outcome()->places[*place].at;
    workspace_.map.canvas().zoomToBox(box_of({&at, 1}).grown(place_surroundings_m));
}

void CheckStage::showRules(const std::string& code) {
    if (rules_ == nullptr) {
        rules_ = new RulesDialog(workspace_.document, workspace_.map.window());
        connect(rules_, &RulesDialog::helpRequested, this, &CheckStage::helpRequested);
    }
    rules_->show();
    rules_->raise();
    rules_->activateWindow();
    rules_->showRule(code);
}

void CheckStage::showFinding(const QString& key) {
    const auto& outcome = check_->outcome();
    if (!outcome) {
        Q_EMIT told(MessageBar::Level::info,
                    tr("Check this place first (Ctrl+Enter): the problem is shown then."));
        return;
    }
    for (std::size_t i = 0; i < outcome->findings.size(); ++i) {
        const auto& finding = outcome->findings[i];
        if (finding.key != key.toStdString()) continue;
        Q_EMIT stageRequested(Stage::check);
        if (finding.place) {
            pages_->setCurrentWidget(places_);
            places_->showReason(*finding.place);
        } else { // of the whole site, or accepted meanwhile
            pages_->setCurrentWidget(problems_);
            problems_->choose(i);
        }
        return;
    }
    Q_EMIT told(MessageBar::Level::info, tr("The last check did not find that problem any more."));
}

void CheckStage::refreshMap() {
    const bool places = showsPlaces();
    weakness_->setVisible(showsCheck() && check_->outcome());
    strip_->setVisible(!showsCheck() || isRunning());
    // Of a plan not checked there is nothing to choose from.
    tabs_->setVisible(pages_->currentWidget() != places_ || check_->outcome() || !results_.results().empty());
    std::vector<Point> points;
    if (const auto& outcome = check_->outcome(); places && outcome)
        for (const auto& place : outcome->places)
            points.push_back(place.at);
    workspace_.map.overlay().setPlaces(std::move(points), places_->shownPlace());
    showSigns();
    if (showsCheck()) {
        spots_->setField(weakness_->map().field);
        workspace_.map.overlay().setJudged({});
        showWeakness();
        glow({});
    } else {
        showFieldOnMap();
    }
}

// Who may see the map of the check: what some of it was found by is for the police.
QString CheckStage::checkMark() const {
    const auto& outcome = check_->outcome();
    if (!outcome) return {};
    const auto codes = assessment::protect_codes(*outcome);
    const auto is_for_police = [&](const assessment::Finding& finding) {
        return codes.contains(finding.code);
    };
    const auto& findings = outcome->findings;
    const bool any =
        showsProblems() && !weakness_->map().field
            ? std::any_of(signs_.begin(), signs_.end(),
                          [&](std::size_t i) { return i < findings.size() && is_for_police(findings[i]); })
            : std::any_of(findings.begin(), findings.end(), [&](const assessment::Finding& finding) {
                  return is_missed(finding) && is_for_police(finding);
              });
    return any ? QString::fromStdString(engine::mark_of(Sensitivity::protect)) : QString();
}

void CheckStage::showWeakness() {
    if (!showsCheck()) return;
    spots_->setField(weakness_->map().field);
    workspace_.map.canvas().setField(weakness_->map().field, weakness_->map().style);
    workspace_.map.overlay().setAbout({checkMark(), {}, weakness_->map().field});
}

// While nothing is pointed at, all that speaks against the shown place or problem glows.
void CheckStage::glow(const std::vector<assessment::Evidence>& evidence) {
    if (!showsCheck()) return;
    workspace_.map.overlay().setShapes(shapesOf(evidence.empty() ? shownEvidence() : evidence));
}

std::vector<Geometry> CheckStage::shapesOf(const std::vector<assessment::Evidence>& evidence) const {
    std::vector<Geometry> shapes;
    std::unordered_set<Uuid> things;
    for (const auto& one : evidence)
        if (!one.shape.empty())
            shapes.push_back(one.shape);
        else
            things.insert(one.feature);
    if (things.empty()) return shapes;
    for (const LayerPtr& layer : workspace_.document.site()->layers)
        for (const FeaturePtr& feature : layer->features)
            if (things.contains(feature->id)) shapes.push_back(feature->geometry);
    return shapes;
}

std::vector<assessment::Evidence> CheckStage::shownEvidence() const {
    if (showsProblems()) return problemEvidence();
    std::vector<assessment::Evidence> all;
    const auto& outcome = check_->outcome();
    const auto place = places_->shownPlace();
    if (!outcome || !place || *place >= outcome->places.size()) return all;
    for (const std::size_t i : outcome->places[*place].findings)
        all.insert(all.end(), outcome->findings[i].evidence.begin(), outcome->findings[i].evidence.end());
    return all;
}

} // namespace prospect::app
