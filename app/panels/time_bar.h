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
    // Says as many words as so many pixels have room for: all; those of the bands and of the chosen season;
    // at the least those of the bands. All have tips and names for screen readers.
    void setRoom(int width);
    QSize minimumSizeHint() const override;

Q_SIGNALS:
    void timeChanged(const prospect::TimeContext& time);

private:
    enum class Said { all, bands_and_chosen, bands };
    void addChoice(QHBoxLayout& row, QButtonGroup& group, const QString& icon_name, const QString& text,
                   int id);
    void showWords();
    void showYear();
    void tell();

    QButtonGroup* band_;
    QButtonGroup* season_;
    QSlider* year_;
    QLabel* year_text_;
    Said said_ = Said::all;
    int least_width_ = 0;
};

} // namespace prospect::app
