#include "analysis/sightlines/camera_field.h"

#include "analysis/scene/standing_spot.h"

#include <algorithm>
#include <cmath>

namespace prospect::sightlines {

namespace {

constexpr std::int64_t most_cells = 250'000;

Grid grid_around(Point place, double reach_m, double cell_m, Point origin) {
    while (true) {
        const Grid grid = grid_of_box(Box{place.x, place.y, place.x, place.y}.grown(reach_m), cell_m, origin);
        if (grid.cell_count() <= most_cells) return grid;
        cell_m *= 2;
    }
}

// What one piece of the grid adds.
struct Part {
    CameraField field;
    Point sum; // of the places planting hides
};

class Looking {
public:
    Looking(const scene::Scene& scene, const scene::Space& space, const scene::Zones& zones,
            const std::unordered_set<Uuid>& planting, const PlacedCamera& camera,
            const CameraFieldSettings& settings, const Grid& grid)
        : scene_(scene), space_(space), zones_(zones), planting_(planting), camera_(camera),
          settings_(settings), grid_(grid) {}

    Part look(std::int64_t begin, std::int64_t end) const {
        std::vector<Point3> places;
        for (std::int64_t i = begin; i < end; ++i) {
            const Point p = grid_.center(i % grid_.columns, i / grid_.columns);
            if (settings_.counted && !settings_.counted->contains(p)) continue;
            const auto spot = scene::standing_spot(scene_, space_, p, settings_.target_height_m);
            if (spot && camera_.has_in_frame(*spot) &&
                pixels_per_m(camera_.lens, camera_.slant_m(*spot)) >= settings_.pixels_per_m)
                places.push_back(*spot);
        }
        std::vector<std::uint8_t> hidden(places.size());
        space_.rays().blocked_from(camera_.eye, places, hidden);
        Part part;
        for (std::size_t i = 0; i < places.size(); ++i) {
            const Point p{places[i].x, places[i].y};
            if (hidden[i] == 0) {
                ++part.field.shown;
                part.field.shown_private += zones_.private_at(p) ? 1 : 0;
                continue;
            }
            const auto first = only_planting(places[i]);
            if (!first) {
                ++part.field.hidden_else;
                continue;
            }
            ++part.field.hidden_by_planting;
            ++part.field.hidden_by[*first];
            part.sum = part.sum + p;
        }
        return part;
    }

private:
    // The first thing in the way, where all that is in the way is planting.
    std::optional<Uuid> only_planting(Point3 place) const {
        constexpr int most = 64; // crossings
        const Point3 eye = camera_.eye;
        const double whole_m = camera_.slant_m(place);
        const double step_m = 2 * space_.rays().clearance_m(eye);
        double gone_m = 0;
        std::optional<Uuid> first;
        for (int i = 0; i < most && gone_m < whole_m; ++i) {
            const double share = gone_m / whole_m;
            const Point3 from{eye.x + share * (place.x - eye.x), eye.y + share * (place.y - eye.y),
                              eye.z + share * (place.z - eye.z)};
            const auto hit = space_.rays().first_hit({from, place});
            if (!hit) break;
            const Uuid thing = space_.feature_of(hit->thing);
            if (!planting_.contains(thing)) return std::nullopt;
            if (!first) first = thing;
            gone_m += hit->at_m + step_m;
        }
        return first;
    }

    const scene::Scene& scene_;
    const scene::Space& space_;
    const scene::Zones& zones_;
    const std::unordered_set<Uuid>& planting_;
    const PlacedCamera& camera_;
    const CameraFieldSettings& settings_;
    const Grid& grid_;
};

} // namespace

CameraField camera_field(const engine::Context& context, const scene::Space& space, const scene::Zones& zones,
                         const std::unordered_set<Uuid>& planting, const PlacedCamera& camera,
                         const CameraFieldSettings& settings) {
    constexpr std::int64_t at_once = 4096;
    double reach = reach_m(camera.lens, settings.pixels_per_m);
    if (camera.range_m > 0) reach = std::min(reach, camera.range_m);
    const Grid grid = grid_around(camera.place, reach, settings.cell_m, context.site().frame.origin);
    const Looking looking(context.scene(), space, zones, planting, camera, settings, grid);
    const std::int64_t parts = (grid.cell_count() + at_once - 1) / at_once;
    std::vector<Part> found(static_cast<std::size_t>(parts));
    context.for_blocks(parts, 1, [&](std::int64_t begin, std::int64_t end) {
        for (std::int64_t i = begin; i < end; ++i)
            found[static_cast<std::size_t>(i)] =
                looking.look(i * at_once, std::min(grid.cell_count(), (i + 1) * at_once));
    });
    CameraField all{.cell_m = grid.cell_x};
    Point sum;
    for (const Part& part : found) {
        all.shown += part.field.shown;
        all.shown_private += part.field.shown_private;
        all.hidden_by_planting += part.field.hidden_by_planting;
        all.hidden_else += part.field.hidden_else;
        for (const auto& [thing, cells] : part.field.hidden_by)
            all.hidden_by[thing] += cells;
        sum = sum + part.sum;
    }
    if (all.hidden_by_planting > 0) all.worst = sum * (1 / static_cast<double>(all.hidden_by_planting));
    return all;
}

} // namespace prospect::sightlines
