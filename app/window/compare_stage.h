// The stage Compare: versions of the plan side by side, and on the map what differs between the first of them
// and the one that is shown.
#pragma once

#include "analysis/engine/engine.h"
#include "app/document/shown_sites.h"
#include "app/jobs/compare_job.h"
#include "app/window/stage.h"

#include <functional>
#include <memory>
#include <span>

namespace prospect::app {

class ComparePanel;
class CompareSetup;

class CompareStage : public StageController {
    Q_OBJECT
public:
    // `time`: when the place is looked at, as the top bar has it.
    CompareStage(Workspace workspace, std::span<const engine::Analysis> catalogue,
                 std::function<TimeContext()> time, QObject* parent);

    QWidget* leftColumn() const override;
    QWidget* rightColumn() const override;
    QString prompt() const override;
    void enter() override;
    void leave() override;

    CompareSetup& setup() const { return *setup_; }
    ComparePanel& panel() const { return *panel_; }
    bool isRunning() const { return job_ != 0; }
    // Checks the ticked versions.
    void run();
    void cancel();

Q_SIGNALS:
    void newOptionRequested();

private:
    void onDocumentChanged(const SiteChange& change);
    void showDifference();
    void updateMark();
    void flyTo(const Box& box);
    // The plan as that option has it.
    SitePtr version(const QString& option);
    QString reference() const;
    QString compared() const;

    std::function<TimeContext()> time_;
    std::shared_ptr<engine::Engine> engine_; // shared with workers, which may outlive the window
    CompareSetup* setup_;
    ComparePanel* panel_;
    std::vector<PlanChange> changes_; // as listed
    CompareRequest compared_;         // what the versions shown were asked for
    ShownSites shown_;
    int job_ = 0;
    bool in_view_ = false;
};

} // namespace prospect::app
