#include "analysis/assessment/check_grid.h"
#include "analysis/assessment/concealment.h"
#include "analysis/assessment/facts.h"
#include "analysis/assessment/hiders.h"
#include "analysis/assessment/shared.h"
#include "analysis/scene/cells_near.h"
#include "analysis/sightlines/hiding_places.h"

#include <algorithm>
#include <cmath>
#include <map>

namespace prospect::assessment {

namespace {

using scene::metres_text;
using sightlines::HiddenSpot;
using sightlines::HidingPlace;
using sightlines::Walk;

// At most this many cells are looked at: some fifty kilometres of path in cells of 0.5 m.
constexpr std::int64_t most_cells = 4'000'000;

sightlines::HidingSettings settings_of(const Criterion& criterion) {
    return {.beside_m = criterion.setting("near_m"),
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

// Hiding places of one path that the same thing hides.
struct Hidden {
    std::vector<HidingPlace> places; // without the spots nearer to another path
    Hiders hiders;                   // of all of them
    double area_m2 = 0;
    double first_seen_m = 0;
    double sees_path_m = 0;

    const HidingPlace& largest() const {
        return *std::max_element(
            places.begin(), places.end(),
            [](const HidingPlace& a, const HidingPlace& b) { return a.spots.size() < b.spots.size(); });
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

ByPath grouped(const sightlines::Hiding& hiding, const std::vector<Walk>& walks, const scene::Space& space,
               const Facts& facts, const Grid& lattice, double least_m2) {
    const Nearest nearest(facts);
    const double cell_m2 = lattice.cell_x * lattice.cell_y;
    ByPath groups;
    for (HidingPlace place : hiding.places) {
        const Uuid path = walks[place.walk].path->id;
        std::erase_if(place.spots, [&](const HiddenSpot& spot) { return !nearest.is(path, spot); });
        const double area_m2 = static_cast<double>(place.spots.size()) * cell_m2;
        if (place.spots.empty() || area_m2 < least_m2) continue;
        const Uuid thing = place.hidden_by.empty() ? Uuid{} : space.feature_of(place.hidden_by.front().first);
        Hidden& group = groups[path][thing];
        group.first_seen_m =
            group.places.empty() ? place.first_seen_m : std::min(group.first_seen_m, place.first_seen_m);
        group.sees_path_m = std::max(group.sees_path_m, place.sees_path_m);
        group.area_m2 += area_m2;
        for (const auto& [by, cells] : place.hidden_by)
            if (const Uuid id = space.feature_of(by); !id.is_nil()) group.hiders[id] += cells;
        group.places.push_back(std::move(place));
    }
    return groups;
}

std::string seen_text(const Hidden& hidden) {
    constexpr double next_to_m = 1;
    if (hidden.first_seen_m < next_to_m) return "who walks there sees nobody in it before being next to it";
    return "who walks there sees somebody in it only from " + rounded_text(hidden.first_seen_m) + " m away";
}

Measurement measure_hidden(const MetricInput& input, const FeaturePtr& path, const Uuid& thing,
                           const Hidden& hidden, const Grid& lattice) {
    const Facts& facts = input.facts;
    Measurement measurement{.subject = {path->id, thing}, .at = hidden.largest().at, .value = hidden.area_m2};
    measurement.grounds.thing(Role::path, *path);
    const FeaturePtr main = facts.find(thing);
    const std::string by =
        main ? sentence(facts.called(facts.site().layer_of(thing)->role, *main)) : std::string("The ground");
    measurement.text = by + " hides " + metres_text(hidden.area_m2) + " m2 beside " +
                       called(Role::path, *path) +
                       (hidden.places.size() > 1 ? " in " + count_text(hidden.places.size()) + " places: "
                                                 : std::string(": ")) +
                       seen_text(hidden);
    if (hidden.sees_path_m >= input.criterion.setting("lurk_m"))
        measurement.text += ", and " + rounded_text(hidden.sees_path_m) + " m of the path are seen from it";
    for (const HidingPlace& place : hidden.places)
        measurement.evidence.push_back(
            {"somebody can stand here unseen", {}, sightlines::outline_of(place, lattice)});
    add_hiders(facts, hidden.hiders, "hides it", measurement);
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
    return lattice_around(lines, widest_m, criterion.setting("near_m"), criterion.setting("cell_m"),
                          facts.site().frame.origin);
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
    ByPath groups = grouped(hiding, walks, *space, input.facts, lattice, settings.least_m2);
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
