#include "analysis/assessment/more_eyes.h"

#include "analysis/access/building_fronts.h"
#include "analysis/assessment/facts.h"
#include "analysis/assessment/free_ground.h"
#include "analysis/assessment/garden_views.h"
#include "analysis/assessment/privacy.h"
#include "analysis/assessment/shared.h"
#include "analysis/scene/spots.h"
#include "analysis/scene/storeys.h"
#include "analysis/sightlines/guardianship.h"
#include "geometry/base/edges.h"
#include "geometry/base/tolerances.h"

#include <algorithm>
#include <cmath>
#include <set>

namespace prospect::assessment {

namespace {

using scene::storey_m;
constexpr double eye_m = 1.6; // of somebody who stands at a window, above the floor
constexpr double before_wall_m = 0.05;
constexpr double apart_m = 1.5;    // windows from one another and from corners
constexpr double least_wall_m = 3; // a shorter wall has no room for one

Point3 eye_at(Point at, int storey) {
    return above(at, storey * storey_m + eye_m);
}

// A place for windows.
struct Wall {
    FeaturePtr building;
    Segment line;
    Point outward;
    int storey = 0;
    std::size_t seen = 0; // spots, from its middle

    Point middle() const { return (line.a + line.b) * 0.5; }
    double length_m() const { return distance(line.a, line.b); }
    // Of a window at that place of it.
    Point3 eye(Point at) const { return eye_at(at + outward * before_wall_m, storey); }
};

Box box_of_wall(const Wall& wall) {
    Box box;
    box.add(wall.line.a);
    box.add(wall.line.b);
    return box;
}

std::size_t seen_from(const ClearLines& lines, const Wall& wall, std::span<const Point3> spots,
                      double reach_m) {
    const Point3 eye = wall.eye(wall.middle());
    return static_cast<std::size_t>(std::count_if(spots.begin(), spots.end(), [&](const Point3& spot) {
        return std::hypot(spot.x - eye.x, spot.y - eye.y) <= reach_m &&
               sightlines::facing(eye, spot, wall.outward) > 0 && lines.clear(eye, spot);
    }));
}

// Of the windows and doors there are in that storey of the wall, how far along it they stand.
std::vector<double> openings_along(const Facts& facts, const Wall& wall) {
    std::vector<double> along;
    const Point direction = (wall.line.b - wall.line.a) * (1 / wall.length_m());
    const Box box = box_of_wall(wall).grown(tolerance::opening_host_m);
    for (const FeaturePtr& opening : facts.of(Role::opening)) {
        const Point at = label_point(opening->geometry);
        if (!box.contains(at) || scene::storey_of(*opening) != wall.storey) continue;
        if (distance(nearest_on(wall.line, at), at) <= tolerance::opening_host_m)
            along.push_back(dot(at - wall.line.a, direction));
    }
    return along;
}

// Places for at most `count` windows, how far along the wall: side by side about its middle where none is
// there, else the nearest to it that are apart_m from all others.
std::vector<double> places_along(const Facts& facts, const Wall& wall, std::size_t count) {
    constexpr double look_m = 0.5;
    const std::vector<double> taken = openings_along(facts, wall);
    const double middle_m = wall.length_m() / 2;
    const auto free = [&](double place, const std::vector<double>& others) {
        return std::all_of(others.begin(), others.end(), [&](double other) {
            return std::abs(place - other) >= apart_m - tolerance::grid_slack;
        });
    };
    std::vector<double> places;
    const double step_m = std::min(storey_m, wall.length_m() / static_cast<double>(count + 1));
    for (std::size_t i = 0; i < count; ++i)
        places.push_back(middle_m + step_m * (static_cast<double>(i) - static_cast<double>(count - 1) / 2));
    if (std::all_of(places.begin(), places.end(), [&](double place) { return free(place, taken); }))
        return places;
    places.clear();
    for (double off = 0; off <= middle_m - apart_m / 2 && places.size() < count; off += look_m)
        for (const double place : {middle_m - off, middle_m + off})
            if (places.size() < count && free(place, taken) && free(place, places)) places.push_back(place);
    return places;
}

// Whether a window in the middle of the wall looks into somebody's garden.
bool intrudes(const GardenViews& gardens, const Wall& wall) {
    const Watcher window{
        .window = {}, .building = wall.building->id, .eye = wall.eye(wall.middle()), .outward = wall.outward};
    return !gardens.seen_by({&window, 1}).empty();
}

// The wall and storey from which most of the spots are seen; of several one that looks into no garden, the
// lowest of several storeys.
std::optional<Wall> best_wall(const MetricInput& input, const ClearLines& lines,
                              std::span<const Point3> spots, double reach_m) {
    Box box;
    for (const Point3& spot : spots)
        box.add(Point{spot.x, spot.y});
    const Box near_by = box.grown(reach_m);
    std::optional<GardenViews> gardens;
    if (const Criterion* privacy = usual_privacy()) gardens.emplace(input.facts, lines, *privacy, near_by);
    std::optional<Wall> best;
    bool best_intrudes = false;
    const auto better = [&](const Wall& wall) {
        const std::size_t most = best ? best->seen : 0;
        return wall.seen > most ||
               (wall.seen > 0 && wall.seen == most && best_intrudes && !intrudes(*gardens, wall));
    };
    for (const FeaturePtr& building : input.facts.of(Role::building)) {
        if (!near_by.intersects(building->geometry.box()) || access::stays_empty(*building) ||
            !input.facts.study().contains(label_point(building->geometry)))
            continue;
        const bool raised = number_of(Role::building, *building, "base_m").value > 0;
        for_each_edge(building->geometry, [&](VertexPlace, const Segment& edge) {
            Wall wall{.building = building, .line = edge};
            if (raised || wall.length_m() < least_wall_m) return;
            const Point along = (edge.b - edge.a) * (1 / wall.length_m());
            const auto facade = input.facts.facade_at(wall.middle());
            // A wall that another building stands against is none.
            if (!facade || !(facade->building == building->id) || std::abs(dot(facade->outward, along)) > 0.1)
                return;
            wall.outward = facade->outward;
            for (int storey = 0; storey < scene::storeys_of(*building); ++storey) {
                wall.storey = storey;
                wall.seen = seen_from(lines, wall, spots, reach_m);
                if (!better(wall) || places_along(input.facts, wall, 1).empty()) continue;
                best = wall;
                best_intrudes = gardens && intrudes(*gardens, wall);
            }
        });
    }
    return best;
}

std::string storey_text(int storey) {
    switch (storey) {
    case 0:
        return "ground floor";
    case 1:
        return "first floor";
    case 2:
        return "second floor";
    case 3:
        return "third floor";
    default:
        return "floor " + std::to_string(storey);
    }
}

bool moves(const Feature& stay) {
    static const std::set<std::string> kinds{"seat", "play", "bin_store"};
    constexpr double largest_m2 = 60;
    return kinds.contains(own_text(stay, "kind")) && area(stay.geometry) <= largest_m2;
}

Geometry moved_by(Geometry geometry, Point by) {
    for (Point& p : geometry.points)
        p = p + by;
    return geometry;
}

} // namespace

FeaturePtr window_at(const Uuid& building, Point at, int storey) {
    auto window = std::make_shared<Feature>();
    window->id = Uuid::from_name("window into " + building.text() + " " + as_text(Value(at.x)) + " " +
                                 as_text(Value(at.y)) +
                                 (storey > 0 ? " storey " + std::to_string(storey) : std::string()));
    window->geometry = Geometry::make_point(at);
    window->basis = Basis::drawn;
    window->set("kind", std::string("window"), Basis::drawn);
    if (storey > 0) {
        constexpr double sill_m = 0.9;
        constexpr double head_m = 2.1;
        window->set("storey", std::int64_t{storey}, Basis::drawn);
        window->set("sill_m", storey * storey_m + sill_m, Basis::drawn);
        window->set("head_m", storey * storey_m + head_m, Basis::drawn);
    }
    return window;
}

std::optional<AddFeatures> add_openings(const Facts& facts, std::vector<FeaturePtr> openings) {
    const auto& layers = facts.site().layers;
    const auto layer = std::find_if(layers.begin(), layers.end(),
                                    [](const LayerPtr& one) { return one->role == Role::opening; });
    if (layer == layers.end() || openings.empty()) return std::nullopt;
    return AddFeatures{.layer = (*layer)->id, .features = std::move(openings)};
}

std::optional<Proposal> windows_towards(const MetricInput& input, const std::string& place,
                                        std::span<const Point3> spots, double missing, double reach_m) {
    const ClearLines& lines = input.shared.watchers().lines();
    const auto wall = best_wall(input, lines, spots, reach_m);
    if (!wall) return std::nullopt;
    const double share = static_cast<double>(wall->seen) / static_cast<double>(spots.size());
    const auto room = static_cast<std::size_t>(wall->length_m() / apart_m);
    // One more than that where windows off the middle may see a little less.
    const auto wanted = static_cast<std::size_t>(std::ceil(missing / share)) + (spots.size() > 1 ? 1 : 0);
    const Point along = (wall->line.b - wall->line.a) * (1 / wall->length_m());
    std::vector<FeaturePtr> windows;
    for (const double along_m : places_along(input.facts, *wall, std::min({wanted, room, most_windows})))
        windows.push_back(window_at(wall->building->id, wall->line.a + along * along_m, wall->storey));
    const std::size_t count = windows.size();
    auto added = add_openings(input.facts, std::move(windows));
    if (!added) return std::nullopt;
    SiteEdit edit{"Windows towards a place", {}};
    edit.steps.emplace_back(std::move(*added));
    return Proposal{"Put " + (count == 1 ? std::string("a window") : counted(count, "window")) + " on the " +
                        storey_text(wall->storey) + " of " +
                        input.facts.called(Role::building, *wall->building) + " towards " + place,
                    std::move(edit)};
}

std::optional<Proposal> moved_to_eyes(const MetricInput& input, const Feature& stay, double target_height_m,
                                      double wanted, double reach_m) {
    constexpr double step_m = 1;
    if (!moves(stay)) return std::nullopt;
    const Watchers& watchers = input.shared.watchers();
    const FreeGround ground(input.facts, stay);
    const auto steps = static_cast<int>(most_moved_m / step_m);
    std::vector<Point> offsets;
    for (int row = -steps; row <= steps; ++row)
        for (int column = -steps; column <= steps; ++column)
            if (const Point by{column * step_m, row * step_m}; length(by) > 0 && length(by) <= most_moved_m)
                offsets.push_back(by);
    std::stable_sort(offsets.begin(), offsets.end(), [](Point a, Point b) { return length(a) < length(b); });
    for (const Point by : offsets) {
        const Geometry there = moved_by(stay.geometry, by);
        if (!ground.takes(there)) continue;
        const auto spots = scene::spots_of(there, 9, input.facts.site().frame.origin);
        std::size_t windows = 0;
        for (const Point p : spots)
            windows += watchers.count(above(p, target_height_m), reach_m);
        if (static_cast<double>(windows) < wanted * static_cast<double>(spots.size())) continue;
        SiteEdit edit{"Move a place to where it is seen", {}};
        edit.steps.emplace_back(ChangeGeometry{stay.id, there});
        return Proposal{"Move " + input.facts.called(Role::activity, stay) + " " +
                            rounded_text(std::max(1.0, length(by))) + " m, to where " +
                            counted(static_cast<std::size_t>(std::ceil(wanted)), "window") + " see it",
                        std::move(edit)};
    }
    return std::nullopt;
}

} // namespace prospect::assessment
