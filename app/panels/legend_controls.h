// How a result is coloured on the map: ramp, range, opacity, contour lines.
#pragma once

#include "app/render/field_style.h"

#include <QWidget>

#include <vector>

class QCheckBox;
class QComboBox;
class QLineEdit;
class QPushButton;
class QSlider;

namespace prospect::app {

class LegendControls : public QWidget {
    Q_OBJECT
public:
    explicit LegendControls(QWidget* parent = nullptr);

    // `original` is what Fit to data goes back to.
    void setStyle(const render::FieldStyle& style, const render::FieldStyle& original);
    const render::FieldStyle& style() const { return style_; }

Q_SIGNALS:
    void styleEdited();

private:
    void showStyle();
    void readRange();

    render::FieldStyle style_;
    render::FieldStyle original_;
    std::vector<QWidget*> of_ramp_; // mean nothing where colours stand for words
    QComboBox* ramp_;
    QLineEdit* min_;
    QLineEdit* max_;
    QSlider* opacity_;
    QCheckBox* contours_;
    QPushButton* fit_;
};

} // namespace prospect::app
