#include "app/panels/settings_panel.h"

#include "app/panels/look.h"
#include "app/panels/parameter_field.h"
#include "app/panels/parameter_form.h"

#include <QLabel>
#include <QScrollArea>
#include <QStackedWidget>
#include <QVBoxLayout>

namespace prospect::app {

SettingsPanel::SettingsPanel(std::span<const engine::Analysis> catalogue, QWidget* parent)
    : QWidget(parent), catalogue_(catalogue), pages_(new QStackedWidget) {
    make_panel(this);
    column_layout(this, 0, 0)->addWidget(pages_);
}

void SettingsPanel::show(const std::string& analysis) {
    if (!made_.contains(analysis)) {
        for (const auto& entry : catalogue_)
            if (entry.info().id == analysis) pages_->addWidget(makePage(entry));
    }
    const auto page = made_.find(analysis);
    if (page == made_.end()) return;
    shown_ = analysis;
    pages_->setCurrentWidget(page->second.widget);
}

const SettingsPanel::Page* SettingsPanel::page() const {
    const auto page = made_.find(shown_);
    return page == made_.end() ? nullptr : &page->second;
}

ParameterForm* SettingsPanel::form() const {
    return page() ? page()->form : nullptr;
}

std::filesystem::path SettingsPanel::reference() const {
    const auto* field = page() ? page()->reference : nullptr;
    const QString file = field ? field->text() : QString();
    if (file.isEmpty() || file == QLatin1String("none")) return {};
    return file.toStdString();
}

void SettingsPanel::setReference(const QString& file) {
    if (page() && page()->reference) page()->reference->setText(file);
}

QString SettingsPanel::problem() const {
    if (!page()) return {};
    if (const QString why = page()->form->problem(); !why.isEmpty()) return why;
    return page()->reference ? page()->reference->problem() : QString();
}

QWidget* SettingsPanel::makePage(const engine::Analysis& analysis) {
    auto* scroll = new QScrollArea;
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setWidgetResizable(true);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setFocusPolicy(Qt::NoFocus);
    auto* page = new QWidget;
    make_panel(page);
    auto* column = column_layout(page, render::space::edge, render::space::inside);
    const auto& info = analysis.info();
    auto* title = text_label(QString::fromStdString(info.title), render::TextStyle::panel_title);
    title->setWordWrap(true);
    column->addWidget(title);
    if (!info.term.empty()) column->addWidget(paragraph(QString::fromStdString(info.term), Tone::quiet));
    column->addWidget(paragraph(QString::fromStdString(info.summary)));
    column->addSpacing(render::space::grid);
    column->addWidget(hairline());
    column->addSpacing(render::space::grid);
    auto* form = new ParameterForm(analysis.parameters());
    column->addWidget(form);
    ParameterField* reference = nullptr;
    if (!info.fields.empty()) {
        column->addSpacing(render::space::grid);
        column->addWidget(hairline());
        column->addWidget(sub_heading(tr("Compare with another program")));
        column->addWidget(paragraph(info.light_of
                                        ? tr("A grid of light in lux, CSV x,y,value or GeoTIFF: the map of "
                                             "differences, a sheet of both sides and a chart come with the "
                                             "result.")
                                        : tr("A CSV of depthmapX or a GeoTIFF of the same cells: the map of "
                                             "differences and a chart come with the result."),
                                    Tone::quiet));
        reference = ParameterField::create({.name = "reference",
                                            .label = tr("Result of another program").toStdString(),
                                            .type = engine::ParameterType::file,
                                            .default_text = "none"},
                                           page);
        reference->setObjectName(QStringLiteral("reference"));
        column->addWidget(reference);
        connect(reference, &ParameterField::edited, this, &SettingsPanel::edited);
    }
    if (!info.reference.empty()) {
        column->addSpacing(render::space::grid);
        column->addWidget(hairline());
        column->addWidget(
            paragraph(tr("Method: %1").arg(QString::fromStdString(info.reference)), Tone::quiet));
    }
    column->addStretch(1);
    scroll->setWidget(page);
    made_[info.id] = {scroll, form, reference};
    connect(form, &ParameterForm::edited, this, &SettingsPanel::edited);
    connect(form, &ParameterForm::pickRequested, this, &SettingsPanel::pickRequested);
    return scroll;
}

} // namespace prospect::app
