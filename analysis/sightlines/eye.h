// Eyes in the horizontal plane: whom they belong to, and which walls they see.
#pragma once

#include "analysis/engine/context.h"
#include "analysis/engine/schema.h"
#include "geometry/kernel/visibility.h"

#include <memory>
#include <optional>
#include <span>

namespace prospect::sightlines {

inline constexpr double max_eye_height_m = 500;
inline constexpr double max_reach_m = 100e3;

// The parameters every sightline analysis shares: the same name means the same everywhere.
engine::ParameterInfo eye_height_parameter();
engine::ParameterInfo reach_parameter();
// Whether buildings without windows get some (scene::MissingWindows).
engine::ParameterInfo assume_windows_parameter();

// What the eyes of one height need: the discs of those with a reach, the places of those without.
struct EyeBoxes {
    Box limited;
    Box unlimited;

    void add(Point eye, double reach_m);
};

// The walls for all eyes of one height. Sight with a reach is never cut short; unlimited sight ends at the
// scene's bounds or, for eyes outside these, at the bounds widened to 10 m beyond these eyes.
class EyeWalls {
public:
    EyeWalls(const engine::Context& context, double eye_height_m, const EyeBoxes& eyes);

    const kernel::VisibilityScene& for_eye(Point eye, double reach_m) const;
    bool widened_for(Point eye, double reach_m) const;

private:
    std::shared_ptr<const kernel::VisibilityScene> limited_;
    std::shared_ptr<const kernel::VisibilityScene> plain_;
    std::shared_ptr<const kernel::VisibilityScene> widened_;
};

// Views one after another, reusing the memory as long as the walls stay the same. One for each thread.
class Viewer {
public:
    const kernel::View& look(const kernel::VisibilityScene& walls, Point eye, const kernel::Sight& sight);

private:
    const kernel::VisibilityScene* walls_ = nullptr;
    kernel::VisibilityScene::WorkspacePtr workspace_;
    kernel::View view_;
};

// A blocking top or base this near the eye may as well block as not: heights are seldom known better.
inline constexpr double near_height_m = 0.3;
// Counts the blocking obstacles and crowns that begin or end that near one of the eye heights, with the place
// of the first; absent when there are none. A base of 0 stands on the ground and is no doubt.
std::optional<engine::Note> near_height_note(const scene::Scene& scene,
                                             std::span<const double> eye_heights_m);
// Counts the obstacles at one of the eye heights that are seen through and so do not block; absent when there
// are none.
std::optional<engine::Note> see_through_note(const scene::Scene& scene,
                                             std::span<const double> eye_heights_m);
// Names the box at which unlimited sight ends.
engine::Note bounds_note(const engine::Context& context);
// Says how many eyes lie outside that box.
engine::Note outside_note(std::int64_t eyes);

} // namespace prospect::sightlines
