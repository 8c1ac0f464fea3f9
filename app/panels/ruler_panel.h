// Beside the map while somebody measures in the middle of something else: the number now, and those before
// it.
#pragma once

#include "app/panels/row_list.h"

#include <QWidget>

class QLabel;

namespace prospect::app {

class RulerPanel : public QWidget {
    Q_OBJECT
public:
    // back: what the button that leaves says.
    explicit RulerPanel(const QString& back, QWidget* parent = nullptr);

    // Nothing was measured yet.
    void clear();
    // The line so far; the area is 0 where it encloses none.
    void showNow(double length_m, double area_m2);
    // The line has ended: it stays in the list, the newest first.
    void add(double length_m, double area_m2);

Q_SIGNALS:
    void backRequested();

private:
    QLabel* now_;
    QWidget* before_;
    RowList* list_;
};

} // namespace prospect::app
