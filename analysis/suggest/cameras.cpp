#include "analysis/assessment/naming.h"
#include "analysis/scene/building_use.h"
#include "analysis/sightlines/camera_look.h"
#include "analysis/sightlines/camera_windows.h"
#include "analysis/suggest/candidate.h"
#include "analysis/suggest/walls.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace prospect::suggest {

namespace {

using assessment::Facts;
using sightlines::CameraSpot;
using sightlines::PlacedCamera;

constexpr int directions = 8;
constexpr double off_wall_m = 0.1;
constexpr double least_wall_m = 2;
constexpr double ground_within_m = 15;
constexpr double cell_m = 2; // of the ground whose share is asked
constexpr double tilt_deg = 15;
constexpr double least_ahead = 0.2; // cosine: of the direction of a camera on a wall

struct Mount {
    Point at;
    std::optional<Point> outward; // absent: on a column
    std::string where;            // "on the corner of Block D"
};

Point direction_of(double azimuth_deg) {
    const double radians = azimuth_deg * std::numbers::pi / 180;
    return {std::sin(radians), std::cos(radians)};
}

std::vector<Mount> mounts(const Facts& facts, const Ground& ground, const PlacesSettings& settings,
                          double range_m) {
    const GroundBefore before(facts, ground);
    const double within_m = std::min(ground_within_m, range_m);
    std::vector<Mount> made;
    for (const FeaturePtr& lamp : facts.scored(Role::luminaire)) {
        const Point at = label_point(lamp->geometry);
        if (assessment::number_of(Role::luminaire, *lamp, "height_m").value >= settings.camera_height_m &&
            before.near(at, within_m) != nullptr) {
            const std::string name = facts.name_of(*lamp);
            made.push_back({at, {}, "on the column of " + (name.empty() ? "a lamp" : name)});
        }
    }
    for (const WallPlace& wall : wall_places(facts, settings.spacing_m, least_wall_m, Corners::with)) {
        if (assessment::number_of(Role::building, *wall.building, "height_m").value <
                settings.camera_height_m ||
            before.before(wall, within_m) == nullptr)
            continue;
        made.push_back({wall.at + wall.outward * off_wall_m, wall.outward,
                        (wall.corner ? "at a corner of " : "on the wall of ") +
                            facts.called(Role::building, *wall.building)});
    }
    return made;
}

FeaturePtr camera_at(const Mount& mount, double azimuth_deg, const PlacesSettings& settings, double range_m) {
    auto camera = std::make_shared<Feature>();
    camera->id = Uuid::from_name("suggested camera " + as_text(Value(mount.at.x)) + " " +
                                 as_text(Value(mount.at.y)) + " " + as_text(Value(azimuth_deg)));
    camera->geometry = Geometry::make_point(on_grid(mount.at));
    camera->basis = Basis::drawn;
    for (const auto& [name, value] : {std::pair("height_m", settings.camera_height_m),
                                      {"azimuth_deg", azimuth_deg},
                                      {"tilt_deg", tilt_deg},
                                      {"hfov_deg", settings.camera_hfov_deg},
                                      {"h_pixels", 1920.0},
                                      {"v_pixels", 1080.0},
                                      {"range_m", range_m}})
        camera->set(name, value, Basis::drawn);
    return camera;
}

// Who and what is private near cameras.
class PrivateThings {
public:
    PrivateThings(const engine::Context& context, const Facts& facts, double height_m,
                  std::span<const Mount> all, double reach_m)
        : facts_(facts), space_(context.space()), look_(context.scene(), *space_, height_m),
          sight_(context.scene(), context.opaque_space()), reach_m_(reach_m) {
        Box box;
        for (const Mount& mount : all)
            box.add(mount.at);
        if (box.empty()) return;
        const Grid grid = grid_of_box(box.grown(reach_m), cell_m, facts.site().frame.origin);
        spots_ = look_.spots(grid, 0, grid.cell_count());
        std::vector<Box> boxes;
        for (const CameraSpot& spot : spots_)
            boxes.push_back({spot.target.x, spot.target.y, spot.target.x, spot.target.y});
        spot_index_ = SpatialIndex(boxes);
        add_windows(context);
    }

