// Any walls, eyes and fields of view: a view is star-shaped, stays within the bounds and has finite measures,
// or the input is refused. Coordinates are small whole millimetres, so that everything crosses, touches and
// overlaps.
#include "geometry/base/error.h"
#include "geometry/kernel/visibility.h"
#include "tests/fuzz/bytes.h"

#include <cmath>
#include <cstddef>
#include <cstdint>

using namespace prospect;
using fuzz::Bytes;
using fuzz::require;

namespace {

Point point_of(Bytes& bytes) {
    const double x = bytes.next();
    return {x / 1000, bytes.next() / 1000.0};
}

void check(const kernel::View& view, const kernel::Sight& sight, const Box& bounds) {
    require(view.boundary.size() == view.edges.size());
    require(view.status != kernel::ViewStatus::inside_solid || view.boundary.empty());
    const Box room = bounds.grown(1e-6);
    for (std::size_t i = 0; i < view.boundary.size(); ++i) {
        const Point a = view.boundary[i] - view.eye;
        const Point b = view.boundary[(i + 1) % view.boundary.size()] - view.eye;
        require(room.contains(view.boundary[i]));
        require(cross(a, b) >= -1e-9);
    }
    const kernel::ViewMeasures measures = kernel::measure(view, sight);
    require(std::isfinite(measures.skewness_m3) && std::isfinite(measures.compactness));
    require(measures.area_m2 >= -1e-12 &&
            measures.area_m2 <= bounds.width() * bounds.height() * (1 + 1e-9) + 1e-12);
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    Bytes bytes(data, size);
    const kernel::Sight sight{bytes.next() * 1.5, 1 + bytes.next() * 1.5, bytes.next() / 500.0};
    const Point eyes[] = {point_of(bytes), point_of(bytes), point_of(bytes)};
    kernel::Obstacles obstacles;
    obstacles.bounds = {0, 0, 0.255, 0.255};
    while (!bytes.empty() && obstacles.rings.size() + obstacles.lines.size() < 40) {
        const std::uint8_t kind = bytes.next();
        std::vector<Point> chain;
        for (int i = 0; i < 2 + kind / 2 % 6; ++i)
            chain.push_back(point_of(bytes));
        (kind % 2 == 0 ? obstacles.rings : obstacles.lines).push_back(std::move(chain));
    }
    const kernel::VisibilityScene scene(obstacles);
    for (const Point& eye : eyes) {
        check(scene.view_from(eye), {}, scene.bounds());
        check(scene.view_from(eye, sight), sight, scene.bounds());
    }
    return 0;
}
