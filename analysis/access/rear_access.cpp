#include "analysis/access/rear_access.h"

#include "analysis/scene/footing.h"
#include "analysis/scene/line_stations.h"

#include <algorithm>
#include <map>

namespace prospect::access {

namespace {

class Paths {
public:
    Paths(const scene::Scene& scene, const scene::AccessGraph& graph)
        : graph_(graph), footing_(scene, person_m, scene::Gates::unlocked) {
        std::vector<Box> boxes;
        for (const auto& [layer, path] : scene.site().features(Role::path))
            if (present(*path, scene.time().phase) && length(path->geometry) > 0) {
                paths_.push_back(path);
                boxes.push_back(path->geometry.box());
            }
        index_ = SpatialIndex(boxes);
    }

    void find(const PrivateStretch& edge, RearAccess& access) const {
        const Point from = edge.outside[edge.outside.size() / 2];
        const Geometry line = Geometry::make_line(edge.line);
        bool straight = false;
        for (const std::uint32_t i : index_.query(Box{from.x, from.y, from.x, from.y}.grown(from_path_m))) {
            const Point at = scene::nearest_station(paths_[i]->geometry, from).at;
            const double away_m = distance(line, at);
            if (away_m > from_path_m || graph_.place_at(at) != *edge.beyond) continue;
            const bool walks = footing_.walks(from) && footing_.walks(at) && footing_.steps(from, at);
            if (access.path && (straight && !walks)) continue;
            if (access.path && straight == walks && away_m >= access.path_away_m) continue;
            straight = walks;
            access.path = paths_[i];
            access.path_away_m = away_m;
            access.on_path = at;
        }
    }

private:
    static constexpr double person_m = 2;
    const scene::AccessGraph& graph_;
    scene::Footing footing_;
    std::vector<FeaturePtr> paths_;
    SpatialIndex index_;
};

} // namespace

std::vector<RearAccess> rear_accesses(const scene::Scene& scene, const scene::AccessGraph& graph,
                                      const std::vector<PrivateStretch>& edges) {
    std::vector<RearAccess> found;
    std::map<Uuid, std::size_t> places;
    for (std::size_t i = 0; i < edges.size(); ++i) {
        const PrivateStretch& edge = edges[i];
        if (!edge.rear() || scene::ownership_of(*edge.zone) != scene::Ownership::private_ground) continue;
        const auto [place, fresh] = places.emplace(edge.zone->id, found.size());
        if (fresh) found.push_back({.zone = edge.zone});
        RearAccess& access = found[place->second];
        access.rear_m += edge.length_m;
        if (!edge.exposed()) continue;
        access.exposed_m += edge.length_m;
        access.edges.push_back(i);
        for (const std::uint32_t gate : passages_in(edge, graph))
            if (std::find(access.gates.begin(), access.gates.end(), gate) == access.gates.end())
                access.gates.push_back(gate);
    }
    std::erase_if(found, [](const RearAccess& one) { return one.edges.empty(); });
    if (found.empty()) return found;
    const Paths paths(scene, graph);
    for (RearAccess& access : found) {
        const PrivateStretch& longest = edges[*std::max_element(
            access.edges.begin(), access.edges.end(),
            [&](std::size_t a, std::size_t b) { return edges[a].length_m < edges[b].length_m; })];
        access.at = longest.at;
        paths.find(longest, access);
    }
    return found;
}

} // namespace prospect::access
