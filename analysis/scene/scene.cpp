#include "analysis/scene/scene.h"

#include "analysis/scene/access_graph.h"
#include "analysis/scene/facades.h"
#include "analysis/scene/obstacles.h"
#include "analysis/scene/space.h"
#include "analysis/scene/standing_walls.h"
#include "geometry/base/store.h"
#include "geometry/index/spatial_index.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <mutex>
#include <optional>

namespace prospect::scene {

namespace {

constexpr double sight_margin_m = 10;
// A live run asks for one height, a batch of points for a few.
constexpr std::size_t kept_heights = 8;

} // namespace

double Crown::radius_at(double height_m) const {
    const double half = (top_m - base_m) / 2;
    if (half <= 0 || height_m <= base_m || height_m >= top_m) return 0;
    const double from_middle = (height_m - base_m) / half - 1;
    return radius_m * std::sqrt(1 - from_middle * from_middle);
}

Box sight_bounds(const Site& site) {
    Box box;
    for (const LayerPtr& layer : site.layers)
        if (info(layer->role).analysed && !layer->raster) box.add(layer->box());
    return box.grown(sight_margin_m);
}

namespace {

// Where the walls of the horizontal plane change with its height.
class HeightBands {
public:
    HeightBands() = default;
    explicit HeightBands(const Obstacles& made) {
        for (const Obstacle& obstacle : made.obstacles)
            ends_.insert(ends_.end(), {obstacle.base_m, obstacle.top_m});
        for (const Crown& crown : made.crowns)
            ends_.insert(ends_.end(), {crown.base_m, crown.top_m});
        std::sort(ends_.begin(), ends_.end());
        ends_.erase(std::unique(ends_.begin(), ends_.end()), ends_.end());
        crowned_.assign(ends_.size() + 1, false);
        for (const Crown& crown : made.crowns)
            if (crown.base_m < crown.top_m)
                std::fill(crowned_.begin() + band_of(crown.base_m), crowned_.begin() + band_of(crown.top_m),
                          true);
    }

    // The same for heights at which the same things stand: the lowest of them; the height itself where there
    // are crowns, whose sections change all the way.
    double common(double height_m) const {
        const std::ptrdiff_t band = band_of(height_m);
        if (crowned_[static_cast<std::size_t>(band)]) return height_m;
        return band == 0 ? -std::numeric_limits<double>::infinity()
                         : ends_[static_cast<std::size_t>(band) - 1];
    }

private:
    std::ptrdiff_t band_of(double height_m) const {
        return std::upper_bound(ends_.begin(), ends_.end(), height_m) - ends_.begin();
    }

    std::vector<double> ends_;         // of things, ascending
    std::vector<bool> crowned_{false}; // by band: from an end up to the next
};

} // namespace

struct Scene::Derived {
    using WallsKey = std::array<double, 5>; // common height, then the bounds

    Obstacles made;
    HeightBands bands;
    Box bounds;
    std::vector<std::uint32_t> buildings; // places in made.obstacles
    SpatialIndex building_index;
    std::once_flag facades_made;
    std::optional<Facades> facades;
    Store<WallsKey, kernel::VisibilityScene> walls{
        kept_heights, [](const kernel::VisibilityScene&) { return std::size_t{1}; }};
    Store<std::pair<Mover, double>, AccessGraph> access{2, [](const AccessGraph&) { return std::size_t{1}; }};
    Store<double, Space> spaces{2, [](const Space&) { return std::size_t{1}; }}; // by least opacity

    std::shared_ptr<const Space> space(const Site& site, double least_opacity, const Progress& progress) {
        return spaces.get(least_opacity, progress.stop_token(), [&] {
            return std::make_shared<const Space>(site, made.obstacles, made.crowns, least_opacity, progress);
        });
    }
};

Scene::Scene(SitePtr site, const TimeContext& time, bool with_notes)
    : site_(std::move(site)), time_(time), derived_(std::make_unique<Derived>()) {
    derived_->made = obstacles_of(*site_, time_, with_notes);
    derived_->bands = HeightBands(derived_->made);
    derived_->bounds = sight_bounds(*site_);
    std::vector<Box> boxes;
    const auto& obstacles = derived_->made.obstacles;
    for (std::uint32_t i = 0; i < obstacles.size(); ++i)
        if (obstacles[i].role == Role::building) {
            derived_->buildings.push_back(i);
            boxes.push_back(obstacles[i].geometry.box());
        }
    derived_->building_index = SpatialIndex(boxes);
}

Scene::~Scene() = default;

const std::vector<Obstacle>& Scene::obstacles() const {
    return derived_->made.obstacles;
}
const std::vector<Crown>& Scene::crowns() const {
    return derived_->made.crowns;
}
const std::vector<Note>& Scene::notes() const {
    return derived_->made.notes;
}
const Box& Scene::bounds() const {
    return derived_->bounds;
}

const Facades& Scene::facades() const {
    std::call_once(derived_->facades_made, [&] { derived_->facades.emplace(derived_->made.obstacles); });
    return *derived_->facades;
}

std::shared_ptr<const kernel::VisibilityScene> Scene::walls_at(double eye_height_m, const Progress& progress,
                                                               const Box& within) const {
    Box bounds = derived_->bounds;
    bounds.add(within);
    const Derived::WallsKey key{derived_->bands.common(eye_height_m), bounds.xmin, bounds.ymin, bounds.xmax,
                                bounds.ymax};
    return derived_->walls.get(key, progress.stop_token(), [&] {
        kernel::Obstacles walls{.bounds = bounds};
        for (StandingWall& wall : standing_walls(*this, eye_height_m))
            (wall.ring ? walls.rings : walls.lines).push_back(std::move(wall.points));
        return std::make_shared<const kernel::VisibilityScene>(walls, progress);
    });
}

std::shared_ptr<const Space> Scene::space(const Progress& progress) const {
    return derived_->space(*site_, blocking_opacity, progress);
}

std::shared_ptr<const Space> Scene::opaque_space(const Progress& progress) const {
    return derived_->space(*site_, opaque_opacity, progress);
}

std::shared_ptr<const AccessGraph> Scene::access_graph(const AccessSettings& settings,
                                                       const Progress& progress) const {
    return derived_->access.get({settings.mover, settings.widest_gap_m}, progress.stop_token(), [&] {
        return std::make_shared<const AccessGraph>(*this, settings, progress);
    });
}

bool Scene::in_building(Point p, double eye_height_m) const {
    for (const std::uint32_t found : derived_->building_index.query({p.x, p.y, p.x, p.y})) {
        const Obstacle& building = derived_->made.obstacles[derived_->buildings[found]];
        if (building.base_m <= eye_height_m && contains(building.geometry, p)) return true;
    }
    return false;
}

} // namespace prospect::scene
