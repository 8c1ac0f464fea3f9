#include "analysis/sightlines/camera_windows.h"

#include "analysis/sightlines/guardianship.h"

namespace prospect::sightlines {

std::optional<double> window_shown_at(const PlacedCamera& camera, const Guardian& window,
                                      const scene::Transmission& sight) {
    const Point3 eye = window.eyes.front().at;
    if (!camera.has_in_frame(eye) || facing(eye, camera.eye, window.outward) <= 0) return std::nullopt;
    scene::Transmission::Sight seen;
    sight.from(camera.eye, std::span(&eye, 1), std::span(&seen, 1));
    if (!seen.clear) return std::nullopt;
    return camera.slant_m(eye);
}

} // namespace prospect::sightlines
