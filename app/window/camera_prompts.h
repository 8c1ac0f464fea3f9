// What can be done with an aimed camera, and how what it shows is counted, in words.
#pragma once

#include "analysis/sightlines/live_camera.h"
#include "app/tools/camera_aim.h"

#include <QStringList>

namespace prospect::app {

// What the handle does, with the value it has; empty for the camera itself. sensor_width_mm: for the focal
// length.
QString handle_words(SeeTool::Part part, const CameraAim& aim, double sensor_width_mm);
// What the mouse and the keys do while that lies under the mouse.
QString aim_prompt(SeeTool::Part pointed, const CameraAim& aim, double sensor_width_mm);
// Spots and season of the count, and what is not looked at.
QStringList counting_words(const sightlines::CameraGround& ground);

} // namespace prospect::app
