// What stands in the window before anything is open.
#pragma once

#include "app/document/recent_plans.h"
#include "app/document/recovery.h"

#include <QStringList>
#include <QWidget>

class QVBoxLayout;

namespace prospect::app {

class StartPage : public QWidget {
    Q_OBJECT
public:
    explicit StartPage(QWidget* parent = nullptr);

    static constexpr int most_recent = 5;
    void setRecent(const QList<RecentPlan>& plans);

    // Unsaved work of a program that ended badly; hidden when there is none.
    void setRecoverable(const std::vector<Recoverable>& work);

Q_SIGNALS:
    void recoverRequested(const prospect::app::Recoverable& work);
    void openRequested();
    void filesHelpRequested();
    void forgetRequested(const QString& file);
    void exampleRequested();
    void fileRequested(const QString& file);
    void filesDropped(const QStringList& files);

protected:
    void dragEnterEvent(QDragEnterEvent* event) override;
    void dragLeaveEvent(QDragLeaveEvent* event) override;
    void dropEvent(QDropEvent* event) override;

private:
    QWidget* makeDropArea();
    QWidget* makeContinue();

    QWidget* drop_area_;
    QVBoxLayout* recent_;
    QWidget* recover_;
    QVBoxLayout* recover_list_;
};

} // namespace prospect::app
