#include "analysis/assessment/ways_in.h"

#include "analysis/access/place_names.h"
#include "analysis/access/sealing.h"
#include "analysis/assessment/facts.h"
#include "analysis/assessment/new_gate.h"
#include "analysis/assessment/ways_shared.h"

#include <algorithm>
#include <cstdio>
#include <map>
#include <set>

namespace prospect::assessment {

namespace {

using access::Buildings;
using scene::AccessGraph;
using scene::Ownership;
using scene::Passage;

std::vector<FeaturePtr> zones_from(const Facts& facts, Ownership least) {
    std::vector<FeaturePtr> found;
    for (const FeaturePtr& zone : facts.scored(Role::zone))
        if (zone->geometry.kind == GeometryKind::polygon && scene::ownership_of(*zone) >= least)
            found.push_back(zone);
    return found;
}

std::optional<Gap> no_such_zone(const std::vector<FeaturePtr>& zones, const char* text) {
    if (!zones.empty()) return std::nullopt;
    return Gap{.text = text, .lacks = "zone"};
}

Gap without_ground(const Feature& zone) {
    return {.text = called_first(Role::zone, zone) +
                    " has no ground of its own: another zone covers it, or it is thinner than 0.5 m",
            .lacks = {},
            .subjects = 1,
            .features = {zone.id},
            .at = label_point(zone.geometry)};
}

// What leads from the zone to other ground.
std::vector<const Passage*> ways_of(const AccessGraph& graph, const std::vector<std::uint32_t>& places) {
    const std::set<std::uint32_t> own(places.begin(), places.end());
    std::vector<const Passage*> ways;
    std::set<Uuid> known;
    for (const std::uint32_t p : places)
        for (const std::uint32_t i : graph.passages_of(p)) {
            const Passage& passage = graph.passages()[i];
            if (own.contains(passage.from) && own.contains(passage.to)) continue;
            if (passage.kind == Passage::Kind::opening && !known.insert(passage.thing->id).second) continue;
            ways.push_back(&passage);
        }
    return ways;
}

bool uncontrolled(const Passage& passage) {
    return passage.kind != Passage::Kind::opening || passage.control.control == scene::Control::open;
}

// Everything that stands open is given a gate, or shut.
std::optional<Proposal> close_all(const Facts& facts, const std::vector<const Passage*>& ways,
                                  const std::string& name) {
    SiteEdit edit{"Close the ways into " + name, {}};
    std::string text;
    for (const Passage* way : ways) {
        if (way->kind == Passage::Kind::open) return std::nullopt;
        if (way->kind == Passage::Kind::opening && own_text(*way->thing, "kind") != "gap") {
            edit.steps.push_back(
                ChangeAttribute{way->thing->id, "control", Value(std::string("controlled")), Basis::drawn});
            text += (text.empty() ? "Control " : ", control ") + facts.called(Role::opening, *way->thing);
            continue;
        }
        if (!add_gate(facts, *way, edit)) return std::nullopt;
        text += (text.empty() ? "Put a gate into " : ", put a gate into ") + std::string("the gap of ") +
                scene::metres_text(way->width_m) + " m";
    }
    if (edit.steps.empty()) return std::nullopt;
    return Proposal{text, std::move(edit)};
}

std::string number_text(double value) {
    char text[32];
    std::snprintf(text, sizeof text, "%.1f", value);
    return text;
}

} // namespace

Measured ways_in_on_100m(const MetricInput& input) {
    Measured measured;
    std::vector<FeaturePtr> zones = zones_from(input.facts, Ownership::semi_private);
    std::erase_if(zones, [](const FeaturePtr& zone) {
        return scene::ownership_of(*zone) == Ownership::private_ground;
    });
    if (const auto gap = no_such_zone(zones, "the plan says of no ground that it is shared or restricted"))
        measured.gaps.push_back(*gap);
    if (!measured.gaps.empty() || ways_untouched(input, measured)) return measured;
    const auto graph = graph_of(input);
    for (const FeaturePtr& zone : zones) {
        const auto places = graph->places_of(*zone);
        if (places.empty()) {
            measured.gaps.push_back(without_ground(*zone));
            continue;
        }
        const auto ways = ways_of(*graph, places);
        const double edge_m = length(zone->geometry);
        Measurement measurement{.subject = {zone->id}, .at = label_point(zone->geometry)};
        measurement.grounds.thing(Role::zone, *zone).word(Role::zone, *zone, "ownership");
        for (const Passage* way : ways) {
            rest_on(*way, measurement.grounds);
            measurement.evidence.push_back(evidence_of(input.facts, *way));
        }
        measurement.value = static_cast<double>(ways.size()) / edge_m * 100;
        measurement.text = called_first(Role::zone, *zone) + " has " + counted(ways.size(), "way") +
                           " in on " + rounded_text(edge_m) + " m of edge, " +
                           number_text(measurement.value) + " on 100 m";
        measured.subjects.push_back(std::move(measurement));
    }
    return measured;
}

Measured uncontrolled_ways_in(const MetricInput& input) {
    Measured measured;
    const auto zones = zones_from(input.facts, Ownership::semi_private);
    if (const auto gap = no_such_zone(zones, "the plan says of no ground that it is private or shared"))
        measured.gaps.push_back(*gap);
    if (!measured.gaps.empty() || ways_untouched(input, measured)) return measured;
    const auto graph = graph_of(input);
    for (const FeaturePtr& zone : zones) {
        input.context.progress().checkpoint();
        const auto places = graph->places_of(*zone);
        if (places.empty()) {
            measured.gaps.push_back(without_ground(*zone));
            continue;
        }
        const access::Sealing sealing =
            access::sealing_of(*graph, places, access::ControlCost::alike, Buildings::lead_nowhere);
        Measurement measurement{.subject = {zone->id}, .at = label_point(zone->geometry)};
        measurement.grounds.thing(Role::zone, *zone).word(Role::zone, *zone, "ownership");
        if (scene::ownership_of(*zone) == Ownership::semi_private) measurement.gravest = Level::info;
        const std::string name = called(Role::zone, *zone);
        std::vector<const Passage*> ways;
        std::vector<const Passage*> all = access::controls_of(*graph, sealing);
        for (const std::uint32_t i : sealing.open_ways)
            all.push_back(&graph->passages()[i]);
        for (const Passage* one : all) {
            const Passage& passage = *one;
            rest_on(passage, measurement.grounds);
            if (!uncontrolled(passage)) continue;
            ways.push_back(&passage);
            measurement.evidence.push_back(evidence_of(input.facts, passage));
            if (passage.thing) measurement.causes.push_back(passage.thing->id);
        }
        measurement.value = sealing.possible ? static_cast<double>(ways.size()) : 1;
        measurement.text =
            !sealing.possible
                ? sentence(name) + " cannot be closed off: " + scene::metres_text(sealing.open_m) +
                      " m of edge on the way to it have no wall, fence or hedge"
            : ways.empty()
                ? sentence(name) + ": every way in has a door or gate that is kept shut"
                : sentence(name) + " has " + counted(ways.size(), "way") + " in that nothing controls, of " +
                      counted(all.size(), "way") + " to look after";
        // What is only told of asks for no change: a front garden lies open to its street.
        const bool asks = measurement.gravest != Level::info;
        if (asks && sealing.possible && !ways.empty() && !input.only_values)
            if (auto proposal = close_all(input.facts, ways, name))
                measurement.proposals.push_back(std::move(*proposal));
        measured.subjects.push_back(std::move(measurement));
    }
    return measured;
}

Measured shut_in(const MetricInput& input) {
    Measured measured;
    if (ways_untouched(input, measured)) return measured;
    const auto graph = graph_of(input);
    const std::vector<bool> out = access::gets_out(*graph, {});
    struct Inside {
        FeaturePtr thing;
        Role role{};
        std::vector<std::uint32_t> places;
    };
    std::vector<Inside> all;
    std::map<Uuid, std::size_t> known;
    const auto add = [&](const FeaturePtr& thing, Role role, std::uint32_t place) {
        const auto [found, is_new] = known.emplace(thing->id, all.size());
        if (is_new) all.push_back({thing, role, {}});
        all[found->second].places.push_back(place);
    };
    for (std::uint32_t p = 0; p < graph->places().size(); ++p) {
        const scene::AccessPlace& place = graph->places()[p];
        if (place.solid || !input.facts.study().contains(place.inside)) continue;
        const bool has_doors = !graph->passages_of(p).empty();
        if (place.zone &&
            (place.ownership == Ownership::semi_public || place.ownership == Ownership::semi_private))
            add(place.zone, Role::zone, p);
        else if (place.building && !place.zone && has_doors)
            add(place.building, Role::building, p);
    }
    for (const Inside& one : all) {
        Measurement measurement{.subject = {one.thing->id}, .at = label_point(one.thing->geometry)};
        measurement.grounds.thing(one.role, *one.thing);
        std::size_t shut = 0;
        for (const std::uint32_t p : one.places) {
            if (out[p]) continue;
            ++shut;
            measurement.at = graph->places()[p].inside;
            for (const std::uint32_t i : graph->passages_of(p)) {
                const Passage& passage = graph->passages()[i];
                rest_on(passage, measurement.grounds);
                if (passage.kind != Passage::Kind::opening) continue;
                measurement.evidence.push_back(evidence_of(input.facts, passage));
                measurement.causes.push_back(passage.thing->id);
                if (passage.control.control == scene::Control::locked && !passage.control.outside_hours)
                    measurement.proposals.push_back(
                        {"Let " + input.facts.called(Role::opening, *passage.thing) +
                             " open from within without a key",
                         SiteEdit{"Let a gate open from within",
                                  {ChangeAttribute{passage.thing->id, "control",
                                                   Value(std::string("controlled")), Basis::drawn}}}});
            }
        }
        measurement.value = shut > 0 ? 1 : 0;
        measurement.text =
            called_first(one.role, *one.thing) +
            (shut > 0 ? ": somebody within does not get out without a key" : ": one gets out without a key");
        measured.subjects.push_back(std::move(measurement));
    }
    if (all.empty())
        measured.gaps.push_back({.text = "no building has a door, and no ground is shared", .lacks = "door"});
    return measured;
}

} // namespace prospect::assessment
