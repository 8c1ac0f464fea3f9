#include "analysis/sightlines/eye.h"

#include "analysis/scene/notes.h"
#include "analysis/scene/scene.h"

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

namespace {

// The circle of a reach must not touch the edge of the scene.
constexpr double reach_margin_m = 1;
constexpr double outside_margin_m = 10;

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
