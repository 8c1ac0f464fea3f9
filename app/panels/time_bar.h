// On the map: at what time of day, in which season and how many years after planting the place is looked at.
#pragma once

#include "geometry/site/time_context.h"

#include <QWidget>

class QButtonGroup;
class QHBoxLayout;
class QLabel;
class QSlider;

namespace prospect::app {

class TimeBar : public QWidget {
    Q_OBJECT
public:
    explicit TimeBar(QWidget* parent = nullptr);

    TimeContext time() const;
    // Tells of it, too.
    void setTime(const TimeContext& time);

Q_SIGNALS:
    void timeChanged(const prospect::TimeContext& time);

private:
    void addChoice(QHBoxLayout& row, QButtonGroup& group, const QString& icon_name, const QString& text,
                   int id);
    void showYear();
    void tell();

    QButtonGroup* band_;
    QButtonGroup* season_;
    QSlider* year_;
    QLabel* year_text_;
};

} // namespace prospect::app
