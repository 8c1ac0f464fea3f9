#include "analysis/assessment/facts.h"
#include "analysis/assessment/gates_across.h"
#include "analysis/assessment/rear.h"
#include "analysis/assessment/rear_rules.h"

#include <algorithm>
#include <cmath>
#include <set>

namespace prospect::assessment {

namespace {

using access::PrivateStretch;
using scene::metres_text;

// A way between two buildings, from its inner to its outer end.
struct PassageWay {
    Point inner;
    Point outer;
    double length_m = 0;
};

// The places on the line from `at` in the directions of the axis that lie between buildings and hang together
// with what lies within 1 m of `at`; absent where there are none.
std::optional<PassageWay> passage_about(const access::WaySides& sides, Point at, Point axis, double reach_m) {
    constexpr double step_m = 0.1;
    constexpr double near_m = 1;
    constexpr double far_m = 40;
    const auto between = [&](double t) { return sides.between_buildings(at + axis * t, axis, reach_m); };
    double begin = 0;
    bool found = false;
    for (double away = 0; away <= near_m && !found; away += step_m)
        for (const double t : {away, -away})
            if (!found && between(t)) {
                begin = t;
                found = true;
            }
    if (!found) return std::nullopt;
    double outer = begin;
    double inner = begin;
    while (outer < far_m && between(outer + step_m))
        outer += step_m;
    while (inner > -far_m && between(inner - step_m))
        inner -= step_m;
    return PassageWay{at + axis * inner, at + axis * outer, outer - inner};
}

// The nearest main entrance: the side it looks to is the front.
std::optional<access::MainEntrance> nearest_entrance(const MetricInput& input, Point at) {
    constexpr double near_m = 30;
    const Box box = Box{at.x, at.y, at.x, at.y}.grown(near_m);
    std::optional<access::MainEntrance> found;
    for (const access::MainEntrance& one :
         access::main_entrances(input.facts.scene().facades(), input.facts.of(Role::opening), &box))
        if (!found || distance(one.at, at) < distance(found->at, at)) found = one;
    return found;
}

// An edge of private ground at a side or the rear, near a stretch of way.
const PrivateStretch* private_edge_near(const Rear& rear, const Segment& way, double within_m) {
    for (const PrivateStretch& edge : rear.edges)
        if (!edge.building && edge.side != access::HouseSide::front &&
            scene::ownership_of(*edge.zone) == scene::Ownership::private_ground &&
            std::any_of(edge.outside.begin(), edge.outside.end(),
                        [&](Point p) { return distance(p, way) <= within_m; }))
            return &edge;
    return nullptr;
}

// One way through; the gate in it, or the path that leads through it without one.
struct Leading {
    PassageWay passage;
    access::MainEntrance entrance;
    Point outwards; // unit, along the passage
    const PrivateStretch* to = nullptr;
};

std::optional<Leading> leading(const MetricInput& input, const Rear& rear, const access::WaySides& sides,
                               Point at, Point axis) {
    constexpr double along = 0.5; // the passage leads to the front, not along it
    const auto entrance = nearest_entrance(input, at);
    if (!entrance || std::abs(dot(axis, entrance->outward)) < along) return std::nullopt;
    if (dot(axis, entrance->outward) < 0) axis = axis * -1;
    const auto passage = passage_about(sides, at, axis, input.criterion.setting("reach_m"));
    if (!passage) return std::nullopt;
    const double far_m = input.criterion.setting("far_m");
    const auto end = sides.towards(passage->inner, axis * -1, far_m);
    const Point inmost = end ? end->at : passage->inner - axis * far_m;
    const PrivateStretch* to =
        private_edge_near(rear, {passage->outer, inmost}, input.criterion.setting("within_m"));
    if (to == nullptr) return std::nullopt;
    return Leading{*passage, *entrance, axis, to};
}

void add_leading(const MetricInput& input, const Leading& way, Measurement& measurement) {
    measurement.grounds.word(Role::zone, *way.to->zone, "ownership");
    measurement.grounds.thing(Role::opening, *way.entrance.door)
        .word(Role::opening, *way.entrance.door, "main");
    measurement.evidence.push_back(
        {"passage between buildings",
         {},
         Geometry::make_line(std::vector<Point>{way.passage.inner, way.passage.outer})});
    measurement.evidence.push_back({"leads to " + input.facts.called(Role::zone, *way.to->zone),
                                    way.to->zone->id, Geometry::make_line(way.to->line)});
}

std::optional<Point> axis_of(const Facts& facts, const Feature& gate) {
    const Point at = label_point(gate.geometry);
    const Feature* host = nullptr;
    double least = access::beside_m;
    for (const FeaturePtr& barrier : facts.of(Role::barrier))
        if (const double away = distance(barrier->geometry, at);
            away < least && barrier->geometry.kind != GeometryKind::point) {
            least = away;
            host = barrier.get();
        }
    if (host != nullptr) {
        const Point along = nearest_station(host->geometry, at).direction;
        return Point{-along.y, along.x};
    }
    return scene::outward_of(gate, std::nullopt).direction;
}

// A gate in a passage that is not standing open.
struct PassageGate {
    FeaturePtr gate;
    Leading way;
    double setback_m = 0;
    bool control_known = true;
    bool told = false; // its passage has a value
};

class RearGates {
public:
    explicit RearGates(const MetricInput& input)
        : input_(input), rear_(rear_of(input)), sides_(input.facts.scene()),
          reach_m_(input.criterion.setting("reach_m")) {}

