#include "app/tools/snapper.h"

#include "geometry/base/edges.h"
#include "geometry/base/tolerances.h"

#include <algorithm>
#include <cmath>

namespace prospect::app {

namespace {

// Keeps the best of the places offered, in the order of their worth.
class Nearest {
public:
    explicit Nearest(const SnapQuery& query) : query_(query), best_m_(query.reach_m) {}

    void offer(SnapKind kind, Point p) {
        const double away = distance(p, query_.at);
        // Places a rounding apart are one place: the kind offered first keeps it.
        const bool closer =
            kind_ == SnapKind::none ? away <= best_m_ : away < best_m_ - tolerance::coordinate_step_m;
        if (!closer) return;
        best_ = p;
        best_m_ = away;
        kind_ = kind;
    }
    void offer(SnapKind kind, Point p, std::vector<Segment> guides) {
        const Point before = best_;
        const SnapKind kind_before = kind_;
        offer(kind, p);
        if (best_ != before || kind_ != kind_before) guides_ = std::move(guides);
    }
    // However far: where nothing was found.
    void take(SnapKind kind, Point p, std::vector<Segment> guides) {
        kind_ = kind;
        best_ = p;
        guides_ = std::move(guides);
    }
    bool found() const { return kind_ != SnapKind::none; }
    ToolPoint point() const { return {found() ? best_ : query_.at, kind_, query_.reach_m, false, guides_}; }

private:
    const SnapQuery& query_;
    Point best_;
    double best_m_;
    SnapKind kind_ = SnapKind::none;
    std::vector<Segment> guides_;
};

std::vector<Segment> edges_within_reach(const SnapQuery& query, std::span<const FeaturePtr> near) {
    std::vector<Segment> edges;
    for (const FeaturePtr& feature : near)
        for_each_edge(feature->geometry, [&](VertexPlace, const Segment& edge) {
            if (distance(query.at, edge) <= query.reach_m) edges.push_back(edge);
        });
    return edges;
}

void offer_crossings(Nearest& nearest, const std::vector<Segment>& edges) {
    if (edges.size() > most_crossing_edges) return;
    for (std::size_t i = 0; i < edges.size(); ++i)
        for (std::size_t j = i + 1; j < edges.size(); ++j)
            if (const auto p = crossing(edges[i], edges[j])) nearest.offer(SnapKind::crossing, *p);
}

// The foot of the perpendicular from the anchor, when it falls on the edge itself.
void offer_right_angles(Nearest& nearest, const std::vector<Segment>& edges, Point anchor) {
    for (const Segment& edge : edges) {
        const Point along = edge.b - edge.a;
        const double squared = dot(along, along);
        if (squared == 0) continue;
        const double share = dot(anchor - edge.a, along) / squared;
        const Point foot = edge.a + along * share;
        if (share < 0 || share > 1 || distance(foot, anchor) < tolerance::on_edge_m) continue;
        nearest.offer(SnapKind::perpendicular, foot);
    }
}

Point quarter_turn(Point v) {
    return {-v.y, v.x};
}

// The ray as far as the place on it, and a little beyond.
Segment guide(const SnapRay& ray, Point to) {
    const double way = dot(to - ray.from, ray.direction);
    constexpr double beyond = 1.15;
    return {ray.from, ray.from + ray.direction * (way * beyond)};
}

std::optional<Point> crossing_of(const SnapRay& a, const SnapRay& b) {
    const double turn = cross(a.direction, b.direction);
    if (std::abs(turn) < std::sin(M_PI / 36)) return std::nullopt; // all but parallel: anywhere
    return a.from + a.direction * (cross(b.from - a.from, b.direction) / turn);
}

std::optional<Point> crossing_of(const SnapRay& ray, const Segment& edge) {
    const double along = length(edge.b - edge.a);
    if (along == 0) return std::nullopt;
    const auto p = crossing_of(ray, SnapRay{edge.a, (edge.b - edge.a) * (1 / along), SnapKind::edge});
    if (!p) return std::nullopt;
    const double share = dot(*p - edge.a, edge.b - edge.a) / (along * along);
    return share >= 0 && share <= 1 ? p : std::nullopt;
}

// Whether the pointer is near enough to the ray: within a few degrees or pixels.
bool pulls(const SnapRay& ray, const SnapQuery& query) {
    const Point away = query.at - ray.from;
    const double off = std::abs(cross(ray.direction, away));
    const double far = length(away);
    if (far <= query.reach_m) return false; // any direction would do
    const double most_deg = ray.kind == SnapKind::diagonal ? diagonal_pull_deg : ray_pull_deg;
    return off <= std::min(far * std::sin(most_deg * M_PI / 180), 2 * query.reach_m) ||
           (ray.kind != SnapKind::diagonal && off <= query.reach_m / 2);
}

void offer_rays(Nearest& nearest, const SnapQuery& query, const std::vector<Segment>& edges) {
    const auto& rays = query.rays;
    std::vector<SnapRay> near;
    for (const SnapRay& ray : rays)
        if (pulls(ray, query)) near.push_back(ray);
    for (std::size_t i = 0; i < near.size(); ++i)
        for (std::size_t j = i + 1; j < near.size(); ++j)
            if (near[j].kind != SnapKind::diagonal && near[i].from != near[j].from)
                if (const auto p = crossing_of(near[i], near[j]))
                    nearest.offer(near[i].kind, *p, {guide(near[i], *p), guide(near[j], *p)});
    if (nearest.found()) return;
    for (const SnapRay& ray : near)
        for (const Segment& edge : edges)
            if (const auto p = crossing_of(ray, edge)) nearest.offer(ray.kind, *p, {guide(ray, *p)});
    if (nearest.found() || near.empty()) return;
    const SnapRay& first = near.front();
    const Point on = first.from + first.direction * dot(query.at - first.from, first.direction);
    nearest.take(first.kind, on, {guide(first, on)});
}

} // namespace

bool stands_free(Role role, GeometryKind shape) {
    return shape == GeometryKind::point && role != Role::opening && role != Role::underlay;
}

std::vector<SnapRay> own_rays(std::span<const Point> corners) {
    std::vector<SnapRay> rays;
    if (corners.size() < 2) return rays;
    const auto unit = [](Point v) { return v * (1 / length(v)); };
    const Point at = corners.back();
    const Point last = unit(at - corners[corners.size() - 2]);
    const Point first = unit(corners[1] - corners[0]);
    rays.push_back({at, quarter_turn(last), SnapKind::right_angle});
    rays.push_back({at, last, SnapKind::straight});
    if (corners.size() > 2) {
        rays.push_back({at, quarter_turn(first), SnapKind::right_angle});
        rays.push_back({at, first, SnapKind::right_angle});
        rays.push_back({corners[0], quarter_turn(first), SnapKind::right_angle});
        rays.push_back({corners[0], first, SnapKind::straight});
        if (at != corners[0]) rays.push_back({at, unit(corners[0] - at), SnapKind::straight});
    }
    const Point diagonal = unit(last + quarter_turn(last));
    rays.push_back({at, diagonal, SnapKind::diagonal});
    rays.push_back({at, quarter_turn(diagonal), SnapKind::diagonal});
    return rays;
}

ToolPoint snap_among(const SnapQuery& query, std::span<const FeaturePtr> near) {
    Nearest nearest(query);
    for (const Point& p : query.own)
        nearest.offer(SnapKind::end, p);
    for (const FeaturePtr& feature : near)
        for (const Point& p : feature->geometry.points)
            nearest.offer(SnapKind::end, p);
    const std::vector<Segment> edges = edges_within_reach(query, near);
    offer_crossings(nearest, edges);
    for (const Segment& edge : edges)
        nearest.offer(SnapKind::middle, (edge.a + edge.b) * 0.5);
    if (query.anchor) offer_right_angles(nearest, edges, *query.anchor);
    if (!nearest.found()) offer_rays(nearest, query, edges);
    if (!nearest.found())
        for (const Segment& edge : edges)
            nearest.offer(SnapKind::edge, nearest_on(edge, query.at));
    return nearest.point();
}

void Snapper::set_site(const SitePtr& site) {
    if (site == site_) return;
    site_ = site;
    std::vector<IndexedLayer> layers;
    if (site)
        for (const LayerPtr& layer : site->layers) {
            if (!layer->visible || layer->features.empty()) continue;
            const auto known = std::find_if(layers_.begin(), layers_.end(),
                                            [&](const IndexedLayer& one) { return one.layer == layer; });
            if (known != layers_.end()) {
                layers.push_back({layer, known->index});
                continue;
            }
            std::vector<Box> boxes;
            boxes.reserve(layer->features.size());
            for (const FeaturePtr& feature : layer->features)
                boxes.push_back(feature->geometry.box());
            layers.push_back({layer, std::make_shared<const SpatialIndex>(boxes)});
        }
    layers_ = std::move(layers);
}

ToolPoint Snapper::snap(const SnapQuery& query) const {
    const Box window = Box{query.at.x, query.at.y, query.at.x, query.at.y}.grown(query.reach_m);
    std::vector<FeaturePtr> near;
    for (const IndexedLayer& one : layers_)
        for (const std::uint32_t i : one.index->query(window)) {
            const FeaturePtr& feature = one.layer->features[i];
            if (!query.free_ones && stands_free(one.layer->role, feature->geometry.kind)) continue;
            if (std::find(query.except.begin(), query.except.end(), feature->id) == query.except.end())
                near.push_back(feature);
        }
    return snap_among(query, near);
}

} // namespace prospect::app
