#include "app/panels/typed_fields.h"

#include "app/panels/look.h"

#include <QComboBox>
#include <QCompleter>
#include <QDoubleSpinBox>
#include <QGridLayout>
#include <QLabel>

namespace prospect::app {

QDoubleSpinBox* add_number_field(QGridLayout& grid, const NumberField& about) {
    const int row = grid.rowCount();
    auto* words = text_label(about.label);
    auto* field = new QDoubleSpinBox;
    field->setObjectName(about.name);
    field->setDecimals(about.decimals);
    field->setRange(about.min, about.max);
    field->setSingleStep(about.step);
    field->setSuffix(about.unit);
    field->setAlignment(Qt::AlignRight);
    field->setFixedWidth(number_field_width);
    field->setAccessibleName(about.label);
    field->setKeyboardTracking(false); // an act is a whole number, not its first digit
    field->setGroupSeparatorShown(true);
    for (QWidget* one : std::initializer_list<QWidget*>{words, field})
        one->setToolTip(about.tip);
    leave_wheel_to_panel(field);
    words->setBuddy(field);
    grid.addWidget(words, row, 0);
    grid.addWidget(field, row, 1);
    return field;
}

QComboBox* add_choice_field(QGridLayout& grid, const QString& label, const QString& name,
                            const QString& tip) {
    auto* field = new QComboBox;
    field->setObjectName(name);
    field->setEditable(true);
    field->setInsertPolicy(QComboBox::NoInsert);
    field->completer()->setFilterMode(Qt::MatchContains);
    field->completer()->setCompletionMode(QCompleter::PopupCompletion);
    field->completer()->setCaseSensitivity(Qt::CaseInsensitive);
    field->setFixedWidth(choice_field_width);
    field->setAccessibleName(label);
    leave_wheel_to_panel(field);
    auto* words = text_label(label);
    words->setBuddy(field);
    for (QWidget* one : std::initializer_list<QWidget*>{words, field})
        one->setToolTip(tip);
    const int row = grid.rowCount();
    grid.addWidget(words, row, 0);
    grid.addWidget(field, row, 1);
    return field;
}

} // namespace prospect::app
