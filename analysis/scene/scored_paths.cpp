#include "analysis/scene/scored_paths.h"

#include "analysis/scene/standing_spot.h"
#include "analysis/scene/study_area.h"

namespace prospect::scene {

namespace {

// Of the steps whose middle is in the study area.
double scored_length(const std::vector<PathStation>& stations, const StudyArea& study, double step_m) {
    double sum = 0;
    for (std::size_t i = 1; i < stations.size(); ++i)
        if (study.contains((stations[i - 1].place + stations[i].place) * 0.5))
            sum += stations[i].chainage_m - stations[i - 1].chainage_m;
    return sum > 0 ? sum : step_m;
}

} // namespace

std::vector<ScoredPath> scored_paths(const Scene& scene, const Space& space, double step_m, double height_m,
                                     std::vector<Note>& notes) {
    std::vector<ScoredPath> paths;
    std::vector<Note> no_length;
    std::vector<Note> indoors;
    const StudyArea study(scene.site());
    for (const auto& [layer, feature] : scene.site().features(Role::path)) {
        if (!present(*feature, scene.time().phase) || feature->geometry.empty()) continue;
        const Point at = feature->geometry.points.front();
        const auto left_out = [&](const char* code, const char* why) {
            return Note{Note::Level::warning, code, "the path " + title_of(*feature) + " " + why, at,
                        feature->id};
        };
        if (length(feature->geometry) <= 0) {
            no_length.push_back(left_out("path_without_length", "has no length and is left out"));
            continue;
        }
        ScoredPath path{.path = feature};
        const auto stations = path_stations(feature->geometry, step_m);
        bool scored = false;
        for (const PathStation& station : stations) {
            if (!study.contains(station.place)) continue;
            scored = true;
            if (const auto spot = standing_spot(scene, space, station.place, height_m)) {
                path.stations.push_back(station);
                path.spots.push_back(*spot);
                path.ground_m.push_back(*space.ground().height_at(station.place));
            }
        }
        if (!scored) continue; // context
        path.length_m = scored_length(stations, study, step_m);
        if (path.spots.empty())
            indoors.push_back(left_out("path_indoors", "lies within buildings and is left out"));
        else
            paths.push_back(std::move(path));
    }
    add_merged(notes, no_length, "paths have no length and are left out", scene.site().frame);
    add_merged(notes, indoors, "paths lie within buildings and are left out", scene.site().frame);
    return paths;
}

} // namespace prospect::scene
