#include "tests/geometry/kernel/agreement.h"

#include "tests/geometry/kernel/sample_plans.h"

#include <algorithm>
#include <cmath>

namespace prospect::test {

namespace {

std::vector<Segment> walls_of(const kernel::Obstacles& obstacles) {
    std::vector<Segment> walls;
    const auto add = [&](Point a, Point b) {
        const Segment wall{{std::round(a.x * 1000), std::round(a.y * 1000)},
                           {std::round(b.x * 1000), std::round(b.y * 1000)}};
        if (wall.a != wall.b) walls.push_back(wall);
    };
    for (const std::vector<Point>& ring : obstacles.rings)
        for (std::size_t i = 0; i < ring.size(); ++i)
            add(ring[i], ring[(i + 1) % ring.size()]);
    for (const std::vector<Point>& line : obstacles.lines)
        for (std::size_t i = 0; i + 1 < line.size(); ++i)
            add(line[i], line[i + 1]);
    return walls;
}

ComparedEye eye_at(double x, double y, const char* kind) {
    return {{x / 1000, y / 1000}, {x, y, x, y, 0}, kind};
}

// Off all walls, but so near one that a view is taken from the wall itself.
bool is_almost_on_wall(const std::vector<Segment>& walls, Point millimetres) {
    return std::any_of(walls.begin(), walls.end(), [&](const Segment& wall) {
        const double apart = distance(millimetres, wall);
        return apart > 1e-6 && apart < 0.501;
    });
}

} // namespace

std::vector<ComparedEye> eyes_for(const kernel::Obstacles& obstacles, std::size_t count, std::uint32_t seed) {
    Dice dice(seed);
    const std::vector<Segment> walls = walls_of(obstacles);
    const Box& box = obstacles.bounds;
    std::vector<ComparedEye> eyes;
    for (std::size_t i = 0; eyes.size() < count; ++i) {
        const Segment& wall =
            walls[static_cast<std::size_t>(dice.whole(0, static_cast<std::int64_t>(walls.size()) - 1))];
        const Point along = wall.b - wall.a;
        if (i % 10 < 5) { // on a lattice of 2^-10 mm, which both sides hold exactly
            const double x = std::floor(dice.real(box.xmin, box.xmax) * 1000 * 1024) / 1024;
            const double y = std::floor(dice.real(box.ymin, box.ymax) * 1000 * 1024) / 1024;
            if (!is_almost_on_wall(walls, {x, y})) eyes.push_back(eye_at(x, y, "free"));
        } else if (i % 10 < 7) {
            const double share = static_cast<double>(dice.whole(1, 1023)) / 1024;
            const Point p = wall.a + along * share;
            eyes.push_back({p * 0.001, {wall.a.x, wall.a.y, wall.b.x, wall.b.y, share}, "wall"});
        } else if (i % 10 < 8) {
            eyes.push_back(eye_at(wall.a.x, wall.a.y, "corner"));
        } else { // exactly in line with the wall: a whole multiple of it beyond its end
            const Point p = wall.b + along * static_cast<double>(dice.whole(1, 4));
            if (box.contains(p * 0.001) && !is_almost_on_wall(walls, p))
                eyes.push_back(eye_at(p.x, p.y, "collinear"));
        }
    }
    return eyes;
}

double polygon_area(const kernel::View& view) {
    double twice_area = 0;
    for (std::size_t i = 0; i < view.boundary.size(); ++i)
        twice_area +=
            cross(view.boundary[i] - view.eye, view.boundary[(i + 1) % view.boundary.size()] - view.eye);
    return twice_area / 2;
}

Agreement compare(const kernel::VisibilityScene& scene, const VisibilityReference& reference,
                  const std::vector<ComparedEye>& eyes) {
    Agreement result;
    const auto workspace = scene.make_workspace();
    kernel::View view;
    for (const ComparedEye& eye : eyes) {
        scene.view_from(eye.metres, {}, *workspace, view);
        const auto query = reference.locate(eye.exact);
        const double exact = reference.area(*query) / 1e6;
        const double ours = polygon_area(view);
        ++result.compared;
        const bool inside = view.status == kernel::ViewStatus::inside_solid;
        if (inside != (exact <= 0)) {
            ++result.status_differs;
            result.worst_at = eye.metres;
        }
        if (inside || exact <= 0) {
            ++result.inside;
            continue;
        }
        ++(view.status == kernel::ViewStatus::on_wall ? result.on_wall : result.free);
        const double difference = std::abs(ours - exact) / std::max(exact, 1e-12);
        if (!(difference <= result.worst)) {
            result.worst = difference;
            result.worst_at = eye.metres;
        }
    }
    return result;
}

} // namespace prospect::test
