// Over the outcome of a check: how far it holds for what the plan shows, with the way to check that.
#pragma once

#include <QWidget>

class QVBoxLayout;

namespace prospect::app {

class StandingLine : public QWidget {
    Q_OBJECT
public:
    // name: of the widget; its button is "<of>-check-shown" for "<of>-standing".
    explicit StandingLine(const QString& name, QWidget* parent = nullptr);
    // One sentence; empty: it holds, and there is no line.
    void setStanding(const QString& sentence);

Q_SIGNALS:
    // What the plan shows is to be checked.
    void checkRequested();

private:
    QVBoxLayout* row_;
};

} // namespace prospect::app
