// One message on the map: what happened and what to do about it. It lies over the map and moves nothing
// there; what went well goes by itself, but never while the mouse or the keyboard is in it.
#pragma once

#include <QPointer>
#include <QWidget>

#include <functional>

class QHBoxLayout;
class QLabel;
class QPushButton;
class QTimer;

namespace prospect::app {

// Keys: Tab comes to its buttons, Esc closes it; the keyboard goes back to where it was, after a click too.
class MessageBar : public QWidget {
    Q_OBJECT
public:
    enum class Level { fine, info, look, serious };

    explicit MessageBar(QWidget* parent = nullptr);

    // Messages that need no answer go by themselves.
    void tell(Level level, const QString& text);
    // With a button that does something about it.
    void tell(Level level, const QString& text, const QString& action, std::function<void()> act);
    QString text() const;
    // As wide as its text in one line, but no wider than that; as high as the lines take.
    QSize sizeWithin(int widest) const;

Q_SIGNALS:
    // Another text is shown: its place is to be found.
    void told();
    // Closed while the keyboard was in it, and where that was before is no longer shown.
    void keyboardFreed();

protected:
    void paintEvent(QPaintEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

private:
    bool hasKeyboard() const;
    void close();
    void leave();

    QHBoxLayout* row_;
    QLabel* text_;
    QPushButton* action_;
    std::function<void()> act_;
    QTimer* timer_;
    QPointer<QWidget> came_from_; // had the keyboard before
    Level level_ = Level::info;
};

} // namespace prospect::app
