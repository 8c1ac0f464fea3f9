#include "analysis/access/gates.h"

#include "analysis/scene/attribute_reader.h"
#include "geometry/base/edges.h"
#include "geometry/base/tolerances.h"
#include "geometry/index/spatial_index.h"

#include <algorithm>
#include <set>

namespace prospect::access {

namespace {

using scene::AttributeReader;
using scene::Note;

// Gates that are closed end a little beyond their posts: nobody slips through on rounding.
constexpr double beyond_m = 0.01;
// Edges of an outline that run with the one a gate is in belong to the same side of a thick wall.
constexpr double same_way = 0.7;

Point direction(const Segment& segment) {
    const Point along = segment.b - segment.a;
    const double whole = length(along);
    return whole > 0 ? along * (1 / whole) : Point{};
}

// The part of a segment within the circle; both ends alike where there is none.
Segment within(const Segment& segment, Point center, double radius_m) {
    const Point foot = nearest_on(segment, center);
    const double away_m = distance(foot, center);
    if (away_m >= radius_m) return {foot, foot};
    const double half_m = std::sqrt(radius_m * radius_m - away_m * away_m);
    const Point along = direction(segment);
    const double whole_m = distance(segment.a, segment.b);
    const double at_m = dot(foot - segment.a, along);
    return {segment.a + along * std::max(0.0, at_m - half_m),
            segment.a + along * std::min(whole_m, at_m + half_m)};
}

class Finder {
public:
    Finder(const scene::Scene& scene, double person_m, double lock_delay_s)
        : scene_(scene), lock_delay_s_(lock_delay_s) {
        std::vector<Box> boxes;
        for (const auto& [layer, barrier] : scene.site().features(Role::barrier)) {
            if (!present(*barrier, scene.time().phase) || barrier->geometry.kind == GeometryKind::point ||
                AttributeReader().text(Role::barrier, *barrier, "passable") != "none" ||
                AttributeReader().number(Role::barrier, *barrier, "base_m") >= person_m)
                continue;
            barriers_.push_back(barrier);
            boxes.push_back(barrier->geometry.box());
        }
        index_ = SpatialIndex(boxes);
    }

    GatesAt find() {
        for (const auto& [layer, opening] : scene_.site().features(Role::opening))
            if (present(*opening, scene_.time().phase) && !opening->geometry.empty()) add(opening);
        finish_notes();
        return std::move(found_);
    }

private:
    void add(const FeaturePtr& opening) {
        const std::string kind = AttributeReader().text(Role::opening, *opening, "kind");
        if (kind != "door" && kind != "gate" && kind != "gap") return;
        const double drawn_m = opening->geometry.kind == GeometryKind::line ? length(opening->geometry) : 0;
        const double width_m =
            drawn_m > 0 ? drawn_m : AttributeReader().number(Role::opening, *opening, "width_m");
        Gate gate{.opening = opening, .at = label_point(opening->geometry), .across = {}};
        add_stretches(width_m, gate);
        if (gate.across.empty()) return;
        set_lock(*opening, gate);
        found_.all.push_back(std::move(gate));
    }

    void add_stretches(double width_m, Gate& gate) const {
        const Point at = gate.at;
        const Box window = Box{at.x, at.y, at.x, at.y}.grown(tolerance::opening_host_m);
        double nearest_m = tolerance::opening_host_m;
        for (const std::uint32_t i : index_.query(window)) {
            const Geometry& host = barriers_[i]->geometry;
            Segment side{};
            double away_m = tolerance::opening_host_m;
            bool beside = false;
            for_each_edge(host, [&](VertexPlace, const Segment& edge) {
                const double d = distance(at, edge);
                if (d > away_m || (beside && d >= away_m)) return;
                side = edge;
                away_m = d;
                beside = true;
            });
            // In the middle of a thick wall it is further from its sides.
            if (!beside && host.kind == GeometryKind::polygon && contains(host, at)) {
                away_m = std::numeric_limits<double>::infinity();
                for_each_edge(host, [&](VertexPlace, const Segment& edge) {
                    if (distance(at, edge) < away_m) {
                        side = edge;
                        away_m = distance(at, edge);
                    }
                });
                beside = true;
            }
            if (!beside) continue;
            const Point foot = nearest_on(side, at);
            for_each_edge(host, [&](VertexPlace, const Segment& edge) {
                if (host.kind == GeometryKind::polygon && dot(direction(edge), direction(side)) < same_way)
                    return;
                const Segment part = within(edge, foot, width_m / 2 + beyond_m);
                if (!(part.a == part.b)) gate.across.push_back(part);
            });
            if (away_m <= nearest_m) {
                nearest_m = away_m;
                gate.at = foot;
            }
        }
    }

    void set_lock(const Feature& opening, Gate& gate) {
        static const std::set<std::string> closing{"locked", "controlled", "staffed"};
        gate.locked = closing.contains(AttributeReader().text(Role::opening, opening, "control"));
        const std::string hours = AttributeReader::own_text(opening, "hours");
        if (!hours.empty()) {
            const std::optional<bool> open = open_at(hours, scene_.time());
            if (!open)
                unread_.push_back({Note::Level::warning, "hours_not_understood",
                                   "the hours \"" + hours + "\" of " + scene::title_of(opening) +
                                       " are not understood: they are left aside",
                                   gate.at, opening.id});
            closed_by_hours_ += open == false && !gate.locked ? 1 : 0;
            gate.locked = gate.locked || open == false;
        }
        const auto delay_s = AttributeReader::own_number(opening, "delay_s");
        assumed_ += gate.locked && !delay_s ? 1 : 0;
        gate.delay_s = std::max(0.0, delay_s.value_or(gate.locked ? lock_delay_s_ : 0));
    }

    void finish_notes() {
        if (closed_by_hours_ > 0)
            found_.notes.push_back(
                {Note::Level::info, "gates_closed_by_hours",
                 std::to_string(closed_by_hours_) +
                     " gates are closed at this time by their hours: they count as locked"});
        scene::add_merged(found_.notes, unread_,
                          "gates have hours that are not understood: they are left aside",
                          scene_.site().frame);
        if (assumed_ > 0)
            found_.lock_notes.push_back({Note::Level::info, "lock_delay_assumed",
                                         "how long " + std::to_string(assumed_) +
                                             " locked gates hold somebody up is not given (delay_s): " +
                                             as_text(Value(lock_delay_s_)) + " s are taken"});
    }

    const scene::Scene& scene_;
    double lock_delay_s_;
    std::vector<FeaturePtr> barriers_;
    SpatialIndex index_;
    GatesAt found_;
    std::vector<Note> unread_;
    std::size_t closed_by_hours_ = 0;
    std::size_t assumed_ = 0;
};

} // namespace

GatesAt gates_at(const scene::Scene& scene, double person_m, double lock_delay_s) {
    return Finder(scene, person_m, lock_delay_s).find();
}

std::vector<Segment> closed_stretches(const GatesAt& gates) {
    std::vector<Segment> closed;
    for (const Gate& gate : gates.all)
        if (gate.locked) closed.insert(closed.end(), gate.across.begin(), gate.across.end());
    return closed;
}

} // namespace prospect::access
