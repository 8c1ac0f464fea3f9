#include "app/jobs/job_runner.h"

#include <QElapsedTimer>
#include <QTimer>

#include <algorithm>
#include <array>
#include <condition_variable>
#include <deque>
#include <mutex>
#include <new>
#include <system_error>
#include <thread>

namespace prospect::app {

namespace {

constexpr int poll_ms = 80;
// Below these a guess of the time left would jump about.
constexpr double least_done_for_estimate = 0.03;
constexpr double least_seconds_for_estimate = 0.8;

Error no_worker() {
    return {ErrorCode::refused,
            JobRunner::tr("the computer takes on no more work at the moment").toStdString(),
            JobRunner::tr("close other programs and try again").toStdString()};
}

} // namespace

struct JobRunner::Task {
    int id = 0;
    Job job;
    std::stop_source stop;
    bool cancelled = false; // GUI thread only

    std::mutex mutex; // guards the two below, written by the worker
    double done = 0;
    std::string stage;

    QElapsedTimer clock;

    JobState state() {
        const std::lock_guard lock(mutex);
        JobState state{id, job.title, QString::fromStdString(stage), done, {}};
        const double seconds = clock.isValid() ? static_cast<double>(clock.elapsed()) / 1000 : 0;
        if (done > least_done_for_estimate && seconds > least_seconds_for_estimate)
            state.seconds_left = seconds * (1 - done) / done;
        return state;
    }
};

// What workers share with the runner: they may outlive it.
struct JobRunner::Link {
    std::mutex mutex;
    JobRunner* runner = nullptr; // null once the runner is gone
    int workers = 0;
    std::condition_variable changed;
};

struct JobRunner::Lanes {
    struct State {
        std::deque<TaskPtr> waiting;
        TaskPtr running; // until its thread has ended, even when cancelled
    };
    std::array<State, lane_count> states;
    QTimer poll;

