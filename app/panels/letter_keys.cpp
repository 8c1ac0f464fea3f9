#include "app/panels/letter_keys.h"

#include <QApplication>
#include <QComboBox>
#include <QKeyEvent>
#include <QWidget>

namespace prospect::app {

namespace {

bool is_plain_letter(const QKeyEvent& key) {
    const bool plain = !(key.modifiers() & ~(Qt::ShiftModifier | Qt::KeypadModifier));
    return plain && key.text().size() == 1 && key.text().front().isLetter();
}

bool takes_text(const QWidget* widget) {
    return widget != nullptr && widget->testAttribute(Qt::WA_InputMethodEnabled);
}

} // namespace

LetterKeys::LetterKeys(QWidget& window) : QObject(&window), window_(window) {
    qApp->installEventFilter(this);
}

bool LetterKeys::isInWord(const QKeyEvent& key) {
    const bool follows = key.isAutoRepeat() || (since_.isValid() && since_.elapsed() < word_ms);
    since_.start();
    return follows;
}

bool LetterKeys::eventFilter(QObject* watched, QEvent* event) {
    if (event->type() == QEvent::MouseButtonPress) since_.invalidate();
    if (event->type() != QEvent::ShortcutOverride) return false;
    auto* widget = qobject_cast<QWidget*>(watched);
    if (widget == nullptr || widget->window() != &window_) return false;
    // The widgets around the one that has the focus are asked after it, about the same key.
    const QWidget* focus = window_.focusWidget();
    if (widget != (focus != nullptr ? focus : &window_)) return false;
    const auto& key = *static_cast<QKeyEvent*>(event);
    if (takes_text(widget) || !is_plain_letter(key)) {
        since_.invalidate();
        return false;
    }
    // A closed list chooses by the first letter.
    const bool chooses = qobject_cast<const QComboBox*>(widget) != nullptr;
    if (!isInWord(key) && !chooses) return false;
    event->accept(); // a key, no shortcut
    return true;
}

} // namespace prospect::app
