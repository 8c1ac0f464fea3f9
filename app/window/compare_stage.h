// The stage Compare: versions of the plan side by side, and on the map what differs between the first of them
// and the one that is shown.
#pragma once

#include "analysis/engine/engine.h"
#include "app/document/shown_sites.h"
#include "app/jobs/compare_job.h"
#include "app/render/field_style.h"
#include "app/window/stage.h"

#include <functional>
#include <memory>
#include <span>

class QAction;

namespace prospect::app {

class ComparePanel;
class CompareSetup;
class MapCard;

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
    // Checkable: the first version left of a line on the map, the shown one right of it.
    QAction* swipeAction() const { return swipe_action_; }

Q_SIGNALS:
    void newOptionRequested();

private:
    void onDocumentChanged(const SiteChange& change);
    void showDifference();
    void updateMark();
    void flyTo(const Box& box);
    void followNames();
    void connectSwipe();
    void setSwiping(bool swiping); // NOLINT: the state of the action
    // The two sides follow the plan and the chosen option.
    void updateSwipe();
    void endSwipe();
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
    QAction* swipe_action_;
    MapCard* swipe_card_; // over the map
    // The result that lay on the map before: its colours belong to one side only.
    std::shared_ptr<const Field> put_away_;
    render::FieldStyle put_away_style_;
    int job_ = 0;
    bool in_view_ = false;
};

} // namespace prospect::app
