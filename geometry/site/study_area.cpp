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

} // namespace prospect
