#include "app/panels/lamp_row_panel.h"

#include "app/panels/look.h"
#include "app/panels/typed_fields.h"
#include "geometry/site/defaults.h"

#include <QComboBox>
#include <QDoubleSpinBox>
#include <QGridLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalBlocker>
#include <QVBoxLayout>

namespace prospect::app {

LampRowPanel::LampRowPanel(QWidget* parent)
    : QWidget(parent), path_(paragraph({}, Tone::quiet)), side_(new QComboBox), outcome_(paragraph({})),
      add_(push_button({}, Emphasis::primary)) {
    make_panel(this);
    auto* column = column_layout(this, render::space::edge, render::space::between);
    column->addWidget(text_label(tr("Lamps along a path"), render::TextStyle::panel_title));
    path_->setObjectName(QStringLiteral("lamp-row-path"));
    column->addWidget(path_);
    auto* grid = new QGridLayout;
    grid->setVerticalSpacing(render::space::grid);
    grid->setColumnStretch(0, 1);
    column->addLayout(grid);
    const QString metres = QStringLiteral("\u00a0m");
    light_ = add_choice_field(*grid, tr("Light data"), QStringLiteral("lamp-row-light"),
                              tr("The file of the lamps' maker, or a typical one"));
    light_->lineEdit()->setPlaceholderText(
        tr("usual: %1")
            .arg(QString::fromStdString(Defaults::bundled().text(Role::luminaire, Feature{}, "photometry"))));
    height_ = add_number_field(*grid, {tr("Height of the lamps"), QStringLiteral("lamp-row-height"), metres,
                                       0.1, 100, 2, 0.5, tr("Of their light above the ground")});
    spacing_ = add_number_field(*grid, {tr("Distance apart"), QStringLiteral("lamp-row-spacing"), metres, 1,
                                        1000, 1, 1, tr("Along the path, from one to the next")});
    first_ = add_number_field(*grid, {tr("First one after"), QStringLiteral("lamp-row-first"), metres, 0,
                                      1000, 1, 1, tr("From where the path begins on the plan")});
    offset_ = add_number_field(*grid, {tr("Off the middle"), QStringLiteral("lamp-row-offset"), metres, 0,
                                       100, 2, 0.5, tr("From the middle line of the path")});
    addSides(*grid);
    turn_ = add_number_field(
        *grid, {tr("Turned by"), QStringLiteral("lamp-row-turn"), QStringLiteral("°"), -180, 180, 0, 90,
                tr("The 0° side of the lamps, from facing the path: 90 where their data runs "
                   "along the street")});
    for (QDoubleSpinBox* field : {height_, spacing_, first_, offset_, turn_})
        field->setFixedWidth(choice_field_width);
    column->addWidget(hairline());
    outcome_->setObjectName(QStringLiteral("lamp-row-outcome"));
    column->addWidget(outcome_);
    auto* acts = new QHBoxLayout;
    acts->setSpacing(render::space::inside);
    add_->setObjectName(QStringLiteral("lamp-row-add"));
    auto* leave = push_button(tr("Leave"));
    leave->setObjectName(QStringLiteral("lamp-row-leave"));
    acts->addWidget(add_, 1);
    acts->addWidget(leave);
    column->addLayout(acts);
    column->addStretch(1);
    connect(add_, &QPushButton::clicked, this, &LampRowPanel::addRequested);
    connect(leave, &QPushButton::clicked, this, &LampRowPanel::closeRequested);
    edits(height_, [](LampRow& row, double value) { row.height_m = value; });
    edits(spacing_, [](LampRow& row, double value) { row.spacing_m = value; });
    edits(first_, [](LampRow& row, double value) { row.first_m = value; });
    edits(offset_, [](LampRow& row, double value) { row.offset_m = value; });
    edits(turn_, [](LampRow& row, double value) { row.turn_deg = value; });
    const auto choose = [this] {
        const QString name = light_->currentText().trimmed();
        const bool known = name.isEmpty() || names_.contains(name, Qt::CaseInsensitive);
        set_invalid(light_, known ? QString() : tr("The plan keeps no light data called %1").arg(name));
        refused_ =
            known ? QString() : tr("The plan keeps no light data called %1: choose from the list.").arg(name);
        showCount(lamps_);
        showOutcome(outcome_of_);
        if (!known || name.toStdString() == row_.photometry) return;
        row_.photometry = name.toStdString();
        Q_EMIT edited(row_);
    };
    connect(light_, &QComboBox::textActivated, this, choose);
    connect(light_->lineEdit(), &QLineEdit::editingFinished, this, choose);
}

void LampRowPanel::addSides(QGridLayout& grid) {
    side_->setObjectName(QStringLiteral("lamp-row-side"));
    side_->addItem(tr("right of its line"), static_cast<int>(RowSide::right));
    side_->addItem(tr("left of its line"), static_cast<int>(RowSide::left));
    side_->addItem(tr("by turns"), static_cast<int>(RowSide::staggered));
    side_->addItem(tr("on both sides"), static_cast<int>(RowSide::both));
    side_->setFixedWidth(choice_field_width);
    side_->setAccessibleName(tr("Side"));
    leave_wheel_to_panel(side_);
    auto* words = text_label(tr("Side"));
    words->setBuddy(side_);
    for (QWidget* one : std::initializer_list<QWidget*>{words, side_})
        one->setToolTip(tr("As seen by somebody who walks the path as it is drawn"));
    const int row = grid.rowCount();
    grid.addWidget(words, row, 0);
    grid.addWidget(side_, row, 1);
    connect(side_, &QComboBox::activated, this, [this] {
        row_.side = static_cast<RowSide>(side_->currentData().toInt());
        Q_EMIT edited(row_);
    });
}

template <class Set>
void LampRowPanel::edits(QDoubleSpinBox* field, Set set) {
    connect(field, &QDoubleSpinBox::valueChanged, this, [this, set](double value) {
        set(row_, value);
        Q_EMIT edited(row_);
    });
}

void LampRowPanel::showPath(const QString& name) {
    path_->setText(name);
}

void LampRowPanel::setChoices(const QStringList& names) {
    if (names == names_) return;
    const QSignalBlocker quiet(light_);
    names_ = names;
    light_->clear();
    light_->addItems(names);
    light_->setCurrentText(QString::fromStdString(row_.photometry));
}

void LampRowPanel::showRow(const LampRow& row) {
    row_ = row;
    refused_.clear();
    set_invalid(light_, {});
    const std::pair<QDoubleSpinBox*, double> numbers[] = {{height_, row.height_m},
                                                          {spacing_, row.spacing_m},
                                                          {first_, row.first_m},
                                                          {offset_, row.offset_m},
                                                          {turn_, row.turn_deg}};
    for (const auto& [field, value] : numbers) {
        const QSignalBlocker quiet(field);
        field->setValue(value);
    }
    side_->setCurrentIndex(side_->findData(static_cast<int>(row.side)));
    light_->setCurrentText(QString::fromStdString(row.photometry));
}

void LampRowPanel::showCount(std::size_t lamps) {
    lamps_ = lamps;
    add_->setEnabled(lamps > 0 && refused_.isEmpty());
    add_->setText(lamps == 0   ? tr("No lamp fits")
                  : lamps == 1 ? tr("Add 1 lamp")
                               : tr("Add %1 lamps").arg(lamps));
}

void LampRowPanel::showOutcome(const QStringList& sentences) {
    outcome_of_ = sentences;
    outcome_->setText(!refused_.isEmpty()   ? refused_
                      : sentences.isEmpty() ? tr("Working out the light…")
                                            : sentences.join(u'\n'));
}

} // namespace prospect::app