    Measured measure() {
        for (const FeaturePtr& opening : input_.facts.scored(Role::opening))
            if (own_text(*opening, "kind") == "gate") find_gate(opening);
        for (const FeaturePtr& path : input_.facts.scored(Role::path)) {
            static const std::set<std::string> carriageways{"road", "service"};
            if (!carriageways.contains(own_text(*path, "kind"))) add_path(path);
        }
        for (std::size_t i = 0; i < gates_.size(); ++i)
            if (!gates_[i].told) {
                Measurement measurement{.subject = {gates_[i].gate->id}};
                const Leading way = gates_[i].way;
                add_gates(way, measurement);
                finish(way, std::move(measurement));
            }
        if (measured_.subjects.empty())
            measured_.gaps.push_back(
                {.text = "no gate or path leads between buildings to the rear of private ground"});
        return std::move(measured_);
    }

private:
    void find_gate(const FeaturePtr& gate) {
        const auto control = scene::control_at(*gate, input_.context.time());
        if (control.control == scene::Control::open) return; // as if there were none
        const Point at = label_point(gate->geometry);
        const auto axis = axis_of(input_.facts, *gate);
        // The gate of one garden is no gate of a way to several.
        if (!axis || input_.facts.zones().private_at(at + *axis * access::beside_m) ||
            input_.facts.zones().private_at(at - *axis * access::beside_m))
            return;
        const auto way = leading(input_, rear_, sides_, at, *axis);
        if (!way) return;
        const double setback_m = std::max(0.0, dot(way->passage.outer - at, way->outwards));
        gates_.push_back({gate, *way, setback_m, control.known});
    }

    static bool same_passage(const Leading& a, const Leading& b) {
        constexpr double same_m = 1;
        return distance(a.passage.outer, b.passage.outer) <= same_m;
    }

    void add_path(const FeaturePtr& path) {
        std::vector<Leading> seen; // passages of this path
        for (const Station& station : stations(path->geometry, along_m)) {
            if (!input_.facts.study().contains(station.at)) continue;
            const bool known = std::any_of(seen.begin(), seen.end(), [&](const Leading& one) {
                return distance(station.at, Segment{one.passage.inner, one.passage.outer}) <= reach_m_;
            });
            if (known || !sides_.between_buildings(station.at, station.direction, reach_m_)) continue;
            const auto way = leading(input_, rear_, sides_, station.at, station.direction);
            if (!way) continue;
            seen.push_back(*way);
            Measurement measurement{.subject = {path->id, way->to->zone->id}};
            measurement.grounds.thing(Role::path, *path);
            if (!add_gates(*way, measurement)) {
                if (!way->to->exposed()) continue; // shut off elsewhere
                measurement.at = way->passage.outer;
                measurement.value = way->passage.length_m;
                measurement.text =
                    sentence(input_.facts.called(Role::path, *path)) + " leads " +
                    metres_text(way->passage.length_m) +
                    " m between buildings to the back of homes without a gate that is kept shut";
                measurement.causes = {path->id};
            }
            finish(*way, std::move(measurement));
        }
    }

    // By the outermost gate in the passage. False where there is none.
    bool add_gates(const Leading& way, Measurement& measurement) {
        PassageGate* outermost = nullptr;
        for (PassageGate& one : gates_) {
            if (!same_passage(one.way, way)) continue;
            one.told = true;
            if (outermost == nullptr || one.setback_m < outermost->setback_m) outermost = &one;
        }
        if (outermost == nullptr) return false;
        const std::string name = input_.facts.called(Role::opening, *outermost->gate);
        measurement.at = label_point(outermost->gate->geometry);
        measurement.value = outermost->setback_m;
        measurement.grounds.thing(Role::opening, *outermost->gate);
        measurement.text = sentence(name) + " stands " +
                           (outermost->setback_m > 0
                                ? metres_text(outermost->setback_m) + " m behind the front of the buildings"
                                : std::string("at the front of the buildings"));
        measurement.evidence.push_back({"gate", outermost->gate->id, {}});
        measurement.causes = {outermost->gate->id};
        if (!outermost->control_known)
            measurement.doubt = {"it holds only if " + name + " is kept shut", "door"};
        return true;
    }

    void finish(const Leading& way, Measurement measurement) {
        add_leading(input_, way, measurement);
        if (!input_.only_values && !input_.criterion.holds(measurement.value))
            if (const auto place =
                    gate_place(sides_, way.passage.outer - way.outwards * inset_m, way.outwards, reach_m_))
                if (auto edit =
                        gates_across(input_.facts, "Gate a passage at its front", std::span(&*place, 1)))
                    measurement.proposals.push_back(
                        {"Put a gate across the passage at the front of the buildings", std::move(*edit)});
        measured_.subjects.push_back(std::move(measurement));
    }

    static constexpr double inset_m = 0.2;
    const MetricInput& input_;
    Rear rear_;
    access::WaySides sides_;
    double reach_m_ = 0;
    std::vector<PassageGate> gates_;
    Measured measured_;
};

} // namespace

Measured rear_gate_setback(const MetricInput& input) {
    if (const auto gap = no_private_ground(input.facts)) {
        Measured measured;
        measured.gaps.push_back(*gap);
        return measured;
    }
    return RearGates(input).measure();
}

} // namespace prospect::assessment