    State& of(Lane lane) { return states[static_cast<std::size_t>(lane)]; }
};

JobRunner::JobRunner(QObject* parent)
    : QObject(parent), lanes_(std::make_unique<Lanes>()), link_(std::make_shared<Link>()) {
    link_->runner = this;
    lanes_->poll.setInterval(poll_ms);
    connect(&lanes_->poll, &QTimer::timeout, this, &JobRunner::pollProgress);
}

JobRunner::~JobRunner() {
    for (auto& lane : lanes_->states)
        if (lane.running) lane.running->stop.request_stop();
    const std::lock_guard lock(link_->mutex);
    link_->runner = nullptr;
}

int JobRunner::queue(Job job) {
    auto task = std::make_shared<Task>();
    task->id = ++last_id_;
    task->job = std::move(job);
    const Lane lane = task->job.lane;
    lanes_->of(lane).waiting.push_back(task);
    startNext(lane);
    return task->id;
}

int JobRunner::replace(Job job) {
    auto& lane = lanes_->of(job.lane);
    const auto waiting = lane.waiting; // cancel() takes from the queue
    for (const auto& task : waiting)
        cancel(task->id);
    if (lane.running) cancel(lane.running->id);
    return queue(std::move(job));
}

void JobRunner::cancel(int id) {
    for (auto& lane : lanes_->states) {
        TaskPtr found;
        if (lane.running && lane.running->id == id && !lane.running->cancelled) {
            found = lane.running;
            found->stop.request_stop();
        }
        const auto waiting = std::find_if(lane.waiting.begin(), lane.waiting.end(),
                                          [id](const TaskPtr& task) { return task->id == id; });
        if (waiting != lane.waiting.end()) {
            found = *waiting;
            lane.waiting.erase(waiting);
        }
        if (!found) continue;
        found->cancelled = true;
        if (found->job.cancelled) found->job.cancelled();
        Q_EMIT ended(id);
        return;
    }
}

void JobRunner::cancelAll() {
    for (auto& lane : lanes_->states) {
        const auto waiting = lane.waiting;
        for (const auto& task : waiting)
            cancel(task->id);
        if (lane.running) cancel(lane.running->id);
    }
}

bool JobRunner::isBusy() const {
    return isBusy(Lane::analysis) || isBusy(Lane::file) || isBusy(Lane::look) || isBusy(Lane::hand);
}

bool JobRunner::isBusy(Lane lane) const {
    const auto& state = lanes_->of(lane);
    return !state.waiting.empty() || (state.running && !state.running->cancelled);
}

std::optional<JobState> JobRunner::current(Lane lane) const {
    const auto& state = lanes_->of(lane);
    if (!state.running || state.running->cancelled) return {};
    return state.running->state();
}

bool JobRunner::waitForWorkers(int milliseconds) const {
    std::unique_lock lock(link_->mutex);
    return link_->changed.wait_for(lock, std::chrono::milliseconds(milliseconds),
                                   [this] { return link_->workers == 0; });
}

void JobRunner::startNext(Lane lane) {
    auto& state = lanes_->of(lane);
    if (state.running || state.waiting.empty()) return;
    const auto task = state.waiting.front();
    state.waiting.pop_front();
    state.running = task;
    task->clock.start();
    {
        const std::lock_guard lock(link_->mutex);
        ++link_->workers;
    }
    // A thread of its own, not a pool's: one that cannot be interrupted must not keep the program from
    // quitting.
    const auto work = [task, link = link_] {
        const Progress progress(task->stop.get_token(), [task](double done, std::string_view stage) {
            const std::lock_guard lock(task->mutex);
            task->done = done;
            task->stage = stage;
        });
        std::function<void()> outcome;
        const auto fail = [&](const Error& error) {
            outcome = [task, error] {
                if (error.code() == ErrorCode::cancelled) {
                    if (task->job.cancelled) task->job.cancelled();
                } else if (task->job.failed) {
                    task->job.failed(error);
                }
            };
        };
        try {
            outcome = task->job.work(progress);
        } catch (const Error& error) {
            fail(error);
        } catch (const std::bad_alloc&) {
            fail(Error(ErrorCode::refused, tr("there is not enough memory for this").toStdString(),
                       tr("choose larger cells or a smaller area").toStdString()));
        } catch (const std::exception& error) {
            fail(Error(ErrorCode::internal, error.what()));
        }
        const std::lock_guard lock(link->mutex);
        if (link->runner)
            QMetaObject::invokeMethod(
                link->runner,
                [runner = link->runner, task, outcome] { runner->onWorkerEnded(task, outcome); },
                Qt::QueuedConnection);
        --link->workers;
        link->changed.notify_all();
    };
    try {
        std::thread(work).detach();
    } catch (const std::system_error&) {
        {
            const std::lock_guard lock(link_->mutex);
            --link_->workers;
        }
        // Told as any other failure: later, and not while asking.
        const auto outcome = [task] {
            if (task->job.failed) task->job.failed(no_worker());
        };
        QMetaObject::invokeMethod(
            this, [this, task, outcome] { onWorkerEnded(task, outcome); }, Qt::QueuedConnection);
        return;
    }
    lanes_->poll.start();
    Q_EMIT started(task->state());
}

void JobRunner::onWorkerEnded(const TaskPtr& task, const std::function<void()>& outcome) {
    auto& lane = lanes_->of(task->job.lane);
    lane.running.reset();
    if (!task->cancelled) finish(task, outcome);
    startNext(task->job.lane);
    if (std::none_of(lanes_->states.begin(), lanes_->states.end(),
                     [](const auto& state) { return state.running != nullptr; }))
        lanes_->poll.stop();
}

void JobRunner::finish(const TaskPtr& task, const std::function<void()>& outcome) {
    try {
        if (outcome) outcome();
    } catch (const Error& error) {
        if (task->job.failed) task->job.failed(error);
    } catch (const std::exception& error) {
        if (task->job.failed) task->job.failed(Error(ErrorCode::internal, error.what()));
    }
    Q_EMIT ended(task->id);
}

void JobRunner::pollProgress() {
    for (auto& lane : lanes_->states)
        if (lane.running && !lane.running->cancelled) Q_EMIT progressed(lane.running->state());
}

QString sentence(const Error& error) {
    QString text = QString::fromStdString(error.message());
    if (!text.isEmpty()) text[0] = text[0].toUpper();
    const bool internal = error.code() == ErrorCode::internal;
    if (!error.context().empty())
        text = QStringLiteral("%1: %2").arg(QString::fromStdString(error.context().back()), text);
    if (!text.endsWith(u'.')) text += u'.';
    QString advice = QString::fromStdString(error.advice());
    if (advice.contains(QLatin1String("--"))) advice.clear(); // an option of the command line
    if (advice.isEmpty() && internal) advice = JobRunner::tr("your work is kept; try again");
    if (advice.isEmpty()) return text;
    advice[0] = advice[0].toUpper();
    return text + u' ' + advice + (advice.endsWith(u'.') ? QString() : QStringLiteral("."));
}

} // namespace prospect::app
