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
// How it shows somebody at that place of the plan; empty where nobody can stand.
QString pointed_words(const sightlines::CameraGround& ground, const sightlines::CameraView& view, Point place,
                      sightlines::Edition shown);
// What is assumed of the camera and how it is counted. ground: null while there is none.
QStringList assumed_words(const Feature& camera, const sightlines::CameraView& view,
                          const sightlines::CameraGround* ground);
// Spots and season of the count, and what is not looked at.
QStringList counting_words(const sightlines::CameraGround& ground);

} // namespace prospect::app
