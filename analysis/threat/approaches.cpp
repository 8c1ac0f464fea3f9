#include "analysis/threat/approaches.h"

#include "analysis/scene/attribute_reader.h"
#include "analysis/scene/study_area.h"
#include "geometry/base/edges.h"
#include "geometry/base/tolerances.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace prospect::threat {

namespace {

using scene::metres_text;
using scene::Note;
using scene::title_of;

// From the place's edge, 0 within it.
Point nearest_of(const Geometry& place, Point p) {
    if (place.kind == GeometryKind::polygon && contains(place, p)) return p;
    if (place.kind == GeometryKind::point) {
        Point nearest = place.points.front();
        for (const Point one : place.points)
            if (distance(one, p) < distance(nearest, p)) nearest = one;
        return nearest;
    }
    Point nearest = place.points.front();
    for_each_edge(place, [&](VertexPlace, const Segment& edge) {
        if (const Point one = nearest_on(edge, p); distance(one, p) < distance(nearest, p)) nearest = one;
    });
    return nearest;
}

bool come_within(const Geometry& place, const Geometry& path, double reach_m) {
    if (!place.box().grown(reach_m).intersects(path.box())) return false;
    bool near = false;
    for (const Point p : path.points)
        near = near || distance(place, p) <= reach_m;
    for (const Point p : place.points)
        near = near || distance(path, p) <= reach_m;
    for_each_edge(path, [&](VertexPlace, const Segment& way) {
        for_each_edge(
            place, [&](VertexPlace, const Segment& edge) { near = near || crossing(way, edge).has_value(); });
    });
    return near;
}

std::vector<std::uint8_t> nodes_at_edge(const scene::Scene& scene, const Drivable& network) {
    const Box box = scene.site().box();
    const scene::StudyArea study(scene.site());
    std::vector<std::uint8_t> at_edge(network.nodes.size(), 0);
    for (std::uint32_t n = 0; n < network.nodes.size(); ++n) {
        const Point p = network.nodes[n];
        if (!network.is_loose(n)) continue;
        const bool near_box =
            std::min({p.x - box.xmin, box.xmax - p.x, p.y - box.ymin, box.ymax - p.y}) <= plan_edge_m;
        at_edge[n] = near_box || (study.drawn() && !study.contains(p)) ? 1 : 0;
    }
    return at_edge;
}

class Builder {
public:
    Builder(const engine::Context& context, const ApproachSettings& settings, Approaches& made)
        : context_(context), scene_(context.scene()), settings_(settings), made_(made) {}

    void build() {
        made_.places = protected_places(scene_);
        made_.ground = vehicle_ground(scene_, settings_.ways, settings_.gaps);
        made_.notes = made_.ground.notes;
        find();
        tell_of_places();
        tell_of_run_ups();
    }

private:
    struct Candidate {
        std::size_t place = 0;
        std::size_t end = 0;
    };

    void find() {
        std::vector<Candidate> candidates;
        std::vector<Box> near;
        for (const ProtectedPlace& place : made_.places)
            near.push_back(place.feature->geometry.box().grown(arrival_m));
        for (std::size_t p = 0; p < made_.places.size(); ++p)
            for (std::size_t e = 0; e < made_.ground.network.ends.size(); ++e)
                if (const Point at = made_.ground.network.ends[e].at;
                    near[p].contains(at) && distance(made_.places[p].feature->geometry, at) <= arrival_m)
                    candidates.push_back({p, e});
        const std::vector<std::uint8_t> at_edge = nodes_at_edge(scene_, made_.ground.network);
        if (!candidates.empty()) find_stops_on_arcs();
        std::vector<std::vector<Approach>> by_candidate(candidates.size());
        context_.for_blocks(static_cast<std::int64_t>(candidates.size()), 1,
                            [&](std::int64_t begin, std::int64_t end) {
                                for (std::int64_t i = begin; i < end; ++i)
                                    by_candidate[static_cast<std::size_t>(i)] =
                                        approaches(candidates[static_cast<std::size_t>(i)], at_edge);
                            });
        std::vector<Approach> found;
        for (std::vector<Approach>& some : by_candidate)
            std::move(some.begin(), some.end(), std::back_inserter(found));
        std::stable_sort(found.begin(), found.end(), [](const Approach& a, const Approach& b) {
            if (a.place != b.place) return a.place < b.place;
            return a.run_up.speed_ms > b.run_up.speed_ms;
        });
        made_.all = std::move(found);
    }

