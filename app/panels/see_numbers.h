// What is seen from one spot in numbers: how much of the place first, the shape of the view folded away.
#pragma once

#include "analysis/sightlines/live_sight.h"

#include <QWidget>

class QLabel;
class QPushButton;

namespace prospect::app {

class SeeNumbers : public QWidget {
    Q_OBJECT
public:
    explicit SeeNumbers(QWidget* parent = nullptr);

    // How much of the place is seen and how much is hidden, and what counts.
    struct Ground {
        QString seen;
        QString hidden;
        bool operator==(const Ground&) const = default;
    };
    void showView(const sightlines::LiveView& view, const Ground& ground);

private:
    QWidget* makeShape();
    void fold(bool shown); // NOLINT: a state of the widget

    QLabel* seen_;
    QLabel* hidden_ground_;
    QLabel* farthest_ = nullptr;
    QLabel* nearest_ = nullptr;
    QPushButton* more_;
    QWidget* shape_ = nullptr;
    QLabel* area_ = nullptr;
    QLabel* perimeter_ = nullptr;
    QLabel* hidden_ = nullptr;
    QLabel* limit_ = nullptr;
    QLabel* plan_end_ = nullptr;
    QLabel* mean_ = nullptr;
    QLabel* lies_ = nullptr;
    QLabel* roundness_ = nullptr;
};

} // namespace prospect::app
