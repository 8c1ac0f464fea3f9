#include "app/panels/aim_says.h"

#include "app/panels/look.h"

#include <QFontMetrics>
#include <QLabel>
#include <QVBoxLayout>

namespace prospect::app {

// Room for two lines is kept, so that a warning that comes and goes while one drags moves nothing.
AimSays::AimSays(const QString& name, QWidget* parent)
    : QWidget(parent), hint_(paragraph({}, Tone::quiet)), warning_(status_row(Status::look, {})),
      warning_text_(warning_->findChild<QLabel*>()) {
    auto* column = column_layout(this, 0, 0);
    warning_text_->setObjectName(name + QStringLiteral("-warning"));
    warning_->hide();
    column->addWidget(hint_);
    column->addWidget(warning_);
    column->addStretch(1);
    setMinimumHeight(2 * QFontMetrics(render::font(render::TextStyle::body)).lineSpacing() +
                     render::space::grid);
}

void AimSays::showHint(const QString& sentence) {
    hint_->setText(sentence);
}

void AimSays::showWarning(const QString& sentence) {
    warning_text_->setText(sentence);
    warning_->setVisible(!sentence.isEmpty());
    hint_->setVisible(sentence.isEmpty());
}

} // namespace prospect::app
