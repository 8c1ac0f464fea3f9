#include "app/panels/analysis_commands.h"

#include "app/jobs/site_jobs.h"

namespace prospect::app {

AnalysisCommands::AnalysisCommands(SiteDocument& document, ResultList& results, JobRunner& jobs,
                                   std::span<const engine::Analysis> catalogue, QObject* parent)
    : QObject(parent), document_(document), results_(results), jobs_(jobs),
      engine_(std::make_shared<engine::Engine>(catalogue)) {
    connect(&jobs_, &JobRunner::started, this, [this](const JobState& state) {
        if (state.id == job_) Q_EMIT progressed(state);
    });
    connect(&jobs_, &JobRunner::progressed, this, [this](const JobState& state) {
        if (state.id == job_) Q_EMIT progressed(state);
    });
}

void AnalysisCommands::run(const std::string& analysis, const engine::Settings& settings,
                           const TimeContext& time, const std::filesystem::path& reference) {
    engine::Request request;
    request.site = document_.base();
    request.scenario = document_.activeScenario().toStdString();
    request.time = time;
    // The option may get another name while this runs.
    const auto* active = request.site->scenario(request.scenario);
    const Uuid option = active ? active->id : Uuid{};
    auto job = analysis_job(
        engine_, analysis, settings, std::move(request), reference,
        [this, option](const engine::RunPtr& run) {
            job_ = 0;
            results_.add(run, option);
            Q_EMIT finished(results_.results().front().id);
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

void AnalysisCommands::cancel() {
    if (job_ != 0) jobs_.cancel(job_);
}

} // namespace prospect::app
