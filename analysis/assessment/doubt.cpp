#include "analysis/assessment/doubt.h"

#include "analysis/assessment/facts.h"

namespace prospect::assessment {

SitePtr with_solid_barriers(const Site& site) {
    SiteEdit edit{"Solid where nobody said otherwise", {}};
    for (const auto& [layer, feature] : site.features(Role::barrier)) {
        const Reading opacity = number_of(Role::barrier, *feature, "opacity");
        if (opacity.defaulted && opacity.value < scene::blocking_opacity)
            edit.steps.emplace_back(ChangeAttribute{feature->id, "opacity", Value(1.0), Basis::assumed});
    }
    return edit.steps.empty() ? nullptr : apply(site, edit);
}

void mark_doubtful(const Criterion& criterion, const Measured& solid, Measured& measured) {
    for (Measurement& one : measured.subjects) {
        if (!criterion.holds(one.value)) continue;
        for (const Measurement& other : solid.subjects) {
            if (other.subject != one.subject || criterion.holds(other.value)) continue;
            one.defaulted = true;
            one.doubt = "it holds only if fences and railings whose opacity is not given let sight through";
        }
    }
}

} // namespace prospect::assessment
