#include "analysis/sightlines/path_watch.h"

#include "analysis/scene/scored_paths.h"

#include <algorithm>

namespace prospect::sightlines {

namespace {

// Spots of a path that are looked at together.
constexpr std::size_t stretch = 64;

void watch_path(PathWatch& path, const WatchedSpots& watched, std::size_t guardians,
                const NightLight* light) {
    std::vector<double> recognised_m;
    if (light && light->known())
        for (const Point3& spot : path.spots)
            recognised_m.push_back(light->recognised_m({spot.x, spot.y}).value_or(-1));
    path.watched.resize(path.spots.size());
    path.counted.assign(guardians, 0);
    for (std::size_t begin = 0; begin < path.spots.size(); begin += stretch) {
        const std::size_t count = std::min(stretch, path.spots.size() - begin);
        watched.watch(std::span(path.spots).subspan(begin, count),
                      std::span(path.watched).subspan(begin, count), &path.counted,
                      recognised_m.empty() ? std::span<const double>()
                                           : std::span<const double>(recognised_m).subspan(begin, count));
    }
}

} // namespace

std::size_t PathWatch::openings(const std::vector<Guardian>& guardians, double highest_m,
                                bool near_by) const {
    std::size_t found = 0;
    for (std::size_t g = 0; g < counted.size(); ++g)
        found += counted[g] >= (near_by ? 2 : 1) && guardians[g].eyes.front().height_m <= highest_m ? 1 : 0;
    return found;
}

std::optional<double> PathWatch::mean_guardianship(DayBand band) const {
    double sum = 0;
    std::size_t known = 0;
    for (const Watch& watch : watched)
        if (watch.knows(band)) {
            sum += watch.guardianship(band);
            ++known;
        }
    if (known == 0) return std::nullopt;
    return sum / static_cast<double>(known);
}

std::optional<double> PathWatch::least_guardianship(DayBand band) const {
    std::optional<double> least;
    for (const Watch& watch : watched)
        if (watch.knows(band)) least = std::min(watch.guardianship(band), least.value_or(1));
    return least;
}

std::vector<PathWatch> watched_paths(const engine::Context& context, const engine::Workers& workers,
                                     const scene::Space& space, const WatchedSpots& watched,
                                     std::size_t guardians, AlongPaths how,
                                     std::vector<engine::Note>& notes) {
    std::vector<PathWatch> paths;
    for (scene::ScoredPath& path :
         scene::scored_paths(context.scene(), space, how.step_m, how.target_height_m, notes))
        paths.push_back(
            {.path = std::move(path.path), .length_m = path.length_m, .spots = std::move(path.spots)});
    workers.for_blocks(static_cast<std::int64_t>(paths.size()), 1, [&](std::int64_t begin, std::int64_t end) {
        for (std::int64_t i = begin; i < end; ++i)
            watch_path(paths[static_cast<std::size_t>(i)], watched, guardians, how.light);
    });
    return paths;
}

} // namespace prospect::sightlines
