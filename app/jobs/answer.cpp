#include "app/jobs/answer.h"

#include <utility>

namespace prospect::app {

Answer::Answer(JobRunner& jobs, QString title, QObject* parent)
    : QObject(parent), jobs_(&jobs), title_(std::move(title)) {
    settle_.setSingleShot(true);
    connect(&settle_, &QTimer::timeout, this, &Answer::begin);
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
        begin();
}

void Answer::withdraw() {
    settle_.stop();
    work_ = nullptr;
    if (const int job = std::exchange(job_, 0); job != 0 && jobs_) jobs_->cancel(job);
}

void Answer::begin() {
    if (!work_ || !jobs_) return;
    Job job;
    job.title = title_;
    job.lane = Lane::look;
    job.work = [this, work = std::exchange(work_, nullptr)](const Progress& progress) -> Job::Delivery {
        return [this, delivery = work(progress)] {
            job_ = 0;
            if (delivery) delivery();
        };
    };
    job.failed = [this](const Error& error) {
        job_ = 0;
        Q_EMIT failed(sentence(error));
    };
    job.cancelled = [this] { job_ = 0; };
    job_ = jobs_->queue(std::move(job));
}

} // namespace prospect::app
