#include "geometry/site/study_area.h"

namespace prospect {

RedLine red_line(const Site& site) {
    RedLine marked;
    RedLine unmarked{.features = {}, .assumed = true};
    for (const auto& [layer, feature] : site.features(Role::study_area)) {
        if (feature->geometry.kind != GeometryKind::polygon) continue;
        const Attribute* kind = feature->find("kind");
        const std::string text = kind ? as_text(kind->value) : std::string{};
        if (text == "application")
            marked.features.push_back(feature);
        else if (text.empty())
            unmarked.features.push_back(feature);
    }
    return marked.features.empty() && !unmarked.features.empty() ? unmarked : marked;
}

Box first_view(const Site& site) {
    constexpr std::size_t fewest = 5;
    constexpr double small_share = 0.25; // of the area
    const Box all = site.study_box();
    if (!red_line(site).features.empty()) return all;
    Box buildings;
    std::size_t count = 0;
    for (const LayerPtr& layer : site.layers)
        if (layer->role == Role::building) {
            buildings.add(layer->box());
            count += layer->features.size();
        }
    const bool lost =
        count >= fewest && buildings.width() * buildings.height() < small_share * all.width() * all.height();
    return lost ? buildings : all;
}

} // namespace prospect
