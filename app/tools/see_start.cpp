#include "app/tools/see_start.h"

#include "geometry/site/study_area.h"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <vector>

namespace prospect::app {

namespace {

constexpr int rings = 12; // of places tried about the middle
constexpr int directions = 16;

Box common(const Box& a, const Box& b) {
    return {std::max(a.xmin, b.xmin), std::max(a.ymin, b.ymin), std::min(a.xmax, b.xmax),
            std::min(a.ymax, b.ymax)};
}

std::vector<FeaturePtr> buildings_in(const Site& site, const Box& area) {
    std::vector<FeaturePtr> found;
    for (const auto& [layer, building] : site.features(Role::building))
        if (building->geometry.kind == GeometryKind::polygon && building->geometry.box().intersects(area))
            found.push_back(building);
    return found;
}

} // namespace

Point start_of_eye(const Site& site, std::optional<Point> cursor, const Box& shown) {
    const Box plan = site.box();
    if (plan.empty()) return cursor.value_or(shown.center());
    if (cursor && plan.contains(*cursor)) return *cursor;
    Box area = plan;
    const Box study = common(first_view(site), plan);
    for (const Box& wanted : {common(study, shown), common(plan, shown), study})
        if (!wanted.empty()) {
            area = wanted;
            break;
        }
    const auto buildings = buildings_in(site, area);
    const auto is_open = [&](Point p) {
        return std::none_of(buildings.begin(), buildings.end(),
                            [p](const FeaturePtr& one) { return contains(one->geometry, p); });
    };
    const Point middle = area.center();
    if (is_open(middle)) return middle;
    for (int ring = 1; ring <= rings; ++ring)
        for (int i = 0; i < directions; ++i) {
            const double angle = 2 * std::numbers::pi * i / directions;
            const double share = 0.5 * ring / rings;
            const Point p = middle + Point{area.width() * share * std::cos(angle),
                                           area.height() * share * std::sin(angle)};
            if (is_open(p)) return p;
        }
    return middle;
}

} // namespace prospect::app
