// Rows of a grid of labels and fields: a number that is typed, a name that is chosen or typed.
#pragma once

#include <QString>

class QComboBox;
class QDoubleSpinBox;
class QGridLayout;

namespace prospect::app {

struct NumberField {
    QString label;
    QString name; // of the field, for those who look it up
    QString unit; // as it follows the number
    double min = 0;
    double max = 0;
    int decimals = 0;
    double step = 1;
    QString tip;
};
// Width of such fields, and of others beneath them.
inline constexpr int number_field_width = 144;
// It tells of a number once that is typed to its end.
QDoubleSpinBox* add_number_field(QGridLayout& grid, const NumberField& about);

// Names of files and the like: wider.
inline constexpr int choice_field_width = 176;
// With completion from any part of a name; what is typed is taken as it is.
QComboBox* add_choice_field(QGridLayout& grid, const QString& label, const QString& name, const QString& tip);

} // namespace prospect::app
