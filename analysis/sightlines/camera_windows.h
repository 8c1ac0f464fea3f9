// Which windows a camera shows.
#pragma once

#include "analysis/scene/transmission.h"
#include "analysis/sightlines/guardians.h"
#include "analysis/sightlines/placed_cameras.h"

#include <optional>

namespace prospect::sightlines {

// How far from the lens somebody at the window is whom the camera shows: in its picture, the camera before
// the window's wall (facing() in guardianship.h), and nothing of blocking_opacity or more between them.
// Absent when it does not show them.
std::optional<double> window_shown_at(const PlacedCamera& camera, const Guardian& window,
                                      const scene::Transmission& sight);

} // namespace prospect::sightlines
