#include "analysis/access/gates.h"

#include "analysis/scene/access_graph.h"
#include "analysis/scene/attribute_reader.h"
#include "analysis/scene/opening_control.h"
#include "geometry/base/edges.h"
#include "geometry/base/tolerances.h"

#include <algorithm>
#include <map>

namespace prospect::access {

namespace {

using scene::AttributeReader;
using scene::Note;

// Gates that are closed end a little beyond their posts: nobody slips through on rounding.
constexpr double beyond_m = 0.01;

Segment lengthened(const Segment& leaf) {
    const double whole_m = distance(leaf.a, leaf.b);
    if (whole_m <= 0) return leaf;
    const Point more = (leaf.b - leaf.a) * (beyond_m / whole_m);
    return {leaf.a - more, leaf.b + more};
}

double width_of(const Feature& opening) {
    const double drawn_m = opening.geometry.kind == GeometryKind::line ? length(opening.geometry) : 0;
    const bool as_drawn = drawn_m > 0 && !AttributeReader::own_number(opening, "width_m");
    return as_drawn ? drawn_m : AttributeReader().number(Role::opening, opening, "width_m");
}

class Finder {
public:
    Finder(const scene::Scene& scene, const scene::AccessLines& lines, const scene::Footing& footing,
           double lock_delay_s)
        : scene_(scene), lock_delay_s_(lock_delay_s) {
        for (const scene::AccessLine& line : lines.lines) {
            if (line.kind != scene::AccessLine::Kind::leaf) continue;
            // One in the wall of a building leads in, and nobody steps across.
            const Point middle = (line.along.a + line.along.b) * 0.5;
            if (std::isfinite(footing.stop_distance(middle, tolerance::on_edge_m))) continue;
            leaves_[line.thing->id].push_back(lengthened(line.along));
        }
    }

    GatesAt find() {
        for (const auto& [layer, opening] : scene_.site().features(Role::opening)) {
            const auto leaves = leaves_.find(opening->id);
            if (leaves == leaves_.end()) continue;
            Gate gate{.opening = opening, .at = label_point(opening->geometry), .across = leaves->second};
            gate.width_m = width_of(*opening);
            set_lock(*opening, gate);
            found_.all.push_back(std::move(gate));
        }
        finish_notes();
        return std::move(found_);
    }

private:
    void set_lock(const Feature& opening, Gate& gate) {
        const scene::OpeningControl control = scene::control_at(opening, scene_.time());
        gate.locked = control.control >= scene::Control::admitted;
        if (!control.hours_clear)
            unread_.push_back({Note::Level::warning, "hours_not_understood",
                               "the hours \"" + AttributeReader::own_text(opening, "hours") + "\" of " +
                                   scene::title_of(opening) + " are not understood: they are left aside",
                               gate.at, opening.id});
        closed_by_hours_ += control.outside_hours ? 1 : 0;
        unknown_ += control.known ? 0 : 1;
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
        if (unknown_ > 0)
            found_.notes.push_back({Note::Level::info, "gates_count_as_unlocked",
                                    "it is not known whether " + std::to_string(unknown_) +
                                        " gates are locked: people get through them here"});
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
    std::map<Uuid, std::vector<Segment>> leaves_; // by opening
    GatesAt found_;
    std::vector<Note> unread_;
    std::size_t closed_by_hours_ = 0;
    std::size_t unknown_ = 0;
    std::size_t assumed_ = 0;
};

} // namespace

WalkGround::WalkGround(const scene::Scene& scene, double lock_delay_s)
    : lines(scene::access_lines(scene, scene::Mover::foot, scene::AccessSettings{}.widest_gap_m)),
      footing(scene, lines), gates(gates_at(scene, lines, footing, lock_delay_s)), notes(lines.notes) {
    if (!lines.drawn_short.empty())
        notes.push_back({Note::Level::warning, "barrier_drawn_short",
                         std::to_string(lines.drawn_short.size()) +
                             " ends of barriers are at most 0.3 m short of what they seem to meet: taken as "
                             "closed, most likely errors of the drawing",
                         lines.drawn_short.front().end, lines.drawn_short.front().barrier->id});
    notes.insert(notes.end(), gates.notes.begin(), gates.notes.end());
}

GatesAt gates_at(const scene::Scene& scene, const scene::AccessLines& lines, const scene::Footing& footing,
                 double lock_delay_s) {
    return Finder(scene, lines, footing, lock_delay_s).find();
}

std::vector<Segment> closed_stretches(const GatesAt& gates) {
    std::vector<Segment> closed;
    for (const Gate& gate : gates.all)
        if (gate.locked) closed.insert(closed.end(), gate.across.begin(), gate.across.end());
    return closed;
}

} // namespace prospect::access
