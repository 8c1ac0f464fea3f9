#include "analysis/threat/unseen_watch.h"

#include "analysis/scene/attribute_reader.h"
#include "analysis/scene/spots.h"
#include "analysis/scene/standing_spot.h"
#include "analysis/scene/study_area.h"

#include <algorithm>
#include <cmath>

namespace prospect::threat {

namespace {

constexpr double before_door_m = 0.5;
constexpr std::int64_t rows_at_once = 8;

using scene::AttributeReader;

// Looks from the spots of all places at some rows of the grid.
class Rows {
public:
    Rows(const engine::Context& context, const scene::Space& space, const Grid& grid,
         const std::vector<WatchedPlace>& places, const sightlines::PlacedCameras& cameras,
         const WatchSettings& settings, WatchCells& made)
        : context_(context), space_(space), grid_(grid), places_(places), cameras_(cameras),
          settings_(settings), made_(made) {}

    void look(std::int64_t first, std::int64_t last) {
        gather(first, last);
        for (std::uint32_t p = 0; p < places_.size(); ++p) {
            context_.progress().checkpoint();
            look_from(p);
        }
        for (const sightlines::PlacedCamera& camera : cameras_.cameras)
            record(camera);
    }

private:
    void gather(std::int64_t first, std::int64_t last) {
        for (std::int64_t row = first; row < last; ++row)
            for (std::int64_t column = 0; column < grid_.columns; ++column) {
                const auto cell = static_cast<std::size_t>(row * grid_.columns + column);
                if (made_.stands[cell] == 0) continue;
                const Point p = grid_.center(column, row);
                if (const auto eye =
                        scene::standing_spot(context_.scene(), space_, p, settings_.eye_height_m)) {
                    cells_.push_back(cell);
                    eyes_.push_back(*eye);
                }
            }
    }

    void look_from(std::uint32_t p) {
        const WatchedPlace& place = places_[p];
        if (place.spots.empty()) return;
        std::vector<std::uint32_t> seen(cells_.size(), 0);
        for (const Point3& spot : place.spots) {
            near_.clear();
            targets_.clear();
            for (std::uint32_t i = 0; i < eyes_.size(); ++i)
                if (std::hypot(eyes_[i].x - spot.x, eyes_[i].y - spot.y) <= settings_.watch_m) {
                    near_.push_back(i);
                    targets_.push_back(eyes_[i]);
                }
            hidden_.assign(targets_.size(), 0);
            space_.rays().blocked_from(spot, targets_, hidden_);
            for (std::size_t i = 0; i < near_.size(); ++i)
                seen[near_[i]] += hidden_[i] == 0 ? 1U : 0U;
        }
        for (std::size_t i = 0; i < cells_.size(); ++i) {
            const float share = static_cast<float>(seen[i]) / static_cast<float>(place.spots.size());
            if (share <= made_.share[cells_[i]]) continue;
            made_.share[cells_[i]] = share;
            made_.place[cells_[i]] = p;
        }
    }

    // Somebody in the picture of a camera is seen.
    void record(const sightlines::PlacedCamera& camera) {
        const sightlines::PictureFrame frame(camera);
        near_.clear();
        targets_.clear();
        for (std::uint32_t i = 0; i < eyes_.size(); ++i) {
            Point3 face = eyes_[i];
            face.z += settings_.target_height_m - settings_.eye_height_m;
            if (made_.share[cells_[i]] <= 0 || !frame.holds(face)) continue;
            near_.push_back(i);
            targets_.push_back(face);
        }
        hidden_.assign(targets_.size(), 0);
        space_.rays().blocked_from(camera.eye, targets_, hidden_);
        for (std::size_t i = 0; i < near_.size(); ++i)
            if (hidden_[i] == 0) made_.guardianship[cells_[near_[i]]] = 1;
    }

