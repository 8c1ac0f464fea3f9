#include "analysis/scene/path_stations.h"

#include "geometry/base/error.h"
#include "geometry/site/time_context.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace prospect::scene {

namespace {

constexpr double same_place_m = 1e-6;

double azimuth_of(Point direction) {
    const double azimuth = std::atan2(direction.x, direction.y) * 180 / std::numbers::pi;
    return azimuth < 0 ? azimuth + 360 : azimuth;
}

std::vector<FeaturePtr> lines_named(const Site& site, std::string_view name, bool paths) {
    std::vector<FeaturePtr> found;
    for (const LayerPtr& layer : site.layers) {
        if ((layer->role == Role::path) != paths) continue;
        for (const FeaturePtr& feature : layer->features)
            if (feature->geometry.kind == GeometryKind::line &&
                (feature->name == name || feature->id.text() == name))
                found.push_back(feature);
    }
    return found;
}

std::string known_paths(const Site& site, Phase phase) {
    constexpr std::size_t most = 8;
    std::vector<std::string> names;
    for (const auto& [layer, path] : site.features(Role::path))
        if (path->geometry.kind == GeometryKind::line && !path->name.empty() && present(*path, phase) &&
            std::find(names.begin(), names.end(), path->name) == names.end())
            names.push_back(path->name);
    if (names.empty()) return "no path of this plan has a name: give the id of one";
    std::string text;
    for (std::size_t i = 0; i < std::min(most, names.size()); ++i)
        text += (i > 0 ? ", " : "") + names[i];
    if (names.size() > most) text += " and " + std::to_string(names.size() - most) + " more";
    return "the paths with a name are " + text;
}

} // namespace

std::vector<PathStation> path_stations(const Geometry& path, double step_m) {
    std::vector<PathStation> stations;
    if (path.kind != GeometryKind::line) return stations;
    double before = 0;     // length of the stretches that lie behind
    std::int64_t next = 0; // the station looked for: at next * step_m
    PathStation end;
    for (std::size_t r = 0; r < path.ring_count(); ++r) {
        const auto line = path.ring(r);
        for (std::size_t i = 0; i + 1 < line.size(); ++i) {
            const double stretch = distance(line[i], line[i + 1]);
            if (stretch <= 0) continue;
            const double azimuth = azimuth_of(line[i + 1] - line[i]);
            for (double at = static_cast<double>(next) * step_m; at < before + stretch - same_place_m;
                 at = static_cast<double>(++next) * step_m) {
                const double share = std::max(0.0, (at - before) / stretch);
                stations.push_back({at, line[i] + (line[i + 1] - line[i]) * share, azimuth});
            }
            before += stretch;
            end = {before, line[i + 1], azimuth};
        }
    }
    if (before > 0) stations.push_back(end);
    return stations;
}

FeaturePtr path_named(const Site& site, std::string_view name, Phase phase) {
    bool at_another_time = false;
    for (const bool paths : {true, false}) {
        auto found = lines_named(site, name, paths);
        at_another_time = at_another_time || !found.empty();
        std::erase_if(found, [&](const FeaturePtr& line) { return !present(*line, phase); });
        if (found.size() == 1) return found.front();
        if (found.size() > 1)
            throw Error(ErrorCode::refused,
                        std::to_string(found.size()) + " lines are called \"" + std::string(name) + "\"",
                        "give the id of the one you mean: " + found.front()->id.text() + " is the first");
    }
    if (at_another_time)
        throw Error(ErrorCode::refused,
                    "the path \"" + std::string(name) + "\" is not there in the phase " +
                        std::string(name_of(phase)),
                    "choose another --phase, or another path");
    throw Error(ErrorCode::refused, "the plan has no path \"" + std::string(name) + "\"",
                known_paths(site, phase));
}

} // namespace prospect::scene
