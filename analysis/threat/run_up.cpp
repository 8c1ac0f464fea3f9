#include "analysis/threat/run_up.h"

#include <queue>

#include <algorithm>
#include <cmath>

namespace prospect::threat {

namespace {

constexpr std::uint32_t none = ~0U;
constexpr double infinite = std::numeric_limits<double>::infinity();

// A way back from the end, up to the beginning of `arc`. Speeds as w = v^2 / 2a, metres.
struct Label {
    std::uint32_t arc = 0;
    std::uint32_t next = none; // the label it was led back from
    double length_m = 0;
    double most_m = infinite;       // the arrival that its curves allow
    double radius_m = 0;            // of the curve that allows the least
    std::uint32_t curve_in = none;  // that curve is from this arc
    std::uint32_t curve_out = none; // into this
};

class Search {
public:
    Search(const Drivable& network, const Vehicle& vehicle, std::span<const std::uint8_t> at_edge)
        : network_(network), vehicle_(vehicle), at_edge_(at_edge), kept_(network.arcs.size()) {}

    // The place of the best label.
    std::uint32_t run(std::uint32_t arrival) {
        add({.arc = arrival, .length_m = network_.arcs[arrival].length_m});
        while (!open_.empty()) {
            const std::uint32_t l = open_.top().label;
            open_.pop();
            if (labels_[l].most_m <= best_m_) break;
            extend(l);
        }
        return best_;
    }
    const Label& label(std::uint32_t l) const { return labels_[l]; }
    double arrival_m(const Label& label) const {
        return std::min(label.most_m, label.length_m + entry_m(label));
    }
    double entry_m(const Label& label) const {
        return at_edge_[network_.arcs[label.arc].from] != 0
                   ? vehicle_.entry_speed_ms * vehicle_.entry_speed_ms / (2 * vehicle_.acceleration_ms2)
                   : 0;
    }

private:
    struct Waiting {
        double most_m = 0;
        std::uint32_t label = 0;
        bool operator<(const Waiting& other) const {
            if (most_m != other.most_m) return most_m < other.most_m;
            return label > other.label;
        }
    };

    bool is_outdone(const Label& one) const {
        return std::any_of(kept_[one.arc].begin(), kept_[one.arc].end(), [&](std::uint32_t other) {
            return labels_[other].length_m >= one.length_m && labels_[other].most_m >= one.most_m;
        });
    }

    void add(Label label) {
        if (is_outdone(label)) return;
        const auto place = static_cast<std::uint32_t>(labels_.size());
        labels_.push_back(label);
        kept_[label.arc].push_back(place);
        open_.push({label.most_m, place});
        if (arrival_m(label) <= best_m_) return;
        best_m_ = arrival_m(label);
        best_ = place;
    }

    void extend(std::uint32_t l) {
        const Label from = labels_[l];
        if (from.length_m >= from.most_m) return; // more way adds nothing
        for (const std::uint32_t before : network_.into[network_.arcs[from.arc].from]) {
            if (network_.is_u_turn(before, from.arc)) continue;
            Label label = from;
            label.arc = before;
            label.next = l;
            const double radius_m = network_.radius_m(before, from.arc);
            const double curve_m =
                vehicle_.friction * gravity_ms2 * radius_m / (2 * vehicle_.acceleration_ms2) + from.length_m;
            if (curve_m < label.most_m) {
                label.most_m = curve_m;
                label.radius_m = radius_m;
                label.curve_in = before;
                label.curve_out = from.arc;
            }
            label.length_m += network_.arcs[before].length_m;
            add(label);
        }
    }

    const Drivable& network_;
    const Vehicle& vehicle_;
    std::span<const std::uint8_t> at_edge_;
    std::vector<Label> labels_;
    std::vector<std::vector<std::uint32_t>> kept_; // by arc
    std::priority_queue<Waiting> open_;
    double best_m_ = -1;
    std::uint32_t best_ = none;
};

double turn_deg(Point before, Point at, Point after) {
    const Point in = at - before;
    const Point out = after - at;
    return std::atan2(std::abs(cross(in, out)), dot(in, out)) * 180 / std::acos(-1.0);
}

// Places, speeds and paths from the beginning on; the first arc is cut so that it is as long as said.
void follow(const Drivable& network, const Search& search, const Label& best, double entry_ms,
            const Vehicle& vehicle, RunUp& made) {
    const Arc& first = network.arcs[best.arc];
    const double cut_m = best.length_m - made.length_m;
    const Point begin = network.nodes[first.from];
    made.way.push_back(begin + (network.nodes[first.to] - begin) * (cut_m / first.length_m));
    made.speeds_ms.push_back(entry_ms);
    double way_m = first.length_m - cut_m;
    for (Label at = best;; at = search.label(at.next)) {
        const Arc& arc = network.arcs[at.arc];
        if (made.paths.empty() || made.paths.back() != arc.path) made.paths.push_back(arc.path);
        double speed_ms = speed_after_ms(made.speeds_ms.back(), vehicle.acceleration_ms2, way_m);
        if (at.next != none) {
            const std::uint32_t into = search.label(at.next).arc;
            speed_ms = std::min(speed_ms, curve_speed_ms(vehicle.friction, network.radius_m(at.arc, into)));
            way_m = network.arcs[into].length_m;
        }
        made.way.push_back(network.nodes[arc.to]);
        made.speeds_ms.push_back(speed_ms);
        if (at.next == none) return;
    }
}

} // namespace

double speed_after_ms(double speed_ms, double acceleration_ms2, double way_m) {
    return std::sqrt(speed_ms * speed_ms + 2 * acceleration_ms2 * way_m);
}

double curve_speed_ms(double friction, double radius_m) {
    return std::sqrt(friction * gravity_ms2 * radius_m);
}

double energy_kj(double mass_kg, double speed_ms) {
    return mass_kg * speed_ms * speed_ms / 2 / 1000;
}

RunUp best_run_up(const Drivable& network, std::uint32_t arrival, const Vehicle& vehicle,
                  std::span<const std::uint8_t> at_edge) {
    Search search(network, vehicle, at_edge);
    const Label& best = search.label(search.run(arrival));
    RunUp made;
    const bool bound = best.length_m + search.entry_m(best) >= best.most_m;
    // From rest, only as far back as speed grows.
    const bool cut = best.length_m >= best.most_m;
    made.length_m = cut ? best.most_m : best.length_m;
    made.from_edge = !bound && at_edge[network.arcs[best.arc].from] != 0;
    if (bound) {
        const Arc& in = network.arcs[best.curve_in];
        const Arc& out = network.arcs[best.curve_out];
        made.limiting_radius_m = best.radius_m;
        made.limiting_at = network.nodes[in.to];
        made.drawn_as_corner = turn_deg(in.drawn_from, *made.limiting_at, out.drawn_to) > corner_deg;
    }
    follow(network, search, best, cut || search.entry_m(best) == 0 ? 0 : vehicle.entry_speed_ms, vehicle,
           made);
    made.speed_ms = made.speeds_ms.back();
    return made;
}

} // namespace prospect::threat
