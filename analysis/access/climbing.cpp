#include "analysis/access/climbing.h"

#include "geometry/base/edges.h"

#include <algorithm>
#include <map>
#include <set>

namespace prospect::access {

namespace {

std::optional<double> usual_top(const Feature& activity) {
    static const std::map<std::string, double> tops{{"bin_store", 1.1}, {"seat", 0.5}};
    const auto found = tops.find(scene::AttributeReader::own_text(activity, "kind"));
    return found == tops.end() ? std::nullopt : std::optional(found->second);
}

// The place on the lines of a shape nearest to p.
Point foot_of(const Geometry& shape, Point p) {
    std::optional<Point> foot;
    for_each_edge(shape, [&](VertexPlace, const Segment& edge) {
        const Point near = nearest_on(edge, p);
        if (!foot || distance(near, p) < distance(*foot, p)) foot = near;
    });
    return foot.value_or(p);
}

} // namespace

bool ClimbingAid::helps(double over_m, Point at, const ClimbingReach& reach) const {
    return top_m <= over_m - reach.step_m && distance(feature->geometry, at) <= reach.near_m;
}

bool ClimbingAid::helps_over(const Geometry& boundary, double over_m, std::span<const Point> outside,
                             const ClimbingReach& reach) const {
    if (top_m > over_m - reach.step_m) return false;
    return std::any_of(outside.begin(), outside.end(), [&](Point p) {
        const Point foot = foot_of(boundary, p);
        return distance(feature->geometry, foot) <= reach.near_m &&
               distance(feature->geometry, p) <= distance(feature->geometry, foot - (p - foot));
    });
}

std::vector<ClimbingAid> climbing_aids_of(const scene::Scene& scene, const ClimbingReach& reach,
                                          scene::AttributeReader& reader) {
    static const std::set<std::string> kinds{"wall", "fence", "railing", "retaining_wall", "bollard"};
    std::vector<ClimbingAid> aids;
    const auto add = [&](Role role, const FeaturePtr& feature, std::optional<double> usual) {
        const double top_m = usual ? *usual : reader.number(role, *feature, "height_m");
        if (top_m >= reach.low_m && top_m <= reach.high_m)
            aids.push_back({role, feature, top_m, usual.has_value()});
    };
    const auto each = [&](Role role, const auto& act) {
        for (const auto& [layer, feature] : scene.site().features(role))
            if (present(*feature, scene.time().phase) && !feature->geometry.empty()) act(feature);
    };
    each(Role::barrier, [&](const FeaturePtr& barrier) {
        if (kinds.contains(scene::AttributeReader::own_text(*barrier, "kind")))
            add(Role::barrier, barrier, {});
    });
    each(Role::building, [&](const FeaturePtr& building) { add(Role::building, building, {}); });
    each(Role::activity, [&](const FeaturePtr& activity) {
        if (const auto usual = usual_top(*activity)) add(Role::activity, activity, usual);
    });
    return aids;
}

} // namespace prospect::access
