#include "analysis/sightlines/path_watch.h"

#include "analysis/scene/path_stations.h"
#include "analysis/scene/standing_spot.h"
#include "analysis/sightlines/study_area.h"

#include <algorithm>

namespace prospect::sightlines {

namespace {

using engine::Note;

// Spots of a path that are looked at together.
constexpr std::size_t stretch = 64;

void watch_path(PathWatch& path, const WatchedSpots& watched, std::size_t guardians) {
    path.watched.resize(path.spots.size());
    path.counted.assign(guardians, 0);
    for (std::size_t begin = 0; begin < path.spots.size(); begin += stretch) {
        const std::size_t count = std::min(stretch, path.spots.size() - begin);
        watched.watch(std::span(path.spots).subspan(begin, count),
                      std::span(path.watched).subspan(begin, count), &path.counted);
    }
}

// Of the steps whose middle is in the study area; less than a step counts as one.
double scored_length(const std::vector<scene::PathStation>& stations, const StudyArea& study, double step_m) {
    double sum = 0;
    for (std::size_t i = 1; i < stations.size(); ++i)
        if (study.contains((stations[i - 1].place + stations[i].place) * 0.5))
            sum += stations[i].chainage_m - stations[i - 1].chainage_m;
    return sum > 0 ? sum : step_m;
}

} // namespace

std::size_t PathWatch::openings(const std::vector<Guardian>& guardians, double highest_m,
                                bool near_by) const {
    std::size_t found = 0;
    for (std::size_t g = 0; g < counted.size(); ++g)
        found += counted[g] >= (near_by ? 2 : 1) && guardians[g].eyes.front().height_m <= highest_m ? 1 : 0;
    return found;
}

double PathWatch::mean_guardianship(DayBand band) const {
    double sum = 0;
    for (const Watch& watch : watched)
        sum += watch.guardianship(band);
    return watched.empty() ? 0 : sum / static_cast<double>(watched.size());
}

std::vector<PathWatch> watched_paths(const engine::Context& context, const engine::Workers& workers,
                                     const scene::Space& space, const WatchedSpots& watched,
                                     std::size_t guardians, AlongPaths how, std::vector<Note>& notes) {
    std::vector<PathWatch> paths;
    std::vector<Note> no_length;
    std::vector<Note> indoors;
    const StudyArea study(context.site());
    for (const auto& [layer, feature] : context.site().features(Role::path)) {
        if (!present(*feature, context.time().phase) || feature->geometry.empty()) continue;
        const Point at = feature->geometry.points.front();
        const auto left_out = [&](const char* code, const char* why) {
            return Note{Note::Level::warning, code, "the path " + scene::title_of(*feature) + " " + why, at,
                        feature->id};
        };
        if (length(feature->geometry) <= 0) {
            no_length.push_back(left_out("path_without_length", "has no length and is left out"));
            continue;
        }
        PathWatch path{.path = feature};
        const auto stations = scene::path_stations(feature->geometry, how.step_m);
        bool scored = false;
        for (const scene::PathStation& station : stations) {
            if (!study.contains(station.place)) continue;
            scored = true;
            if (const auto spot =
                    scene::standing_spot(context.scene(), space, station.place, how.target_height_m))
                path.spots.push_back(*spot);
        }
        if (!scored) continue; // context
        path.length_m = scored_length(stations, study, how.step_m);
        if (path.spots.empty())
            indoors.push_back(left_out("path_indoors", "lies within buildings and is left out"));
        else
            paths.push_back(std::move(path));
    }
    workers.for_blocks(static_cast<std::int64_t>(paths.size()), 1, [&](std::int64_t begin, std::int64_t end) {
        for (std::int64_t i = begin; i < end; ++i)
            watch_path(paths[static_cast<std::size_t>(i)], watched, guardians);
    });
    const Frame& frame = context.site().frame;
    scene::add_merged(notes, no_length, "paths have no length and are left out", frame);
    scene::add_merged(notes, indoors, "paths lie within buildings and are left out", frame);
    return paths;
}

} // namespace prospect::sightlines
