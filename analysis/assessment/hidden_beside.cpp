#include "analysis/assessment/check_grid.h"
#include "analysis/assessment/concealment.h"
#include "analysis/assessment/facts.h"
#include "analysis/assessment/hiders.h"
#include "analysis/assessment/shared.h"
#include "analysis/scene/cells_near.h"
#include "analysis/sightlines/hiding_places.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>

namespace prospect::assessment {

namespace {

using scene::metres_text;
using sightlines::HiddenSpot;
using sightlines::HidingPlace;
using sightlines::Walk;

// At most this many cells are looked at: some fifty kilometres of path in cells of 0.5 m.
constexpr std::int64_t most_cells = 4'000'000;

// How far from the path's edge ground is looked at: a hiding place is one however far of it counts.
double beside_m(const Criterion& criterion) {
    return std::max(criterion.setting("beside_m"), criterion.setting("near_m"));
}

sightlines::HidingSettings settings_of(const Criterion& criterion) {
    return {.beside_m = beside_m(criterion),
            .way_out_m = criterion.setting("way_out_m"),
            .look_back_m = criterion.setting("look_back_m"),
            .eye_height_m = criterion.setting("eye_height_m"),
            .target_height_m = criterion.setting("target_height_m"),
            .hiding_height_m = criterion.setting("hiding_height_m"),
            .reaction_m = criterion.setting("reaction_m"),
            .near_m = criterion.setting("near_m"),
            .least_m2 = criterion.setting("least_m2"),
            .lurk_m = criterion.setting("lurk_m")};
}

// Cells around the paths, larger where there would be more than most_cells of them.
Grid lattice_around(const std::vector<const Geometry*>& lines, double widest_m, double beside_m,
                    double cell_m, Point origin) {
    const double reach_m = beside_m + sightlines::detour_m + widest_m / 2;
    Box box;
    for (const Geometry* line : lines)
        box.add(line->box());
    while (true) {
        const Grid grid = grid_of_box(box.grown(reach_m + cell_m), cell_m, origin);
        if (scene::count_of(scene::cells_near(grid, lines, reach_m)) <= most_cells) return grid;
        cell_m *= 2;
    }
}

Grid lattice_of(const std::vector<Walk>& walks, double beside_m, double cell_m, Point origin) {
    double widest_m = 0;
    std::vector<const Geometry*> lines;
    for (const Walk& walk : walks) {
        lines.push_back(&walk.line);
        widest_m = std::max(widest_m, walk.width_m);
    }
    return lattice_around(lines, widest_m, beside_m, cell_m, origin);
}

// A hiding place with the spots that count: near enough, and nearer to no other path.
struct Counted {
    HidingPlace place;
    Point at; // the spot in their middle
    double area_m2 = 0;
    double elsewhere_m2 = 0; // of it, near enough, but nearer to another path
};

// Hiding places of one path that the same thing hides.
struct Hidden {
    std::vector<Counted> places;
    Hiders hiders; // of all of them
    double area_m2 = 0;
    double first_seen_m = std::numeric_limits<double>::infinity();
    double sees_path_m = 0;

    const Counted& largest() const {
        return *std::max_element(places.begin(), places.end(),
                                 [](const Counted& a, const Counted& b) { return a.area_m2 < b.area_m2; });
    }
};

using ByPath = std::map<Uuid, std::map<Uuid, Hidden>>; // path, what hides most

// Scored paths with half their width: ground belongs to the one whose edge is nearest.
class Nearest {
public:
    explicit Nearest(const Facts& facts) {
        for (const FeaturePtr& path : facts.scored(Role::path))
            paths_.push_back({path, number_of(Role::path, *path, "width_m").value / 2});
    }

