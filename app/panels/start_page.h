// What stands in the window before anything is open.
#pragma once

#include "app/document/recovery.h"

#include <QStringList>
#include <QWidget>

class QVBoxLayout;

namespace prospect::app {

class StartPage : public QWidget {
    Q_OBJECT
public:
    explicit StartPage(QWidget* parent = nullptr);

    // Files opened before, newest first; those that are gone are left out.
    void setRecent(const QStringList& files);

    // Unsaved work of a program that ended badly; hidden when there is none.
    void setRecoverable(const std::vector<Recoverable>& work);

Q_SIGNALS:
    void recoverRequested(const prospect::app::Recoverable& work);
    void openRequested();
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