    // The best run-up, and where it is stopped the best ones past that.
    std::vector<Approach> approaches(const Candidate& candidate,
                                     std::span<const std::uint8_t> at_edge) const {
        std::vector<Approach> made{approach(candidate, made_.ground.network, at_edge)};
        if (!made.front().stopped) return made;
        for (const Passed passed : {Passed::not_rated, Passed::nothing}) {
            const Drivable left = without(passed, made.front());
            if (!leads_there(left, made.front(), at_edge)) continue;
            Approach other = approach(candidate, left, at_edge);
            if (std::none_of(made.begin(), made.end(),
                             [&](const Approach& one) { return one.run_up.way == other.run_up.way; }))
                made.push_back(std::move(other));
        }
        return made;
    }

    Approach approach(const Candidate& candidate, const Drivable& network,
                      std::span<const std::uint8_t> at_edge) const {
        Approach made{.place = candidate.place, .end = network.ends[candidate.end]};
        const Geometry& place = made_.places[candidate.place].feature->geometry;
        made.run_up = best_run_up(network, made.end.arrival, settings_.vehicle, at_edge);
        const Point to = nearest_of(place, made.end.at);
        made.away_m = distance(made.end.at, to);
        const Point aside = to - made.end.at;
        if (made.away_m > 0)
            made.angle_deg = std::atan2(std::abs(cross(made.end.ahead, aside)), dot(made.end.ahead, aside)) *
                             180 / std::acos(-1.0);
        add_stop(place, to, made);
        return made;
    }

    // What a way may still pass.
    enum class Passed : std::uint8_t { not_rated, nothing };

    // By piece of the network: what stands across it and cannot be driven past.
    void find_stops_on_arcs() {
        const Drivable& network = made_.ground.network;
        across_.resize(network.arcs.size() / 2);
        for (std::size_t k = 0; k < across_.size(); ++k) {
            const Arc& arc = network.arcs[2 * k];
            const Segment stretch{network.nodes[arc.from], network.nodes[arc.to]};
            if (stretch.a == stretch.b) continue;
            for (const Meeting& met : made_.ground.stops->along(stretch))
                if (met.stop->complete &&
                    made_.ground.stops->covers(stretch, met.along_m, network.widths_m[arc.path]))
                    across_[k].push_back(met.stop);
        }
    }

    // fastest: with which a stop has to cope at most.
    bool holds_up(const Stop& stop, Passed passed, double fastest_kmh) const {
        if (passed == Passed::nothing) return true;
        const auto rating = parse_rating(rating_text(*stop.feature));
        return rating && rating->mass_kg >= settings_.vehicle.mass_kg && rating->speed_kmh >= fastest_kmh;
    }

    Drivable without(Passed passed, const Approach& first) const {
        Drivable left = made_.ground.network;
        const double fastest_kmh =
            kmh_of(*std::max_element(first.run_up.speeds_ms.begin(), first.run_up.speeds_ms.end()));
        for (std::vector<std::uint32_t>& into : left.into)
            std::erase_if(into, [&](std::uint32_t arc) {
                return std::any_of(across_[arc / 2].begin(), across_[arc / 2].end(),
                                   [&](const Stop* stop) { return holds_up(*stop, passed, fastest_kmh); });
            });
        return left;
    }

