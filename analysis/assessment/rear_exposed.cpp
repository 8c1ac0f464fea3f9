#include "analysis/access/rear_access.h"
#include "analysis/assessment/facts.h"
#include "analysis/assessment/gates_across.h"
#include "analysis/assessment/rear.h"
#include "analysis/assessment/rear_rules.h"

#include <algorithm>
#include <map>
#include <set>

namespace prospect::assessment {

namespace {

using access::PrivateStretch;
using access::RearAccess;
using access::RearRow;
using scene::metres_text;

std::string row_name(const Facts& facts, const Rear& rear, const RearRow& row) {
    std::set<Uuid> zones;
    for (const std::size_t i : row.edges)
        zones.insert(rear.edges[i].zone->id);
    const std::string first = facts.called(Role::zone, *rear.edges[row.edges.front()].zone);
    return zones.size() == 1 ? first : first + " and " + count_text(zones.size() - 1) + " more";
}

// What the row rests on; of what keeps people from its rear, whether it is known to be shut.
void add_grounds(const Rear& rear, const RearRow& row, Measurement& measurement) {
    Grounds& grounds = measurement.grounds;
    for (const std::size_t i : row.edges) {
        const PrivateStretch& edge = rear.edges[i];
        grounds.word(Role::zone, *edge.zone, "ownership");
        if (edge.entrance)
            grounds.thing(Role::opening, *edge.entrance).word(Role::opening, *edge.entrance, "main");
        else
            grounds.supposed("which side of a plot is its front", Basis::unknown);
        if (edge.exposed() || !edge.beyond || !edge.depth) continue;
        for (const std::uint32_t p : access::way_to(*rear.graph, rear.reach, *edge.beyond)) {
            const scene::Passage& passage = rear.graph->passages()[p];
            if (!passage.controlled()) continue;
            grounds.thing(Role::opening, *passage.thing);
            if (!passage.control.known)
                measurement.doubt = {
                    "it holds only if " + called(Role::opening, *passage.thing) + " is kept shut", "door"};
        }
    }
}

// The way by which most of the row is reached, and the part of it along the row.
struct WayBehind {
    FeaturePtr path;
    std::vector<Station> stations; // of the path, step by step
    std::size_t first = 0;         // nearest to an end of the row
    std::size_t last = 0;          // to the other
};

std::optional<WayBehind> way_behind(const Rear& rear, const RearRow& row,
                                    const std::vector<RearAccess>& accesses) {
    std::map<Uuid, std::pair<double, FeaturePtr>> lengths;
    for (const RearAccess& access : accesses)
        for (const std::size_t i : access.edges)
            if (access.path && std::binary_search(row.edges.begin(), row.edges.end(), i)) {
                auto& [length_m, path] = lengths[access.path->id];
                length_m += rear.edges[i].length_m;
                path = access.path;
            }
    const auto most = std::max_element(lengths.begin(), lengths.end(), [](const auto& a, const auto& b) {
        return a.second.first < b.second.first;
    });
    if (most == lengths.end() || most->second.second->geometry.ring_count() != 1) return std::nullopt;
    WayBehind way{.path = most->second.second, .stations = stations(most->second.second->geometry, along_m)};
    if (way.stations.empty()) return std::nullopt;
    way.first = way.stations.size();
    const auto nearest = [&](Point p) {
        return static_cast<std::size_t>(std::min_element(way.stations.begin(), way.stations.end(),
                                                         [&](const Station& a, const Station& b) {
                                                             return distance(a.at, p) < distance(b.at, p);
                                                         }) -
                                        way.stations.begin());
    };
    for (const std::size_t i : row.edges) {
        if (!rear.edges[i].exposed()) continue;
        const Point middle = rear.edges[i].at;
        if (distance(most->second.second->geometry, middle) > access::from_path_m) continue;
        for (const Point p : {rear.edges[i].outside.front(), rear.edges[i].outside.back()}) {
            way.first = std::min(way.first, nearest(p));
            way.last = std::max(way.last, nearest(p));
        }
    }
    if (way.first >= way.stations.size()) return std::nullopt;
    return way;
}

// Where a gate closes the way beyond the row: the last place on that side with something on both sides,
// without one that is open between.
std::optional<GatePlace> last_closed(const access::WaySides& sides, const WayBehind& way, std::size_t from,
                                     int step, double reach_m) {
    std::optional<GatePlace> found;
    for (auto i = static_cast<std::ptrdiff_t>(from);
         i >= 0 && i < static_cast<std::ptrdiff_t>(way.stations.size()); i += step) {
        const Station& station = way.stations[static_cast<std::size_t>(i)];
        const auto place = gate_place(sides, station.at, station.direction, reach_m);
        if (!place && found) break;
        if (place) found = place;
    }
    return found;
}

// The first and the last such place of the whole way.
std::vector<GatePlace> at_its_ends(const access::WaySides& sides, const WayBehind& way, double reach_m) {
    std::vector<GatePlace> found;
    const auto add = [&](auto begin, auto end) {
        for (auto station = begin; station != end; ++station)
            if (const auto place = gate_place(sides, station->at, station->direction, reach_m)) {
                found.push_back(*place);
                return;
            }
    };
    add(way.stations.begin(), way.stations.end());
    add(way.stations.rbegin(), way.stations.rend());
    return found;
}

void add_gates(const Facts& facts, const std::string& where, std::vector<GatePlace> places,
               std::vector<Proposal>& proposals) {
    if (places.size() == 2 && distance(places[0].at, places[1].at) < 2 * along_m) places.pop_back();
    if (auto edit = gates_across(facts, "Gate a way behind gardens", places))
        proposals.push_back({"Put " + (places.size() == 1 ? std::string("a gate") : std::string("gates")) +
                                 " across " + where,
                             std::move(*edit)});
}

void propose_gates(const MetricInput& input, const Rear& rear, const RearRow& row,
                   const std::vector<RearAccess>& accesses, const access::WaySides& sides,
                   Measurement& measurement) {
    const auto way = way_behind(rear, row, accesses);
    if (!way) return;
    const double reach_m = input.criterion.setting("reach_m");
    const std::string path = input.facts.called(Role::path, *way->path);
    const std::vector<GatePlace> ends = at_its_ends(sides, *way, reach_m);
    std::vector<GatePlace> beside;
    for (const auto& [from, step] : {std::pair(way->first, -1), std::pair(way->last, 1)})
        if (const auto place = last_closed(sides, *way, from, step, reach_m)) beside.push_back(*place);
    const bool same = std::equal(ends.begin(), ends.end(), beside.begin(), beside.end(),
                                 [](const GatePlace& a, const GatePlace& b) { return a.at == b.at; });
    add_gates(input.facts, path + " at its ends", ends, measurement.proposals);
    if (!same) add_gates(input.facts, path + " beyond the row", beside, measurement.proposals);
}

Measurement row_measured(const MetricInput& input, const Rear& rear, const RearRow& row,
                         const std::vector<RearAccess>& accesses) {
    const PrivateStretch& first = rear.edges[row.edges.front()];
    Measurement measurement{.subject = {first.zone->id}, .at = first.at, .value = 100 * row.exposed_share()};
    add_grounds(rear, row, measurement);
    std::string from;
    double longest_m = 0;
    for (const std::size_t i : row.edges) {
        const PrivateStretch& edge = rear.edges[i];
        if (!edge.exposed()) continue;
        if (edge.length_m > longest_m) {
            longest_m = edge.length_m;
            measurement.at = edge.at;
        }
        measurement.evidence.push_back(
            {"rear of " + input.facts.called(Role::zone, *edge.zone) + ": everybody gets to it",
             edge.zone->id, Geometry::make_line(edge.line)});
        if (edge.barrier && std::find(measurement.causes.begin(), measurement.causes.end(),
                                      edge.barrier->id) == measurement.causes.end())
            measurement.causes.push_back(edge.barrier->id);
    }
    for (const RearAccess& access : accesses)
        if (access.path && from.empty() &&
            std::binary_search(row.edges.begin(), row.edges.end(), access.edges.front()))
            from = ", from " + input.facts.called(Role::path, *access.path);
    if (row.exposed_m <= 0) from.clear();
    const std::string edge =
        metres_text(row.length_m) + " m of rear edge of " + row_name(input.facts, rear, row);
    measurement.text = row.exposed_m <= 0 ? "Nobody gets to the " + edge + " without opening a door or gate"
                       : row.exposed_m >= row.length_m
                           ? "Everybody gets to all the " + edge + from
                           : "Everybody gets to " + metres_text(row.exposed_m) + " m of the " + edge + from;
    return measurement;
}

} // namespace

Measured rear_exposed(const MetricInput& input) {
    Measured measured;
    if (const auto gap = no_private_ground(input.facts)) {
        measured.gaps.push_back(*gap);
        return measured;
    }
    const Rear rear = rear_of(input);
    std::vector<RearAccess> accesses;
    std::optional<access::WaySides> sides;
    if (!input.only_values) {
        accesses = access::rear_accesses(input.facts.scene(), *rear.graph, rear.edges);
        sides.emplace(input.facts.scene());
    }
    for (const RearRow& row : access::rear_rows(rear.edges)) {
        Measurement measurement = row_measured(input, rear, row, accesses);
        if (!input.only_values && !input.criterion.holds(measurement.value))
            propose_gates(input, rear, row, accesses, *sides, measurement);
        measured.subjects.push_back(std::move(measurement));
    }
    if (measured.subjects.empty())
        measured.gaps.push_back(
            {.text = "private ground has no rear edge in the study area", .lacks = "zone"});
    return measured;
}

} // namespace prospect::assessment