    void ask(Candidate& candidate) const {
        PlacedCamera far = *candidate.camera;
        far.range_m = reach_m_;
        const Box near = Box{far.place.x, far.place.y, far.place.x, far.place.y}.grown(reach_m_);
        std::vector<CameraSpot> spots;
        for (const std::uint32_t i : spot_index_.query(near))
            spots.push_back(spots_[i]);
        sightlines::CameraTally tally;
        (void)look_.through(far, sightlines::Edition::y2025, spots, tally);
        candidate.private_share =
            tally.seen > 0 ? static_cast<double>(tally.seen_private) / static_cast<double>(tally.seen) : 0;
        candidate.looks_into_private = tally.seen_private > 0;
        for (const std::uint32_t i : window_index_.query(near))
            candidate.looks_into_private = candidate.looks_into_private ||
                                           sightlines::window_shown_at(far, homes_[i], sight_).has_value();
    }

private:
    void add_windows(const engine::Context& context) {
        std::vector<Box> boxes;
        const auto found = sightlines::guardians_of(context.scene(), *context.opaque_space(),
                                                    scene::MissingWindows::leave_out);
        for (const sightlines::Guardian& window : found.all) {
            if (window.kind != sightlines::GuardianKind::window) continue;
            const FeaturePtr building = facts_.find(window.building);
            if (!scene::is_of_a_home(*window.feature, building.get())) continue;
            homes_.push_back(window);
            const Point3 eye = window.eyes.front().at;
            boxes.push_back({eye.x, eye.y, eye.x, eye.y});
        }
        window_index_ = SpatialIndex(boxes);
    }

    const Facts& facts_;
    std::shared_ptr<const scene::Space> space_;
    sightlines::CameraLook look_;
    scene::Transmission sight_;
    double reach_m_;
    std::vector<CameraSpot> spots_;
    SpatialIndex spot_index_;
    std::vector<sightlines::Guardian> homes_;
    SpatialIndex window_index_;
};

std::vector<Candidate> aimed(const engine::Context& context, const Facts& facts, std::span<const Mount> all,
                             const PlacesSettings& settings, double range_m) {
    const auto space = context.space();
    scene::AttributeReader reader;
    std::vector<Candidate> made;
    for (const Mount& mount : all)
        for (int i = 0; i < directions; ++i) {
            const double azimuth_deg = i * 360.0 / directions;
            if (mount.outward && dot(direction_of(azimuth_deg), *mount.outward) < least_ahead) continue;
            const FeaturePtr feature = camera_at(mount, azimuth_deg, settings, range_m);
            auto hung = sightlines::hung_camera(feature, *space, reader);
            if (!hung.camera) continue;
            made.push_back({.measure = Measure::camera,
                            .alters = Alters::cameras,
                            .edit = adding(facts.site(), Role::camera, "Add a camera", {feature}),
                            .text = "Put a camera looking " + assessment::compass(direction_of(azimuth_deg)) +
                                    " " + mount.where,
                            .shape = feature->geometry,
                            .at = mount.at,
                            .azimuth_deg = azimuth_deg,
                            .height_m = settings.camera_height_m,
                            .box = feature->geometry.box(),
                            .camera = std::move(hung.camera)});
        }
    return made;
}

} // namespace

std::vector<Candidate> cameras(const engine::Context& context, const engine::Workers& workers,
                               const Facts& facts, const Question& question, const Ground& ground,
                               const PlacesSettings& settings) {
    const sightlines::Lens lens{.hfov_deg = settings.camera_hfov_deg};
    const double range_m = sightlines::reach_m(lens, settings.pixels_per_m);
    const std::vector<Mount> all = mounts(facts, ground, settings, range_m);
    std::vector<Candidate> made = aimed(context, facts, all, settings, range_m);
    const PrivateThings things(context, facts, question.height_m, all,
                               sightlines::reach_m(lens, least_detail));
    workers.for_blocks(static_cast<std::int64_t>(made.size()), 8, [&](std::int64_t begin, std::int64_t end) {
        for (std::int64_t i = begin; i < end; ++i)
            things.ask(made[static_cast<std::size_t>(i)]);
    });
    return made;
}

} // namespace prospect::suggest
