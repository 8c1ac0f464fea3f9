#include "analysis/assessment/entrapment.h"

#include "analysis/assessment/check_grid.h"
#include "analysis/assessment/facts.h"
#include "analysis/assessment/hiders.h"
#include "analysis/assessment/more_eyes.h"
#include "analysis/assessment/shared.h"
#include "analysis/sightlines/closing_in.h"
#include "analysis/sightlines/trap_spots.h"
#include "geometry/base/tolerances.h"

#include <cstdio>
#include <map>
#include <optional>
#include <set>

namespace prospect::assessment {

namespace {

sightlines::TrapSettings settings_of(const Criterion& criterion) {
    return {.cell_m = criterion.setting("cell_m"),
            .eye_height_m = criterion.setting("eye_height_m"),
            .reach_m = criterion.setting("reach_m"),
            .enclosure = criterion.setting("enclosure"),
            .exit_m = criterion.setting("exit_m"),
            .route_m = criterion.setting("route_m")};
}

Evidence closing_evidence(const Facts& facts, const FeaturePtr& thing) {
    return {sentence(facts.called(facts.site().layer_of(thing->id)->role, *thing)) + " closes it in",
            thing->id,
            {}};
}

// Whether everybody may walk on both sides of the wall there, or it is ground of the zone `own`; null: none
// is.
bool public_around(const Facts& facts, const Station& station, const Feature* own = nullptr) {
    constexpr double behind_m = 1;
    const Point side = Point{-station.direction.y, station.direction.x} * behind_m;
    for (const Point behind : {station.at + side, station.at - side})
        if (facts.built_at(behind) ||
            (!facts.zones().public_at(behind) && (own == nullptr || facts.zones().at(behind) != own)))
            return false;
    return true;
}

// A gap in the wall where it is furthest from the way out, if everybody may walk behind it.
std::optional<Proposal> second_way_out(const Facts& facts, const Feature& wall,
                                       const sightlines::TrapSpot& spot) {
    constexpr double width_m = 2;
    if (!opens(facts, wall)) return std::nullopt;
    std::optional<Station> furthest;
    for (const Station& station : stations(wall.geometry, width_m / 2)) {
        const bool near_by = distance(station.at, spot.at) <= 2 * width_m;
        if (near_by && distance(station.at, spot.exit) >= 2 * width_m &&
            (!furthest || distance(station.at, spot.exit) > distance(furthest->at, spot.exit)))
            furthest = station;
    }
    if (!furthest || !public_around(facts, *furthest)) return std::nullopt;
    auto added = open_gap(facts, wall, furthest->at, width_m);
    if (!added) return std::nullopt;
    return Proposal{"Open a second way out, 2 m wide, through " + facts.called(Role::barrier, wall),
                    SiteEdit{"Open a second way out", {std::move(*added)}}};
}

// A piece cut off the wall beside the way out, so that it is wider than that of a trap, if everybody may walk
// on both sides of that piece.
std::optional<Proposal> wider_way_out(const MetricInput& input, const Feature& wall,
                                      const sightlines::TrapSpot& spot) {
    constexpr double more_m = 0.5;
    if (!opens(input.facts, wall) || wall.geometry.kind != GeometryKind::line) return std::nullopt;
    const Point end = nearest_station(wall.geometry, spot.exit).at;
    if (distance(end, spot.exit) > spot.exit_m / 2 + more_m) return std::nullopt;
    const double width_m = input.criterion.setting("exit_m") + more_m;
    const Feature* own = input.facts.zones().at(spot.at);
    for (const Station& station : stations(wall.geometry, more_m / 2))
        if (distance(station.at, end) < width_m - spot.exit_m - tolerance::grid_slack &&
            !public_around(input.facts, station, own))
            return std::nullopt;
    auto gap = std::make_shared<Feature>();
    gap->id = Uuid::from_name("wider way out of " + wall.id.text());
    gap->geometry = Geometry::make_point(end);
    gap->basis = Basis::drawn;
    gap->set("kind", std::string("gap"), Basis::drawn);
    gap->set("width_m", 2 * (width_m - spot.exit_m), Basis::drawn); // half of it lies in the way out
    gap->set("control", std::string("open"), Basis::drawn);
    auto added = add_openings(input.facts, {std::move(gap)});
    if (!added) return std::nullopt;
    return Proposal{"Widen the way out to " + scene::metres_text(width_m) + " m, at the cost of " +
                        input.facts.called(Role::barrier, wall),
                    SiteEdit{"Widen the way out", {std::move(*added)}}};
}

// Of a change on trial: the ground on which corners may come or go, with all of each corner of the plan as it
// is that lies on it. A spot is closed by what is within reach_m of it.
Box ground_changed(const MetricInput& input, const sightlines::Traps& before,
                   const sightlines::TrapSettings& settings) {
    Box ground;
    for (const Box& one : input.changed)
        ground.add(one.grown(settings.reach_m + before.cell_m));
    for (bool grows = true; grows;) {
        grows = false;
        for (const sightlines::TrapSpot& spot : before.spots) {
            // Corners with the same way out are one.
            const Box& corner = spot.corner;
            const bool within = ground.contains(Point{corner.xmin, corner.ymin}) &&
                                ground.contains(Point{corner.xmax, corner.ymax});
            if (within || !ground.intersects(corner.grown(settings.reach_m))) continue;
            ground.add(corner);
            grows = true;
        }
    }
    return ground;
}

Measurement trap_of(const MetricInput& input, const sightlines::TrapSpot& spot) {
    const FeaturePtr& path = spot.path;
    const FeaturePtr& wall = spot.thing;
    char width[16];
    std::snprintf(width, sizeof width, "%.1f", spot.exit_m);
    Measurement measurement{.subject = {path->id, wall->id}, .at = spot.at, .value = 1};
    measurement.grounds.thing(Role::path, *path);
    const auto around = sightlines::closing_in(
        input.context, spot.at, input.criterion.setting("eye_height_m"), input.criterion.setting("reach_m"));
    for (const auto& [role, thing] : around)
        measurement.grounds.blocker(role, *thing);
    measurement.text = "Beside " + called(Role::path, *path) +
                       " is a corner closed on all sides but one, whose only "
                       "way out is " +
                       std::string(width) + " m wide";
    measurement.evidence.push_back(closing_evidence(input.facts, wall));
    for (const auto& [role, thing] : around)
        if (thing->id != wall->id) measurement.evidence.push_back(closing_evidence(input.facts, thing));
    measurement.evidence.push_back(
        {"The only way out, " + std::string(width) + " m wide", {}, Geometry::make_point(spot.exit)});
    measurement.evidence.push_back({called_first(Role::path, *path) + " leads past it", path->id, {}});
    measurement.causes = {wall->id};
    Hiders hiders;
    for (const auto& [role, thing] : around)
        hiders[thing->id] += thing->id == wall->id ? 2 : 1;
    measurement.proposals = open_what_hides(input.facts, hiders);
    if (auto wider = wider_way_out(input, *wall, spot)) measurement.proposals.push_back(std::move(*wider));
    if (auto gap = second_way_out(input.facts, *wall, spot)) measurement.proposals.push_back(std::move(*gap));
    return measurement;
}

// Another corner of the same thing: findings are told apart by what they are about.
void add_corner(const sightlines::TrapSpot& spot, Measurement& measurement) {
    measurement.value = measurement.value + 1;
    char width[16];
    std::snprintf(width, sizeof width, "%.1f", spot.exit_m);
    measurement.evidence.push_back(
        {"The only way out of another such corner, " + std::string(width) + " m wide",
         {},
         Geometry::make_point(spot.exit)});
}

} // namespace

bool opens(const Facts& facts, const Feature& wall) {
    const Layer* layer = facts.site().layer_of(wall.id);
    return layer != nullptr && layer->role == Role::barrier && !is_groundwork(wall);
}

std::optional<AddFeatures> open_gap(const Facts& facts, const Feature& wall, Point at, double width_m) {
    auto gap = std::make_shared<Feature>();
    gap->id = Uuid::from_name("gap in " + wall.id.text());
    gap->geometry = Geometry::make_point(at);
    gap->basis = Basis::drawn;
    gap->set("kind", std::string("gap"), Basis::drawn);
    gap->set("width_m", width_m, Basis::drawn);
    gap->set("control", std::string("open"), Basis::drawn);
    return add_openings(facts, {std::move(gap)});
}

sightlines::Traps all_traps(const MetricInput& input) {
    Box box;
    for (const FeaturePtr& path : input.facts.scored(Role::path))
        box.add(path->geometry.box());
    return sightlines::find_traps(input.context, input.context.workers(), input.facts.of(Role::path), box,
                                  settings_of(input.criterion));
}

Measured entrapment(const MetricInput& input) {
    Measured measured;
    const auto paths = input.facts.scored(Role::path);
    if (paths.empty()) measured.gaps.push_back({.text = "no path is on the plan", .lacks = "path"});
    // Without any wall or fence the plan leaves out what traps are made of.
    if (input.facts.of(Role::barrier).empty())
        measured.gaps.push_back({.text = "no wall, fence or hedge is on the plan", .lacks = "barrier"});
    if (!measured.gaps.empty()) return measured;
    const sightlines::TrapSettings settings = settings_of(input.criterion);
    std::optional<Box> changed;
    sightlines::Traps found;
    if (const sightlines::Traps* before = input.shared.traps_before(); before && !input.changed.empty()) {
        changed = ground_changed(input, *before, settings);
        std::set<std::pair<Uuid, Uuid>> elsewhere; // path and what closes the corner
        for (const sightlines::TrapSpot& spot : before->spots)
            if (!changed->intersects(spot.corner)) elsewhere.emplace(spot.path->id, spot.thing->id);
        measured.also_untouched = [elsewhere](std::span<const Uuid> subject) {
            return subject.size() == 2 && elsewhere.contains({subject[0], subject[1]});
        };
        found = sightlines::find_traps(input.context, input.context.workers(), input.facts.of(Role::path),
                                       *changed, settings);
    } else {
        found = all_traps(input);
    }
    if (found.cell_m > settings.cell_m)
        measured.notes.push_back(coarse_note("entrapment_coarse",
                                             "the search for corners of " + input.criterion.code,
                                             found.cell_m, settings.cell_m, "the paths are so long"));
    std::map<Uuid, std::vector<Measurement>> traps; // by path
    std::map<std::pair<Uuid, Uuid>, std::size_t> of_thing;
    for (const sightlines::TrapSpot& spot : found.spots) {
        if (changed && !changed->intersects(spot.corner)) continue;
        std::vector<Measurement>& of_path = traps[spot.path->id];
        const auto [known, is_first] =
            of_thing.emplace(std::pair(spot.path->id, spot.thing->id), of_path.size());
        if (is_first)
            of_path.push_back(trap_of(input, spot));
        else
            add_corner(spot, of_path[known->second]);
    }
    for (auto& [path, of_path] : traps)
        for (Measurement& trap : of_path)
            if (trap.value > 1)
                trap.text += ", and the same thing closes in " +
                             count_text(static_cast<std::size_t>(trap.value) - 1) + " more";
    for (const FeaturePtr& path : paths) {
        for (Measurement& trap : traps[path->id])
            measured.subjects.push_back(std::move(trap));
        if (traps[path->id].empty())
            measured.subjects.push_back(
                {.subject = {path->id},
                 .at = label_point(path->geometry),
                 .value = 0,
                 .grounds = Grounds().thing(Role::path, *path),
                 .text = called_first(Role::path, *path) + " has no such corner beside it"});
    }
    return measured;
}

} // namespace prospect::assessment
