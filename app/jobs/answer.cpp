#include "app/jobs/answer.h"

#include <utility>

namespace prospect::app {

Answer::Answer(JobRunner& jobs, QString title, QObject* parent)
    : QObject(parent), jobs_(&jobs), title_(std::move(title)) {
    settle_.setSingleShot(true);
    connect(&settle_, &QTimer::timeout, this, [this] { begin(Lane::look); });
}

Answer::~Answer() {
    withdraw();
}

void Answer::ask(Work work, int settle_ms) {
    withdraw();
    work_ = std::move(work);
    if (settle_ms > 0)
        settle_.start(settle_ms);
    else
        begin(Lane::look);
}

void Answer::follow(Work work) {
    settle_.stop();
    work_ = std::move(work);
    if (job_ == 0) begin(Lane::hand);
}

void Answer::withdraw() {
    settle_.stop();
    work_ = nullptr;
    if (const int job = std::exchange(job_, 0); job != 0 && jobs_) jobs_->cancel(job);
}

void Answer::begin(Lane lane) {
    if (!work_ || !jobs_) return;
    Job job;
    job.title = title_;
    job.lane = lane;
    job.work = [this, lane, work = std::exchange(work_, nullptr)](const Progress& progress) -> Job::Delivery {
        return [this, lane, delivery = work(progress)] {
            ended(lane);
            if (delivery) delivery();
        };
    };
    job.failed = [this, lane, number = ++begun_](const Error& error) {
        if (number == begun_) ended(lane); // else the answer was there and went wrong while it was told
        Q_EMIT failed(sentence(error));
    };
    job.cancelled = [this] {
        job_ = 0;
        work_ = nullptr;
    };
    job_ = jobs_->queue(std::move(job));
}

// The next question is on its way before the answer is told, which may take a while to be shown.
void Answer::ended(Lane lane) {
    job_ = 0;
    if (!settle_.isActive()) begin(lane);
}

} // namespace prospect::app
