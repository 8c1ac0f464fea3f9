#include "app/panels/schedule_panel.h"

#include "app/models/words.h"
#include "app/panels/look.h"
#include "app/panels/row_list.h"
#include "geometry/site/time_context.h"

#include <QDoubleSpinBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QScrollArea>
#include <QSignalBlocker>
#include <QVBoxLayout>

#include <algorithm>
#include <cmath>

namespace prospect::app {

namespace {

constexpr int first_types = 8;
constexpr int dimming_width = 84;
constexpr double differs = -1; // of the field for dimming

} // namespace

SchedulePanel::SchedulePanel(QWidget* parent)
    : QWidget(parent), sum_(paragraph({}, Tone::quiet)),
      types_(
          new RowList(QStringLiteral("schedule-types"), tr("Kinds of lamps, the most first"), first_types)),
      circuits_block_(new QWidget), circuits_(column_layout(circuits_block_, 0, render::space::between)) {
    make_panel(this);
    auto* scroll = new QScrollArea;
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setWidgetResizable(true);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    column_layout(this, 0, 0)->addWidget(scroll);
    auto* page = new QWidget;
    make_panel(page);
    scroll->setWidget(page);
    auto* column = column_layout(page, render::space::edge, render::space::between);
    column->addWidget(text_label(tr("Lamps and circuits"), render::TextStyle::panel_title));
    sum_->setObjectName(QStringLiteral("schedule-sum"));
    column->addWidget(sum_);
    column->addWidget(sub_heading(tr("Kinds")));
    column->addWidget(types_);
    column->addWidget(hairline());
    column->addWidget(sub_heading(tr("Circuits")));
    column->addWidget(circuits_block_);
    auto* acts = new QHBoxLayout;
    auto* copy = push_button(tr("Copy as a table"), Emphasis::plain, QStringLiteral("copy"));
    copy->setObjectName(QStringLiteral("schedule-copy"));
    auto* leave = push_button(tr("Close"));
    leave->setObjectName(QStringLiteral("schedule-close"));
    acts->addWidget(copy, 1);
    acts->addWidget(leave);
    column->addLayout(acts);
    column->addStretch(1);
    connect(types_, &RowList::taken, this, [this](const QString& key) {
        const auto type = static_cast<std::size_t>(key.toInt());
        if (type < schedule_.types.size()) Q_EMIT selectionRequested(schedule_.types[type].lamps);
    });
    connect(copy, &QPushButton::clicked, this, [this] { Q_EMIT copyRequested(schedule_text(schedule_)); });
    connect(leave, &QPushButton::clicked, this, &SchedulePanel::closeRequested);
}

void SchedulePanel::show(const LampSchedule& schedule) {
    // Fields somebody types into stay where they are.
    const bool same =
        std::equal(schedule.circuits.begin(), schedule.circuits.end(), schedule_.circuits.begin(),
                   schedule_.circuits.end(),
                   [](const auto& a, const auto& b) { return a.name == b.name && a.lamps == b.lamps; });
    schedule_ = schedule;
    QString sum =
        schedule.lamps == 0 ? tr("No lamps in this plan. Night results would be missing data, not "
                                 "darkness: draw lamps, or import them.")
        : schedule.lamps == 1
            ? tr("1 lamp, %1 installed.").arg(quantity_text(schedule.watts, "W"))
            : tr("%1 lamps, %2 installed.").arg(schedule.lamps).arg(quantity_text(schedule.watts, "W"));
    if (schedule.dimmed_watts < schedule.watts)
        sum +=
            u' ' + tr("Dimmed as they are, %1.").arg(quantity_text(std::round(schedule.dimmed_watts), "W"));
    if (schedule.without_watts > 0)
        sum +=
            u' ' +
            tr("%1 of them say no watts: neither the plan nor their light data.").arg(schedule.without_watts);
    sum_->setText(sum);
    std::vector<RowList::Row> rows;
    for (std::size_t i = 0; i < schedule.types.size(); ++i) {
        const auto& type = schedule.types[i];
        QString detail = tr("%1 high").arg(quantity_text(type.height_m, "m"));
        if (type.watts) detail += QStringLiteral(" · ") + quantity_text(*type.watts, "W");
        if (type.flux_lm) {
            const QString flux = quantity_text(std::round(*type.flux_lm), "lm");
            detail += QStringLiteral(" · ") + (type.assumed ? tr("%1 assumed").arg(flux) : flux);
        } else {
            detail += QStringLiteral(" · ") + tr("light data is not there");
        }
        rows.push_back({.key = QString::number(i),
                        .icon = QStringLiteral("luminaire"),
                        .title = QString::fromStdString(type.photometry),
                        .detail = detail,
                        .right = tr("× %1").arg(type.lamps.size())});
    }
    types_->setRows(std::move(rows));
    if (!same) {
        clear_layout(*circuits_);
        fields_.clear();
        for (const auto& circuit : schedule.circuits)
            addCircuit(circuit);
    }
    for (std::size_t i = 0; i < fields_.size(); ++i)
        fill(fields_[i], schedule.circuits[i]);
}

void SchedulePanel::fill(const CircuitFields& fields, const LampSchedule::Circuit& circuit) {
    const QSignalBlocker quiet(fields.dimming);
    fields.dimming->setValue(circuit.dimming ? 100 * *circuit.dimming : differs);
    fields.hours->setText(circuit.hours ? QString::fromStdString(*circuit.hours) : QString());
    fields.hours->setPlaceholderText(circuit.hours ? QStringLiteral("dusk-dawn") : tr("differs"));
}

void SchedulePanel::addCircuit(const LampSchedule::Circuit& circuit) {
    auto* block = new QWidget;
    auto* column = column_layout(block, 0, render::space::grid);
    const QString name = circuit.name.empty() ? tr("In no circuit") : QString::fromStdString(circuit.name);
    auto* head = new QHBoxLayout;
    auto* select = push_button(name, Emphasis::quiet);
    select->setToolTip(tr("Selects its lamps on the map"));
    head->addWidget(select, 0, Qt::AlignLeft);
    head->addStretch(1);
    head->addWidget(
        text_label(circuit.lamps.size() == 1 ? tr("1 lamp") : tr("%1 lamps").arg(circuit.lamps.size()),
                   render::TextStyle::secondary, Tone::quiet));
    column->addLayout(head);
    auto* row = new QHBoxLayout;
    row->setSpacing(render::space::inside);
    row->addWidget(text_label(tr("Dimmed to")));
    auto* dimming = new QDoubleSpinBox;
    dimming->setObjectName(QStringLiteral("circuit-dimming"));
    dimming->setAccessibleName(tr("%1: dimmed to").arg(name));
    dimming->setDecimals(0);
    dimming->setRange(differs, 100);
    dimming->setSpecialValueText(tr("differs"));
    dimming->setSuffix(QStringLiteral("\u00a0%"));
    dimming->setSingleStep(10);
    dimming->setKeyboardTracking(false);
    dimming->setFixedWidth(dimming_width);
    leave_wheel_to_panel(dimming);
    row->addWidget(dimming);
    row->addWidget(text_label(tr("lit")));
    auto* hours = new QLineEdit;
    hours->setObjectName(QStringLiteral("circuit-hours"));
    hours->setAccessibleName(tr("%1: lit").arg(name));
    hours->setToolTip(tr("When it is on, such as dusk-dawn or Mo-Su 17:00-23:00"));
    row->addWidget(hours, 1);
    column->addLayout(row);
    circuits_->addWidget(block);
    fields_.push_back({dimming, hours});
    connect(select, &QPushButton::clicked, this,
            [this, lamps = circuit.lamps] { Q_EMIT selectionRequested(lamps); });
    connect(dimming, &QDoubleSpinBox::valueChanged, this, [this, circuit](double value) {
        if (value < 0) return;
        const bool differed =
            std::any_of(schedule_.circuits.begin(), schedule_.circuits.end(),
                        [&](const auto& one) { return one.name == circuit.name && !one.dimming; });
        // A step from "differs" is no number anybody typed.
        const bool step = differed && value < 10;
        Q_EMIT edited(circuit_edit(circuit, {.dimming = step ? 1 : value / 100, .hours = {}}));
    });
    connect(hours, &QLineEdit::editingFinished, this, [this, circuit, hours] {
        const std::string text = hours->text().trimmed().toStdString();
        const auto now = std::find_if(schedule_.circuits.begin(), schedule_.circuits.end(),
                                      [&](const auto& one) { return one.name == circuit.name; });
        const bool same = now != schedule_.circuits.end() && now->hours && text == *now->hours;
        if (now == schedule_.circuits.end() || same || (!now->hours && !hours->isModified())) {
            set_invalid(hours, {});
            return;
        }
        const bool known = text.empty() || open_at(text, TimeContext{}).has_value();
        set_invalid(hours, known ? QString() : tr("These hours are not understood"));
        if (!known)
            Q_EMIT refused(tr("The hours \"%1\" are not understood: write them like dusk-dawn, 24/7 or Mo-Su "
                              "17:00-23:00.")
                               .arg(hours->text().trimmed()));
        if (known) Q_EMIT edited(circuit_edit(circuit, {.dimming = {}, .hours = text}));
    });
}

} // namespace prospect::app