    // Whether the end can be reached in it from outside, or from where the first way begins.
    bool leads_there(const Drivable& left, const Approach& first,
                     std::span<const std::uint8_t> at_edge) const {
        const Arc& last = left.arcs[first.end.arrival];
        const auto& into = left.into[last.to];
        if (std::find(into.begin(), into.end(), first.end.arrival) == into.end()) return false;
        const std::uint32_t beginning = beginning_of(first.run_up);
        std::vector<std::uint8_t> met(left.nodes.size(), 0);
        std::vector<std::uint32_t> open{last.from};
        met[last.from] = 1;
        while (!open.empty()) {
            const std::uint32_t node = open.back();
            open.pop_back();
            if (at_edge[node] != 0 || node == beginning) return true;
            for (const std::uint32_t arc : left.into[node])
                if (const std::uint32_t from = left.arcs[arc].from; met[from] == 0) {
                    met[from] = 1;
                    open.push_back(from);
                }
        }
        return false;
    }

    // Of the carriageway of the run-up that the stretch lies on.
    double width_m(const Approach& made, const Segment& stretch) const {
        const Drivable& network = made_.ground.network;
        const Point middle = (stretch.a + stretch.b) * 0.5;
        return network.widths_m[*std::min_element(made.run_up.paths.begin(), made.run_up.paths.end(),
                                                  [&](std::uint32_t p, std::uint32_t q) {
                                                      return distance(network.paths[p]->geometry, middle) <
                                                             distance(network.paths[q]->geometry, middle);
                                                  })];
    }

    // The node behind which the run-up begins.
    std::uint32_t beginning_of(const RunUp& run_up) const {
        const Drivable& network = made_.ground.network;
        constexpr double slack_m = 1e-6;
        for (const Arc& arc : network.arcs)
            if (const Segment piece{network.nodes[arc.from], network.nodes[arc.to]};
                piece.b == run_up.way[1] && distance(run_up.way[0], piece) <= slack_m)
                return arc.from;
        return ~0U;
    }

    // Looked for from the place backwards: what is met last before it.
    void add_stop(const Geometry& place, Point to, Approach& made) const {
        std::vector<Point> way = made.run_up.way;
        std::vector<double> speeds = made.run_up.speeds_ms;
        way.push_back(to);
        speeds.push_back(0); // never the beginning of a stretch
        for (std::size_t i = way.size() - 1; i > 0; --i) {
            const Segment stretch{way[i - 1], way[i]};
            if (stretch.a == stretch.b) continue;
            if (!made.stopped) {
                const auto kerbs = made_.ground.stops->kerbs(stretch);
                made.kerbs.insert(made.kerbs.end(), kerbs.begin(), kerbs.end());
            }
            auto met = made_.ground.stops->along(stretch);
            // The wall an entrance is in is what is reached, and does not protect it.
            std::erase_if(met, [&](const Meeting& one) {
                return one.stop->role == Role::building &&
                       distance(place, one.at) <= tolerance::opening_host_m;
            });
            if (met.empty()) continue;
            const Meeting& last = met.back();
            Stopped stopped{.feature = last.stop->feature,
                            .role = last.stop->role,
                            .bollards = last.stop->bollards,
                            .complete = last.stop->complete,
                            .at = last.at};
            stopped.covers = made_.ground.stops->covers(stretch, last.along_m,
                                                        i + 1 == way.size() ? 0 : width_m(made, stretch));
            stopped.speed_ms =
                speed_after_ms(speeds[i - 1], settings_.vehicle.acceleration_ms2, last.along_m);
            stopped.angle_deg = last.angle_deg;
            stopped.stand_off_m = distance(place, last.at);
            stopped.rating_text = rating_text(*stopped.feature);
            stopped.rating = parse_rating(stopped.rating_text);
            made.stopped = std::move(stopped);
            return;
        }
    }

