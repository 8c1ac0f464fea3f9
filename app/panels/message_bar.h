// One message over the map: what happened and what to do about it. Never in the way, never gone before it was
// read.
#pragma once

#include <QWidget>

#include <functional>

class QLabel;
class QPushButton;
class QTimer;

namespace prospect::app {

class MessageBar : public QWidget {
    Q_OBJECT
public:
    enum class Level { fine, info, look, serious };

    explicit MessageBar(QWidget* parent = nullptr);

    // fine and info go by themselves after a while; the others stay until closed or replaced.
    void tell(Level level, const QString& text);
    // With a button that does something about it.
    void tell(Level level, const QString& text, const QString& action, std::function<void()> act);
    QString text() const;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    QLabel* text_;
    QPushButton* action_;
    QTimer* timer_;
    std::function<void()> act_;
    Level level_ = Level::info;
};

} // namespace prospect::app
