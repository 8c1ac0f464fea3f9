// Long work beside the window: queued in lanes, replaced, cancelled, delivered on the GUI thread.
#pragma once

#include "geometry/base/progress.h"

#include <QObject>
#include <QString>

#include <functional>
#include <memory>
#include <optional>

namespace prospect::app {

// Jobs of a lane run one after another; lanes run beside each other.
enum class Lane {
    analysis,
    file, // opening, importing, saving: never two at once, so that an abandoned save cannot overtake a newer
          // one
    look, // what panels and tools say of the plan as it is: short, asked anew when it changes (answer.h)
    hand, // what follows a hand that drags: nothing else keeps it waiting
};
inline constexpr std::size_t lane_count = 4;

// work runs on a thread of its own and must own everything it reads; the closure it returns is called on the
// GUI thread. Exactly one of: that closure, failed, cancelled is called, unless the runner dies first.
struct Job {
    using Delivery = std::function<void()>;

    QString title; // "Importing berlin.osm"
    Lane lane = Lane::file;
    std::function<Delivery(const Progress&)> work;
    std::function<void(const Error&)> failed;
    std::function<void()> cancelled = {};
};

struct JobState {
    int id = 0;
    QString title;
    QString stage; // what is being done, may be empty
    double done = 0;
    std::optional<double> seconds_left; // absent while too little is done to tell
};

class JobRunner : public QObject {
    Q_OBJECT
public:
    explicit JobRunner(QObject* parent = nullptr);
    // Asks everything to stop and does not wait: a job that cannot be interrupted is abandoned, its result
    // dropped.
    ~JobRunner() override;

    // Puts the job behind the others of its lane. Returns its id.
    int queue(Job job);
    // Cancels whatever waits or runs in the job's lane first.
    int replace(Job job);
    // `cancelled` is called at once; the worker stops at its next checkpoint and its result is dropped.
    void cancel(int id);
    void cancelAll();

    bool isBusy() const;
    bool isBusy(Lane lane) const;
    // The running job of a lane that has not been cancelled.
    std::optional<JobState> current(Lane lane) const;
    // Waits until no worker thread is left; false when `milliseconds` have passed.
    bool waitForWorkers(int milliseconds) const;

Q_SIGNALS:
    void started(const prospect::app::JobState& state);
    void progressed(const prospect::app::JobState& state);
    // Delivered, failed or cancelled.
    void ended(int id);

private:
    struct Task;
    struct Link;
    using TaskPtr = std::shared_ptr<Task>;

    void startNext(Lane lane);
    void onWorkerEnded(const TaskPtr& task, const std::function<void()>& outcome);
    void finish(const TaskPtr& task, const std::function<void()>& outcome);
    void pollProgress();

    struct Lanes;
    std::unique_ptr<Lanes> lanes_;
    std::shared_ptr<Link> link_;
    int last_id_ = 0;
};

// The error as the window shows it: one sentence, then what to do.
QString sentence(const Error& error);

} // namespace prospect::app
