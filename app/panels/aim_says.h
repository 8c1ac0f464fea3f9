// What is wrong with a thing that is aimed, or else what comes of what one does, in a place that keeps its
// height.
#pragma once

#include <QWidget>

class QLabel;

namespace prospect::app {

class AimSays : public QWidget {
    Q_OBJECT
public:
    // name: of its widgets: "aim" makes "aim-warning".
    explicit AimSays(const QString& name, QWidget* parent = nullptr);

    // One sentence each. A warning stands in the place of the hint; empty: there is none.
    void showHint(const QString& sentence);
    void showWarning(const QString& sentence);

private:
    QLabel* hint_;
    QWidget* warning_;
    QLabel* warning_text_;
};

} // namespace prospect::app
