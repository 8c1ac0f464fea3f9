#include "analysis/access/zone_edges.h"

#include "geometry/base/edges.h"
#include "geometry/site/water.h"

#include <algorithm>
#include <cmath>

namespace prospect::access {

namespace {

bool is_mark(const Layer& layer, const Feature& feature) {
    return layer.role == Role::barrier || layer.role == Role::building || layer.role == Role::planting ||
           (feature.geometry.kind == GeometryKind::polygon && is_water(layer, feature));
}

} // namespace

std::vector<std::vector<EdgePiece>> edge_pieces(const Feature& zone, double step_m) {
    Geometry outline = zone.geometry;
    normalise(outline);
    std::vector<std::vector<EdgePiece>> rings(outline.ring_count());
    for_each_edge(outline, [&](VertexPlace place, const Segment& edge) {
        const double long_m = distance(edge.a, edge.b);
        if (!(long_m > 0)) return;
        const double pieces = std::max(1.0, std::ceil(long_m / step_m));
        const Point along = (edge.b - edge.a) * (1 / long_m);
        const Point outward{along.y, -along.x}; // rings are normalised: the inside is on the left
        const auto point = [&](double i) { return edge.a + (edge.b - edge.a) * (i / pieces); };
        for (double i = 0; i < pieces; ++i)
            rings[place.ring].push_back({{point(i), point(i + 1)}, point(i + 0.5), outward});
    });
    return rings;
}

ZoneEdges::ZoneEdges(const scene::Scene& scene) : zones_(scene) {
    std::vector<Box> boxes;
    for (const LayerPtr& layer : scene.site().layers)
        for (const FeaturePtr& feature : layer->features) {
            if (!present(*feature, scene.time().phase) || !is_mark(*layer, *feature)) continue;
            for_each_edge(feature->geometry, [&](VertexPlace, const Segment& edge) {
                marks_.push_back(edge);
                Box box;
                box.add(edge.a);
                box.add(edge.b);
                boxes.push_back(box);
            });
        }
    index_ = SpatialIndex(boxes);
}

bool ZoneEdges::marked(Point p) const {
    for (const std::uint32_t i : index_.query(Box{p.x, p.y, p.x, p.y}.grown(beside_m)))
        if (distance(p, marks_[i]) <= beside_m) return true;
    return false;
}

ZoneEdge ZoneEdges::of(const Feature& zone) const {
    using scene::Ownership;
    const Ownership said = scene::ownership_of(zone);
    const Ownership own = said == Ownership::none ? Ownership::public_realm : said;
    const auto owner_at = [&](Point p) {
        const Feature* there = zones_.at(p);
        const Ownership ownership = there ? scene::ownership_of(*there) : Ownership::none;
        return ownership == Ownership::none ? Ownership::public_realm : ownership;
    };
    ZoneEdge found;
    std::vector<Point> run;
    const auto end_run = [&] {
        if (!run.empty()) found.unmarked.push_back(std::move(run));
        run.clear();
    };
    for (const auto& ring : edge_pieces(zone, step_m))
        for (const EdgePiece& piece : ring) {
            const double piece_m = piece.length_m();
            found.length_m += piece_m;
            const bool changes = owner_at(piece.at + piece.outward * beside_m) != own;
            if (changes) found.other_m += piece_m;
            const bool is_marked = marked(piece.at);
            if (changes && is_marked) found.marked_m += piece_m;
            if (!changes || is_marked) {
                end_run();
                continue;
            }
            if (run.empty()) run.push_back(piece.along.a);
            run.push_back(piece.along.b);
        }
    end_run();
    return found;
}

} // namespace prospect::access
