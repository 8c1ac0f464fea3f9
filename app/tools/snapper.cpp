#include "app/tools/snapper.h"

#include "geometry/base/edges.h"
#include "geometry/base/tolerances.h"

#include <algorithm>

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
    bool found() const { return kind_ != SnapKind::none; }
    ToolPoint point() const { return {found() ? best_ : query_.at, kind_, query_.reach_m, false}; }

private:
    const SnapQuery& query_;
    Point best_;
    double best_m_;
    SnapKind kind_ = SnapKind::none;
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

} // namespace

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
            if (std::find(query.except.begin(), query.except.end(), feature->id) == query.except.end())
                near.push_back(feature);
        }
    return snap_among(query, near);
}

} // namespace prospect::app
