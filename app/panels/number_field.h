// A number that is typed, in a row of a grid of labels and fields.
#pragma once

#include <QString>

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

} // namespace prospect::app
