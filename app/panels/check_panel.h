// Check, left: the one button, how far each strategy could be checked (a click lists its rules), and further
// measurements folded below.
#pragma once

#include "analysis/assessment/finding.h"

#include <QWidget>

#include <memory>
#include <string>

class QLabel;
class QPushButton;
class QVBoxLayout;

namespace prospect::app {

class CheckPanel : public QWidget {
    Q_OBJECT
public:
    // Takes the panel of measurements.
    explicit CheckPanel(QWidget* measurements, QWidget* parent = nullptr);

    // standing: how far the outcome holds, one sentence (CheckCommands::standing).
    void show(const std::shared_ptr<const assessment::Assessment>& outcome, const QString& standing);
    // Nothing on the plan, nothing to check.
    void setUsable(bool usable); // NOLINT: a state of the widget, not a mode of a call
    void unfoldMeasurements();
    QPushButton* checkButton() const { return check_; }

Q_SIGNALS:
    void checkRequested();
    // What a rule waits for is to be described: an id of assessment::subjects().
    void describeRequested(const QString& subject);
    // What people answer about a strategy is to be shown.
    void questionsRequested(const QString& strategy);

private:
    void fold(bool shown); // NOLINT: as above

    void fillTiles();

    std::shared_ptr<const assessment::Assessment> outcome_;
    std::string unfolded_; // the strategy whose rules are listed
    QPushButton* check_;
    QWidget* standing_;
    QLabel* standing_words_;
    QLabel* hint_;
    QVBoxLayout* tiles_;
    QWidget* scroll_ = nullptr; // of the tiles
    QPushButton* more_;
    QWidget* measurements_;
};

} // namespace prospect::app
