#include "geometry/base/edges.h"
#include "geometry/base/tolerances.h"
#include "geometry/edits/drawing_check.h"
#include "geometry/edits/drawing_parts.h"
#include "geometry/kernel/shape_operations.h"

#include <map>
#include <unordered_map>

namespace prospect {

namespace {

// The shapes of things as they are after the steps so far.
class Repairer {
public:
    explicit Repairer(const Site& site) : hosts_(site) {
        for (const LayerPtr& layer : site.layers)
            for (const FeaturePtr& feature : layer->features)
                shapes_.emplace(feature->id, feature->geometry);
    }

    void mend(const DrawingProblem& problem) {
        const auto shape = shapes_.find(problem.feature);
        if (!problem.by_hand.empty() || shape == shapes_.end()) return;
        switch (problem.fault) {
        case DrawingFault::no_shape:
        case DrawingFault::no_extent:
        case DrawingFault::drawn_twice:
            return remove(problem.feature);
        case DrawingFault::repeated_points:
            normalise(shape->second);
            if (shape->second.kind == GeometryKind::polygon && drawing::crosses(shape->second))
                shape->second = valid_area(shape->second);
            break;
        case DrawingFault::crosses_itself:
            shape->second = valid_area(shape->second);
            break;
        case DrawingFault::not_closed:
            shape->second = closed(shape->second);
            break;
        case DrawingFault::no_host:
            if (const auto place = hosts_.nearest(label_point(shape->second), drawing::snap_m))
                shape->second = Geometry::make_point(*place);
            break;
        case DrawingFault::zones_overlap:
            cut_out(shape->second, problem.other);
            break;
        case DrawingFault::impossible_value:
            edit_.steps.push_back(ChangeAttribute{problem.feature, problem.attribute, {}, Basis::unknown});
            return;
        case DrawingFault::drawn_short:
            if (!join_end(shape->second, problem)) return;
            break;
        case DrawingFault::wrong_shape:
        case DrawingFault::far_away:
        case DrawingFault::repeated_id:
            return;
        }
        if (shape->second.empty()) return remove(problem.feature);
        changed_[problem.feature] = shape->second;
    }

    SiteEdit take() {
        for (auto& [feature, shape] : changed_)
            edit_.steps.push_back(ChangeGeometry{feature, std::move(shape)});
        if (!removed_.empty()) edit_.steps.push_back(RemoveFeatures{removed_});
        return std::move(edit_);
    }

private:
    void remove(const Uuid& feature) {
        shapes_.erase(feature);
        changed_.erase(feature);
        removed_.push_back(feature);
    }

    // False where the two meet already, such as when the other one's end was moved before.
    bool join_end(Geometry& barrier, const DrawingProblem& problem) const {
        const auto other = shapes_.find(problem.other);
        if (other == shapes_.end()) return false;
        const Point end = problem.place;
        std::optional<Point> best;
        for_each_edge(other->second, [&](VertexPlace at, const Segment& edge) {
            if (problem.other == problem.feature && (edge.a == end || edge.b == end)) return;
            static_cast<void>(at);
            const Point place = nearest_on(edge, end);
            if (!best || distance(place, end) < distance(*best, end)) best = place;
        });
        if (!best || *best == end || distance(*best, end) > tolerance::barrier_end_gap_m) return false;
        for (Point& p : barrier.points)
            if (p == end) p = on_grid(*best);
        return true;
    }

    static Geometry closed(const Geometry& line) {
        std::vector<Geometry> areas;
        for (std::size_t r = 0; r < line.ring_count(); ++r) {
            const auto ring = line.ring(r);
            std::vector<Point> outline(ring.begin(), ring.end());
            if (outline.size() > 3 && distance(outline.front(), outline.back()) <= tolerance::close_ring_m)
                outline.pop_back();
            Geometry one = Geometry::make_polygon(outline);
            normalise(one);
            areas.push_back(valid_area(one));
        }
        return merge_areas(areas);
    }

    void cut_out(Geometry& larger, const Uuid& smaller) {
        const auto other = shapes_.find(smaller);
        if (other == shapes_.end()) return;
        const auto pieces = without_areas(larger, {&other->second, 1});
        larger = merge_areas(pieces);
    }

    drawing::HostEdges hosts_;
    SiteEdit edit_{"Repair the drawing", {}};
    std::unordered_map<Uuid, Geometry> shapes_;
    std::map<Uuid, Geometry> changed_;
    std::vector<Uuid> removed_;
};

} // namespace

SiteEdit repair(const Site& site, const std::vector<DrawingProblem>& problems, const Progress& progress) {
    Repairer repairer(site);
    for (const DrawingProblem& problem : problems) {
        progress.checkpoint();
        repairer.mend(problem);
    }
    return repairer.take();
}

} // namespace prospect
