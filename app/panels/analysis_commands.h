// Running measurements on the open plan: one at a time, a new one replaces the running one.
#pragma once

#include "analysis/engine/engine.h"
#include "app/document/result_list.h"
#include "app/jobs/job_runner.h"

#include <QObject>

namespace prospect::app {

class AnalysisCommands : public QObject {
    Q_OBJECT
public:
    AnalysisCommands(SiteDocument& document, ResultList& results, JobRunner& jobs,
                     std::span<const engine::Analysis> catalogue, QObject* parent = nullptr);

    // `reference`: what another program says of the same cells, to compare with; empty: nothing.
    void run(const std::string& analysis, const engine::Settings& settings, const TimeContext& time,
             const std::filesystem::path& reference = {});
    void cancel();
    bool isRunning() const { return job_ != 0; }

Q_SIGNALS:
    void progressed(const prospect::app::JobState& state);
    void finished(const prospect::Uuid& result);
    void failed(const QString& sentence);
    void cancelled();

private:
    SiteDocument& document_;
    ResultList& results_;
    JobRunner& jobs_;
    std::shared_ptr<engine::Engine> engine_; // shared with workers, which may outlive the window
    int job_ = 0;
};

} // namespace prospect::app
