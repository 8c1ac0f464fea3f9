// Checking the place against the rules: one check at a time, its outcome kept until the plan is another one.
#pragma once

#include "analysis/assessment/finding.h"
#include "analysis/engine/engine.h"
#include "app/document/site_document.h"
#include "app/jobs/check_depth.h"
#include "app/jobs/site_jobs.h"

#include <QObject>

#include <memory>

namespace prospect::app {

class CheckCommands : public QObject {
    Q_OBJECT
public:
    CheckCommands(SiteDocument& document, JobRunner& jobs, std::span<const engine::Analysis> catalogue,
                  QObject* parent = nullptr);

    // In steps, each of which tells outcomeChanged: first near what has changed since the last check by the
    // same rules at the same time, else a first look; then all findings; then what would mend them.
    void run(const TimeContext& time);
    void cancel();
    // A check, or trying of other values.
    bool isRunning() const { return job_ != 0; }
    // The latter: a check takes its place.
    bool isTrying() const { return job_ != 0 && trying_; }
    // Null until a check has ended.
    const std::shared_ptr<const assessment::Assessment>& outcome() const { return outcome_; }
    // The plan it is of, as it was checked; null without an outcome.
    const SitePtr& checkedPlan() const { return subject_.site; }
    CheckDepth depth() const { return depth_; } // of the outcome
    // Findings by key are accepted as they are, for a reason; one undo step. The outcome follows.
    void accept(const std::vector<std::string>& keys, const assessment::Acceptance& acceptance);
    void revoke(const std::string& key);
    // Tries which value nobody gave would turn the finding; the outcome follows. Not while a check runs; it
    // shows how far it is and is stopped as a check is.
    void askFlips(const std::string& key);
    // The plan, the option, the guidance or the time has changed since.
    bool isOutOfDate() const { return out_of_date_; }
    // How far the outcome holds for what the plan shows, in one sentence: of which option it is when that is
    // another one, else that it is out of date; empty when it holds.
    const QString& standing() const { return standing_; }
    void setTime(const TimeContext& time);

Q_SIGNALS:
    void progressed(const prospect::app::JobState& state);
    // There is another outcome, or none any more.
    void outcomeChanged();
    // The outcome is the same and standing() is another one.
    void marksChanged();
    void failed(const QString& sentence);
    void cancelled();

private:
    // The plan a check was started on.
    struct Subject {
        int document = 0;
        SitePtr site;
        Uuid option; // nil: the existing place
        CheckWork work;
    };
    void start(Job job);
    using MakeJob = Job (*)(CheckWork work, Checked done, Failure failed);
    // Makes an outcome of that depth, then those that follow.
    void startStep(const Subject& subject, CheckDepth depth, MakeJob make);
    void startNearChange(const Subject& subject);
    void startFindings(const Subject& subject);
    // Takes the outcome of a step; the one that follows begins before it is told.
    void finishStep(const Subject& subject, CheckDepth depth,
                    std::shared_ptr<const assessment::Assessment> outcome);
    // False when the outcome is of a plan that is no longer open.
    bool take(const Subject& subject, std::shared_ptr<const assessment::Assessment> outcome);
    void tellOutcome();
    void takeFlips(const std::string& key, const assessment::Assessment& tried);
    void fail(const Error& error);
    void markAccepted();
    void onDocumentChanged(const SiteChange& change);
    void takeAnswers();
    void updateMark();
    QString standingNow() const;

    SiteDocument& document_;
    JobRunner& jobs_;
    std::shared_ptr<engine::Engine> engine_; // shared with workers, which may outlive the window
    std::shared_ptr<const assessment::Assessment> outcome_;
    TimeContext time_; // as it is chosen
    Subject subject_;  // of the outcome
    CheckDepth depth_ = CheckDepth::complete;
    bool out_of_date_ = false;
    QString standing_;
    int job_ = 0;
    bool trying_ = false; // what the job is
};

} // namespace prospect::app
