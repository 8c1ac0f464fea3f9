#include "analysis/assessment/movement.h"

#include "analysis/access/link_facts.h"
#include "analysis/assessment/facts.h"
#include "analysis/assessment/shared.h"
#include "analysis/scene/standing_spot.h"

#include <algorithm>
#include <cmath>
#include <cstdio>

namespace prospect::assessment {

namespace {

using access::LinkFacts;
using street_network::Link;

struct Ways {
    access::PathNetwork paths;
    street_network::Links links;
    std::vector<LinkFacts> facts;
};

// Absent, and a gap said, where no path has a length.
std::optional<Ways> ways_of(const MetricInput& input, const access::FactSettings& settings,
                            Measured& measured) {
    const auto& paths = input.facts.of(Role::path);
    if (std::none_of(paths.begin(), paths.end(),
                     [](const FeaturePtr& path) { return length(path->geometry) > 0; })) {
        measured.gaps.push_back({.text = "no path is on the plan", .lacks = "path"});
        return std::nullopt;
    }
    Ways ways;
    ways.paths = access::path_network(input.facts.site(), input.context.time().phase, access::Travellers::all,
                                      {.snap_m = input.criterion.setting("snap_m")});
    ways.links = street_network::links_of(ways.paths.network);
    ways.facts = access::link_facts(input.context, input.context.workers(), ways.paths, ways.links, settings);
    return ways;
}

// The paths a link is of, each once.
std::vector<const Feature*> paths_of(const Ways& ways, const Link& link) {
    std::vector<const Feature*> found;
    for (const std::uint32_t s : link.segments) {
        const Feature* path = &ways.paths.path_of(s);
        if (std::find(found.begin(), found.end(), path) == found.end()) found.push_back(path);
    }
    return found;
}

std::string name_of(const Ways& ways, const Link& link) {
    std::string text;
    const auto paths = paths_of(ways, link);
    for (std::size_t i = 0; i < paths.size(); ++i)
        text += (i == 0 ? "" : i + 1 == paths.size() ? " and " : ", ") + called(Role::path, *paths[i]);
    return text;
}

// Mean guardianship by day along the way; absent where nobody can stand.
std::optional<double> watched(const MetricInput& input, const Link& link, Grounds& grounds) {
    constexpr double step_m = 2;
    const Eyes& eyes = input.shared.eyes();
    std::vector<Point3> spots;
    for (const Station& station : stations(Geometry::make_line(link.course), step_m))
        if (const auto spot = scene::standing_spot(input.facts.scene(), *eyes.opaque, station.at,
                                                   input.criterion.setting("target_height_m")))
            spots.push_back(*spot);
    if (spots.empty()) return std::nullopt;
    std::vector<sightlines::Watch> watches(spots.size());
    std::vector<std::uint8_t> counted(eyes.guardians.all.size());
    eyes.watched.watch(spots, watches, &counted);
    for (std::size_t g = 0; g < counted.size(); ++g)
        if (counted[g] != 0) grounds.thing(Role::opening, *eyes.guardians.all[g].feature);
    double sum = 0;
    for (const sightlines::Watch& watch : watches)
        sum += watch.guardianship(DayBand::day);
    return sum / static_cast<double>(spots.size());
}

std::string two_digits(double value) {
    char text[32];
    std::snprintf(text, sizeof text, "%.2f", value);
    return text;
}

std::string way_round_text(const LinkFacts& fact, double length_m) {
    if (!fact.way_round_m)
        return fact.bridge ? "there is no way round it" : "the way round is more than 1 km longer";
    return "the way round is " + rounded_text(*fact.way_round_m - length_m) + " m longer";
}

// Tells the ways along one path apart, to the metre.
Uuid place_id(Point at) {
    return Uuid::from_name("way at " + std::to_string(std::lround(at.x)) + " " +
                           std::to_string(std::lround(at.y)));
}

Measurement predictor(const MetricInput& input, const Ways& ways, std::size_t l) {
    const Link& link = ways.links.all[l];
    Measurement measurement{.at = ways.facts[l].middle, .value = link.length_m};
    for (const Feature* path : paths_of(ways, link)) {
        measurement.subject.push_back(path->id);
        measurement.causes.push_back(path->id);
        measurement.grounds.thing(Role::path, *path);
    }
    measurement.subject.push_back(place_id(ways.facts[l].middle));
    measurement.text = "Whoever enters " + name_of(ways, link) + " here has no other way for " +
                       rounded_text(link.length_m) + " m: " + way_round_text(ways.facts[l], link.length_m);
    measurement.evidence.push_back(
        {"way without an alternative", measurement.causes.front(), Geometry::make_line(link.course)});
    const auto seen = watched(input, link, measurement.grounds);
    if (!seen) return measurement;
    measurement.text += "; guardianship along it is " + two_digits(*seen) + " by day";
    if (*seen >= input.criterion.setting("guardianship"))
        measurement.gravest = Level::look;
    else
        measurement.doubt = {"it holds only if somebody sees the way, and hardly a window does", "window"};
    return measurement;
}

// That there is none, of all paths together; absent where no way could be one.
std::optional<Measurement> no_predictor(const MetricInput& input, const Ways& ways) {
    const auto scored = std::find_if(ways.facts.begin(), ways.facts.end(),
                                     [](const LinkFacts& fact) { return fact.scored && fact.could_be_only; });
    if (scored == ways.facts.end()) return std::nullopt;
    Measurement measurement{
        .subject = {Uuid::from_name("ways without another")}, .at = scored->middle, .of_the_site = true};
    for (const FeaturePtr& path : input.facts.scored(Role::path))
        measurement.grounds.thing(Role::path, *path);
    measurement.text = "Every way on foot of " + rounded_text(input.criterion.setting("least_predictor_m")) +
                       " m or more that leads on has another beside it, no more than " +
                       rounded_text(input.criterion.setting("alternative_m")) + " m longer";
    return measurement;
}

} // namespace

Measured through_only(const MetricInput& input) {
    Measured measured;
    if (!access::has_entrances(input.context))
        measured.gaps.push_back({.text = "no door, gate or entrance is on the plan", .lacks = "door"});
    const auto ways = ways_of(input, {.serve_m = input.criterion.setting("serve_m")}, measured);
    if (!ways || !measured.gaps.empty()) return measured;
    Measurement measurement{.subject = {Uuid::from_name("ways that only lead through")}, .of_the_site = true};
    double all_m = 0;
    double only_m = 0;
    double longest_m = 0;
    for (std::size_t l = 0; l < ways->facts.size(); ++l) {
        const LinkFacts& fact = ways->facts[l];
        all_m += fact.scored_m;
        if (!fact.through || fact.served || fact.scored_m <= 0) continue;
        only_m += fact.scored_m;
        const Feature* path = paths_of(*ways, ways->links.all[l]).front();
        measurement.evidence.push_back({sentence(name_of(*ways, ways->links.all[l])) + " has no door near it",
                                        path->id, Geometry::make_line(ways->links.all[l].course)});
        if (fact.scored_m <= longest_m) continue;
        longest_m = fact.scored_m;
        measurement.at = fact.middle;
    }
    if (all_m <= 0) {
        measured.gaps.push_back({.text = "no path leads through the study area", .lacks = "path"});
        return measured;
    }
    for (const FeaturePtr& path : input.facts.scored(Role::path))
        measurement.grounds.thing(Role::path, *path);
    if (longest_m <= 0) measurement.at = label_point(input.facts.scored(Role::path).front()->geometry);
    measurement.value = 100 * only_m / all_m;
    measurement.text =
        rounded_text(measurement.value) + " % of the paths (" + rounded_text(only_m) + " m of " +
        rounded_text(all_m) + " m) serve only people who pass through: they lead on, and no door is within " +
        rounded_text(input.criterion.setting("serve_m")) +
        " m. Some research finds more burglary along them, some less: compare options, by crime";
    measured.subjects.push_back(std::move(measurement));
    return measured;
}

Measured only_way(const MetricInput& input) {
    Measured measured;
    const auto ways = ways_of(
        input, {input.criterion.setting("alternative_m"), input.criterion.setting("least_predictor_m")},
        measured);
    if (!ways) return measured;
    for (std::size_t l = 0; l < ways->facts.size(); ++l)
        if (ways->facts[l].predictor && ways->facts[l].scored)
            measured.subjects.push_back(predictor(input, *ways, l));
    if (measured.subjects.empty()) {
        if (const auto none = no_predictor(input, *ways))
            measured.subjects.push_back(*none);
        else
            measured.gaps.push_back({.text = "no path on foot of " +
                                             rounded_text(input.criterion.setting("least_predictor_m")) +
                                             " m or more leads on within the study area",
                                     .lacks = "path"});
    }
    return measured;
}

} // namespace prospect::assessment
