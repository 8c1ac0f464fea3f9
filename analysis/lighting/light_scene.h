// What the light of lamps runs past, and how lamps shine: made once, for any lamps.
#pragma once

#include "analysis/lighting/intensity_table.h"
#include "analysis/scene/transmission.h"

#include <map>
#include <memory>
#include <mutex>
#include <optional>

namespace prospect::lighting {

// Safe from several threads; the scene must outlive it.
class LightScene {
public:
    // opaque: opaque_space() of the scene. bounds: holds all lamps and places the plan is to be asked about.
    LightScene(const scene::Scene& scene, std::shared_ptr<const scene::Space> opaque, const Box& bounds);

    const scene::Space& opaque() const { return *opaque_; }
    const scene::Transmission& sight() const { return sight_; }
    // What the plan tells of lines from there; absent where it tells nothing, and beyond the bounds. Cost:
    // that of some thousand lines.
    std::optional<scene::PlanShadow> shadow_from(Point3 eye) const;
    // Made once for each photometry.
    const IntensityTable& table(const std::shared_ptr<const Photometry>& photometry) const;

private:
    std::shared_ptr<const scene::Space> opaque_;
    scene::Transmission sight_;
    Box bounds_;
    scene::PlanShadows shadows_;
    mutable std::mutex making_;
    mutable std::map<std::shared_ptr<const Photometry>, IntensityTable> tables_;
};

} // namespace prospect::lighting
