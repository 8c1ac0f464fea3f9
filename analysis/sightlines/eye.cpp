#include "analysis/sightlines/eye.h"

#include "analysis/scene/notes.h"
#include "analysis/scene/scene.h"

#include <algorithm>
#include <cmath>

namespace prospect::sightlines {

engine::ParameterInfo eye_height_parameter() {
    return {.name = "eye_height_m",
            .label = "Eye height",
            .unit = "m",
            .help = "Height of the eyes above the ground; sight is in the horizontal plane there.",
            .min = 0,
            .max = max_eye_height_m};
}

engine::ParameterInfo reach_parameter() {
    return {.name = "reach_m",
            .label = "How far to look",
            .unit = "m",
            .help = "Sight ends at this distance; 0 for no limit.",
            .min = 0,
            .max = max_reach_m};
}

engine::ParameterInfo assume_windows_parameter() {
    return {.name = "assume_windows",
            .label = "Assume windows where none are drawn",
            .help = "Puts a window every 3 m and storey into buildings that have none; the result says how "
                    "many are assumed."};
}

namespace {

// The circle of a reach must not touch the edge of the scene.
constexpr double reach_margin_m = 1;
constexpr double outside_margin_m = 10;
// 1.9 m is 0.3 m above 1.6 m, whatever the last bit says.
constexpr double rounding_m = 1e-9;

// Whether one of the eyes is as high as something that spans these heights begins or ends.
bool near_end(double base_m, double top_m, std::span<const double> eye_heights_m) {
    return std::any_of(eye_heights_m.begin(), eye_heights_m.end(), [&](double eye_m) {
        const auto near = [&](double end_m) { return std::abs(end_m - eye_m) <= near_height_m + rounding_m; };
        return near(top_m) || (base_m > 0 && near(base_m));
    });
}

} // namespace

void EyeBoxes::add(Point eye, double reach_m) {
    const Box place{eye.x, eye.y, eye.x, eye.y};
    if (reach_m > 0)
        limited.add(place.grown(reach_m + reach_margin_m));
    else
        unlimited.add(place);
}

EyeWalls::EyeWalls(const engine::Context& context, double eye_height_m, const EyeBoxes& eyes) {
    if (!eyes.limited.empty()) limited_ = context.walls_at(eye_height_m, eyes.limited);
    if (eyes.unlimited.empty()) return;
    const Box& bounds = context.scene().bounds();
    const Box& places = eyes.unlimited;
    if (!bounds.empty()) plain_ = context.walls_at(eye_height_m);
    if (!plain_ || !bounds.contains({places.xmin, places.ymin}) ||
        !bounds.contains({places.xmax, places.ymax}))
        widened_ = context.walls_at(eye_height_m, places.grown(outside_margin_m));
}

const kernel::VisibilityScene& EyeWalls::for_eye(Point eye, double reach_m) const {
    if (reach_m > 0) return *limited_;
    return widened_for(eye, reach_m) ? *widened_ : *plain_;
}

bool EyeWalls::widened_for(Point eye, double reach_m) const {
    return reach_m <= 0 && (!plain_ || !plain_->bounds().contains(eye));
}

const kernel::View& Viewer::look(const kernel::VisibilityScene& walls, Point eye,
                                 const kernel::Sight& sight) {
    if (walls_ != &walls) {
        workspace_ = walls.make_workspace();
        walls_ = &walls;
    }
    walls.view_from(eye, sight, *workspace_, view_);
    return view_;
}

std::optional<engine::Note> near_height_note(const scene::Scene& scene,
                                             std::span<const double> eye_heights_m) {
    std::int64_t found = 0;
    Point first;
    Uuid feature;
    const auto add = [&](Point place, const Uuid& id) {
        if (found++ > 0) return;
        first = place;
        feature = id;
    };
    for (const scene::Obstacle& obstacle : scene.obstacles())
        if (obstacle.opacity >= scene::blocking_opacity && !obstacle.geometry.empty() &&
            near_end(obstacle.base_m, obstacle.top_m, eye_heights_m))
            add(label_point(obstacle.geometry), obstacle.feature);
    for (const scene::Crown& crown : scene.crowns())
        if (crown.opacity >= scene::blocking_opacity && near_end(crown.base_m, crown.top_m, eye_heights_m))
            add(crown.center, crown.feature);
    if (found == 0) return std::nullopt;
    const std::string eyes = eye_heights_m.size() == 1
                                 ? "the eye height of " + as_text(Value(eye_heights_m[0])) + " m"
                                 : std::string("an eye height");
    return engine::Note{engine::Note::Level::info, "near_eye_height",
                        std::to_string(found) + " obstacles begin or end within " +
                            as_text(Value(near_height_m)) + " m of " + eyes + ", the first at " +
                            scene::place_text(scene.site().frame, first) +
                            ": a small error in either height decides whether they block sight",
                        first, feature};
}

std::optional<engine::Note> see_through_note(const scene::Scene& scene,
                                             std::span<const double> eye_heights_m) {
    std::int64_t found = 0;
    std::optional<Point> first;
    Uuid feature;
    for (const scene::Obstacle& obstacle : scene.obstacles()) {
        const bool in_view = std::any_of(eye_heights_m.begin(), eye_heights_m.end(),
                                         [&](double eye_m) { return obstacle.at_height(eye_m); });
        if (obstacle.opacity >= scene::blocking_opacity || !in_view || obstacle.geometry.empty()) continue;
        if (found++ > 0) continue;
        first = label_point(obstacle.geometry);
        feature = obstacle.feature;
    }
    if (found == 0) return std::nullopt;
    return engine::Note{engine::Note::Level::info, "see_through",
                        std::to_string(found) +
                            " fences, railings and the like as high as the eye are seen through (opacity "
                            "below " +
                            as_text(Value(scene::blocking_opacity)) +
                            ") and block nothing here; a close-boarded fence needs its opacity set to 1, the "
                            "first is at " +
                            scene::place_text(scene.site().frame, *first),
                        first, feature};
}

engine::Note bounds_note(const engine::Context& context) {
    const Box& box = context.scene().bounds();
    const Frame& frame = context.site().frame;
    return {engine::Note::Level::info, "sight_bounds",
            "unlimited sight ends at the box of all features grown by 10 m, " +
                scene::place_text(frame, {box.xmin, box.ymin}) + " to " +
                scene::place_text(frame, {box.xmax, box.ymax}) +
                "; that edge counts as hidden, not as a wall"};
}

engine::Note outside_note(std::int64_t eyes) {
    return {engine::Note::Level::warning, "eyes_outside",
            std::to_string(eyes) +
                " viewpoints lie outside the box of all features; their unlimited sight ends 10 m "
                "beyond that box and these viewpoints"};
}

} // namespace prospect::sightlines
