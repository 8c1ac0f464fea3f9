// Shorthand of the kernel's tests.
#pragma once

#include "geometry/kernel/visibility.h"
#include "tests/geometry/kernel/agreement.h"
#include "tests/geometry/kernel/sample_plans.h"

#include <QTest>

#include <algorithm>
#include <cmath>

namespace prospect::test {

inline kernel::VisibilityScene scene_of(std::vector<std::vector<Point>> rings,
                                        std::vector<std::vector<Point>> lines, Box bounds) {
    return kernel::VisibilityScene({std::move(rings), std::move(lines), bounds});
}

inline double area_from(const kernel::VisibilityScene& scene, Point eye, const kernel::Sight& sight = {}) {
    return polygon_area(scene.view_from(eye, sight));
}

inline bool near(double value, double expected, double slack = 1e-9) {
    return std::abs(value - expected) <= slack;
}

// Length of the boundary of one kind.
inline double boundary_length(const kernel::View& view, kernel::EdgeKind kind) {
    double sum = 0;
    for (std::size_t i = 0; i < view.boundary.size(); ++i)
        if (view.edges[i] == kind)
            sum += distance(view.boundary[i], view.boundary[(i + 1) % view.boundary.size()]);
    return sum;
}

// Whether the boundary has this point (to a nanometre).
inline bool has_vertex(const kernel::View& view, Point p) {
    return std::any_of(view.boundary.begin(), view.boundary.end(),
                       [&](Point v) { return distance(v, p) < 1e-9; });
}

// Whether no two neighbouring edges run out and back on each other.
inline bool has_needles(const kernel::View& view) {
    const std::size_t n = view.boundary.size();
    for (std::size_t i = 0; i < n; ++i) {
        const Point in = view.boundary[(i + 1) % n] - view.boundary[i];
        const Point out = view.boundary[(i + 2) % n] - view.boundary[(i + 1) % n];
        if (dot(in, out) < 0 && std::abs(cross(in, out)) < 1e-9 * length(in) * length(out)) return true;
        if (length(in) < 1e-9) return true;
    }
    return false;
}

} // namespace prospect::test

#define VERIFY_NEAR(value, expected)                                                                         \
    QVERIFY2(prospect::test::near((value), (expected), 1e-9 * std::max(1.0, std::abs(double(expected)))),    \
             qPrintable(                                                                                     \
                 QString("%1 is not %2").arg(double(value), 0, 'g', 17).arg(double(expected), 0, 'g', 17)))
