// Run, how far it is, how long it will take, Cancel.
#pragma once

#include "app/jobs/job_runner.h"

#include <QWidget>

class QLabel;
class QProgressBar;
class QPushButton;

namespace prospect::app {

class RunStrip : public QWidget {
    Q_OBJECT
public:
    explicit RunStrip(QWidget* parent = nullptr);

    // Why it cannot be run; empty when it can.
    void setProblem(const QString& problem);
    void showProgress(const JobState& state);
    void showIdle();
    QPushButton* runButton() const { return run_; }
    QPushButton* cancelButton() const { return cancel_; }

Q_SIGNALS:
    void runRequested();
    void cancelRequested();

private:
    QPushButton* run_;
    QPushButton* cancel_;
    QProgressBar* bar_;
    QLabel* stage_;
    QLabel* left_;
    QLabel* problem_;
    QWidget* running_;
};

} // namespace prospect::app
