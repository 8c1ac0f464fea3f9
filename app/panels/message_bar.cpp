#include "app/panels/message_bar.h"

#include "app/panels/look.h"
#include "app/render/icons.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPainter>
#include <QPushButton>
#include <QTimer>
#include <QToolButton>

namespace prospect::app {

namespace {

constexpr int shape_size = 20;
constexpr int shown_ms = 8000;

struct Shape {
    const char* icon;
    QColor color;
};

Shape shape(MessageBar::Level level, const render::Theme& theme) {
    switch (level) {
    case MessageBar::Level::fine:
        return {"fine", theme.fine};
    case MessageBar::Level::info:
        return {"info", theme.accent};
    case MessageBar::Level::look:
        return {"look", theme.look};
    case MessageBar::Level::serious:
        return {"serious", theme.serious};
    }
    return {"info", theme.accent};
}

} // namespace

MessageBar::MessageBar(QWidget* parent)
    : QWidget(parent), text_(paragraph({})), action_(push_button({})), timer_(new QTimer(this)) {
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(shape_size + 2 * render::space::between, render::space::inside,
                               render::space::inside, render::space::inside);
    layout->setSpacing(render::space::between);
    layout->addWidget(text_, 1);
    layout->addWidget(action_);
    auto* close = tool_button(QStringLiteral("close"), tr("Close this message"));
    layout->addWidget(close);
    connect(close, &QToolButton::clicked, this, &QWidget::hide);
    connect(action_, &QPushButton::clicked, this, [this] {
        hide();
        if (const auto act = act_) act();
    });
    timer_->setSingleShot(true);
    connect(timer_, &QTimer::timeout, this, &QWidget::hide);
    hide();
}

void MessageBar::tell(Level level, const QString& text) {
    tell(level, text, {}, {});
}

void MessageBar::tell(Level level, const QString& text, const QString& action, std::function<void()> act) {
    level_ = level;
    text_->setText(text);
    act_ = std::move(act);
    action_->setText(action);
    action_->setVisible(!action.isEmpty());
    setAccessibleName(text);
    if (level == Level::fine || level == Level::info)
        timer_->start(shown_ms);
    else
        timer_->stop();
    show();
    update();
}

QString MessageBar::text() const {
    return text_->text();
}

void MessageBar::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    painter.fillRect(rect(), palette().color(QPalette::Base));
    const auto [name, color] = shape(level_, theme_of(palette()));
    painter.fillRect(QRect(0, 0, 3, height()), color);
    painter.fillRect(QRect(0, height() - 1, width(), 1), palette().color(QPalette::Mid));
    render::paint_icon(painter, name, color,
                       QRectF(render::space::between, (height() - shape_size) / 2.0, shape_size, shape_size));
}

} // namespace prospect::app
