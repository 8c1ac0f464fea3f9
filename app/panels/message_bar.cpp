#include "app/panels/message_bar.h"

#include "app/panels/look.h"
#include "app/render/icons.h"

#include <QAccessible>
#include <QApplication>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QPainter>
#include <QPainterPath>
#include <QPushButton>
#include <QTimer>
#include <QToolButton>

#include <algorithm>

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
    : QWidget(parent), row_(new QHBoxLayout(this)), text_(paragraph({})), action_(push_button({})),
      timer_(new QTimer(this)) {
    setCursor(Qt::ArrowCursor);
    row_->setContentsMargins(shape_size + 2 * render::space::between, render::space::inside,
                             render::space::inside, render::space::inside);
    row_->setSpacing(render::space::between);
    row_->addWidget(text_, 1);
    row_->addWidget(action_);
    auto* close = tool_button(QStringLiteral("close"), tr("Close this message (Esc)"));
    close->setFocusPolicy(Qt::StrongFocus); // else a click on it gives the map the keyboard
    row_->addWidget(close);
    connect(close, &QToolButton::clicked, this, &MessageBar::close);
    connect(action_, &QPushButton::clicked, this, [this] {
        const auto act = act_;
        this->close();
        if (act) act();
    });
    timer_->setInterval(shown_ms);
    connect(timer_, &QTimer::timeout, this, &MessageBar::leave);
    connect(qApp, &QApplication::focusChanged, this, [this](QWidget* before, const QWidget* now) {
        const bool enters = now && isAncestorOf(now) && (!before || !isAncestorOf(before));
        if (enters) came_from_ = before && before->window() == window() ? before : nullptr;
    });
    hide();
}

bool MessageBar::hasKeyboard() const {
    const QWidget* focused = window()->focusWidget();
    return focused && (focused == this || isAncestorOf(focused)) && focused->hasFocus();
}

void MessageBar::close() {
    timer_->stop();
    // Before it hides, or the keyboard goes to whatever is next.
    if (hasKeyboard() && came_from_ && came_from_->isVisible() && came_from_->isEnabled())
        came_from_->setFocus(Qt::OtherFocusReason);
    else if (hasKeyboard())
        Q_EMIT keyboardFreed();
    hide();
}

void MessageBar::leave() {
    if (underMouse() || hasKeyboard()) return; // asked again after the same time
    timer_->stop();
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
        timer_->start();
    else
        timer_->stop();
    show();
    raise();
    update();
    Q_EMIT told();
    QAccessibleEvent alert(this, QAccessible::Alert);
    QAccessible::updateAccessibility(&alert);
}

QSize MessageBar::sizeWithin(int widest) const {
    const QMargins around = row_->contentsMargins();
    int natural = around.left() + around.right();
    for (int i = 0; i < row_->count(); ++i) {
        const QWidget* part = row_->itemAt(i)->widget();
        if (part->isHidden()) continue;
        natural += part == text_ ? text_->fontMetrics().horizontalAdvance(text_->text()) + 1
                                 : part->sizeHint().width();
        if (i > 0) natural += row_->spacing();
    }
    const int width = std::min(natural, widest);
    return {width, std::max(row_->heightForWidth(width), row_->minimumSize().height())};
}

void MessageBar::keyPressEvent(QKeyEvent* event) {
    if (event->key() == Qt::Key_Escape)
        close();
    else
        QWidget::keyPressEvent(event);
}

QString MessageBar::text() const {
    return text_->text();
}

void MessageBar::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const auto [name, color] = shape(level_, theme_of(palette()));
    QPainterPath card;
    card.addRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), render::space::radius,
                        render::space::radius);
    painter.fillPath(card, palette().color(QPalette::Base));
    QPainterPath edge;
    edge.addRect(0, 0, render::space::grid, height());
    painter.fillPath(card.intersected(edge), color);
    painter.setPen(palette().color(QPalette::Mid));
    painter.drawPath(card);
    render::paint_icon(painter, name, color,
                       QRectF(render::space::between, (height() - shape_size) / 2.0, shape_size, shape_size));
}

} // namespace prospect::app
