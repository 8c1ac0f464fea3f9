#include "analysis/sightlines/closing_in.h"

#include "analysis/scene/clip.h"
#include "analysis/scene/scene.h"
#include "geometry/site/defaults.h"

#include <algorithm>
#include <cmath>

namespace prospect::sightlines {

namespace {

// Walls are rounded to whole millimetres, crowns are polygons of some corners.
constexpr double on_wall_m = 0.01;
constexpr double on_crown_m = 0.3;

// Points on the walls of the view, none nearer to a corner of it than needed.
std::vector<Point> wall_points(const kernel::View& view) {
    constexpr double step_m = 2;
    std::vector<Point> found;
    for (std::size_t i = 0; i < view.boundary.size(); ++i) {
        if (view.edges[i] != kernel::EdgeKind::solid) continue;
        const Point a = view.boundary[i];
        const Point b = view.boundary[(i + 1) % view.boundary.size()];
        const int parts = std::max(1, static_cast<int>(distance(a, b) / step_m));
        for (int part = 0; part < parts; ++part)
            found.push_back(a + (b - a) * ((part + 0.5) / parts));
    }
    return found;
}

} // namespace

std::vector<std::pair<Role, FeaturePtr>> closing_in(const engine::Context& context, Point p,
                                                    double eye_height_m, double reach_m) {
    const auto walls = context.walls_at(eye_height_m, context.scene().bounds().grown(reach_m + 1));
    const kernel::View view = walls->view_from(p, {.reach_m = reach_m});
    std::vector<std::pair<Role, FeaturePtr>> found;
    if (view.status != kernel::ViewStatus::ok) return found;
    const std::vector<Point> points = wall_points(view);
    const Box near = Box{p.x, p.y, p.x, p.y}.grown(reach_m);
    const auto bounds_view = [&](Role role, const Feature& thing) {
        return std::any_of(points.begin(), points.end(), [&](Point at) {
            if (role == Role::tree)
                return std::abs(distance(label_point(thing.geometry), at) -
                                Defaults::bundled().number(Role::tree, thing, "crown_m") / 2) <= on_crown_m;
            return thing.geometry.box().grown(on_wall_m).contains(at) &&
                   scene::edge_distance(thing.geometry, at) <= on_wall_m;
        });
    };
    for (const Role role : {Role::building, Role::barrier, Role::planting, Role::tree})
        for (const auto& [layer, thing] : context.site().features(role))
            if (present(*thing, context.time().phase) && !thing->geometry.empty() &&
                thing->geometry.box().grown(role == Role::tree ? reach_m : 0).intersects(near) &&
                bounds_view(role, *thing))
                found.emplace_back(role, thing);
    return found;
}

} // namespace prospect::sightlines
