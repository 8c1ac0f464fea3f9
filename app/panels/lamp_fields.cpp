#include "app/panels/lamp_fields.h"

#include "app/panels/look.h"
#include "app/panels/typed_fields.h"
#include "geometry/site/defaults.h"
#include "geometry/site/time_context.h"

#include <QComboBox>
#include <QDoubleSpinBox>
#include <QGridLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalBlocker>

#include <cmath>

namespace prospect::app {

namespace {

constexpr double quarter_deg = 90;

} // namespace

LampFields::LampFields(QWidget* parent) : QWidget(parent) {
    auto* grid = new QGridLayout(this);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setVerticalSpacing(render::space::grid);
    grid->setColumnStretch(0, 1);
    const QString metres = QStringLiteral("\u00a0m");
    const QString degrees = QStringLiteral("°");
    const QString percent = QStringLiteral("\u00a0%");
    light_ = add_choice_field(
        *grid, tr("Light data"), QStringLiteral("lamp-light"),
        tr("The file of its maker (IES or EULUMDAT) that says how much light it gives which way. "
           "Import such files like any other; typical ones come with the program."));
    height_ = add_number_field(*grid, {tr("Height of the lamp"), QStringLiteral("lamp-height"), metres, 0,
                                       500, 2, 0.5, tr("Of its light above the ground")});
    azimuth_ = add_number_field(*grid, {tr("0° side points to"), QStringLiteral("lamp-azimuth"), degrees, 0,
                                        360, 1, 5,
                                        tr("Clockwise from north. In files of makers from America 0° is the "
                                           "street side, in those from Europe it runs along the street")});
    azimuth_->setWrapping(true);
    addTurn(*grid);
    tilt_ = add_number_field(*grid, {tr("Tilted up"), QStringLiteral("lamp-tilt"), degrees, -180, 180, 1, 5,
                                     tr("Lifts its 0° side")});
    roll_ = add_number_field(*grid, {tr("Rolled"), QStringLiteral("lamp-roll"), degrees, -180, 180, 1, 5,
                                     tr("Lifts its 90° side")});
    dimming_ = add_number_field(*grid, {tr("Dimmed to"), QStringLiteral("lamp-dimming"), percent, 0, 100, 0,
                                        10, tr("Share of its light that is switched on")});
    maintenance_ =
        add_number_field(*grid, {tr("In use, of new"), QStringLiteral("lamp-maintenance"), percent, 0, 100, 0,
                                 5, tr("Maintenance factor: what age and dirt leave of the new light")});
    circuit_ = add_choice_field(
        *grid, tr("Circuit"), QStringLiteral("lamp-circuit"),
        tr("Lamps of one circuit are dimmed and switched together (Plan, Lamps and circuits)"));
    hours_ = new QLineEdit;
    hours_->setObjectName(QStringLiteral("lamp-hours"));
    hours_->setPlaceholderText(QStringLiteral("dusk-dawn"));
    hours_->setFixedWidth(choice_field_width);
    auto* words = text_label(tr("Lit"));
    words->setBuddy(hours_);
    hours_->setAccessibleName(tr("Lit"));
    for (QWidget* one : std::initializer_list<QWidget*>{words, hours_})
        one->setToolTip(tr("When it is on, such as dusk-dawn or Mo-Su 17:00-23:00"));
    const int row = grid->rowCount();
    grid->addWidget(words, row, 0);
    grid->addWidget(hours_, row, 1);
    for (QDoubleSpinBox* field : {height_, azimuth_, tilt_, roll_, dimming_, maintenance_})
        field->setFixedWidth(choice_field_width);
    using Values = LampAim::Values;
    edits(height_, [](Values& values, double value) { values.height_m = value; });
    edits(azimuth_, [](Values& values, double value) { values.azimuth_deg = value == 360 ? 0 : value; });
    edits(tilt_, [](Values& values, double value) { values.tilt_deg = value; });
    edits(roll_, [](Values& values, double value) { values.roll_deg = value; });
    edits(dimming_, [](Values& values, double value) { values.dimming = value / 100; });
    edits(maintenance_, [](Values& values, double value) { values.maintenance = value / 100; });
    connect(light_, &QComboBox::textActivated, this, &LampFields::chooseLight);
    connect(light_->lineEdit(), &QLineEdit::editingFinished, this,
            [this] { chooseLight(light_->currentText()); });
    const auto take_circuit = [this] {
        if (values_.circuit == circuit_->currentText().trimmed().toStdString()) return;
        values_.circuit = circuit_->currentText().trimmed().toStdString();
        tell();
    };
    connect(circuit_, &QComboBox::textActivated, this, take_circuit);
    connect(circuit_->lineEdit(), &QLineEdit::editingFinished, this, take_circuit);
    connect(hours_, &QLineEdit::editingFinished, this, [this] {
        const std::string hours = hours_->text().trimmed().toStdString();
        if (hours != values_.hours && !hours.empty() && !open_at(hours, TimeContext{})) {
            refuse(hours_, tr("These hours are not understood: write them like dusk-dawn, 24/7 or "
                              "Mo-Su 17:00-23:00"));
            return;
        }
        refuse(hours_, {});
        if (hours == values_.hours) return;
        values_.hours = hours;
        tell();
    });
}

void LampFields::addTurn(QGridLayout& grid) {
    auto* turn = push_button(tr("Turn by 90°"));
    turn->setObjectName(QStringLiteral("lamp-turn"));
    turn->setToolTip(
        tr("Where the light runs across the street instead of along it: the two families of files "
           "count their planes from sides a quarter turn apart"));
    grid.addWidget(turn, grid.rowCount(), 1);
    connect(turn, &QPushButton::clicked, this, [this] {
        values_.azimuth_deg = std::fmod(values_.azimuth_deg + quarter_deg, 360);
        show(values_);
        tell();
    });
}

void LampFields::setChoices(const QStringList& own, const QStringList& typical, const QStringList& circuits) {
    if (own == own_ && typical == typical_ && circuits == circuits_) return;
    own_ = own;
    typical_ = typical;
    circuits_ = circuits;
    const QSignalBlocker quiet_light(light_);
    const QSignalBlocker quiet_circuit(circuit_);
    light_->clear();
    names_ = own + typical;
    light_->addItems(own);
    if (!own.isEmpty()) light_->insertSeparator(light_->count());
    light_->addItems(typical);
    circuit_->clear();
    circuit_->addItems(circuits);
    show(values_);
}

void LampFields::chooseLight(const QString& text) {
    const std::string name = text.trimmed().toStdString();
    if (name == values_.photometry) {
        refuse(light_, {});
        return;
    }
    if (!name.empty() && !names_.contains(text.trimmed(), Qt::CaseInsensitive)) {
        refuse(light_, tr("The plan keeps no light data called %1: choose from the list, or import its file "
                          "first")
                           .arg(text.trimmed()));
        return;
    }
    refuse(light_, {});
    values_.photometry = name;
    tell();
}

template <class Set>
void LampFields::edits(QDoubleSpinBox* field, Set set) {
    connect(field, &QDoubleSpinBox::valueChanged, this, [this, set](double value) {
        set(values_, value);
        tell();
    });
}

void LampFields::refuse(QWidget* field, const QString& why) {
    set_invalid(field, why);
    refusals_.erase(field);
    if (!why.isEmpty()) refusals_[field] = why;
    Q_EMIT refused(refusals_.empty() ? QString() : refusals_.begin()->second);
}

void LampFields::forget() {
    for (QWidget* field : {static_cast<QWidget*>(light_), static_cast<QWidget*>(hours_)})
        refuse(field, {});
}

void LampFields::tell() {
    const LampAim::Values values = values_;
    Q_EMIT edited(values);
}

void LampFields::show(const LampAim::Values& values) {
    values_ = values;
    const std::pair<QDoubleSpinBox*, double> numbers[] = {
        {height_, values.height_m},       {azimuth_, within_turn(values.azimuth_deg)},
        {tilt_, values.tilt_deg},         {roll_, values.roll_deg},
        {dimming_, 100 * values.dimming}, {maintenance_, 100 * values.maintenance}};
    for (const auto& [field, value] : numbers) {
        const QSignalBlocker quiet(field);
        field->setValue(value);
    }
    if (!light_->lineEdit()->hasFocus() || !light_->lineEdit()->isModified())
        light_->setCurrentText(QString::fromStdString(values.photometry));
    light_->lineEdit()->setPlaceholderText(
        tr("usual: %1")
            .arg(QString::fromStdString(Defaults::bundled().text(Role::luminaire, Feature{}, "photometry"))));
    light_->lineEdit()->setCursorPosition(0);
    circuit_->setCurrentText(QString::fromStdString(values.circuit));
    circuit_->lineEdit()->setPlaceholderText(tr("none"));
    hours_->setText(QString::fromStdString(values.hours));
}

} // namespace prospect::app
