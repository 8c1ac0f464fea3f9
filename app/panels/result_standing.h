// How far a result holds for the plan as it is shown: out of date, or of another option.
#pragma once

#include "app/document/result_list.h"

#include <QWidget>

class QVBoxLayout;

namespace prospect::app {

// "Of the existing place, not of “Option A”": an option by its name, "" the existing place.
QString not_of_shown(const QString& option, const QString& shown);
// For a legend: "Of the existing place, not of “Option A”. Out of date"; empty when it holds.
QString standing_note(const ResultList& results, const Result& result);

// The same as rows with a button that measures again, on what is shown. Hidden when it holds.
class ResultStanding : public QWidget {
    Q_OBJECT
public:
    explicit ResultStanding(QWidget* parent = nullptr);

    // Null: no result is shown.
    void show(const ResultList& results, const Result* result);

Q_SIGNALS:
    void runAgainRequested();

private:
    void addRow(const QString& text, const QString& button);

    QVBoxLayout* rows_;
};

} // namespace prospect::app
