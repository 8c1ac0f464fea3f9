// Beside the map while lamps are set along a path: how far apart, on which side, what light, and what comes
// of it.
#pragma once

#include "app/tools/lamp_row.h"

#include <QStringList>
#include <QWidget>

class QComboBox;
class QDoubleSpinBox;
class QGridLayout;
class QLabel;
class QPushButton;

namespace prospect::app {

class LampRowPanel : public QWidget {
    Q_OBJECT
public:
    explicit LampRowPanel(QWidget* parent = nullptr);

    // Which path.
    void showPath(const QString& name);
    // Light data to choose from: that of the plan, then typical ones.
    void setChoices(const QStringList& names);
    // Tells nobody.
    void showRow(const LampRow& row);
    const LampRow& row() const { return row_; }
    // "7 lamps", on the button that adds them; 0: none fit.
    void showCount(std::size_t lamps);
    // What the path would have, in sentences; empty: it is being worked out.
    void showOutcome(const QStringList& sentences);

Q_SIGNALS:
    void edited(const prospect::app::LampRow& row);
    void addRequested();
    void closeRequested();

private:
    template <class Set>
    void edits(QDoubleSpinBox* field, Set set);
    void addSides(QGridLayout& grid);

    LampRow row_;
    std::size_t lamps_ = 0;  // that fit
    QStringList outcome_of_; // what was last said
    QString refused_;        // why the light data is not taken; empty: it is
    QStringList names_;
    QLabel* path_;
    QComboBox* light_;
    QDoubleSpinBox* height_;
    QDoubleSpinBox* spacing_;
    QDoubleSpinBox* first_;
    QDoubleSpinBox* offset_;
    QDoubleSpinBox* turn_;
    QComboBox* side_;
    QLabel* outcome_;
    QPushButton* add_;
};

} // namespace prospect::app
