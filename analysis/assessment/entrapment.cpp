#include "analysis/assessment/entrapment.h"

#include "analysis/assessment/check_grid.h"
#include "analysis/assessment/facts.h"
#include "analysis/sightlines/closing_in.h"
#include "analysis/sightlines/trap_spots.h"

#include <cstdio>
#include <map>

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

Measured entrapment(const MetricInput& input) {
    Measured measured;
    const auto paths = input.facts.scored(Role::path);
    if (paths.empty()) measured.gaps.push_back({.text = "no path is on the plan", .lacks = "path"});
    // Without any wall or fence the plan leaves out what traps are made of.
    if (input.facts.of(Role::barrier).empty())
        measured.gaps.push_back({.text = "no wall, fence or hedge is on the plan", .lacks = "barrier"});
    if (!measured.gaps.empty()) return measured;
    Box box;
    for (const FeaturePtr& path : paths)
        box.add(path->geometry.box());
    const sightlines::TrapSettings settings = settings_of(input.criterion);
    const sightlines::Traps found = sightlines::find_traps(input.context, input.context.workers(),
                                                           input.facts.of(Role::path), box, settings);
    if (found.cell_m > settings.cell_m)
        measured.notes.push_back(coarse_note("entrapment_coarse",
                                             "the search for corners of " + input.criterion.code,
                                             found.cell_m, settings.cell_m, "the paths are so long"));
    std::map<Uuid, std::vector<Measurement>> traps; // by path
    std::map<std::pair<Uuid, Uuid>, std::size_t> of_thing;
    for (const sightlines::TrapSpot& spot : found.spots) {
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
