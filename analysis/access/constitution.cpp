#include "analysis/access/constitution.h"

#include "analysis/scene/study_area.h"
#include "geometry/base/edges.h"
#include "geometry/index/spatial_index.h"

#include <algorithm>
#include <cmath>

namespace prospect::access {

namespace {

// One line of a path.
struct Line {
    std::size_t path = 0;
    std::vector<Point> points;
    std::vector<double> at_m; // of the points, from the beginning
    std::vector<double> cuts; // ascending, both ends included
    std::size_t first = 0;    // of its pieces
};

struct LineEdge {
    std::size_t line = 0;
    std::size_t index = 0;
    Segment along;
};

Box box_of_edge(const Segment& edge) {
    Box box;
    box.add(edge.a);
    box.add(edge.b);
    return box;
}

class Cutter {
public:
    Cutter(const Site& site, const BuildingFronts& fronts) : fronts_(fronts), study_(site) {
        for (std::size_t p = 0; p < fronts.paths.size(); ++p)
            for (std::size_t r = 0; r < fronts.paths[p]->geometry.ring_count(); ++r)
                add_line(p, fronts.paths[p]->geometry.ring(r));
        std::vector<Box> boxes;
        for (const LineEdge& edge : edges_)
            boxes.push_back(box_of_edge(edge.along));
        index_ = SpatialIndex(boxes);
    }

    std::vector<PathPiece> pieces() {
        for (const LineEdge& edge : edges_)
            cut_at_crossings(edge);
        for (std::size_t l = 0; l < lines_.size(); ++l)
            for (const Point end : {lines_[l].points.front(), lines_[l].points.back()})
                cut_at_end(l, end);
        for (Line& line : lines_)
            add_pieces(line);
        for (const WallRing& ring : fronts_.rings)
            for (const FrontOpening& opening : ring.openings)
                if (opening.door && opening.at_eye_level) add_door(ring, opening);
        return std::move(made_);
    }

private:
    void add_line(std::size_t path, std::span<const Point> points) {
        Line line{.path = path};
        for (const Point p : points) {
            const double step_m = line.points.empty() ? 0 : distance(line.points.back(), p);
            if (!line.points.empty() && !(step_m > 0)) continue;
            line.at_m.push_back(line.points.empty() ? 0 : line.at_m.back() + step_m);
            line.points.push_back(p);
        }
        if (line.points.size() < 2) return;
        line.cuts = {0, line.at_m.back()};
        for (std::size_t i = 0; i + 1 < line.points.size(); ++i)
            edges_.push_back({lines_.size(), i, {line.points[i], line.points[i + 1]}});
        lines_.push_back(std::move(line));
    }

    void cut(const LineEdge& edge, Point at) {
        Line& line = lines_[edge.line];
        line.cuts.push_back(line.at_m[edge.index] + distance(edge.along.a, at));
    }

    void cut_at_crossings(const LineEdge& edge) {
        for (const std::uint32_t i : index_.query(box_of_edge(edge.along)))
            if (edges_[i].line != edge.line)
                if (const auto at = crossing(edge.along, edges_[i].along)) cut(edge, *at);
    }

    void cut_at_end(std::size_t line, Point end) {
        for (const std::uint32_t i : index_.query(Box{end.x, end.y, end.x, end.y}.grown(join_m)))
            if (edges_[i].line != line)
                if (const Point at = nearest_on(edges_[i].along, end); distance(at, end) <= join_m)
                    cut(edges_[i], at);
    }

    static Point place_on(const Line& line, double at_m) {
        const auto next = std::upper_bound(line.at_m.begin() + 1, line.at_m.end() - 1, at_m);
        const auto i = static_cast<std::size_t>(next - line.at_m.begin());
        const double share = (at_m - line.at_m[i - 1]) / (line.at_m[i] - line.at_m[i - 1]);
        return line.points[i - 1] + (line.points[i] - line.points[i - 1]) * share;
    }

    void add_pieces(Line& line) {
        std::sort(line.cuts.begin(), line.cuts.end());
        // Junctions this near to one another are one.
        std::vector<double> cuts{0};
        for (const double at_m : line.cuts)
            if (at_m - cuts.back() > join_m && line.at_m.back() - at_m > join_m) cuts.push_back(at_m);
        cuts.push_back(line.at_m.back());
        line.cuts = std::move(cuts);
        line.first = made_.size();
        for (std::size_t i = 0; i + 1 < line.cuts.size(); ++i) {
            PathPiece piece{.path = fronts_.paths[line.path]};
            piece.length_m = line.cuts[i + 1] - line.cuts[i];
            piece.line.push_back(place_on(line, line.cuts[i]));
            for (std::size_t v = 0; v < line.points.size(); ++v)
                if (line.at_m[v] > line.cuts[i] && line.at_m[v] < line.cuts[i + 1])
                    piece.line.push_back(line.points[v]);
            piece.line.push_back(place_on(line, line.cuts[i + 1]));
            piece.at = place_on(line, (line.cuts[i] + line.cuts[i + 1]) / 2);
            piece.scored = study_.contains(piece.at);
            made_.push_back(std::move(piece));
        }
    }

    void add_door(const WallRing& ring, const FrontOpening& door) {
        const double middle_m = (door.from_m + door.to_m) / 2;
        const auto step = std::find_if(ring.steps.begin(), ring.steps.end(),
                                       [&](const WallStep& one) { return middle_m <= one.to_m; });
        if (step == ring.steps.end()) return;
        const Point at = access::place_on(ring, middle_m);
        const Segment ahead{at, at + step->outward * fronts_.reach_m};
        std::vector<std::pair<double, const LineEdge*>> nearest(fronts_.paths.size(), {0, nullptr});
        for (const std::uint32_t i : index_.query(box_of_edge(ahead))) {
            const std::size_t path = lines_[edges_[i].line].path;
            if (!std::binary_search(step->paths.begin(), step->paths.end(), path)) continue;
            const auto met = crossing(ahead, edges_[i].along);
            if (!met) continue;
            auto& [least, edge] = nearest[path];
            if (edge == nullptr || distance(at, *met) < least) {
                least = distance(at, *met);
                edge = &edges_[i];
            }
        }
        for (const auto& [away, edge] : nearest)
            if (edge != nullptr) add_door_at(*edge, at + step->outward * away, door.feature);
    }

    void add_door_at(const LineEdge& edge, Point met, const FeaturePtr& door) {
        const Line& line = lines_[edge.line];
        const double at_m = line.at_m[edge.index] + distance(edge.along.a, met);
        const auto next = std::upper_bound(line.cuts.begin() + 1, line.cuts.end() - 1, at_m);
        made_[line.first + static_cast<std::size_t>(next - line.cuts.begin()) - 1].doors.push_back(door);
    }

    const BuildingFronts& fronts_;
    scene::StudyArea study_;
    std::vector<Line> lines_;
    std::vector<LineEdge> edges_;
    SpatialIndex index_;
    std::vector<PathPiece> made_;
};

} // namespace

std::vector<PathPiece> path_pieces(const Site& site, const BuildingFronts& fronts) {
    return Cutter(site, fronts).pieces();
}

} // namespace prospect::access
