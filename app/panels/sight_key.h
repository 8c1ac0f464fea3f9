// What the colours and lines of a view from one spot mean.
#pragma once

#include "app/panels/sight_painting.h"
#include "geometry/site/role.h"

#include <span>

namespace prospect::app {

// Things of the plan that a page with the picture names in its key, besides the eye.
using KeyThings = std::span<const Role>;
// Those there are words for: red line, lamps, cameras.
inline constexpr Role keyed_things[] = {Role::study_area, Role::luminaire, Role::camera};

// The rectangle the key takes; empty while nothing is seen. things: none where somebody is at work, who knows
// them.
QRectF sight_key_rect(QPointF bottom_left, const SightPicture& sight, std::optional<KeyThings> things = {});
void paint_sight_key(QPainter& painter, QPointF bottom_left, const SightPicture& sight,
                     const render::Theme& theme, std::optional<KeyThings> things = {});

} // namespace prospect::app