    void tell_of_places() {
        if (made_.places.empty())
            made_.notes.push_back({Note::Level::warning, "nothing_to_protect",
                                   "no crowd place (activity of kind crowd) and no target is on the plan: no "
                                   "run-up leads to one"});
        if (made_.ground.network.paths.empty())
            made_.notes.push_back({Note::Level::warning, "no_roads",
                                   "no path of kind road or service is on the plan: no run-up is known"});
        if (made_.ground.network.paths.empty()) return;
        std::vector<Note> unreached;
        std::vector<Note> passed;
        for (std::size_t p = 0; p < made_.places.size(); ++p) {
            const Feature& place = *made_.places[p].feature;
            const Point at = label_point(place.geometry);
            if (std::none_of(made_.all.begin(), made_.all.end(),
                             [&](const Approach& one) { return one.place == p; }))
                unreached.push_back(
                    {Note::Level::info, "not_reached",
                     "no road ends within " + metres_text(arrival_m) + " m of \"" + title_of(place) +
                         "\": it has no run-up, which does not say that no vehicle gets there",
                     at, place.id});
            for (std::uint32_t r = 0; r < made_.ground.network.paths.size(); ++r)
                if (passes(p, r))
                    passed.push_back({Note::Level::warning, "road_passes",
                                      "the road \"" + title_of(*made_.ground.network.paths[r]) +
                                          "\" passes within " + metres_text(arrival_m) + " m of \"" +
                                          title_of(place) +
                                          "\" and does not end there: somebody who turns off it is not in "
                                          "these numbers",
                                      at, place.id});
        }
        const Frame& frame = scene_.site().frame;
        scene::add_merged(made_.notes, unreached,
                          "places have no road that ends within " + metres_text(arrival_m) +
                              " m: they have no run-up, which does not say that no vehicle gets there",
                          frame);
        scene::add_merged(
            made_.notes, passed,
            "times a road passes within " + metres_text(arrival_m) +
                " m of a place and does not end there: somebody who turns off it is not in these "
                "numbers",
            frame);
    }

    bool passes(std::size_t place, std::uint32_t path) const {
        return std::none_of(
                   made_.all.begin(), made_.all.end(),
                   [&](const Approach& one) { return one.place == place && one.end.path == path; }) &&
               come_within(made_.places[place].feature->geometry, made_.ground.network.paths[path]->geometry,
                           arrival_m);
    }

