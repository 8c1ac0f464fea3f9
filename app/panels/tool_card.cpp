#include "app/panels/tool_card.h"

#include "app/panels/look.h"
#include "app/tools/tool_runner.h"

#include <QAction>
#include <QHBoxLayout>
#include <QPushButton>
#include <QToolButton>

namespace prospect::app {

ToolCard::ToolCard(ToolRunner& runner, QWidget* parent)
    : MapCard(parent), runner_(runner), row_(new QHBoxLayout(this)), offer_(push_button({})) {
    row_->setContentsMargins(render::space::inside, render::space::grid, render::space::inside,
                             render::space::grid);
    row_->setSpacing(render::space::inside);
    row_->addWidget(offer_);
    setObjectName(QStringLiteral("tool-card"));
    offer_->setObjectName(QStringLiteral("tool-offer"));
    connect(offer_, &QPushButton::clicked, this, [this] { runner_.press(Tool::Key::enter); });
    connect(&runner_, &ToolRunner::changed, this, &ToolCard::refresh);
    refresh();
}

void ToolCard::setFields(QWidget* fields, std::function<bool(const Tool&)> belongs) {
    fields_ = fields;
    belongs_ = std::move(belongs);
    row_->insertWidget(0, fields);
    refresh();
}

void ToolCard::addSwitch(QAction* action, std::function<bool(const Tool&)> belongs) {
    auto* button = tool_button(action);
    button->setText(action->iconText());
    button->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    button->setFocusPolicy(Qt::NoFocus); // the keys stay with the map
    row_->insertWidget(row_->indexOf(offer_), button);
    switches_.emplace_back(button, std::move(belongs));
    refresh();
}

void ToolCard::refresh() {
    const Tool* tool = runner_.session().tool();
    const QString offer = tool ? tool->offer() : QString();
    offer_->setVisible(!offer.isEmpty());
    if (!offer.isEmpty()) offer_->setText(offer);
    const bool fields = fields_ && tool && belongs_(*tool);
    if (fields_) fields_->setVisible(fields);
    bool any_switch = false;
    for (const auto& [button, counts] : switches_) {
        const bool shown = tool && counts(*tool);
        button->setVisible(shown);
        any_switch = any_switch || shown;
    }
    setVisible(fields || any_switch || !offer.isEmpty());
}

} // namespace prospect::app
