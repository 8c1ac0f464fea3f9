// Something a panel or a tool says of the plan, worked out beside the window and asked anew whenever what it
// rests on changes. Only the last question is answered.
#pragma once

#include "app/jobs/job_runner.h"

#include <QPointer>
#include <QTimer>

namespace prospect::app {

class Answer : public QObject {
    Q_OBJECT
public:
    // As Job::work: must own everything it reads; what it returns is called on the GUI thread.
    using Work = std::function<Job::Delivery(const Progress&)>;
    // While somebody types or drags: the work begins once nothing has been asked for so long.
    static constexpr int typing_ms = 200;

    Answer(JobRunner& jobs, QString title, QObject* parent);
    ~Answer() override;

    // In place of the former question, whose answer is dropped.
    void ask(Work work, int settle_ms = 0);
    // What follows a hand: the question that is being worked on is answered first, so that there is something
    // to see on the way; of those asked meanwhile only the last.
    void follow(Work work);
    void withdraw();
    bool isPending() const { return work_ || job_ != 0; }

Q_SIGNALS:
    // One sentence: the question stays without an answer.
    void failed(const QString& why);

private:
    void begin(Lane lane);
    void ended(Lane lane);

    QPointer<JobRunner> jobs_; // may go first
    QString title_;
    QTimer settle_;
    Work work_; // asked and not yet begun
    int job_ = 0;
    int begun_ = 0; // how many
};

} // namespace prospect::app
