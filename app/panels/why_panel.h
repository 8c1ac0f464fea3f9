// Why one spot of the map is red: what makes it so, how much of the value each part is, what lies behind it,
// and the way to what would mend it.
#pragma once

#include "app/models/why_here.h"

#include <QWidget>

class QLabel;
class QVBoxLayout;

namespace prospect::app {

class WhyPanel : public QWidget {
    Q_OBJECT
public:
    explicit WhyPanel(QWidget* parent = nullptr);

    void show(const Why& why);
    const Why& why() const { return why_; }

Q_SIGNALS:
    void closeRequested();
    void helpRequested();
    // The problem under the cursor or with the focus, by key; "": none.
    void findingPointed(const QString& key);
    // The reason of that problem is wanted.
    void findingRequested(const QString& key);

protected:
    void keyPressEvent(QKeyEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void add(const WhyPart& part);

    Why why_;
    QVBoxLayout* list_;
};

} // namespace prospect::app
