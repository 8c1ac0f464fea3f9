#include "analysis/sightlines/joined_walks.h"

#include "geometry/base/edges.h"
#include "geometry/base/tolerances.h"
#include "geometry/index/spatial_index.h"

#include <algorithm>
#include <cmath>
#include <optional>
#include <set>

namespace prospect::sightlines {

namespace {

using Links = std::vector<std::pair<std::size_t, std::size_t>>;

// Along a walk, from a chainage on.
struct Course {
    std::size_t walk = 0;
    double from_m = 0;
    bool forward = true;
    Point at; // where it begins
};

class Network {
public:
    Network(const std::vector<Walk>& walks, const Links& links, const scene::Footing& footing)
        : walks_(walks), links_(links), footing_(footing) {
        std::vector<Box> boxes;
        for (std::size_t w = 0; w < walks.size(); ++w) {
            double chainage_m = walks[w].begin_m();
            for_each_edge(walks[w].line, [&](VertexPlace, const Segment& edge) {
                edges_.push_back({w, chainage_m, edge});
                chainage_m += distance(edge.a, edge.b);
                Box box;
                box.add(edge.a);
                box.add(edge.b);
                boxes.push_back(box.grown(near_m(w)));
            });
        }
        index_ = SpatialIndex(boxes);
    }

    // Outwards from an end of a walk, for at least lead_m.
    std::vector<WalkStation> beyond(std::size_t walk, bool end, double lead_m) const {
        std::vector<WalkStation> found;
        std::set<std::size_t> taken;
        double away_m = 0;
        double put_m = 0; // of the last station
        auto course = onwards(walk, end);
        Point at = end_of(walk, end).place;
        while (course && taken.insert(course->walk).second) {
            away_m += distance(at, course->at);
            const std::vector<WalkStation>& stations = walks_[course->walk].stations;
            double from_m = course->from_m; // up to here the way is counted
            for (std::size_t i = 0; i < stations.size() && away_m < lead_m; ++i) {
                const WalkStation& next = stations[course->forward ? i : stations.size() - 1 - i];
                const double on_m = course->forward ? next.chainage_m - from_m : from_m - next.chainage_m;
                // Where walks meet one station is enough.
                if (on_m < 0 || away_m + on_m - put_m < tolerance::on_edge_m) continue;
                away_m += on_m;
                put_m = away_m;
                from_m = next.chainage_m;
                found.push_back(next);
                found.back().chainage_m = away_m;
                found.back().scored = false;
            }
            if (away_m >= lead_m) break;
            at = end_of(course->walk, course->forward).place;
            course = onwards(course->walk, course->forward);
        }
        return found;
    }

private:
    struct Edge {
        std::size_t walk = 0;
        double begin_m = 0;
        Segment segment;
    };

    // Ways that turn back on themselves go nowhere new.
    static constexpr double turns_back = -0.99;

    double near_m(std::size_t walk) const { return std::max(join_m, walks_[walk].width_m / 2); }

    const WalkStation& end_of(std::size_t walk, bool end) const {
        return end ? walks_[walk].stations.back() : walks_[walk].stations.front();
    }

    std::optional<Course> onwards(std::size_t walk, bool end) const {
        for (const auto& [before, after] : links_) {
            if (end && before == walk)
                return Course{after, walks_[after].begin_m(), true, end_of(after, false).place};
            if (!end && after == walk)
                return Course{before, walks_[before].end_m(), false, end_of(before, true).place};
        }
        return straightest(walk, end);
    }

    std::optional<Course> straightest(std::size_t walk, bool end) const {
        const std::vector<WalkStation>& own = walks_[walk].stations;
        const Point place = end_of(walk, end).place;
        const Point out = place - (end ? own[own.size() - 2] : own[1]).place;
        const double end_m = end_of(walk, end).chainage_m;
        std::optional<Course> best;
        double most = turns_back;
        for (const std::uint32_t i : index_.query(Box{place.x, place.y, place.x, place.y})) {
            const Edge& edge = edges_[i];
            const Point foot = nearest_on(edge.segment, place);
            const double foot_m = edge.begin_m + distance(edge.segment.a, foot);
            const bool itself = edge.walk == walk;
            if (distance(foot, place) > (itself ? join_m : near_m(edge.walk)) ||
                (itself && std::abs(foot_m - end_m) <= 2 * join_m) || footing_.stop_between(place, foot))
                continue;
            for (const bool forward : {true, false}) {
                const double left_m =
                    forward ? walks_[edge.walk].end_m() - foot_m : foot_m - walks_[edge.walk].begin_m();
                if (left_m <= join_m) continue;
                const double straight = cosine(out, ahead(edge.walk, foot_m, forward) - foot);
                if (straight <= most + tolerance::on_edge_m) continue;
                most = straight;
                best = Course{edge.walk, foot_m, forward, foot};
            }
        }
        return best;
    }

    // The first station along the walk that is not the place itself.
    Point ahead(std::size_t walk, double from_m, bool forward) const {
        const std::vector<WalkStation>& stations = walks_[walk].stations;
        if (forward) {
            const auto next = std::find_if(stations.begin(), stations.end(), [&](const WalkStation& one) {
                return one.chainage_m > from_m + tolerance::on_edge_m;
            });
            return next != stations.end() ? next->place : stations.back().place;
        }
        const auto next = std::find_if(stations.rbegin(), stations.rend(), [&](const WalkStation& one) {
            return one.chainage_m < from_m - tolerance::on_edge_m;
        });
        return next != stations.rend() ? next->place : stations.front().place;
    }

    static double cosine(Point a, Point b) {
        const double lengths = std::sqrt(dot(a, a) * dot(b, b));
        return lengths > 0 ? dot(a, b) / lengths : -1;
    }

    const std::vector<Walk>& walks_;
    const Links& links_;
    const scene::Footing& footing_;
    std::vector<Edge> edges_;
    SpatialIndex index_;
};

} // namespace

void join_walks(std::vector<Walk>& walks, const Links& links, const scene::Footing& footing, double lead_m) {
    const Network network(walks, links, footing);
    std::vector<std::vector<WalkStation>> joined;
    for (std::size_t w = 0; w < walks.size(); ++w) {
        const Walk& walk = walks[w];
        std::vector<WalkStation> stations = network.beyond(w, false, lead_m);
        std::reverse(stations.begin(), stations.end());
        for (WalkStation& station : stations)
            station.chainage_m = walk.begin_m() - station.chainage_m;
        stations.insert(stations.end(), walk.stations.begin(), walk.stations.end());
        for (WalkStation& station : network.beyond(w, true, lead_m)) {
            station.chainage_m += walk.end_m();
            stations.push_back(station);
        }
        joined.push_back(std::move(stations));
    }
    for (std::size_t w = 0; w < walks.size(); ++w) {
        Walk& walk = walks[w];
        const double begin_m = walk.begin_m();
        const std::size_t own = walk.stations.size();
        walk.stations = std::move(joined[w]);
        walk.first = static_cast<std::size_t>(
            std::lower_bound(walk.stations.begin(), walk.stations.end(), begin_m,
                             [](const WalkStation& one, double at) { return one.chainage_m < at; }) -
            walk.stations.begin());
        walk.last = walk.first + own - 1;
    }
}

} // namespace prospect::sightlines
