#include "analysis/access/gates.h"

#include "analysis/scene/attribute_reader.h"
#include "analysis/scene/clip.h"
#include "analysis/scene/opening_control.h"
#include "geometry/base/edges.h"
#include "geometry/base/tolerances.h"
#include "geometry/index/spatial_index.h"

#include <algorithm>

namespace prospect::access {

namespace {

using scene::AttributeReader;
using scene::Note;

// Gates that are closed end a little beyond their posts: nobody slips through on rounding.
constexpr double beyond_m = 0.01;

Point towards(Point from, Point to) {
    const double whole_m = distance(from, to);
    return whole_m > 0 ? (to - from) * (1 / whole_m) : Point{};
}

// The stretches of the barrier that the gate interrupts.
std::vector<Segment> interrupted(const Geometry& host, const scene::Cut& cut) {
    std::vector<Segment> found;
    if (host.kind == GeometryKind::polygon) {
        if (const auto leaf = scene::leaf_in(host, cut)) found.push_back(*leaf);
        return found;
    }
    for (std::size_t r = 0; r < host.ring_count(); ++r)
        for (const scene::LinePiece& piece : scene::line_pieces(host.ring(r), {&cut, 1})) {
            if (!piece.cut || piece.points.size() < 2) continue;
            std::vector<Point> points = piece.points;
            points.front() = points[0] - towards(points[0], points[1]) * beyond_m;
            const std::size_t last = points.size() - 1;
            points.back() = points[last] + towards(points[last - 1], points[last]) * beyond_m;
            for (std::size_t i = 0; i < last; ++i)
                found.push_back({points[i], points[i + 1]});
        }
    return found;
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
            if (present(*opening, scene_.time().phase) && !opening->geometry.empty() &&
                scene::is_way_through(*opening))
                add(opening);
        finish_notes();
        return std::move(found_);
    }

private:
    void add(const FeaturePtr& opening) {
        const double drawn_m = opening->geometry.kind == GeometryKind::line ? length(opening->geometry) : 0;
        Gate gate{.opening = opening, .at = label_point(opening->geometry), .across = {}};
        gate.width_m = drawn_m > 0 ? drawn_m : AttributeReader().number(Role::opening, *opening, "width_m");
        const scene::Cut cut{gate.at, gate.width_m};
        const Box window = Box{gate.at.x, gate.at.y, gate.at.x, gate.at.y}.grown(tolerance::opening_host_m);
        for (const std::uint32_t i : index_.query(window)) {
            const auto some = interrupted(barriers_[i]->geometry, cut);
            gate.across.insert(gate.across.end(), some.begin(), some.end());
        }
        if (gate.across.empty()) return;
        set_lock(*opening, gate);
        found_.all.push_back(std::move(gate));
    }

    void set_lock(const Feature& opening, Gate& gate) {
        const scene::OpeningControl control = scene::control_at(opening, scene_.time());
        gate.locked = control.control >= scene::Control::admitted;
        if (!control.hours_clear)
            unread_.push_back({Note::Level::warning, "hours_not_understood",
                               "the hours \"" + AttributeReader::own_text(opening, "hours") + "\" of " +
                                   scene::title_of(opening) + " are not understood: they are left aside",
                               gate.at, opening.id});
        closed_by_hours_ += control.outside_hours ? 1 : 0;
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
