#include "analysis/assessment/territory.h"

#include "analysis/access/place_names.h"
#include "analysis/access/zone_edges.h"
#include "analysis/assessment/facts.h"
#include "analysis/assessment/light_words.h"
#include "analysis/assessment/ways_shared.h"

#include <algorithm>
#include <map>

namespace prospect::assessment {

namespace {

using scene::Passage;

std::string called_place(const Facts& facts, const scene::AccessPlace& place) {
    return place.zone ? facts.called(Role::zone, *place.zone) : access::name_of_place(place);
}

} // namespace

Measured classes_left_out(const MetricInput& input) {
    Measured measured;
    const auto& zones = input.facts.of(Role::zone);
    if (std::none_of(zones.begin(), zones.end(), [](const FeaturePtr& zone) {
            return scene::ownership_of(*zone) != scene::Ownership::none;
        }))
        measured.gaps.push_back(
            {.text = "the plan does not say whose any of the ground is", .lacks = "zone"});
    if (!measured.gaps.empty() || ways_untouched(input, measured)) return measured;
    const auto graph = graph_of(input);
    std::map<std::vector<Uuid>, std::size_t> known;
    for (const Passage& passage : graph->passages()) {
        const scene::AccessPlace& from = graph->places()[passage.from];
        const scene::AccessPlace& to = graph->places()[passage.to];
        if ((!from.zone && !to.zone) || !input.facts.study().contains(passage.at)) continue;
        if ((from.building && !from.zone) || (to.building && !to.zone)) continue;
        std::vector<Uuid> subject;
        if (passage.kind == Passage::Kind::opening) subject.push_back(passage.thing->id);
        std::vector<Uuid> grounds;
        for (const scene::AccessPlace* place : {&from, &to})
            if (place->zone) grounds.push_back(place->zone->id);
        std::sort(grounds.begin(), grounds.end()); // which comes first is a matter of their outlines
        subject.insert(subject.end(), grounds.begin(), grounds.end());
        const int left_out = access::classes_skipped(from, to);
        const auto [found, is_new] = known.emplace(subject, measured.subjects.size());
        if (!is_new) {
            // The same two grounds meet again.
            measured.subjects[found->second].evidence.push_back(evidence_of(input.facts, passage));
            continue;
        }
        Measurement measurement{.subject = subject, .at = passage.at, .value = static_cast<double>(left_out)};
        for (const scene::AccessPlace* place : {&from, &to})
            if (place->zone)
                measurement.grounds.thing(Role::zone, *place->zone)
                    .word(Role::zone, *place->zone, "ownership");
        rest_on(passage, measurement.grounds);
        if (passage.kind == Passage::Kind::opening && passage.control.control == scene::Control::locked)
            measurement.gravest = Level::info;
        const std::string way = passage.kind == Passage::Kind::opening
                                    ? called_first(Role::opening, *passage.thing)
                                : passage.kind == Passage::Kind::gap ? std::string("A gap")
                                                                     : std::string("Open ground");
        measurement.text = way + " leads from " + called_place(input.facts, from) + " straight to " +
                           called_place(input.facts, to) +
                           (left_out > 1 ? ": no ground between the two that is shared by fewer people" : "");
        measurement.evidence.push_back(evidence_of(input.facts, passage));
        measured.subjects.push_back(std::move(measurement));
    }
    if (measured.subjects.empty())
        measured.gaps.push_back(
            {.text = "no door, gate or open edge leads from one zone to another", .lacks = "zone"});
    return measured;
}

Measured edge_marked(const MetricInput& input) {
    Measured measured;
    std::vector<FeaturePtr> zones;
    for (const FeaturePtr& zone : input.facts.scored(Role::zone))
        if (zone->geometry.kind == GeometryKind::polygon &&
            scene::ownership_of(*zone) > scene::Ownership::public_realm)
            zones.push_back(zone);
    if (zones.empty()) {
        measured.gaps.push_back(
            {.text = "the plan says of no ground that it is not public", .lacks = "zone"});
        return measured;
    }
    const access::ZoneEdges edges(input.facts.scene());
    for (const FeaturePtr& zone : zones) {
        if (!input.reaches(zone->geometry.box().grown(2 * access::ZoneEdges::beside_m))) {
            measured.untouched.push_back(zone->id);
            continue;
        }
        const access::ZoneEdge edge = edges.of(*zone);
        if (edge.other_m < input.criterion.setting("least_m")) continue;
        Measurement measurement{
            .subject = {zone->id}, .at = label_point(zone->geometry), .value = 100 * edge.marked_share()};
        measurement.grounds.thing(Role::zone, *zone).word(Role::zone, *zone, "ownership");
        for (const auto& stretch : edge.unmarked) {
            measurement.at = stretch[stretch.size() / 2];
            measurement.evidence.push_back({"nothing shows the edge here", {}, Geometry::make_line(stretch)});
        }
        const double unmarked_m = edge.other_m - edge.marked_m;
        measurement.text = "Something shows where " + called(Role::zone, *zone) + " ends along " +
                           whole_beside(measurement.value, input.criterion.threshold) + " % of the " +
                           rounded_text(edge.other_m) +
                           " m it has in common with ground of other owners; along " +
                           rounded_text(unmarked_m) + " m nothing does";
        measured.subjects.push_back(std::move(measurement));
    }
    return measured;
}

} // namespace prospect::assessment
