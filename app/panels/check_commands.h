// Checking the place against the rules: one check at a time, its outcome kept until the plan is another one.
#pragma once

#include "analysis/assessment/finding.h"
#include "analysis/engine/engine.h"
#include "app/document/site_document.h"
#include "app/jobs/job_runner.h"

#include <QObject>

#include <memory>

namespace prospect::app {

class CheckCommands : public QObject {
    Q_OBJECT
public:
    CheckCommands(SiteDocument& document, JobRunner& jobs, std::span<const engine::Analysis> catalogue,
                  QObject* parent = nullptr);

    void run(const TimeContext& time);
    void cancel();
    bool isRunning() const { return job_ != 0; }
    // Null until a check has ended.
    const std::shared_ptr<const assessment::Assessment>& outcome() const { return outcome_; }
    // The plan, the option, the guidance or the time has changed since.
    bool isOutOfDate() const { return out_of_date_; }
    void setTime(const TimeContext& time);

Q_SIGNALS:
    void progressed(const prospect::app::JobState& state);
    // There is another outcome, or none any more.
    void outcomeChanged();
    // The outcome is the same and was marked out of date, or is current again.
    void marksChanged();
    void failed(const QString& sentence);
    void cancelled();

private:
    void onDocumentChanged(const SiteChange& change);
    void updateMark();

    SiteDocument& document_;
    JobRunner& jobs_;
    std::shared_ptr<engine::Engine> engine_; // shared with workers, which may outlive the window
    std::shared_ptr<const assessment::Assessment> outcome_;
    std::string checked_profile_;
    TimeContext time_;         // as it is chosen
    TimeContext checked_time_; // of the outcome
    SitePtr checked_site_;
    bool out_of_date_ = false;
    int job_ = 0;
};

} // namespace prospect::app