    void tell_of_run_ups() {
        std::vector<Note> cut;
        std::vector<Note> corners;
        std::vector<Note> tight;
        std::vector<Note> beside;
        std::vector<Note> narrow;
        std::vector<Note> fast;
        for (const Approach& one : made_.all) {
            const std::string to = "the run-up to \"" + title_of(*made_.places[one.place].feature) + "\"";
            const Uuid id = made_.places[one.place].feature->id;
            const RunUp& run_up = one.run_up;
            if (run_up.from_edge)
                cut.push_back({Note::Level::warning, "run_up_cut",
                               to + " begins at the edge of the plan, at entry_speed_kmh: what lies "
                                    "beyond is not in it",
                               run_up.way.front(), id});
            if (one.stopped && !one.stopped->covers)
                narrow.push_back({Note::Level::warning, "stop_narrow",
                                  to + " meets \"" + title_of(*one.stopped->feature) +
                                      "\", which does not reach across the way: a vehicle may get past it",
                                  one.stopped->at, one.stopped->feature->id});
            if (one.stopped && !one.stopped->complete)
                beside.push_back({Note::Level::warning, "line_incomplete",
                                  to +
                                      " meets a line of bollards that has a gap too wide or an end without a "
                                      "wall: a vehicle may get past it",
                                  one.stopped->at, one.stopped->feature->id});
            if (kmh_of(run_up.speed_ms) > most_kmh)
                fast.push_back({Note::Level::warning, "too_fast",
                                to + " is worked out to be faster than " + as_text(Value(most_kmh)) +
                                    " km/h: no vehicle speeds up evenly for so long, the true speed is lower",
                                run_up.way.front(), id});
            if (!run_up.limiting_radius_m) continue;
            if (*run_up.limiting_radius_m < least_turn_m)
                tight.push_back(
                    {Note::Level::warning, "bend_too_tight",
                     to + " is held back by a bend of " + metres_text(*run_up.limiting_radius_m) +
                         " m radius, which no vehicle turns: look whether the road is drawn so by "
                         "a slip",
                     *run_up.limiting_at, id});
            else if (run_up.drawn_as_corner)
                corners.push_back(
                    {Note::Level::info, "bend_as_corner",
                     to + " is held back by a bend that is drawn as a corner: its radius of " +
                         metres_text(*run_up.limiting_radius_m) +
                         " m is that of the circle through its neighbours; with the true bend the "
                         "speed may be lower",
                     *run_up.limiting_at, id});
        }
        const Frame& frame = scene_.site().frame;
        scene::add_merged(
            made_.notes, cut,
            "run-ups begin at the edge of the plan, at entry_speed_kmh: what lies beyond is not "
            "in them",
            frame);
        scene::add_merged(
            made_.notes, tight,
            "run-ups are held back by bends that no vehicle turns: look whether roads are drawn so "
            "by a slip",
            frame);
        scene::add_merged(made_.notes, corners,
                          "run-ups are held back by bends that are drawn as corners: with the true bends the "
                          "speeds may be lower",
                          frame);
        scene::add_merged(
            made_.notes, beside,
            "run-ups meet a line of bollards that has a gap too wide or an end without a wall: a "
            "vehicle may get past it",
            frame);
        scene::add_merged(
            made_.notes, narrow,
            "run-ups meet a barrier that does not reach across the way: a vehicle may get past it", frame);
        scene::add_merged(made_.notes, fast,
                          "run-ups are worked out to be faster than " + as_text(Value(most_kmh)) +
                              " km/h: no vehicle speeds up evenly for so long, the true speeds are lower",
                          frame);
        if (scene_.site().raster(Role::terrain) != nullptr && !made_.all.empty())
            made_.notes.push_back({Note::Level::info, "level_ground",
                                   "run-ups are worked out on level ground: slopes are not in them"});
    }

    const engine::Context& context_;
    const scene::Scene& scene_;
    const ApproachSettings& settings_;
    Approaches& made_;
    std::vector<std::vector<const Stop*>> across_; // by two arcs
};

} // namespace

std::vector<ProtectedPlace> protected_places(const scene::Scene& scene) {
    std::vector<ProtectedPlace> places;
    const scene::StudyArea study(scene.site());
    for (const Role role : {Role::activity, Role::target})
        for (const auto& [layer, feature] : scene.site().features(role)) {
            const std::string kind = scene::AttributeReader::own_text(*feature, "kind");
            if (!present(*feature, scene.time().phase) || feature->geometry.empty() ||
                (role == Role::activity && kind != "crowd"))
                continue;
            bool scored = study.contains(label_point(feature->geometry));
            for (const Point p : feature->geometry.points)
                scored = scored || study.contains(p);
            places.push_back({feature, role, kind, scored});
        }
    return places;
}

VehicleGround vehicle_ground(const scene::Scene& scene, const DrivableSettings& ways, const GapRule& gaps) {
    VehicleGround made;
    made.network = drivable(scene, ways);
    made.bollards = bollard_lines(scene, gaps);
    made.stops = std::make_unique<const VehicleStops>(scene, made.bollards, gaps);
    for (const std::vector<Note>* notes :
         {&std::as_const(made.network.notes), &std::as_const(made.bollards.notes), &made.stops->notes()})
        made.notes.insert(made.notes.end(), notes->begin(), notes->end());
    return made;
}

Approaches approaches_of(const engine::Context& context, const ApproachSettings& settings) {
    Approaches made;
    Builder(context, settings, made).build();
    return made;
}

} // namespace prospect::threat
