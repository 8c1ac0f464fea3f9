// The check of the place: running it, its places on the map, the reason of one.
#include "app/canvas/map_canvas.h"
#include "app/panels/analysis_commands.h"
#include "app/panels/check_commands.h"
#include "app/panels/check_panel.h"
#include "app/panels/help_window.h"
#include "app/panels/map_area.h"
#include "app/panels/map_overlay.h"
#include "app/panels/places_panel.h"
#include "app/panels/review_commands.h"
#include "app/panels/run_strip.h"
#include "app/panels/status_strip.h"
#include "app/panels/time_bar.h"
#include "app/panels/weakness_choice.h"
#include "app/tools/map_picker.h"
#include "app/window/main_window.h"
#include "app/window/review_stage.h"

#include <QAction>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QStackedWidget>

namespace prospect::app {

namespace {

constexpr double place_surroundings_m = 30;

} // namespace

void MainWindow::connectPlaces() {
    connect(check_panel_, &CheckPanel::checkRequested, this, &MainWindow::checkPlace);
    connect(&map_->timeBar(), &TimeBar::timeChanged, place_check_, &CheckCommands::setTime);
    connect(place_check_, &CheckCommands::progressed, run_strip_, &RunStrip::showProgress);
    connect(run_strip_, &RunStrip::cancelRequested, place_check_, &CheckCommands::cancel);
    const auto idle = [this] {
        run_strip_->showIdle();
        cancel_action_->setEnabled(false);
        refreshMap();
    };
    connect(place_check_, &CheckCommands::outcomeChanged, this, [this, idle] {
        showOutcome(); // first: the panel must not show a place that the new outcome does not have
        if (!place_check_->isRunning()) idle();
    });
    connect(place_check_, &CheckCommands::marksChanged, this, [this] {
        check_panel_->show(place_check_->outcome(), place_check_->isOutOfDate()
                                                        ? CheckPanel::State::out_of_date
                                                        : CheckPanel::State::current);
    });
    connect(place_check_, &CheckCommands::cancelled, this, [this, idle] {
        idle();
        status_->setPrompt(tr("Stopped. The earlier outcome is kept."));
    });
    connect(place_check_, &CheckCommands::failed, this, [this, idle](const QString& text) {
        idle();
        tell(MessageBar::Level::serious, text);
    });
    connect(places_panel_, &PlacesPanel::placeChosen, this, [this](std::optional<std::size_t> place) {
        refreshMap();
        if (place && *place < place_check_->outcome()->places.size()) {
            const Point at = place_check_->outcome()->places[*place].at;
            map_->canvas().zoomToBox(box_of({&at, 1}).grown(place_surroundings_m));
        }
    });
    connect(places_panel_, &PlacesPanel::evidencePointed, this, &MainWindow::glow);
    connect(places_panel_, &PlacesPanel::tryRequested, this, [this](const SiteEdit& edit) {
        document_.apply(edit);
        checkPlace();
        tell(MessageBar::Level::info,
             tr("Tried: %1. Undo takes it back.").arg(QString::fromStdString(edit.title)));
    });
    connect(places_panel_, &PlacesPanel::noteRequested, review_, &ReviewStage::writeNote);
    connect(places_panel_, &PlacesPanel::acceptRequested, this,
            [this](const std::vector<std::string>& findings, const QString& reason, const QString& author) {
                ReviewCommands::setSigner(author, ReviewCommands::agency());
                place_check_->accept(
                    findings, {author.toStdString(), reason.toStdString(), ReviewCommands::signature().when});
            });
    map_->addCard(weakness_);
    connect(weakness_, &WeaknessChoice::changed, this, &MainWindow::showWeakness);
    connect(places_panel_, &PlacesPanel::revokeRequested, place_check_, &CheckCommands::revoke);
    connect(review_, &ReviewStage::findingRequested, this, &MainWindow::showFinding);
    connect(places_panel_, &PlacesPanel::helpRequested, help_, &HelpWindow::showPage);
}

void MainWindow::checkPlace() {
    if (document_.base()->layers.empty() || place_check_->isRunning()) return;
    map_->picker().stop();
    setStage(Stage::check);
    check_pages_->setCurrentWidget(places_panel_);
    map_->messages().hide();
    cancel_action_->setEnabled(true);
    place_check_->run(map_->timeBar().time());
    refreshMap();
    updatePrompt();
}

void MainWindow::checkOrRun() {
    const bool measuring = top_->stage() == Stage::check && check_pages_->currentWidget() != places_panel_;
    if (measuring)
        runChosen();
    else
        checkPlace();
}

void MainWindow::showOutcome() {
    const auto& outcome = place_check_->outcome();
    weakness_->setOutcome(outcome);
    places_panel_->show(outcome, place_check_->isFirstLook() ? PlacesPanel::Depth::first_look
                                                             : PlacesPanel::Depth::complete);
    check_panel_->show(outcome, outcome ? CheckPanel::State::current : CheckPanel::State::none);
    refreshMap();
    updatePrompt();
}

void MainWindow::showFinding(const QString& key) {
    const auto& outcome = place_check_->outcome();
    if (!outcome) {
        tell(MessageBar::Level::info, tr("Check this place first (Ctrl+Enter): the problem is shown then."));
        return;
    }
    for (const auto& finding : outcome->findings) {
        if (finding.key != key.toStdString()) continue;
        setStage(Stage::check);
        check_pages_->setCurrentWidget(places_panel_);
        if (finding.place)
            places_panel_->showReason(*finding.place);
        else
            places_panel_->showList(); // accepted meanwhile
        return;
    }
    tell(MessageBar::Level::info, tr("The last check did not find that problem any more."));
}

// The map shows what the right column is about.
void MainWindow::refreshMap() {
    const bool places = top_->stage() == Stage::check && check_pages_->currentWidget() == places_panel_;
    weakness_->setVisible(places && place_check_->outcome());
    run_strip_->setVisible(!places || place_check_->isRunning() || checks_->isRunning());
    std::vector<Point> points;
    if (const auto& outcome = place_check_->outcome(); places && outcome)
        for (const auto& place : outcome->places)
            points.push_back(place.at);
    map_->overlay().setPlaces(std::move(points), places_panel_->shownPlace());
    if (places) {
        showWeakness();
        glow({});
    } else {
        showFieldOnMap();
    }
}

void MainWindow::showWeakness() {
    const bool places = top_->stage() == Stage::check && check_pages_->currentWidget() == places_panel_;
    if (places) map_->canvas().setField(weakness_->map().field, weakness_->map().style);
}

// While nothing is pointed at, all that speaks against the shown place glows.
void MainWindow::glow(const std::vector<assessment::Evidence>& evidence) {
    if (check_pages_->currentWidget() != places_panel_) return;
    const auto site = document_.site();
    std::vector<Geometry> shapes;
    for (const auto& one : evidence.empty() ? placeEvidence() : evidence) {
        if (!one.shape.empty()) {
            shapes.push_back(one.shape);
            continue;
        }
        if (const auto* layer = site->layer_of(one.feature))
            for (const auto& feature : layer->features)
                if (feature->id == one.feature) shapes.push_back(feature->geometry);
    }
    map_->overlay().setShapes(std::move(shapes));
}

std::vector<assessment::Evidence> MainWindow::placeEvidence() const {
    std::vector<assessment::Evidence> all;
    const auto& outcome = place_check_->outcome();
    const auto place = places_panel_->shownPlace();
    if (!outcome || !place || *place >= outcome->places.size()) return all;
    for (const std::size_t i : outcome->places[*place].findings)
        all.insert(all.end(), outcome->findings[i].evidence.begin(), outcome->findings[i].evidence.end());
    return all;
}

} // namespace prospect::app
