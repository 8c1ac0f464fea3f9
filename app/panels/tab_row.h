// Two or three words to switch what a column shows; the chosen one is underlined.
#pragma once

#include <QStringList>
#include <QWidget>

class QButtonGroup;

namespace prospect::app {

class TabRow : public QWidget {
    Q_OBJECT
public:
    explicit TabRow(const QStringList& words, QWidget* parent = nullptr);
    void setCurrent(int index);
    int current() const;

Q_SIGNALS:
    void chosen(int index);

private:
    QButtonGroup* group_;
};

} // namespace prospect::app
