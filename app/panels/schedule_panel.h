// Beside the map: the lamps of the plan by kind, and their circuits, dimmed and switched together.
#pragma once

#include "app/models/lamp_schedule.h"

#include <QWidget>

class QDoubleSpinBox;
class QLabel;
class QLineEdit;
class QVBoxLayout;

namespace prospect::app {

class RowList;

class SchedulePanel : public QWidget {
    Q_OBJECT
public:
    explicit SchedulePanel(QWidget* parent = nullptr);

    void show(const LampSchedule& schedule);

Q_SIGNALS:
    void selectionRequested(const std::vector<prospect::Uuid>& lamps);
    // One undo step.
    void edited(const prospect::SiteEdit& edit);
    // To be put on the clipboard.
    void copyRequested(const QString& text);
    // Why what was typed is not taken.
    void refused(const QString& why);
    void closeRequested();

private:
    struct CircuitFields {
        QDoubleSpinBox* dimming;
        QLineEdit* hours;
    };
    void addCircuit(const LampSchedule::Circuit& circuit);
    // Tells nobody.
    static void fill(const CircuitFields& fields, const LampSchedule::Circuit& circuit);

    LampSchedule schedule_;
    std::vector<CircuitFields> fields_; // by circuit
    QLabel* sum_;
    RowList* types_;
    QWidget* circuits_block_;
    QVBoxLayout* circuits_;
};

} // namespace prospect::app