    const engine::Context& context_;
    const scene::Space& space_;
    const Grid& grid_;
    const std::vector<WatchedPlace>& places_;
    const sightlines::PlacedCameras& cameras_;
    const WatchSettings& settings_;
    WatchCells& made_;
    std::vector<std::size_t> cells_;
    std::vector<Point3> eyes_; // by cells_
    std::vector<std::uint32_t> near_;
    std::vector<Point3> targets_;
    std::vector<std::uint8_t> hidden_;
};

void add_spots(const scene::Scene& scene, const scene::Space& space, const std::vector<Point>& points,
               double height_m, WatchedPlace& place) {
    for (const Point p : points)
        if (const auto spot = scene::standing_spot(scene, space, p, height_m)) place.spots.push_back(*spot);
}

} // namespace

std::vector<WatchedPlace> watched_places(const scene::Scene& scene, const scene::Space& space,
                                         const WatchSettings& settings) {
    std::vector<WatchedPlace> places;
    const scene::StudyArea study(scene.site());
    const Point origin = scene.site().frame.origin;
    for (const Role role : {Role::activity, Role::target, Role::opening})
        for (const auto& [layer, feature] : scene.site().features(role)) {
            if (!present(*feature, scene.time().phase) || feature->geometry.empty()) continue;
            WatchedPlace place{
                .feature = feature, .role = role, .kind = AttributeReader::own_text(*feature, "kind")};
            if (role == Role::activity && place.kind != "crowd") continue;
            if (role == Role::target && place.kind != "entrance") continue;
            place.shape = feature->geometry;
            const Point at = label_point(feature->geometry);
            std::vector<Point> points{at};
            if (role == Role::activity)
                points = scene::spots_of(feature->geometry, static_cast<double>(settings.spots), origin);
            if (role != Role::activity) {
                // What is in a wall is looked at before it.
                const auto facade = scene.facades().at(at);
                if (role == Role::opening && (place.kind == "window" || !facade ||
                                              AttributeReader::own_number(*feature, "main").value_or(0) == 0))
                    continue;
                if (facade) points = {facade->foot + facade->outward * before_door_m};
                place.shape = Geometry::make_point(points.front());
                if (role == Role::opening) place.kind = "main door";
            }
            place.scored =
                std::any_of(points.begin(), points.end(), [&](Point p) { return study.contains(p); });
            add_spots(scene, space, points, settings.target_height_m, place);
            places.push_back(std::move(place));
        }
    return places;
}

WatchCells watch_cells(const engine::Context& context, const scene::Space& space, const Grid& grid,
                       const std::vector<WatchedPlace>& places, const sightlines::PlacedCameras& cameras,
                       const Field* guardians, const WatchSettings& settings) {
    const auto count = static_cast<std::size_t>(grid.cell_count());
    WatchCells made{std::vector<float>(count, 0), std::vector<std::uint32_t>(count, WatchCells::none),
                    std::vector<float>(count, 0), std::vector<std::uint8_t>(count, 0),
                    std::vector<std::uint8_t>(count, 0)};
    const scene::Footing footing(context.scene(), settings.eye_height_m);
    context.workers(0.1, 0.95, "Looking for unseen places to watch from")
        .for_blocks(grid.rows, rows_at_once, [&](std::int64_t begin, std::int64_t end) {
            for (std::int64_t i = begin * grid.columns; i < end * grid.columns; ++i) {
                const auto cell = static_cast<std::size_t>(i);
                const Point p = grid.center(i % grid.columns, i / grid.columns);
                const bool open = space.ground().height_at(p).has_value() &&
                                  !context.scene().in_building(p, settings.eye_height_m);
                made.open[cell] = open ? 1 : 0;
                made.stands[cell] = open && footing.stands(p) ? 1 : 0;
                const auto seen = guardians != nullptr ? guardians->value_at(p) : std::nullopt;
                made.guardianship[cell] = seen ? std::clamp(*seen, 0.0F, 1.0F) : 0;
            }
            Rows(context, space, grid, places, cameras, settings, made).look(begin, end);
        });
    return made;
}

std::vector<WatchSpot> watch_spots(const Grid& grid, const WatchCells& cells, double least) {
    std::vector<WatchSpot> spots;
    std::vector<std::uint8_t> taken(cells.share.size(), 0);
    const auto counts = [&](std::size_t cell) { return static_cast<double>(cells.watch(cell)) >= least; };
    for (std::size_t first = 0; first < taken.size(); ++first) {
        if (taken[first] != 0 || !counts(first)) continue;
        WatchSpot spot{.cells = {first}, .best = first};
        taken[first] = 1;
        for (std::size_t i = 0; i < spot.cells.size(); ++i) {
            const std::size_t cell = spot.cells[i];
            if (cells.watch(cell) > cells.watch(spot.best)) spot.best = cell;
            const auto row = static_cast<std::int64_t>(cell) / grid.columns;
            const auto column = static_cast<std::int64_t>(cell) % grid.columns;
            for (std::int64_t r = std::max<std::int64_t>(0, row - 1); r <= std::min(row + 1, grid.rows - 1);
                 ++r)
                for (std::int64_t c = std::max<std::int64_t>(0, column - 1);
                     c <= std::min(column + 1, grid.columns - 1); ++c) {
                    const auto other = static_cast<std::size_t>(r * grid.columns + c);
                    if (taken[other] != 0 || !counts(other)) continue;
                    taken[other] = 1;
                    spot.cells.push_back(other);
                }
        }
        spots.push_back(std::move(spot));
    }
    return spots;
}

} // namespace prospect::threat
