#include "analysis/sightlines/height_ladder.h"

#include <algorithm>
#include <vector>

namespace prospect::sightlines {

namespace {

constexpr int halvings = 10; // 2^-10 of the distance between two rungs

} // namespace

SeenShare seen_share(const rays::RayScene& scene, Point3 eye, const TallTarget& target, int rungs) {
    const double height = target.top_m - target.foot_m;
    const auto at = [&](double share) {
        return Point3{target.place.x, target.place.y, target.foot_m + share * height};
    };
    const double clearance = scene.clearance_m(at(0));
    if (rungs < 1 || height <= 2 * clearance) return {target.top_seen ? 1.0 : 0.0, 0};
    const double step = 1.0 / rungs;
    std::vector<Point3> ladder;
    for (int i = 0; i < rungs; ++i)
        ladder.push_back(at(i * step));
    ladder.front().z += std::min(clearance, height * step / 2); // clear of what it stands on
    std::vector<std::uint8_t> hidden(ladder.size());
    scene.blocked_from(eye, ladder, hidden);
    hidden.push_back(target.top_seen ? 0 : 1);
    SeenShare found{0, rungs};
    for (int i = 0; i < rungs; ++i) {
        const bool lower_seen = hidden[static_cast<std::size_t>(i)] == 0;
        const bool upper_seen = hidden[static_cast<std::size_t>(i) + 1] == 0;
        if (lower_seen == upper_seen) {
            found.share += lower_seen ? step : 0;
            continue;
        }
        double low = i * step;
        double high = (i + 1) * step;
        for (int h = 0; h < halvings; ++h) {
            const double middle = (low + high) / 2;
            const bool seen = !scene.blocked({eye, at(middle)});
            (seen == lower_seen ? low : high) = middle;
        }
        const double change = (low + high) / 2;
        found.share += lower_seen ? change - i * step : (i + 1) * step - change;
        found.rays += halvings;
    }
    found.share = std::clamp(found.share, 0.0, 1.0);
    return found;
}

} // namespace prospect::sightlines
