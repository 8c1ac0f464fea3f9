// Writes a picture of the window once nothing moves any more, then quits: for the documentation and for
// tests.
#pragma once

#include "app/main/command_line.h"

#include <QObject>

class QTimer;

namespace prospect::app {

class MainWindow;

class Screenshot : public QObject {
    Q_OBJECT
public:
    Screenshot(MainWindow& window, CommandLine line, QObject* parent = nullptr);

private:
    void look();

    MainWindow& window_;
    CommandLine line_;
    QTimer* timer_;
    int quiet_looks_ = 0;
    bool run_started_ = false;
};

} // namespace prospect::app
