#include "app/panels/check_commands.h"
#include "app/panels/map_area.h"
#include "app/panels/map_overlay.h"
#include "app/panels/places_panel.h"
#include "app/panels/problems_panel.h"
#include "app/panels/result_panel.h"
#include "app/panels/risk_panel.h"
#include "app/panels/weakness_choice.h"
#include "app/panels/why_panel.h"
#include "app/window/check_stage.h"

#include <QStackedWidget>

namespace prospect::app {

void CheckStage::connectWhy() {
    connect(why_, &WhyPanel::closeRequested, this, &CheckStage::leaveWhy);
    connect(why_, &WhyPanel::findingRequested, this, &CheckStage::showFinding);
    connect(why_, &WhyPanel::helpRequested, this, [this] {
        Q_EMIT helpRequested(before_why_ == result_ ? QStringLiteral("risk.index")
                                                    : QStringLiteral("stage.check"));
    });
    connect(why_, &WhyPanel::findingPointed, this, [this](const QString& key) {
        std::vector<assessment::Evidence> evidence;
        if (const auto& outcome = check_->outcome(); outcome && !key.isEmpty())
            for (const auto& finding : outcome->findings)
                if (finding.key == key.toStdString()) evidence = finding.evidence;
        glow(evidence);
    });
    // Another page ends it: the spot is no longer what the column tells of.
    connect(pages_, &QStackedWidget::currentChanged, this, [this] {
        if (pages_->currentWidget() == why_ || !why_at_) return;
        why_at_.reset();
        workspace_.map.overlay().setPoints({});
    });
}

void CheckStage::showWhy(Point at) {
    if (pages_->currentWidget() != why_)
        before_why_ = showsProblems() ? static_cast<QWidget*>(problems_)
                      : showsPlaces() ? static_cast<QWidget*>(places_)
                                      : static_cast<QWidget*>(result_);
    if (before_why_ == result_ && !(result_->shown() && why_risk_here(*result_->shown(), at, nullptr))) {
        Q_EMIT told(MessageBar::Level::info, tr("There is no value here: too little of it is known."));
        return;
    }
    why_at_ = at;
    refreshWhy();
    pages_->setCurrentWidget(why_);
    workspace_.map.overlay().setPoints({at});
    why_->setFocus();
}

void CheckStage::refreshWhy() {
    if (!why_at_) return;
    const auto& outcome = check_->outcome();
    if (before_why_ != result_) {
        if (outcome)
            why_->show(why_weak_here(*outcome, *why_at_));
        else
            leaveWhy();
        return;
    }
    const auto* result = result_->shown();
    auto why = result ? why_risk_here(*result, *why_at_, outcome.get()) : std::nullopt;
    if (why && result_->risk().tried())
        why->how += u' ' + tr("It tells of the weights of the result, not of those on trial.");
    if (why)
        why_->show(*why);
    else
        leaveWhy();
}

void CheckStage::leaveWhy() {
    if (pages_->currentWidget() == why_) pages_->setCurrentWidget(before_why_ ? before_why_ : places_);
}

} // namespace prospect::app
