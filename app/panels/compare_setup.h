// Compare, left: which versions are compared, how far that is, and what differs on the plan.
#pragma once

#include "app/jobs/job_runner.h"
#include "geometry/site/plan_changes.h"

#include <QStringList>
#include <QWidget>

class QCheckBox;
class QLabel;
class QListWidget;
class QPushButton;
class QVBoxLayout;

namespace prospect::app {

class RunStrip;

class CompareSetup : public QWidget {
    Q_OBJECT
public:
    explicit CompareSetup(QWidget* parent = nullptr);

    // The options there are; the existing place comes first by itself. Ticks stay where they were; new ones
    // are ticked while there are at most three.
    void setOptions(const QStringList& options);
    // Ticked, in their order; "" is the existing place.
    QStringList chosen() const;
    void showChanges(const QString& from, const QString& to, const std::vector<PlanChange>& changes);
    void showProgress(const JobState& state);
    void showIdle();
    QPushButton* compareButton() const;
    QListWidget* changeList() const { return list_; }

Q_SIGNALS:
    void compareRequested();
    void cancelRequested();
    void newOptionRequested();
    // Its place in the list that was shown.
    void changeChosen(std::size_t change);

private:
    void updateState();
    bool hasOptions() const { return checks_.size() > 1; }

    QWidget* empty_;
    QWidget* body_;
    QVBoxLayout* rows_;
    std::vector<QCheckBox*> checks_; // their property "option" is the name
    RunStrip* strip_;
    QLabel* heading_;
    QLabel* summary_;
    QListWidget* list_;
};

} // namespace prospect::app
