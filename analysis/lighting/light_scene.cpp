#include "analysis/lighting/light_scene.h"

namespace prospect::lighting {

LightScene::LightScene(const scene::Scene& scene, std::shared_ptr<const scene::Space> opaque,
                       const Box& bounds)
    : opaque_(std::move(opaque)), sight_(scene, opaque_), bounds_(bounds), shadows_(opaque_, bounds) {}

std::optional<scene::PlanShadow> LightScene::shadow_from(Point3 eye) const {
    if (!bounds_.contains(Point{eye.x, eye.y})) return std::nullopt;
    return shadows_.from(eye);
}

const IntensityTable& LightScene::table(const std::shared_ptr<const Photometry>& photometry) const {
    const std::lock_guard lock(making_);
    return tables_.try_emplace(photometry, *photometry).first->second;
}

} // namespace prospect::lighting
