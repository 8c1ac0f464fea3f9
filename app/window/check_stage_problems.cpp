// All findings of the check, one by one: the tab Problems and the signs it puts on the map.
#include "app/canvas/map_canvas.h"
#include "app/models/finding_filter.h"
#include "app/panels/check_commands.h"
#include "app/panels/map_area.h"
#include "app/panels/map_overlay.h"
#include "app/panels/places_panel.h"
#include "app/panels/problems_panel.h"
#include "app/panels/weakness_choice.h"
#include "app/window/check_stage.h"

#include <QStackedWidget>

#include <algorithm>

namespace prospect::app {

namespace {

constexpr double problem_surroundings_m = 30;

} // namespace

void CheckStage::connectProblems() {
    connect(problems_, &ProblemsPanel::findingChosen, this, &CheckStage::showProblem);
    connect(problems_, &ProblemsPanel::listedChanged, this, &CheckStage::showSigns);
    connect(problems_, &ProblemsPanel::evidencePointed, this, &CheckStage::glow);
    connect(problems_, &ProblemsPanel::tryRequested, this, &CheckStage::tryRequested);
    connect(problems_, &ProblemsPanel::noteRequested, this, &CheckStage::noteRequested);
    connect(problems_, &ProblemsPanel::acceptRequested, this, &CheckStage::acceptFindings);
    connect(problems_, &ProblemsPanel::revokeRequested, check_, &CheckCommands::revoke);
    connect(problems_, &ProblemsPanel::helpRequested, this, &CheckStage::helpRequested);
    connect(problems_, &ProblemsPanel::flipsRequested, this, [this](const std::string& finding) {
        check_->askFlips(finding);
        refreshMap(); // with the strip that says how far it is
        Q_EMIT promptChanged();
    });
    connect(problems_, &ProblemsPanel::ruleRequested, this,
            [this](const QString& code) { showRules(code.toStdString()); });
    connect(problems_, &ProblemsPanel::describeRequested, this, &CheckStage::describeRequested);
    connect(problems_, &ProblemsPanel::checkRequested, this, &CheckStage::check);
    connect(problems_, &ProblemsPanel::placeRequested, this, [this](std::size_t place) {
        pages_->setCurrentWidget(places_);
        places_->showReason(place);
    });
    connect(&workspace_.map.overlay(), &MapOverlay::signClicked, this, [this](std::size_t sign) {
        if (showsProblems() && sign < signs_.size()) problems_->choose(signs_[sign]);
    });
}

void CheckStage::stepProblem(int by) {
    if (!check_->outcome()) {
        Q_EMIT told(MessageBar::Level::info,
                    tr("Check this place first (Ctrl+Enter): its problems are listed then."));
        return;
    }
    Q_EMIT stageRequested(Stage::check);
    pages_->setCurrentWidget(problems_);
    problems_->step(by);
}

void CheckStage::showProblem(std::optional<std::size_t> finding) {
    showSigns();
    glow({});
    const auto& outcome = problems_->outcome();
    if (!showsProblems() || !finding || !outcome || *finding >= outcome->findings.size()) return;
    const assessment::Finding& one = outcome->findings[*finding];
    Box box;
    if (one.at)
        box.add(*one.at);
    else
        for (const Geometry& shape : shapesOf(one.evidence))
            box.add(shape.box());
    if (!box.empty()) workspace_.map.canvas().zoomToBox(box.grown(problem_surroundings_m));
}

void CheckStage::showSigns() {
    signs_.clear();
    std::vector<render::PlacedSign> placed;
    std::optional<std::size_t> chosen;
    if (const auto& outcome = problems_->outcome(); showsProblems() && outcome) {
        const auto shown = problems_->chosen();
        for (const std::size_t i : problems_->listed()) {
            const assessment::Finding& finding = outcome->findings[i];
            if (!finding.at) continue;
            if (shown == i) chosen = placed.size();
            placed.push_back({*finding.at, sign_of(finding)});
            signs_.push_back(i);
        }
    }
    workspace_.map.overlay().setSigns(std::move(placed), chosen);
    if (showsProblems()) workspace_.map.overlay().setAbout({checkMark(), {}, weakness_->map().field});
}

std::vector<assessment::Evidence> CheckStage::problemEvidence() const {
    const auto& outcome = problems_->outcome();
    const auto finding = problems_->chosen();
    if (!outcome || !finding) return {};
    return outcome->findings[*finding].evidence;
}

} // namespace prospect::app
