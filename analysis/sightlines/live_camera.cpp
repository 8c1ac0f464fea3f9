#include "analysis/sightlines/live_camera.h"

#include "analysis/scene/attribute_reader.h"
#include "analysis/scene/building_use.h"
#include "analysis/scene/standing_spot.h"
#include "analysis/scene/study_area.h"

#include <algorithm>
#include <cmath>
#include <unordered_map>

namespace prospect::sightlines {

namespace {

CameraCell cell_of(const PicturedSpot& shown, std::span<const DetailLevel> levels, double asked) {
    if (shown.hidden) return shown.pixels_per_m >= asked ? CameraCell::hidden : CameraCell::hidden_far;
    const auto above =
        std::upper_bound(levels.begin(), levels.end(), shown.pixels_per_m,
                         [](double pixels, const DetailLevel& level) { return pixels < level.pixels_per_m; });
    const auto reached = static_cast<std::uint8_t>(above - levels.begin());
    return static_cast<CameraCell>(static_cast<std::uint8_t>(CameraCell::faint) + reached);
}

} // namespace

std::optional<double> CameraView::share(std::int64_t cells_counted) const {
    if (tally.seen == 0) return std::nullopt;
    return static_cast<double>(cells_counted) / static_cast<double>(tally.seen);
}

CameraGround::CameraGround(std::shared_ptr<const scene::Scene> scene, double cell_m, double target_height_m,
                           const Progress& progress)
    : scene_(std::move(scene)), space_(scene_->space(progress)),
      sight_(*scene_, scene_->opaque_space(progress)), cell_m_(cell_m), target_height_m_(target_height_m),
      grid_(scene::study_grid(scene_->site(), cell_m)), look_(*scene_, *space_, target_height_m) {
    for (std::int64_t begin = 0; begin < grid_.cell_count(); begin += CameraLook::cells_at_once) {
        progress.checkpoint();
        blocks_.push_back(
            look_.spots(grid_, begin, std::min(grid_.cell_count(), begin + CameraLook::cells_at_once)));
    }
    for (const auto& [layer, zone] : scene_->site().features(Role::zone))
        owners_known_ = owners_known_ || (present(*zone, scene_->time().phase) &&
                                          !scene::AttributeReader::own_text(*zone, "ownership").empty());
    std::unordered_map<Uuid, FeaturePtr> buildings;
    for (const auto& [layer, building] : scene_->site().features(Role::building))
        buildings.emplace(building->id, building);
    Guardians guardians =
        guardians_of(*scene_, *scene_->opaque_space(progress), scene::MissingWindows::leave_out);
    for (Guardian& guardian : guardians.all) {
        if (guardian.kind != GuardianKind::window) continue;
        const auto building = buildings.find(guardian.building);
        const Feature* house = building == buildings.end() ? nullptr : building->second.get();
        const bool home = scene::is_of_a_home(*guardian.feature, house);
        windows_.push_back({std::move(guardian), house ? house->name : std::string(), home});
    }
}

CameraView CameraGround::look(const FeaturePtr& camera, Edition edition) const {
    CameraView view;
    view.cell_m2 = grid_.cell_x * grid_.cell_y;
    scene::AttributeReader reader;
    HungCamera hung = hung_camera(camera, *space_, reader);
    if (!hung.camera) {
        view.left_out = hung.left_out->message;
        return view;
    }
    view.camera = std::move(hung.camera);
    if (hung.moved) view.moved_m = distance(*hung.moved->place, view.camera->place);
    view.asked = asked_detail(*view.camera, edition);
    view.above_m = view.camera->height_m - target_height_m_;
    add_ground(view, edition);
    add_hiders(view);
    add_windows(view);
    return view;
}

std::optional<CameraGround::Spot> CameraGround::spot(const CameraView& view, Point place) const {
    if (!view.camera || view.cells.size() != static_cast<std::size_t>(grid_.cell_count()) ||
        !grid_.box().contains(place))
        return std::nullopt;
    const auto target = scene::standing_spot(*scene_, *space_, place, target_height_m_);
    if (!target) return std::nullopt;
    const auto index = [](double cells, std::int64_t count) {
        return std::clamp<std::int64_t>(static_cast<std::int64_t>(std::floor(cells)), 0, count - 1);
    };
    const std::int64_t column = index((place.x - grid_.xmin) / grid_.cell_x, grid_.columns);
    const std::int64_t row = index((grid_.ymax - place.y) / grid_.cell_y, grid_.rows);
    return Spot{view.cells[static_cast<std::size_t>(row * grid_.columns + column)],
                pixels_per_m(view.camera->lens, view.camera->slant_m(*target))};
}

void CameraGround::add_ground(CameraView& view, Edition edition) const {
    view.cells.assign(static_cast<std::size_t>(grid_.cell_count()), CameraCell::outside);
    const PictureFrame frame(*view.camera);
    const auto levels = detail_levels(edition);
    std::unordered_map<const Feature*, std::int64_t> zones;
    for (const std::vector<CameraSpot>& spots : blocks_) {
        for (const PicturedSpot& shown : look_.through(*view.camera, edition, spots, view.tally)) {
            const CameraSpot& spot = spots[shown.spot];
            view.cells[spot.cell] = cell_of(shown, levels, view.asked.pixels_per_m);
            const double away = view.camera->slant_m(spot.target);
            view.nearest_m = std::min(view.nearest_m.value_or(away), away);
            const Feature* zone = spot.private_zone ? spot.private_zone : spot.shared_zone;
            if (shown.hidden || !zone) continue;
            ++zones[zone];
            if (spot.private_zone) view.private_cells.push_back(spot.cell);
        }
        add_under(frame, spots, view);
    }
    for (const auto& [zone, cells] : zones) {
        const bool is_private = scene::AttributeReader::own_text(*zone, "ownership") == "private";
        view.private_ground.push_back({zone->id, zone->name, is_private, view.area_m2(cells)});
    }
    std::sort(view.private_ground.begin(), view.private_ground.end(),
              [](const CameraView::Shown& a, const CameraView::Shown& b) {
                  if (a.is_private != b.is_private) return a.is_private;
                  return a.seen_m2 != b.seen_m2 ? a.seen_m2 > b.seen_m2 : a.name < b.name;
              });
}

void CameraGround::add_under(const PictureFrame& frame, std::span<const CameraSpot> spots,
                             CameraView& view) const {
    std::vector<Point3> targets;
    std::vector<std::size_t> cells;
    for (const CameraSpot& spot : spots)
        if (frame.passes_over(spot.target)) {
            targets.push_back(spot.target);
            cells.push_back(spot.cell);
        }
    std::vector<std::uint8_t> hidden(targets.size());
    space_->rays().blocked_from(view.camera->eye, targets, hidden);
    for (std::size_t i = 0; i < targets.size(); ++i) {
        if (hidden[i] != 0) continue;
        view.cells[cells[i]] = CameraCell::under;
        ++view.under;
    }
}

void CameraGround::add_hiders(CameraView& view) const {
    for (const auto& [thing, cells] : view.tally.hidden_by)
        view.hiders.push_back({space_->feature_of(thing), space_->words_for(thing), look_.is_planting(thing),
                               view.area_m2(cells)});
    std::stable_sort(
        view.hiders.begin(), view.hiders.end(),
        [](const CameraView::Hider& a, const CameraView::Hider& b) { return a.hidden_m2 > b.hidden_m2; });
}

void CameraGround::add_windows(CameraView& view) const {
    const PlacedCamera& camera = *view.camera;
    for (const HomeWindow& one : windows_) {
        const auto away = window_shown_at(camera, one.guardian, sight_);
        if (!away) continue;
        const Point3 eye = one.guardian.eyes.front().at;
        view.windows.push_back({one.guardian.feature, one.building, one.home, Point{eye.x, eye.y}, *away,
                                pixels_per_m(camera.lens, *away)});
    }
    std::stable_sort(view.windows.begin(), view.windows.end(),
                     [](const CameraView::Window& a, const CameraView::Window& b) {
                         return a.pixels_per_m > b.pixels_per_m;
                     });
}

} // namespace prospect::sightlines