    bool is(const Uuid& path, const HiddenSpot& spot) const {
        return std::none_of(paths_.begin(), paths_.end(), [&](const Path& other) {
            const double reach_m = spot.edge_m + other.half_width_m;
            return !(other.feature->id == path) &&
                   other.feature->geometry.box().grown(reach_m).contains(spot.at) &&
                   std::max(0.0, distance(other.feature->geometry, spot.at) - other.half_width_m) <
                       spot.edge_m;
        });
    }

private:
    struct Path {
        FeaturePtr feature;
        double half_width_m = 0;
    };
    std::vector<Path> paths_;
};

Point middle_of(const std::vector<HiddenSpot>& spots) {
    Point mean;
    for (const HiddenSpot& spot : spots)
        mean = mean + spot.at * (1 / static_cast<double>(spots.size()));
    return std::min_element(
               spots.begin(), spots.end(),
               [&](const auto& a, const auto& b) { return distance(a.at, mean) < distance(b.at, mean); })
        ->at;
}

// What hides most of the spots that count; and how many of them each thing hides.
Uuid hider_of(const HidingPlace& place, const scene::Space& space, Hiders& hiders) {
    Hiders own;
    for (const HiddenSpot& spot : place.spots)
        if (spot.by) ++own[space.feature_of(*spot.by)];
    const auto most = std::max_element(own.begin(), own.end(),
                                       [](const auto& a, const auto& b) { return a.second < b.second; });
    for (const auto& [thing, cells] : own)
        if (!thing.is_nil()) hiders[thing] += cells;
    return most == own.end() ? Uuid{} : most->first;
}

ByPath grouped(const sightlines::Hiding& hiding, const std::vector<Walk>& walks, const scene::Space& space,
               const Facts& facts, const Grid& lattice, const sightlines::HidingSettings& settings) {
    const Nearest nearest(facts);
    const double cell_m2 = lattice.cell_x * lattice.cell_y;
    const auto ground_m2 = [&](std::size_t cells) { return static_cast<double>(cells) * cell_m2; };
    ByPath groups;
    for (const HidingPlace& found : hiding.places) {
        const Uuid path = walks[found.walk].path->id;
        Counted counted{.place = found};
        std::vector<HiddenSpot>& spots = counted.place.spots;
        std::erase_if(spots, [&](const HiddenSpot& spot) { return spot.edge_m > settings.near_m; });
        counted.elsewhere_m2 =
            ground_m2(std::erase_if(spots, [&](const HiddenSpot& spot) { return !nearest.is(path, spot); }));
        counted.area_m2 = ground_m2(spots.size());
        if (spots.empty() || counted.area_m2 < settings.least_m2) continue;
        counted.at = middle_of(spots);
        Hiders hiders;
        Hidden& group = groups[path][hider_of(counted.place, space, hiders)];
        for (const HiddenSpot& spot : spots)
            group.first_seen_m = std::min(group.first_seen_m, spot.first_seen_m);
        group.sees_path_m = std::max(group.sees_path_m, found.sees_path_m);
        group.area_m2 += counted.area_m2;
        for (const auto& [thing, cells] : hiders)
            group.hiders[thing] += cells;
        group.places.push_back(std::move(counted));
    }
    return groups;
}

// As the walk shows it: 5.25 as 5.3, hundreds in whole numbers.
std::string area_text(double m2) {
    return m2 >= 100 ? rounded_text(m2) : metres_text(std::round(10 * m2) / 10);
}

// "somebody can stand here unseen: 5.2 m2 within 3 m of the path, 12.8 m2 in all".
std::string stand_text(const Counted& counted, const sightlines::HidingSettings& settings) {
    const double near_m2 = counted.area_m2 + counted.elsewhere_m2;
    std::string text = "somebody can stand here unseen: " + area_text(near_m2) + " m2 within " +
                       rounded_text(settings.near_m) + " m of the path";
    if (counted.elsewhere_m2 > 0)
        text += " (of them " + area_text(counted.elsewhere_m2) + " m2 nearer to another path)";
    if (counted.place.area_m2 > near_m2) text += ", " + area_text(counted.place.area_m2) + " m2 in all";
    return text;
}

std::string seen_text(const Hidden& hidden) {
    constexpr double next_to_m = 1;
    if (hidden.first_seen_m < next_to_m) return "who walks there sees nobody in it before being next to it";
    return "who walks there sees somebody in it only from " + rounded_text(hidden.first_seen_m) + " m away";
}

// " (12.8 m2 in all, 1.5 m2 of it near but nearer to another path)".
std::string rest_text(const Hidden& hidden) {
    double all_m2 = 0;
    double elsewhere_m2 = 0;
    for (const Counted& counted : hidden.places) {
        all_m2 += counted.place.area_m2;
        elsewhere_m2 += counted.elsewhere_m2;
    }
    if (all_m2 <= hidden.area_m2) return {};
    std::string text = " (" + area_text(all_m2) + " m2 in all";
    if (elsewhere_m2 > 0)
        text += ", " + area_text(elsewhere_m2) + " m2 of it near but nearer to another path";
    return text + ")";
}

Measurement measure_hidden(const MetricInput& input, const FeaturePtr& path, const Uuid& thing,
                           const Hidden& hidden, const Grid& lattice) {
    const Facts& facts = input.facts;
    const sightlines::HidingSettings settings = settings_of(input.criterion);
    Measurement measurement{.subject = {path->id, thing}, .at = hidden.largest().at, .value = hidden.area_m2};
    measurement.grounds.thing(Role::path, *path);
    const FeaturePtr main = facts.find(thing);
    const std::string by =
        main ? sentence(facts.called(facts.site().layer_of(thing)->role, *main)) : std::string("The ground");
    measurement.text =
        by + " hides " + area_text(hidden.area_m2) + " m2 within " + rounded_text(settings.near_m) +
        " m of " + called(Role::path, *path) +
        (hidden.places.size() > 1 ? " in " + count_text(hidden.places.size()) + " places" : std::string()) +
        rest_text(hidden) + ": " + seen_text(hidden);
    if (hidden.sees_path_m >= input.criterion.setting("lurk_m"))
        measurement.text +=
            ", and who stands there overlooks " + rounded_text(hidden.sees_path_m) + " m of the path";
    add_hiders(facts, hidden.hiders, "hides it", measurement);
    // After what the sentence names, where each is listed by itself.
    std::vector<Evidence>& evidence = measurement.evidence;
    auto next = evidence.begin() + (evidence.empty() ? 0 : 1);
    for (const Counted& counted : hidden.places)
        next =
            evidence.insert(
                next, {stand_text(counted, settings), {}, sightlines::outline_of(counted.place, lattice)}) +
            1;
    measurement.evidence.push_back({called_first(Role::path, *path) + " leads past it", path->id, {}});
    measurement.proposals = open_what_hides(facts, hidden.hiders);
    return measurement;
}

} // namespace

Grid hiding_lattice(const Facts& facts, const Criterion& criterion) {
    double widest_m = 0;
    std::vector<const Geometry*> lines;
    for (const FeaturePtr& path : facts.scored(Role::path)) {
        lines.push_back(&path->geometry);
        widest_m = std::max(widest_m, number_of(Role::path, *path, "width_m").value);
    }
    return lattice_around(lines, widest_m, beside_m(criterion), criterion.setting("cell_m"),
                          facts.site().frame.origin);
}

WalkRule walk_rule(const Profile& profile) {
    const auto is_it = [](const Criterion& one) { return one.metric == "route.hiding"; };
    const Profile& known =
        std::any_of(profile.criteria.begin(), profile.criteria.end(), is_it) ? profile : profiles().front();
    const auto rule = std::find_if(known.criteria.begin(), known.criteria.end(), is_it);
    if (rule == known.criteria.end()) return {};
    const sightlines::HidingSettings settings = settings_of(*rule);
    WalkRule made{.params = {}, .near_m = settings.near_m};
    made.params.cell_m = rule->setting("cell_m");
    made.params.step_m = rule->setting("step_m");
    made.params.beside_m = settings.beside_m;
    made.params.way_out_m = settings.way_out_m;
    made.params.look_back_m = settings.look_back_m;
    made.params.eye_height_m = settings.eye_height_m;
    made.params.target_height_m = settings.target_height_m;
    made.params.hiding_height_m = settings.hiding_height_m;
    made.params.reaction_m = settings.reaction_m;
    made.params.least_m2 = settings.least_m2;
    made.params.lurk_m = settings.lurk_m;
    return made;
}

Measured hidden_beside(const MetricInput& input) {
    Measured measured;
    const sightlines::HidingSettings settings = settings_of(input.criterion);
    const auto paths =
        paths_to_walk(input, settings.beside_m + sightlines::detour_m + settings.look_back_m, measured);
    if (paths.empty()) return measured;
    const double wanted_m = input.criterion.setting("cell_m");
    const auto space = input.context.space();
    const scene::Footing footing(input.context.scene(), settings.eye_height_m);
    auto walks = sightlines::walks_of(input.context, *space, paths, input.criterion.setting("step_m"),
                                      settings.eye_height_m, settings.look_back_m)
                     .walks;
    std::erase_if(walks, [](const Walk& walk) {
        return std::none_of(walk.stations.begin(), walk.stations.end(),
                            [](const sightlines::WalkStation& station) { return station.scored; });
    });
    if (walks.empty()) {
        if (input.changed.empty())
            measured.gaps.push_back({.text = "nobody can walk on the paths of the plan", .lacks = "path"});
        return measured;
    }
    sightlines::KnownStrips* known = input.shared.strips_before();
    const Grid lattice =
        known ? known->lattice()
              : lattice_of(walks, settings.beside_m, wanted_m, input.facts.site().frame.origin);
    if (lattice.cell_x > wanted_m)
        measured.notes.push_back(coarse_note("hiding_coarse",
                                             "the search for hiding places of " + input.criterion.code,
                                             lattice.cell_x, wanted_m, "the paths are so long"));
    const auto hiding = sightlines::hiding_places(input.context, input.context.workers(), *space, footing,
                                                  walks, {lattice, 0, 0, nullptr, known}, settings);
    ByPath groups = grouped(hiding, walks, *space, input.facts, lattice, settings);
    for (const FeaturePtr& path : paths) {
        const auto found = groups.find(path->id);
        if (found == groups.end()) {
            measured.subjects.push_back({.subject = {path->id},
                                         .at = label_point(path->geometry),
                                         .value = 0,
                                         .grounds = Grounds().thing(Role::path, *path),
                                         .text = "Nobody can hide beside " + called(Role::path, *path)});
            continue;
        }
        for (const auto& [thing, hidden] : found->second)
            measured.subjects.push_back(measure_hidden(input, path, thing, hidden, lattice));
    }
    return measured;
}

} // namespace prospect::assessment
