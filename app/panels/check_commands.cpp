#include "app/panels/check_commands.h"

#include "analysis/assessment/site_profile.h"
#include "app/jobs/site_jobs.h"

namespace prospect::app {

namespace {

std::string profile_of(const SiteDocument& document) {
    return assessment::profile_of(document.base()->meta).name;
}

} // namespace

CheckCommands::CheckCommands(SiteDocument& document, JobRunner& jobs,
                             std::span<const engine::Analysis> catalogue, QObject* parent)
    : QObject(parent), document_(document), jobs_(jobs),
      engine_(std::make_shared<engine::Engine>(catalogue)) {
    const auto pass_on = [this](const JobState& state) {
        if (state.id == job_) Q_EMIT progressed(state);
    };
    connect(&jobs_, &JobRunner::started, this, pass_on);
    connect(&jobs_, &JobRunner::progressed, this, pass_on);
    connect(&document_, &SiteDocument::changed, this, &CheckCommands::onDocumentChanged);
}

void CheckCommands::run(const TimeContext& time) {
    time_ = time;
    engine::Request request;
    request.site = document_.base();
    request.scenario = document_.activeScenario().toStdString();
    request.time = time;
    const auto site = document_.site();
    const int document = document_.mark().document;
    const std::string profile = profile_of(document_);
    auto job = check_job(
        engine_, profile, std::move(request),
        [this, time, site, document, profile](std::shared_ptr<const assessment::Assessment> outcome) {
            job_ = 0;
            if (document != document_.mark().document) { // another plan is open by now
                Q_EMIT cancelled();
                return;
            }
            outcome_ = std::move(outcome);
            checked_time_ = time;
            checked_site_ = site;
            checked_profile_ = profile;
            out_of_date_ = false;
            Q_EMIT outcomeChanged();
            updateMark();
        },
        [this](const Error& error) {
            job_ = 0;
            Q_EMIT failed(sentence(error));
        });
    job.cancelled = [this] {
        job_ = 0;
        Q_EMIT cancelled();
    };
    const QString title = job.title;
    job_ = jobs_.replace(std::move(job));
    Q_EMIT progressed({job_, title, tr("starting"), 0, {}});
}

void CheckCommands::cancel() {
    if (job_ != 0) jobs_.cancel(job_);
}

void CheckCommands::setTime(const TimeContext& time) {
    time_ = time;
    updateMark();
}

void CheckCommands::onDocumentChanged(const SiteChange& change) {
    using Kind = SiteChange::Kind;
    if (change.kind == Kind::opened) {
        const bool had = outcome_ != nullptr;
        outcome_.reset();
        checked_site_.reset();
        out_of_date_ = false;
        if (had) Q_EMIT outcomeChanged();
    } else if (change.kind == Kind::edited || change.kind == Kind::scenario || change.kind == Kind::texts) {
        updateMark();
    }
}

void CheckCommands::updateMark() {
    if (!outcome_) return;
    const bool old = snapshot_hash(*checked_site_) != snapshot_hash(*document_.site()) ||
                     !(checked_time_ == time_) || checked_profile_ != profile_of(document_);
    if (old == out_of_date_) return;
    out_of_date_ = old;
    Q_EMIT marksChanged();
}

} // namespace prospect::app
