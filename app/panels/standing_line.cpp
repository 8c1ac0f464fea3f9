#include "app/panels/standing_line.h"

#include "app/panels/look.h"

#include <QPushButton>
#include <QVBoxLayout>

namespace prospect::app {

StandingLine::StandingLine(const QString& name, QWidget* parent)
    : QWidget(parent), row_(column_layout(this, 0, 0)) {
    setObjectName(name);
    row_->setContentsMargins(render::space::edge, render::space::between, render::space::edge, 0);
    hide();
}

void StandingLine::setStanding(const QString& sentence) {
    clear_layout(*row_);
    setVisible(!sentence.isEmpty());
    if (sentence.isEmpty()) return;
    auto* row = status_row(Status::look, sentence);
    auto* check = push_button(tr("Check what is shown"));
    check->setObjectName(
        QString(objectName()).replace(QLatin1String("-standing"), QLatin1String("-check-shown")));
    row->layout()->addWidget(check);
    row_->addWidget(row);
    connect(check, &QPushButton::clicked, this, &StandingLine::checkRequested);
}

} // namespace prospect::app
