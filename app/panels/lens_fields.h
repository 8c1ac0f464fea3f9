// How a camera stands and what lens it has, typed: the angle of view and the focal length say the same, by
// the sensor's width.
#pragma once

#include "app/tools/camera_aim.h"

#include <QWidget>

class QComboBox;
class QDoubleSpinBox;
class QGridLayout;

namespace prospect::app {

class LensFields : public QWidget {
    Q_OBJECT
public:
    explicit LensFields(QWidget* parent = nullptr);

    // Tells nobody.
    void show(const CameraAim::Values& values);
    // Its width is remembered; it is no part of the plan.
    double sensorWidth() const;

Q_SIGNALS:
    void edited(const prospect::app::CameraAim::Values& values);
    // Another sensor is chosen, so that a focal length means another angle.
    void sensorChanged();

private:
    void addSensor(QGridLayout& grid);
    void showFocal();
    template <class Set>
    void edits(QDoubleSpinBox* field, Set set);

    CameraAim::Values values_;
    QDoubleSpinBox* height_;
    QDoubleSpinBox* azimuth_;
    QDoubleSpinBox* tilt_;
    QDoubleSpinBox* range_;
    QDoubleSpinBox* hfov_;
    QDoubleSpinBox* focal_;
    QComboBox* sensor_;
    QDoubleSpinBox* columns_;
    QDoubleSpinBox* rows_;
};

} // namespace prospect::app
