#include "app/panels/parameter_form.h"

#include "app/panels/look.h"
#include "app/panels/parameter_field.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>

namespace prospect::app {

ParameterForm::ParameterForm(const std::vector<engine::ParameterInfo>& parameters, QWidget* parent)
    : QWidget(parent) {
    auto* column = column_layout(this, 0, render::space::between);
    for (const auto& info : parameters)
        if (!info.advanced) addField(info, column);
    const bool any_advanced =
        std::any_of(parameters.begin(), parameters.end(), [](const auto& p) { return p.advanced; });
    if (any_advanced) {
        auto* fold = new QToolButton;
        fold->setText(tr("Advanced"));
        fold->setCheckable(true);
        fold->setAutoRaise(true);
        fold->setArrowType(Qt::RightArrow);
        fold->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
        column->addWidget(fold, 0, Qt::AlignLeft);
        auto* folded = new QWidget;
        auto* inner = column_layout(folded, 0, render::space::between);
        for (const auto& info : parameters)
            if (info.advanced) addField(info, inner);
        folded->hide();
        column->addWidget(folded);
        connect(fold, &QToolButton::toggled, folded, &QWidget::setVisible);
        connect(fold, &QToolButton::toggled, fold,
                [fold](bool open) { fold->setArrowType(open ? Qt::DownArrow : Qt::RightArrow); });
    }
    auto* back = push_button(tr("Reset to start values"), Emphasis::quiet, QStringLiteral("refresh"));
    column->addWidget(back, 0, Qt::AlignLeft);
    connect(back, &QPushButton::clicked, this, &ParameterForm::reset);
}

void ParameterForm::addField(const engine::ParameterInfo& info, QVBoxLayout* column) {
    auto* field = ParameterField::create(info, this);
    fields_.push_back(field);
    auto* block = new QVBoxLayout;
    block->setSpacing(render::space::grid);
    auto* label = text_label(QString::fromStdString(info.label));
    label->setWordWrap(true);
    label->setToolTip(QString::fromStdString(info.help));
    if (field->isWide()) {
        block->addWidget(label);
        block->addWidget(field);
    } else {
        auto* row = new QHBoxLayout;
        row->setSpacing(render::space::inside);
        row->addWidget(label, 1);
        row->addWidget(field, 0, Qt::AlignRight);
        block->addLayout(row);
    }
    if (!info.help.empty()) block->addWidget(paragraph(QString::fromStdString(info.help), Tone::quiet));
    column->addLayout(block);
    connect(field, &ParameterField::edited, this, &ParameterForm::edited);
    connect(field, &ParameterField::pickRequested, this,
            [this, name = QString::fromStdString(info.name)] { Q_EMIT pickRequested(name); });
}

engine::Settings ParameterForm::settings() const {
    engine::Settings settings;
    for (const auto* field : fields_)
        settings[field->info().name] = field->text().toStdString();
    return settings;
}

engine::Settings ParameterForm::changedSettings() const {
    engine::Settings changed;
    for (const auto* field : fields_)
        if (field->text().toStdString() != field->info().default_text)
            changed[field->info().name] = field->text().toStdString();
    return changed;
}

void ParameterForm::setSettings(const engine::Settings& settings) {
    for (auto* field : fields_)
        if (const auto found = settings.find(field->info().name); found != settings.end())
            field->setText(QString::fromStdString(found->second));
    Q_EMIT edited();
}

void ParameterForm::reset() {
    for (auto* field : fields_)
        field->setText(QString::fromStdString(field->info().default_text));
    Q_EMIT edited();
}

QString ParameterForm::problem() const {
    for (const auto* field : fields_)
        if (const auto why = field->problem(); !why.isEmpty()) return why;
    return {};
}

ParameterField* ParameterForm::field(std::string_view name) const {
    const auto found = std::find_if(fields_.begin(), fields_.end(),
                                    [name](const auto* field) { return field->info().name == name; });
    return found == fields_.end() ? nullptr : *found;
}

} // namespace prospect::app
